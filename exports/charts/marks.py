"""What a chart is made of: lines, dots, boxes and words, in units of one screen pixel.

The origin is at the top left, as on a screen. Marks name the part they play; `ink` says which
colour that is, the same on screen and on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from exports.charts.ink import Part

Shape = Literal["circle", "square", "diamond", "up", "down", "left", "right", "cross"]
Anchor = Literal["start", "middle", "end"]

WIDTH = 720.0
SIZE, LEADING = 13.0, 17.0
# A letter of a text of size 1 is about this wide, a little more than in most faces.
_LETTER = 0.54


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    part: Part = "rule"
    thick: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A small shape around a point; an open one is an outline on the ground."""

    x: float
    y: float
    shape: Shape = "circle"
    part: Part = "ink"
    filled: bool = True
    size: float = 12.0


@dataclass(frozen=True, slots=True)
class Box:
    """A framed rectangle, shaded from 0 (the bare ground) to 1 (as dark as ink)."""

    x: float
    y: float
    width: float
    height: float
    shade: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text standing on a base line; `on` is the shade of the box it stands in."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    part: Part = "ink"
    bold: bool = False
    on: float = 0.0


Mark = Line | Dot | Box | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart with its name, what it shows said in a sentence, and the same as a table.

    `key` tells it from other charts of a page; the first column of the table names its rows.
    """

    key: str
    title: str
    told: str
    height: float
    marks: tuple[Mark, ...]
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def lines_of(text: str, room: float) -> list[str]:
    """Return a text cut into lines that fit a room, at a guess that errs towards short lines."""
    return wrap(text, max(8, int(room / (SIZE * _LETTER)))) or [""]


def width_of(text: str) -> float:
    """Return about how much room a text takes."""
    return len(text) * SIZE * _LETTER


def around(
    lines: Sequence[str], x: float, middle: float, anchor: Anchor = "start"
) -> Iterator[Words]:
    """Yield lines of text, the middle of them all at a height."""
    first = middle - LEADING * (len(lines) - 1) / 2 + SIZE * 0.36
    for place, line in enumerate(lines):
        yield Words(x, first + LEADING * place, line, anchor)
