"""Tables for tagged PDF: tagged while reportlab draws them, and split between rows."""

from collections.abc import Sequence
from typing import Any, cast

from reportlab.platypus import Flowable, LongTable
from typing_extensions import override

from exports.pdf.archive import pdf_string
from exports.pdf.canvas import TaggedCanvas
from exports.pdf.large import is_large
from exports.pdf.structure import Element
from exports.pdf.styles import ACCENT, GROUND, RULE
from exports.pdf.table_as_list import facts_as_list, table_as_list

_ROOM = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
]
_HEAD = [("BACKGROUND", (0, 0), (-1, 0), ACCENT), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]


class WholeRowTable(LongTable):
    """A table that splits between rows, and inside a row only if that row is taller than a page.

    reportlab's own ``splitInRow`` would cut any row that does not fit, and repeat the head in the
    middle of the page to do so; without it, a very long note stops the whole report.
    """

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Split between rows; inside the first row only when starting a page."""
        self.splitInRow = 0
        parts: list[Any] = super().split(availWidth, availHeight)
        frame = getattr(self, "_frame", None)
        if not parts and (frame is None or frame._atTop):
            self.splitInRow = 1
            parts = super().split(availWidth, availHeight)
        return parts


class TableStructure:
    """Tags a table while reportlab draws it; pass it as the table's ``renderCB``.

    A table that continues on the next page stays one element; its repeated head is decoration.
    """

    def __init__(self, summary: str, head_rows: int = 1, head_columns: int = 1) -> None:
        self.summary, self.head_rows, self.head_columns = summary, head_rows, head_columns

    def __call__(self, table: Any, event: str, *details: Any) -> None:
        """Follow reportlab's drawing events."""
        canvas: TaggedCanvas = table.canv
        match event:
            case "startTable":
                self._start_table(canvas)
            case "startRow":
                self._start_row(details[0])
            case "startCell":
                self._start_cell(canvas, *details[:2])
            case "endCell":
                self._end_cell(canvas)
            case "startBG" | "startLines":
                canvas.begin_artifact()
            case "endBG" | "endLines":
                canvas.end_artifact()

    def _start_table(self, canvas: TaggedCanvas) -> None:
        canvas.open_list = None
        self.continued = self in canvas.elements
        if not self.continued:
            summary = f"<</O/Table/Summary {pdf_string(self.summary)}>>"
            element = Element("Table", canvas.open_elements[-1], attributes=summary)
            canvas.elements[self] = element
            self.head, self.body = Element("THead", element), Element("TBody", element)

    def _start_row(self, row: int) -> None:
        self.in_head = row < self.head_rows
        self.repeated = self.in_head and self.continued
        if not self.repeated:
            self.row = Element("TR", self.head if self.in_head else self.body)

    def _start_cell(self, canvas: TaggedCanvas, row: int, column: int) -> None:
        if self.repeated:
            canvas.begin_artifact("Pagination")
            return
        tag, attributes = "TD", ""
        if self.in_head:
            tag, attributes = "TH", "/Scope/Column"
        elif column < self.head_columns:
            tag, attributes = "TH", "/Scope/Row"
        cell = Element(tag, self.row, attributes=f"<</O/Table{attributes}>>" if attributes else "")
        canvas.open_elements.append(cell)

    def _end_cell(self, canvas: TaggedCanvas) -> None:
        if self.repeated:
            canvas.end_artifact()
            return
        canvas.open_elements.pop()


def tagged_table(
    cells: Sequence[Sequence[Flowable]],
    widths: Sequence[float],
    summary: str,
    shaded: Sequence[int] = (),
) -> Flowable:
    """Make a table with one head row, repeated on each page, and names in its first column.

    In large print, where no table fits, it becomes a list.
    Widths are always given: computed ones are slower and, with long notes, absurd.
    """
    if is_large():
        return table_as_list(cells)
    shades = [("BACKGROUND", (0, row), (-1, row), GROUND) for row in shaded]
    structure = TableStructure(summary)
    return _table(cells, widths, [*_ROOM, *_HEAD, *shades], structure)


def facts_table(
    cells: Sequence[Sequence[Flowable]], widths: Sequence[float], summary: str
) -> Flowable:
    """Make a table without a head row: each row is a name and what it names."""
    if is_large():
        return facts_as_list(cells)
    return _table(cells, widths, _ROOM, TableStructure(summary, head_rows=0))


def _table(
    cells: Sequence[Sequence[Flowable]],
    widths: Sequence[float],
    style: Any,
    structure: TableStructure,
) -> WholeRowTable:
    rows: Any = [list(row) for row in cells]
    return WholeRowTable(
        rows,
        colWidths=list(widths),
        style=style,
        repeatRows=structure.head_rows,
        renderCB=cast("Any", structure),
        hAlign="LEFT",
    )
