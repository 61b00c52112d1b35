"""A real Chromium, as the browser tests start it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS


def program() -> str:
    """Return the Chromium of this machine."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise RuntimeError("no Chromium: install it, or set CHROMIUM to its path")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it, and stop it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
