"""Browser windows handed out again, emptied: a page opens in half the time where one opened before.

What a browser keeps of the application itself (its scripts, its fonts) stays; what a person or a
test leaves behind (cookies, the journal, the language) goes.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Frame, Page

SLOW = 30_000


class Windows:
    """The windows of one browser, by their settings."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[BrowserContext]] = defaultdict(list)
        self._settings: dict[BrowserContext, str] = {}
        self._visited: dict[BrowserContext, set[str]] = defaultdict(set)

    def open(self, settings: Mapping[str, Any]) -> BrowserContext:
        """Return an empty window with these settings."""
        name = json.dumps(settings, sort_keys=True)
        if self._idle[name]:
            return self._idle[name].pop()
        context = self._browser.new_context(**settings)
        context.set_default_timeout(SLOW)
        self._settings[context] = name
        context.on("page", lambda page: self._watch(context, page))
        context.on("close", self._lose)
        return context

    def take_back(self, context: BrowserContext) -> None:
        """Empty a window; one that was closed is gone."""
        if context not in self._settings:
            return
        for page in context.pages:
            page.close()
        self._forget(context)
        self._idle[self._settings[context]].append(context)

    def _lose(self, context: BrowserContext) -> None:
        self._settings.pop(context, None)

    def _watch(self, context: BrowserContext, page: Page) -> None:
        def note(frame: Frame) -> None:
            where = urlsplit(frame.url)
            if where.netloc:
                self._visited[context].add(f"{where.scheme}://{where.netloc}")

        page.on("framenavigated", note)

    def _forget(self, context: BrowserContext) -> None:
        context.clear_cookies()
        page = context.new_page()
        session = context.new_cdp_session(page)
        for origin in self._visited.pop(context, ()):
            asked = {"origin": origin, "storageTypes": "local_storage,indexeddb,cache_storage"}
            session.send("Storage.clearDataForOrigin", asked)
        page.close()
