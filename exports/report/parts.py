"""What a report is made of: sections with their blocks, in reading order.

What a person typed stands between two marks (`exports.report.typed`): it is never read as markup,
and its direction is its own.
"""

from dataclasses import dataclass
from typing import Literal

from exports.charts.marks import Chart

Look = Literal["body", "lead", "small", "strong", "notice", "alarm"]
FactLook = Literal["body", "quiet", "strong"]


@dataclass(frozen=True, slots=True)
class Step:
    """A level on its scale, shown as squares before its name; no rank where there is no level."""

    rank: int | None
    top: int
    name: str


Cell = str | Step


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; its key leads to it.

    `together` says how many of the blocks after it stay on its page, whole.
    """

    text: str
    level: Literal[3, 4]
    key: str = ""
    together: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph."""

    text: str
    look: Look = "body"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and the paragraphs it names; one that `leads` stays with the fact after it."""

    name: str
    lines: tuple[str | Step, ...]
    look: FactLook = "body"
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts one below the other; those with a summary are a table of their own."""

    rows: tuple[Fact, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list, and the key of the heading it is about, if any."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row and names in its first column; widths are shares of the line.

    `numbers` are the columns of figures, `strong` the rows that stand out.
    """

    summary: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bar:
    """How many criteria of a group stand at each rank, and how many at none; `told` says it."""

    name: str
    counts: tuple[int, ...]
    unrated: int
    told: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars cut by level; `names` are those of the ranks, `told` says all of them in one text."""

    caption: str
    rows: tuple[Bar, ...]
    names: tuple[str, ...]
    unrated: str
    told: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its sentence; where a file has no drawings, its figures are a table."""

    chart: Chart


Block = Heading | Words | Step | Facts | Points | Table | Bars | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading, listed in the table of contents; `alone` begins a page."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: cover, notices, what it is, its sections."""

    title: str
    kicker: str
    facility: str
    visited: str
    subject: str
    notices: tuple[str, ...]
    facts_title: str
    facts: Facts
    contents_title: str
    sections: tuple[Section, ...]
