"""What a first view of a document is made of: pages, sections, sheets, files, or lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

LONGEST = 160  # characters of one line or cell: enough to know what it is about


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a PNG image, and the same in words for those who do not see it."""

    image: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the first lines under it."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its first columns and rows, and how many of each it has, the head apart."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    all_rows: int
    all_columns: int


@dataclass(frozen=True, slots=True)
class File:
    """A file inside another one, and how many bytes it has."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of a document before it is opened; `pages` of `all_pages`."""

    pages: tuple[Page, ...] = ()
    all_pages: int = 0
    parts: tuple[Section | Sheet, ...] = ()
    files: tuple[File, ...] = ()
    lines: tuple[str, ...] = ()


def shortened(text: str) -> str:
    """Return a text cut where it is long, and it says so."""
    return f"{text[: LONGEST - 1]}…" if len(text) > LONGEST else text


def first(lines: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the first lines, each of them shortened."""
    return tuple(shortened(line) for line in islice(lines, most))
