"""Charts on paper: the marks of a chart as a drawing, as wide as the page, with its sentence."""

from collections.abc import Iterator

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable

from exports.charts import marks
from exports.charts.ink import GROUND, ink_of, shaded, words_on
from exports.charts.outlines import corners
from exports.pdf.fonts import register_fonts, runs_by_font
from exports.pdf.large import is_large
from exports.pdf.levels import Figure
from exports.pdf.paragraph import paragraph
from exports.pdf.styles import BODY, CELL, CELL_HEAD, CHART_NAME, WIDTH
from exports.pdf.table import tagged_table

_SCALE = WIDTH / marks.WIDTH
_TALLEST = 200 * mm
_DASHES = [2.7, 2]
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


def chart_story(chart: marks.Chart | None) -> Iterator[Flowable]:
    """Yield a chart with its name above and its sentence below; nothing where there is none.

    In large print its words would be too small to read: its table stands there instead.
    """
    if chart is None:
        return
    drawing = drawing_of(chart)
    yield CondPageBreak(40 * mm if is_large() else drawing.height + 20 * mm)
    yield paragraph(chart.title, CHART_NAME)
    yield _table(chart) if is_large() else Figure(drawing, chart.told)
    yield paragraph(chart.told, BODY)


def _table(chart: marks.Chart) -> Flowable:
    head = [paragraph(column, CELL_HEAD) for column in chart.columns]
    rows = [[paragraph(cell, CELL) for cell in row] for row in chart.rows]
    return tagged_table([head, *rows], [WIDTH / len(head)] * len(head), chart.caption)


def drawing_of(chart: marks.Chart) -> Drawing:
    """Return the drawing of a chart, from its marks; one too tall for a page is made smaller."""
    register_fonts()
    drawing = Drawing(WIDTH, chart.height * _SCALE)
    for mark in chart.marks:
        _add(drawing, mark)
    fit = min(1.0, _TALLEST / drawing.height)
    if fit < 1:
        drawing.scale(fit, fit)
        drawing.width, drawing.height = drawing.width * fit, drawing.height * fit
    return drawing


def _add(drawing: Drawing, mark: marks.Mark) -> None:
    match mark:
        case marks.Line():
            _add_line(drawing, mark)
        case marks.Dot():
            _add_dot(drawing, mark)
        case marks.Box():
            _add_box(drawing, mark)
        case marks.Words():
            _add_words(drawing, mark)


def _add_line(drawing: Drawing, line: marks.Line) -> None:
    ends = (*_point(drawing, line.x1, line.y1), *_point(drawing, line.x2, line.y2))
    drawn = Line(*ends, strokeColor=HexColor(ink_of(line.part)), strokeWidth=line.thick * _SCALE)
    drawn.strokeDashArray = _DASHES if line.dashed else []
    drawing.add(drawn)


def _add_dot(drawing: Drawing, dot: marks.Dot) -> None:
    ink = HexColor(ink_of(dot.part))
    points = [value for x, y in corners(dot) for value in _point(drawing, x, y)]
    middle = _point(drawing, dot.x, dot.y)
    shape = Polygon(points) if points else Circle(*middle, dot.size * _SCALE / 2)
    shape.fillColor = ink if dot.filled else HexColor(GROUND)
    shape.strokeColor, shape.strokeWidth = ink, 1.0
    drawing.add(shape)


def _add_box(drawing: Drawing, box: marks.Box) -> None:
    x, y = _point(drawing, box.x, box.y + box.height)
    rect = Rect(x, y, box.width * _SCALE, box.height * _SCALE, rx=2, ry=2)
    rect.fillColor, rect.strokeColor = HexColor(shaded(box.shade)), HexColor(ink_of("rule"))
    rect.strokeWidth, rect.strokeDashArray = 0.7, _DASHES if box.dashed else []
    drawing.add(rect)


def _add_words(drawing: Drawing, words: marks.Words) -> None:
    size = marks.SIZE * _SCALE
    runs = runs_by_font(words.text, "Sans-Bold" if words.bold else "Sans")
    widths = [stringWidth(text, font, size) for font, text in runs]
    x, y = _point(drawing, words.x, words.y)
    x -= sum(widths) * _BEFORE[words.anchor]
    for (font, text), width in zip(runs, widths, strict=True):
        colour = HexColor(words_on(words.on, words.part))
        drawing.add(String(x, y, text, fontName=font, fontSize=size, fillColor=colour))
        x += width


def _point(drawing: Drawing, x: float, y: float) -> tuple[float, float]:
    """Return a point on paper, whose origin is at the bottom."""
    return x * _SCALE, drawing.height - y * _SCALE
