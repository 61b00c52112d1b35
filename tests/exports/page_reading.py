"""What can be read back from a page: its elements with their attributes, words and headings."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise

import rfc8785
from typing_extensions import override

from exports.canonical import canonical
from exports.record import AuditRecord
from tests.exports.pdf_checks import flat

EMPTY = {"meta", "col"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
ONCE = ("head", "header", "main", "nav", "h1")
OF_OTHERS = {"img", "iframe", "object", "embed", "form", "link", "base", "audio"}
UNSEEN = {"style", "script"}


@dataclass
class Element:
    """An element: its name, attributes, parent, and the words inside it."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    inside: list["Element"] = field(default_factory=list)
    pieces: list["str | Element"] = field(default_factory=list)

    @cached_property
    def words(self) -> str:
        """Return the words inside; those of a style or a script are only their own."""
        return "".join(_words(piece) for piece in self.pieces)

    def find(self, *names: str) -> list["Element"]:
        """Return the elements inside of these names, in order."""
        found = []
        for one in self.inside:
            found += [one] if one.name in names else []
            found += one.find(*names)
        return found

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


def _words(piece: str | Element) -> str:
    if isinstance(piece, Element):
        return "" if piece.name in UNSEEN else piece.words
    return piece


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
        self.open.pieces.append(made)
        if tag not in EMPTY:
            self.open = made

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.name == tag
        assert self.open.parent is not None
        self.open = self.open.parent

    @override
    def handle_data(self, data: str) -> None:
        self.open.pieces.append(data)

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


def without_record(content: bytes) -> str:
    """Return a page without the record it carries."""
    return re.sub(rb"<script.*?</script>", b"", content, flags=re.DOTALL).decode()


def page_faults(made: Page, content: bytes, record: AuditRecord, language: str) -> list[str]:
    """Return the rules a page breaks, in words, as read and as written."""
    shown = without_record(content)
    every = list(_inside(made.whole))
    rules = {
        "it says its language": made.one("html").get("lang") == language,
        "it has one of each": all(len(made.find(one)) == 1 for one in ONCE)
        and len(made.one("head").find("title")) == 1,
        "headings go down step by step": _go_down([level for level, _ in made.headings]),
        "links and sections lead somewhere": _lead_somewhere(made, every),
        "tables name themselves, rows and columns": all(map(_is_named, made.find("table"))),
        "its policy lets nothing in": _policies(made) == [POLICY],
        "it loads nothing": all(one.startswith("#") for one in addresses(content)),
        "nothing of it is of others": not OF_OTHERS & {one.name for one in every},
        "nothing is run": not any(n.startswith("on") for one in every for n in one.attributes),
        "no sign is hidden in it": not TURNING.search(shown) and not CONTROLS.search(shown),
        "its own record is inside": _record_inside(made) == canonical(record),
    }
    return [rule for rule, holds in rules.items() if not holds]


def _inside(element: Element) -> Iterator[Element]:
    for one in element.inside:
        yield one
        yield from _inside(one)


def _go_down(levels: list[int]) -> bool:
    return levels[0] == 1 and all(later - one <= 1 for one, later in pairwise(levels))


def _lead_somewhere(made: Page, every: list[Element]) -> bool:
    ids = [one.get("id") for one in every if one.get("id")]
    targets = {one.get("href").removeprefix("#") for one in made.find("a")}
    named = {one.get("aria-labelledby") for one in made.find("section", "nav")}
    return len(ids) == len(set(ids)) and targets | named <= set(ids)


def _is_named(table: Element) -> bool:
    head, body = table.find("thead")[0], table.find("tbody")[0]
    columns = head.find("th")
    return (
        bool(flat(table.find("caption")[0].words))
        and {cell.get("scope") for cell in columns} == {"col"}
        and all(_is_row(row, len(columns)) for row in body.find("tr"))
    )


def _is_row(row: Element, columns: int) -> bool:
    names = ["th"] + ["td"] * (columns - 1)
    return [cell.name for cell in row.inside] == names and row.inside[0].get("scope") == "row"


def _policies(made: Page) -> list[str]:
    return [one.get("content") for one in made.find("meta") if one.get("http-equiv")]


def _record_inside(made: Page) -> bytes:
    """Return the record in canonical form; no other script is on the page, and none ends early."""
    (inside,) = made.find("script")
    assert inside.get("type") == "application/json"
    assert "<" not in inside.words
    return rfc8785.dumps(json.loads(inside.words))
