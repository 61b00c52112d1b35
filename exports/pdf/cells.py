"""Tables of a report on paper: the look of each cell, and columns as wide as their longest word."""

from collections.abc import Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from exports.pdf.fonts import register_fonts
from exports.pdf.levels import Meter
from exports.pdf.paragraph import paragraph
from exports.pdf.styles import (
    CELL,
    CELL_HEAD,
    CELL_HEAD_NUMBER,
    CELL_NUMBER,
    CELL_STRONG,
    WIDTH,
)
from exports.pdf.table import facts_table, tagged_table
from exports.report.parts import Cell, Facts, Step, Table

# A first column that is narrower than this holds names, which stand out; a wider one, sentences.
_NAMES = 0.3
# Names of facts, beside values that are sentences, and beside others.
_NARROW, _BROAD = 0.35, 0.7
_SHORT_VALUE = 36  # letters
_AROUND = 10.0
_AFTER = 6.0


def table(made: Table) -> Flowable:
    """Make a table of a report."""
    head = [
        paragraph(name, CELL_HEAD_NUMBER if column in made.numbers else CELL_HEAD)
        for column, name in enumerate(made.head)
    ]
    rows = [list(_row(made, row, number)) for number, row in enumerate(made.rows)]
    shaded = sorted(number + 1 for number in made.strong)
    drawn = tagged_table([head, *rows], _widths(made), made.summary, shaded)
    drawn.spaceAfter = _AFTER
    return drawn


def framed(made: Facts, names: float = 0.0) -> Flowable:
    """Make a table of facts; names take a share of the line, larger where values are short."""
    long = max(len(said(line)) for fact in made.rows for line in fact.lines) > _SHORT_VALUE
    share = names or (_NARROW if long else _BROAD)
    cells = [
        (paragraph(fact.name, CELL_STRONG), paragraph(" ".join(map(said, fact.lines)), CELL))
        for fact in made.rows
    ]
    return facts_table(cells, [share * WIDTH, (1 - share) * WIDTH], made.summary)


def _row(made: Table, row: Sequence[Cell], number: int) -> Iterator[Flowable]:
    for column, cell in enumerate(row):
        first = column == 0 and made.widths[0] < _NAMES
        stands_out = first or (number in made.strong and (column == 0 or isinstance(cell, Step)))
        look = CELL_NUMBER if column in made.numbers else CELL_STRONG if stands_out else CELL
        yield _cell(cell, look)


def _cell(cell: Cell, look: ParagraphStyle) -> Flowable:
    words = paragraph(said(cell), look)
    return Meter(cell.rank, cell.top, words) if isinstance(cell, Step) else words


def said(cell: Cell) -> str:
    """Return the words of a cell."""
    return cell.name if isinstance(cell, Step) else cell


def _widths(made: Table) -> list[float]:
    """Return the widths of the columns; what a head lacks for a word comes from the first."""
    register_fonts()
    widths = [
        max(share * WIDTH, _longest_word(name) + _AROUND)
        for share, name in zip(made.widths, made.head, strict=True)
    ]
    return [widths[0] - (sum(widths) - WIDTH), *widths[1:]]


def _longest_word(text: str) -> float:
    look = CELL_HEAD.fontName, CELL_HEAD.fontSize
    return max(stringWidth(word, *look) for word in text.split(" "))
