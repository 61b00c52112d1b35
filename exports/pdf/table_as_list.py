"""Tables of a document in large print, as lists: one column, a name before each value."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Spacer
from typing_extensions import override

from exports.pdf.large import set_in, wide
from exports.pdf.later import Later
from exports.pdf.levels import Meter
from exports.pdf.paragraph import TaggedParagraph, paragraph
from exports.pdf.shaped import ShapedParagraph
from exports.pdf.structure import Element
from exports.pdf.styles import ENTRY, FACT, FOUND_NAME, SMALL, STRONG, WIDTH

_AFTER = 4.0
_APART = " · "
_NO_MARKS = "<</O/List/ListNumbering/None>>"
Cells = Sequence[Sequence[Flowable]]


class _Opening(Flowable):
    """The place where an element of the list begins; it takes no room."""

    def __init__(self, opened: "_List", row: bool) -> None:
        super().__init__()
        self.opened, self.row = opened, row

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.open_list = None
        parent = canvas.open_elements[-1]
        if not self.row:
            self.opened.element = Element("L", parent, attributes=_NO_MARKS)
            return
        item = Element("LI", self.opened.element)
        canvas.open_elements.append(Element("LBody", item))


class _Closing(Flowable):
    """The place where a row ends; it takes no room."""

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.open_list = None
        canvas.open_elements.pop()


class _List:
    """What the rows of one table have in common: their element, once it is drawn."""

    element: Element


def facts_as_list(cells: Cells) -> Later:
    """Return rows of a name and what it names as a list."""
    return Later(lambda: _listed(_fact(_words(name), value) for name, value in cells))


def table_as_list(cells: Cells) -> Later:
    """Return a table with one head row as a list; the head of the first column stands above it."""
    return Later(partial(_table, cells))


def _table(cells: Cells) -> Iterator[Flowable]:
    head, *rows = cells
    names = [_words(cell) for cell in head]
    yield paragraph(names[0], SMALL)
    yield from _listed(_row(names, row) for row in rows)
    yield Spacer(0, wide(_AFTER))


def _listed(rows: Iterable[Iterable[Flowable]]) -> Iterator[Flowable]:
    opened = _List()
    yield _Opening(opened, row=False)
    for row in rows:
        yield _Opening(opened, row=True)
        yield from row
        yield _Closing()


def _row(names: Sequence[str], row: Sequence[Flowable]) -> Iterator[Flowable]:
    """Yield a row: its name, its numbers on one line, then each value on a line of its own."""
    first, *values = row
    yield CondPageBreak(30 * mm)
    yield _strong(first)
    numbers: list[str] = []
    for name, value in zip(names[1:], values, strict=True):
        if _is_number(value):
            numbers.append(f"{name} {_words(value)}")
            continue
        if numbers:
            yield paragraph(_APART.join(numbers), FACT)
            numbers = []
        yield from _fact(name, value)
    if numbers:
        yield paragraph(_APART.join(numbers), FACT)


def _strong(cell: Flowable) -> Flowable:
    if isinstance(cell, Meter):
        return Meter(cell.rank, cell.top, paragraph(_words(cell), ENTRY))
    return paragraph(_words(cell), ENTRY)


def _fact(name: str, value: Flowable) -> list[Flowable]:
    if isinstance(value, Meter):
        return [Meter(value.rank, value.top, paragraph(_words(value), FACT, label=name))]
    if isinstance(value, TaggedParagraph | ShapedParagraph):
        said = _words(value)
        if said and _is_long(name):
            return [paragraph(name, FOUND_NAME), paragraph(said, FACT)]
        return [paragraph(said, FACT, label=name)] if said else []
    return [paragraph(name, STRONG), value]


def _is_long(name: str) -> bool:
    """Tell whether a name leaves too little of its line to what it names."""
    look = set_in(FACT)
    return stringWidth(name, look.bulletFontName, look.bulletFontSize) > WIDTH / 2


def _is_number(cell: Any) -> bool:
    return isinstance(cell, TaggedParagraph) and cell.style.alignment == TA_RIGHT


def _words(cell: Any) -> str:
    """Return the words of a cell, as they were given."""
    if isinstance(cell, Meter):
        return _words(cell.name)
    words: str = cell.text if isinstance(cell, ShapedParagraph) else cell.getPlainText()
    return words
