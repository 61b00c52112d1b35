"""Levels as people see them: a row of squares with the name, and bars of counts.

Meaning never rests on colour alone: names stand beside squares, counts in bars, and each level has
its own hatching.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, white
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable
from typing_extensions import override

from exports.pdf.fonts import register_fonts
from exports.pdf.palette import Tone, tones
from exports.pdf.structure import Element
from exports.pdf.styles import INK, MUTED, RULE, WIDTH

SQUARE, SQUARE_GAP = 5.0, 1.4
BAR, ROW, LABEL_SIZE = 13.0, 22.0, 8.0
NAMES = 0.34 * WIDTH


class Meter(Flowable):
    """Squares filled up to a level, drawn as decoration before the name of the level.

    `in_margin` leaves the name where its own style puts it, for styles with a margin.
    """

    def __init__(
        self, rank: int | None, top: int, name: Flowable, *, in_margin: bool = False
    ) -> None:
        super().__init__()
        self.rank, self.top, self.name = rank, top, name
        self.shift = 0 if in_margin else meter_width(top) + 4
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
        y = self.height - style.style.leading + (style.style.leading - SQUARE) / 2 - 0.3
        colour = tones(self.top + 1)[self.rank].fill if self.rank is not None else RULE
        canvas.setLineWidth(0.7)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        for step in range(self.top):
            x = step * (SQUARE + SQUARE_GAP)
            canvas.rect(x, y, SQUARE, SQUARE, fill=int(step < (self.rank or 0)))


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
    keys = list(_keys(names, unrated, any(row[2] for row in rows)))
    lines = _key_lines(keys)
    drawing = Drawing(WIDTH, ROW * len(rows) + 15 * len(lines) + 4)
    for place, row in enumerate(rows):
        _add_bar(drawing, row, drawing.height - ROW * (place + 1) + 5)
    for place, line in enumerate(lines):
        _add_keys(drawing, line, 15 * (len(lines) - 1 - place) + 3, len(names))
    return drawing


def _add_bar(drawing: Drawing, row: tuple[str, Sequence[int], int], y: float) -> None:
    name, counts, unrated = row
    lines = simpleSplit(name, "Sans", LABEL_SIZE, NAMES - 10)[:2]
    for place, line in enumerate(lines):
        baseline = y + BAR / 2 - 3 + 4.8 * (len(lines) - 1) - 9.6 * place
        drawing.add(_string(line, 0, baseline, LABEL_SIZE))
    total = sum(counts) + unrated
    if not total:
        return
    x, unit = NAMES, (WIDTH - NAMES) / total
    pieces = [(rank, counts[rank]) for rank in reversed(range(len(counts)))] + [(None, unrated)]
    for rank, count in pieces:
        if count:
            _add_piece(drawing, (x, y, unit * count, BAR), rank, len(counts), str(count))
            x += unit * count


def _add_piece(
    drawing: Drawing,
    box: tuple[float, float, float, float],
    rank: int | None,
    levels: int,
    count: str = "",
) -> None:
    x, y, width, height = box
    tone = Tone(white, INK) if rank is None else tones(levels)[rank]
    edge = RULE if rank is None else white
    drawing.add(_rect(box, tone.fill, edge))
    for line in _hatching(box, rank, levels):
        drawing.add(Line(*line, strokeColor=_paler(tone), strokeWidth=0.7))
    room = stringWidth(count, "Sans-Bold", LABEL_SIZE) + 6
    if count and width >= room:
        middle = x + width / 2
        plain = (middle - room / 2, y + 1.5, room, height - 3)
        drawing.add(_rect(plain, tone.fill, None))
        text = _string(count, middle, y + height / 2 - 3, LABEL_SIZE, "Sans-Bold", tone.ink)
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


def _key_width(name: str) -> float:
    return 14 + stringWidth(name, "Sans", LABEL_SIZE) + 14


def _key_lines(keys: Sequence[Key]) -> list[list[Key]]:
    lines: list[list[Key]] = [[]]
    for key in keys:
        if lines[-1] and sum(_key_width(name) for _, name in [*lines[-1], key]) > WIDTH:
            lines.append([])
        lines[-1].append(key)
    return lines


def _add_keys(drawing: Drawing, keys: Sequence[Key], y: float, levels: int) -> None:
    x = 0.0
    for rank, name in keys:
        _add_piece(drawing, (x, y, 9, 9), rank, levels)
        drawing.add(_string(name, x + 14, y + 1.3, LABEL_SIZE, colour=MUTED))
        x += _key_width(name)


def _rect(box: tuple[float, float, float, float], fill: Color, edge: Color | None) -> Rect:
    rect = Rect(*box)
    rect.fillColor, rect.strokeColor, rect.strokeWidth = fill, edge, 0.8
    return rect


def _string(
    text: str, x: float, y: float, size: float, font: str = "Sans", colour: Color = INK
) -> String:
    return String(x, y, text, fontName=font, fontSize=size, fillColor=colour)
