"""What stands around the cells of a workbook and changes how they read, in one spelling.

Rules that colour or format cells, merged cells, tables, prompts, head and foot lines, names that
formulas use: programs that save a workbook again keep all of these.
"""

from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.verification.spelling import colour, formula, number_format

Frame = tuple[object, ...]


def frames(book: Workbook) -> Iterator[tuple[str, Frame]]:
    """Yield what stands around the cells of each sheet, and under no title that of the book."""
    names = {name: formula(str(held.attr_text)) for name, held in book.defined_names.items()}
    titles = tuple(sheet.title for sheet in (*book.worksheets, *book.chartsheets))
    yield "", (titles, frozenset(names.items()))
    for sheet in book.worksheets:
        yield sheet.title, _frame(sheet)


def _frame(sheet: Worksheet) -> Frame:
    tables = frozenset((table.displayName, table.ref) for table in sheet.tables.values())
    merged = frozenset(str(area) for area in sheet.merged_cells.ranges)
    zeros = sheet.sheet_view.showZeros is not False
    lines = tuple(_lines(sheet))
    return tables, merged, zeros, lines, frozenset(_rules(sheet)), frozenset(_prompts(sheet))


def _lines(sheet: Worksheet) -> Iterator[str]:
    for line in (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter):
        if line:
            yield from (str(part.text or "") for part in (line.left, line.center, line.right))


def _rules(sheet: Worksheet) -> Iterator[Frame]:
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            formulas = tuple(formula(each) for each in rule.formula)
            yield str(area.sqref), rule.type, rule.operator, formulas, _look(rule.dxf)


def _look(style: Any) -> Frame | None:
    """Return what a rule makes of a cell: colours, size, struck out, number format."""
    if style is None:
        return None
    font, fill, numbers = style.font, style.fill, style.numFmt
    return (
        colour(font.color) if font else None,
        bool(font and font.strike),
        font.sz if font else None,
        colour(fill.bgColor) if fill else None,
        number_format(numbers.formatCode) if numbers else None,
    )


def _prompts(sheet: Worksheet) -> Iterator[Frame]:
    for held in sheet.data_validations.dataValidation:
        said = (held.promptTitle or "", held.prompt or "", held.errorTitle or "", held.error or "")
        yield str(held.sqref), held.type, formula(str(held.formula1 or "")), *said
