"""The report workbook against openpyxl writing the same cells without a style."""

from functools import partial
from io import BytesIO
from typing import Any

import openpyxl

from bench import audits
from bench.results import Line, best_of_both, ms
from exports.canonical import canonical
from exports.documents import build

Cells = dict[str, list[tuple[int, int, Any]]]


def measure(times: int = 7) -> list[Line]:
    """Measure the workbook of 90 criteria."""
    record = audits.record(audits.sized(90))

    def work() -> bytes:
        canonical.cache_clear()  # as at the first document of an audit
        return build("xlsx", record, "team", "en")

    cells = _cells(work())
    taken, floor = best_of_both(work, partial(_write, cells), times)
    number = sum(len(found) for found in cells.values())
    return [
        Line(
            work=f"Report workbook: {len(cells)} sheets, {number} cells, 90 criteria",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * floor)}: bare openpyxl, the same cells",
            ratio=taken / floor,
            budget="≤ 1.5 ×",
            holds=taken <= 1.5 * floor,
        )
    ]


def _cells(data: bytes) -> Cells:
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return {
        sheet.title: [
            (cell.row, cell.column, cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in book
    }


def _write(cells: Cells) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, found in cells.items():
        sheet = book.create_sheet(title)
        for row, column, value in found:
            sheet.cell(row, column, value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
