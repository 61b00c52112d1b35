"""What can be read back from a page: its elements with their attributes, words and headings."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

from tests.exports.pdf_checks import flat

EMPTY = {"meta", "col"}
UNSEEN = {"style", "script"}


@dataclass
class Element:
    """An element: its name, attributes, parent, and the words inside it."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    words: str = ""
    inside: list["Element"] = field(default_factory=list)

    def find(self, *names: str) -> list["Element"]:
        """Return the elements inside of these names, in order."""
        found = []
        for one in self.inside:
            found += [one] if one.name in names else []
            found += one.find(*names)
        return found

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class Page(HTMLParser):
    """A page read strictly: an element that is not closed where it must be is an error."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.whole = self.open = Element("", {})
        self.feed(content.decode())
        self.close()
        assert self.open is self.whole

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        made = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.inside.append(made)
        if tag not in EMPTY:
            self.open = made

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.name == tag
        assert self.open.parent is not None
        self.open = self.open.parent

    @override
    def handle_data(self, data: str) -> None:
        at: Element | None = self.open
        while at is not None:
            if self.open.name not in UNSEEN or at is self.open:
                at.words += data
            at = at.parent

    def find(self, *names: str) -> list[Element]:
        return self.whole.find(*names)

    def one(self, name: str) -> Element:
        (found,) = self.find(name)
        return found

    @property
    def words(self) -> str:
        return flat(self.whole.words)

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Return the level and the words of each heading."""
        named = self.find(*(f"h{level}" for level in range(1, 7)))
        return [(int(one.name[1]), flat(one.words)) for one in named]


def addresses(content: bytes) -> set[str]:
    """Return every address a page might load or lead to, outside of its record."""
    body = re.sub(rb"<script.*?</script>", b"", content, flags=re.DOTALL)
    said = re.findall(rb"\s(?:href|src|action|data|xlink:href)=\"([^\"]*)\"", body)
    said += re.findall(rb"url\(([^)]*)\)|@import", body)
    return {one.decode() for one in said}
