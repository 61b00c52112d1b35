"""A table becomes a sheet: a native table at A1, frozen head, heights that fit, ready to print."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as NativeTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook import cells, values
from exports.workbook.book import Book
from exports.workbook.cells import Style
from exports.workbook.table import Column, Kind, Table
from exports.workbook.values import Value
from exports.workbook.words import Words

Row = tuple[Value, ...]
Dresser = Callable[[int, Value, bool], Style]

_A4 = "9"
_HEAD_LETTER = 1.12  # a bold letter, in ordinary ones
_STYLES: Mapping[Kind, Style] = MappingProxyType(
    {
        "text": cells.TEXT,
        "strong": cells.TEXT._replace(bold=True),
        "level": cells.TEXT._replace(bold=True),
        "alarm": cells.TEXT._replace(bold=True, ink=cells.ALARM),
        "number": cells.NUMBER,
        "share": cells.SHARE,
        "score": cells.SCORE,
        "mean": cells.MEAN,
        "move": cells.MOVE,
        "date": cells.DATE,
    }
)


def add_table(
    book: Book, words: Words, table: Table, frozen: int = 1, printed: int | None = None
) -> Worksheet:
    """Write a table on a sheet of its own.

    Its first `frozen` columns stay in sight, its first `printed` columns go on paper.
    """
    sheet = book.add_sheet(table.title)
    _write_head(book, sheet, table)
    dress = _dresser(table, words.fills())
    for number, row in enumerate(table.rows, 2):
        _write_row(book, sheet, number, table, row, dress)
    for (line, place), (title, first) in table.leads.items():
        book.link(sheet, (line + 2, place + 1), title, first)
    _make_native(sheet, table)
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"
    sheet.print_title_rows = "1:1"
    if printed is not None:
        sheet.print_area = f"A1:{get_column_letter(printed)}{len(table.rows) + 1}"
    print_well(sheet, words)
    return sheet


def _write_head(book: Book, sheet: Worksheet, table: Table) -> None:
    lines = 1
    for number, column in enumerate(table.columns, 1):
        book.write(sheet, (1, number), column.title, cells.HEAD)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        room = column.width / _HEAD_LETTER
        lines = max(lines, cells.lines_needed(column.title, room))
    book.height(sheet, 1, cells.row_height(lines) + 6)


def _write_row(
    book: Book, sheet: Worksheet, number: int, table: Table, row: Row, dress: Dresser
) -> None:
    strong, lines = number - 2 in table.strong, 1
    for at, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
        book.write(sheet, (number, at), value, dress(at - 1, value, strong))
        if isinstance(value, str):
            lines = max(lines, cells.lines_needed(value, column.width))
    book.height(sheet, number, cells.row_height(lines))


def _dresser(table: Table, fills: Mapping[str, str]) -> Dresser:
    """Prepare the styles of a table: where some columns are answers, the others look locked."""
    locked = any(column.answer for column in table.columns)
    plain = [_style(column, locked) for column in table.columns]
    strong = [style._replace(bold=True, fill=cells.PALE) for style in plain]
    ranked = [column.kind == "level" for column in table.columns]
    levels = {label: cells.TEXT._replace(bold=True, fill=fill) for label, fill in fills.items()}

    def dress(at: int, value: Value, stands_out: bool) -> Style:
        if ranked[at] and value in levels:
            return levels[str(value)]
        return (strong if stands_out else plain)[at]

    return dress


def _style(column: Column, locked: bool) -> Style:
    style = _STYLES[column.kind]
    if column.answer:
        return style._replace(locked=False)
    return style._replace(fill=cells.LOCKED) if locked else style


def _make_native(sheet: Worksheet, table: Table) -> None:
    """Make the area a table; one without rows keeps an empty one, as Excel demands."""
    area = f"A1:{get_column_letter(len(table.columns))}{max(len(table.rows), 1) + 1}"
    native = NativeTable(displayName=table.key.capitalize(), ref=area)
    native.autoFilter = AutoFilter(ref=area)
    native.tableColumns = [
        TableColumn(id=number, name=column.title) for number, column in enumerate(table.columns, 1)
    ]
    native.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(native)


def print_well(sheet: Worksheet, words: Words, *, upright: bool = False) -> None:
    """Set the page: one page wide, banners on top, the record and the page number below."""
    setup = sheet.page_setup
    setup.orientation = "portrait" if upright else "landscape"
    setup.paperSize, setup.fitToHeight = _A4, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    _head_and_foot(sheet, words)


def _head_and_foot(sheet: Worksheet, words: Words) -> None:
    record = words.record
    head, foot = HeaderFooterItem(), HeaderFooterItem()
    head.center.text = _plain(" · ".join(words.banners()))
    foot.left.text = _plain(f"{record.id} · {record.as_of}"[:60])
    foot.center.text, foot.right.text = "&A", "&P / &N"
    sheet.oddHeader, sheet.oddFooter = head, foot


def _plain(text: str) -> str:
    # In a header "&" starts a command; doubled, it is itself.
    return values.clean(text).replace("&", "&&").replace("\n", " ")
