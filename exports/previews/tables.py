"""First views of tables: of each sheet a reader sees, or of a CSV file, the first rows."""

import csv
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from io import BytesIO, StringIO
from itertools import islice
from typing import TYPE_CHECKING

from exports.previews.parts import Section, Sheet, shortened

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS = 5, 6
_MOST_LINES = 8


def sheets(data: bytes) -> Iterator[Section | Sheet]:
    """Yield the first view of each sheet that a reader of a workbook sees."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and not for CSV files

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with closing(book):
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    yield _sheet(sheet)


def separated(data: bytes) -> tuple[Section | Sheet, ...]:
    """Return the first view of a CSV file; it has no name of its own."""
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    return (_table("", rows[0], rows[1:], len(rows) - 1),) if rows else ()


def _sheet(sheet: "Worksheet") -> Section | Sheet:
    rows = islice(sheet.iter_rows(), _MOST_LINES)
    head, *others = [tuple(map(_said, row)) for row in rows] or [()]
    if all(head):
        return _table(sheet.title, head, others, (sheet.max_row or 1) - 1)
    # What has no head in its first row is no table, but something to read.
    lines = (" · ".join(filter(None, row)) for row in (head, *others))
    return Section(sheet.title, tuple(shortened(line) for line in lines if line))


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], all_rows: int) -> Sheet:
    return Sheet(
        title=title,
        columns=tuple(head[:MOST_COLUMNS]),
        rows=tuple(
            tuple(shortened(cell) for cell in row[:MOST_COLUMNS]) for row in islice(rows, MOST_ROWS)
        ),
        all_rows=all_rows,
        all_columns=len(head),
    )


def _said(cell: "Cell | MergedCell") -> str:
    """Return what a cell shows, a share as a percentage as it does there."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and "%" in str(cell.number_format):
        return f"{value:.0%}"
    return value.isoformat()[:10] if isinstance(value, date) else str(value)
