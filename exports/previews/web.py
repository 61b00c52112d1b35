"""First views of pages for a browser: their sections, read from the page itself."""

import re
from html.parser import HTMLParser

from typing_extensions import override

from exports.previews.parts import Section
from exports.previews.sections import HEADING, TITLE, Passage, sections

_LEVELS = {"h1": TITLE, "h2": HEADING}
_BLOCKS = {*_LEVELS, "h3", "h4", "p", "li", "dt", "dd", "tr", "figcaption", "caption"}
# Beside one another on one line, with a dot between.
_BESIDE = {"td", "th", "dd"}
_UNSEEN = {"svg", "script"}
_BETWEEN = " · "
_SPACES = re.compile(r"\s+")


def web_sections(page: bytes) -> tuple[Section, ...]:
    """Return the sections of a page of ours, from its title on."""
    reader = _Reader()
    reader.feed(page.decode().partition("<header>")[2])
    reader.close()
    return sections(reader.passages)


class _Reader(HTMLParser):
    """Reads the lines of a page one after the other; what is drawn, and not read, is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[Passage] = []
        self._line = ""
        self._level = 0
        self._unseen = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BESIDE and self._line.strip():
            self._line += _BETWEEN
        elif tag in _BLOCKS:
            self._end()
            self._level = _LEVELS.get(tag, 0)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        if tag in _BLOCKS - {"dt"}:
            self._end()

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line += data

    def _end(self) -> None:
        line = _SPACES.sub(" ", self._line).strip(_BETWEEN)
        if line:
            self.passages.append(Passage(line, self._level))
        self._line, self._level = "", 0
