"""What a booklet is made of: parts inside parts, each with its blocks, in reading order."""

from dataclasses import dataclass
from typing import Literal

Look = Literal["lead", "body", "intent", "aloud", "notice"]


@dataclass(frozen=True, slots=True)
class Step:
    """The name of a level, and its rank among all."""

    rank: int
    top: int
    name: str


Cell = str | Step


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph; `aloud` is read to an informant, `notice` must be seen first."""

    text: str
    look: Look = "body"


@dataclass(frozen=True, slots=True)
class Mark:
    """What sets a criterion apart, in a few words."""

    text: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it names; several values are a list."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts with their names beside them; quiet ones are for whoever looks them up."""

    rows: tuple[Fact, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row and names in its first column; widths are shares of the line."""

    summary: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


Block = Words | Mark | Facts | Points | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its heading; `alone` begins a page, `listed` enters the table of contents.

    `short` is a name for it where there is no room for its title.
    The heading and the first blocks, as many as `together` says, stay on one page.
    """

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple["Part", ...] = ()
    alone: bool = False
    together: int = 0
    listed: bool = True
    short: str = ""


@dataclass(frozen=True, slots=True)
class Booklet:
    """The whole: its cover, its notices and its parts; `head` and `page` run along the pages."""

    title: str
    subtitle: str
    product: str
    subject: str
    authors: str
    summary: str
    name: str
    notices: tuple[str, ...]
    facts: Facts
    facts_title: str
    contents_title: str
    to_contents: str
    head: str
    page: tuple[str, str]
    parts: tuple[Part, ...]
