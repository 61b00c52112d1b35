"""Levels as people see them: a row of squares with the name, and bars of counts.

Meaning never rests on colour alone: names stand beside squares, counts in bars, and each level has
its own hatching.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, white
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable
from typing_extensions import override

from exports.pdf.fonts import register_fonts
from exports.pdf.large import is_large, wide
from exports.pdf.palette import Tone, tones
from exports.pdf.structure import Element
from exports.pdf.styles import INK, MUTED, RULE, WIDTH

SQUARE, SQUARE_GAP = 5.0, 1.4


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a chart in points; without a column for names, names stand above bars."""

    letters: float
    bar: float
    row: float
    names: float
    key: float


_BESIDE = Measures(letters=8.0, bar=12.0, row=14.6, names=0.34 * WIDTH, key=13.5)
_ABOVE = Measures(letters=18.0, bar=26.0, row=66.0, names=0.0, key=29.0)


class Meter(Flowable):
    """Squares filled up to a level, drawn as decoration before the name of the level.

    `in_margin` leaves the name where its own style puts it, for styles with a margin.
    """

    def __init__(
        self, rank: int | None, top: int, name: Flowable, *, in_margin: bool = False
    ) -> None:
        super().__init__()
        self.rank, self.top, self.name = rank, top, name
        has_margin = in_margin and not is_large()
        self.shift = 0 if has_margin else wide(meter_width(top) + 4)
        self.spaceBefore, self.spaceAfter = name.getSpaceBefore(), name.getSpaceAfter()

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Give the name the room that the squares leave."""
        _, self.height = self.name.wrap(aW - self.shift, aH)
        self.width = aW
        return self.width, self.height

    def draw(self) -> None:
        """Draw the squares, then the name in its element."""
        canvas: Any = self.canv
        with canvas.artifact("Layout"):
            self._draw_squares(canvas)
        self.name.drawOn(canvas, self.shift, 0)

    def _draw_squares(self, canvas: Any) -> None:
        style: Any = self.name
        square = wide(SQUARE)
        y = self.height - style.style.leading + (style.style.leading - square) / 2 - 0.3
        colour = tones(self.top + 1)[self.rank].fill if self.rank is not None else RULE
        canvas.setLineWidth(0.7)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        for step in range(self.top):
            x = step * wide(SQUARE + SQUARE_GAP)
            canvas.rect(x, y, square, square, fill=int(step < (self.rank or 0)))


def meter_width(top: int) -> float:
    """Return how wide the squares of a scale are."""
    return top * (SQUARE + SQUARE_GAP)


class Figure(Flowable):
    """A drawing with its description."""

    def __init__(self, drawing: Drawing, alt: str) -> None:
        super().__init__()
        self.drawing, self.alt = drawing, alt
        self.width, self.height = drawing.width, drawing.height
        self.spaceAfter = 6

    def draw(self) -> None:
        """Draw inside a Figure element, with the box that readers highlight."""
        canvas: Any = self.canv
        canvas.open_list = None
        x, y = canvas.absolutePosition(0, 0)
        box = f"{x:.1f} {y:.1f} {x + self.width:.1f} {y + self.height:.1f}"
        attributes = f"<</O/Layout/Placement/Block/BBox[{box}]>>"
        parent = canvas.open_elements[-1]
        canvas.begin(Element("Figure", parent, alt=self.alt, attributes=attributes))
        self.drawing.drawOn(canvas, 0, 0)
        canvas.end()


def level_bars(
    rows: Sequence[tuple[str, Sequence[int], int]], names: Sequence[str], unrated: str
) -> Drawing:
    """Draw one bar for each row (name, counts by rank, unrated), cut by level, highest first."""
    register_fonts()
    m = _ABOVE if is_large() else _BESIDE
    lines = _key_lines(list(_keys(names, unrated, any(row[2] for row in rows))), m)
    drawing = Drawing(WIDTH, m.row * len(rows) + m.key * len(lines) + 4)
    for place, row in enumerate(rows):
        _add_bar(drawing, row, drawing.height - m.row * (place + 1) + 3.5, m)
    for place, line in enumerate(lines):
        _add_keys(drawing, line, m.key * (len(lines) - 1 - place) + 3, len(names), m)
    return drawing


def _add_bar(drawing: Drawing, row: tuple[str, Sequence[int], int], y: float, m: Measures) -> None:
    name, counts, unrated = row
    _add_name(drawing, name, y, m)
    total = sum(counts) + unrated
    if not total:
        return
    x, unit = m.names, (WIDTH - m.names) / total
    pieces = [(rank, counts[rank]) for rank in reversed(range(len(counts)))] + [(None, unrated)]
    for rank, count in pieces:
        if count:
            box = x, y, unit * count, m.bar
            _add_piece(drawing, box, rank, len(counts), str(count), m.letters)
            x += unit * count


def _add_name(drawing: Drawing, name: str, y: float, m: Measures) -> None:
    """Add the name of a bar before it, on two lines at most, or above it on one."""
    if not m.names:
        line = simpleSplit(name, "Sans", m.letters, WIDTH)[0]
        drawing.add(_string(line, 0, y + m.bar + 8, m.letters))
        return
    lines = simpleSplit(name, "Sans", m.letters, m.names - 10)[:2]
    for place, line in enumerate(lines):
        baseline = y + m.bar / 2 - 3 + 4.8 * (len(lines) - 1) - 9.6 * place
        drawing.add(_string(line, 0, baseline, m.letters))


def _add_piece(
    drawing: Drawing,
    box: tuple[float, float, float, float],
    rank: int | None,
    levels: int,
    count: str = "",
    letters: float = 0.0,
) -> None:
    x, y, width, height = box
    tone = Tone(white, INK) if rank is None else tones(levels)[rank]
    edge = RULE if rank is None else white
    drawing.add(_rect(box, tone.fill, edge))
    for line in _hatching(box, rank, levels):
        drawing.add(Line(*line, strokeColor=_paler(tone), strokeWidth=0.7))
    room = stringWidth(count, "Sans-Bold", letters) + 6
    if count and width >= room:
        middle = x + width / 2
        plain = (middle - room / 2, y + 1.5, room, height - 3)
        drawing.add(_rect(plain, tone.fill, None))
        baseline = y + height / 2 - 0.375 * letters
        text = _string(count, middle, baseline, letters, "Sans-Bold", tone.ink)
        text.textAnchor = "middle"
        drawing.add(text)


def _hatching(
    box: tuple[float, float, float, float], rank: int | None, levels: int
) -> Iterator[tuple[float, float, float, float]]:
    """Yield strokes: none at the highest level, and closer together the lower the level."""
    if rank is None or rank == levels - 1:
        return
    x, y, width, height = box
    step = 3.0 + 9.0 * rank / max(1, levels - 2)
    start = x - height + step
    while start < x + width:
        low, high = max(start, x), min(start + height, x + width)
        yield low, y + low - start, high, y + high - start
        start += step


def _paler(tone: Tone) -> Color:
    """Return the fill, halfway to white or to black, whichever shows on it."""
    share = 0.45 if tone.ink == white else 0.28
    return Color(
        *(c + (i - c) * share for c, i in zip(tone.fill.rgb(), tone.ink.rgb(), strict=True))
    )


Key = tuple[int | None, str]


def _keys(names: Sequence[str], unrated: str, any_unrated: bool) -> Iterator[Key]:
    for rank in reversed(range(len(names))):
        yield rank, names[rank]
    if any_unrated:
        yield None, unrated


def _key_width(name: str, m: Measures) -> float:
    return 1.75 * m.letters + stringWidth(name, "Sans", m.letters) + 14


def _key_lines(keys: Sequence[Key], m: Measures) -> list[list[Key]]:
    lines: list[list[Key]] = [[]]
    for key in keys:
        if lines[-1] and sum(_key_width(name, m) for _, name in [*lines[-1], key]) > WIDTH:
            lines.append([])
        lines[-1].append(key)
    return lines


def _add_keys(drawing: Drawing, keys: Sequence[Key], y: float, levels: int, m: Measures) -> None:
    x, square = 0.0, m.letters + 1
    for rank, name in keys:
        _add_piece(drawing, (x, y, square, square), rank, levels)
        text = _string(name, x + 1.75 * m.letters, y + 0.1625 * m.letters, m.letters, colour=MUTED)
        drawing.add(text)
        x += _key_width(name, m)


def _rect(box: tuple[float, float, float, float], fill: Color, edge: Color | None) -> Rect:
    rect = Rect(*box)
    rect.fillColor, rect.strokeColor, rect.strokeWidth = fill, edge, 0.8
    return rect


def _string(
    text: str, x: float, y: float, size: float, font: str = "Sans", colour: Color = INK
) -> String:
    return String(x, y, text, fontName=font, fontSize=size, fillColor=colour)
