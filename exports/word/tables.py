"""Tables of a Word file: head rows that repeat, rows that stay whole, a description for readers."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu
from docx.table import Table as WordTable

from exports.report.parts import Cell, Facts, Step, Table
from exports.word.styles import LABEL, TABLE, WIDTH
from exports.word.writing import dressed, line, write


def add_table(document: Document, table: Table) -> None:
    """Add a table under its caption."""
    line(document, table.summary, "Caption").paragraph_format.keep_with_next = True
    widths = [int(WIDTH * share) for share in table.widths]
    made = _new(document, table.summary, widths, head=True)
    head = ["number" if column in table.numbers else "" for column in range(len(widths))]
    _add_row(made, table.head, ["head"] * len(widths), head=True)
    for number, row in enumerate(table.rows):
        styles = ["label" if number in table.strong else look or "cell" for look in head]
        _add_row(made, [_text(cell) for cell in row], styles)


def add_facts(document: Document, facts: Facts) -> None:
    """Add facts as a table of two columns, the names in the first."""
    widths = [int(LABEL * 1.4), int(WIDTH - LABEL * 1.4)]
    made = _new(document, facts.summary, widths, head=False)
    for fact in facts.rows:
        said = " ".join(_text(one) for one in fact.lines)
        _add_row(made, [fact.name, said], ["label", "cell"])
    line(document, "", "small")


def _text(cell: Cell) -> str:
    return cell.name if isinstance(cell, Step) else cell


def _new(document: Document, summary: str, widths: Sequence[int], *, head: bool) -> WordTable:
    made: WordTable = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    properties: Any = made._tbl.tblPr
    properties.style = TABLE
    look = properties.find(qn("w:tblLook"))
    look.attrib.clear()
    for part, holds in (("firstRow", head), ("firstColumn", True), ("noHBand", True)):
        look.set(qn(f"w:{part}"), str(int(holds)))
    for name in ("tblCaption", "tblDescription"):
        properties.append(OxmlElement(f"w:{name}", attrs={qn("w:val"): summary}))
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Emu(width)
    return made


def _add_row(
    made: WordTable, texts: Sequence[str], styles: Sequence[str], *, head: bool = False
) -> None:
    row: Any = made.add_row()  # type: ignore[no-untyped-call]
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    columns = made._tbl.tblGrid.gridCol_lst
    for cell, column, text, style in zip(row.cells, columns, texts, styles, strict=True):
        cell.width = column.w
        write(dressed(cell.paragraphs[0], style), text)
