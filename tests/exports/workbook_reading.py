"""Reading workbooks back, for the tests: by sheet, by column key, by row."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from exports.record import AuditRecord
from exports.workbook.table import Table
from exports.workbook.words import Words
from rubrics.text import Language
from tests.exports.sample_record import (
    empty_record,
    hostile_record,
    sample_record,
    six_level_record,
)

RECORDS = {
    "sample": sample_record,
    "empty": empty_record,
    "hostile": hostile_record,
    "six levels": six_level_record,
}
FORMULA = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f>(.*?)</f><v>(.*?)</v></c>', re.DOTALL)


def opened(content: bytes, *, values: bool = True) -> Workbook:
    """Open a workbook; with `values`, formulas give the values stored with them."""
    return load_workbook(BytesIO(content), data_only=values)


def title(record: AuditRecord, language: Language, key: str) -> str:
    """Return the name of a sheet."""
    return Words(record, language).say(f"workbook.sheet.{key}")


def by_key(book: Workbook, table: Table) -> list[dict[str, Any]]:
    """Return the rows of a sheet as the file holds them, by the keys of its columns."""
    sheet = book[table.title]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [column.title for column in table.columns]
    keys = [column.key for column in table.columns]
    return [
        dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
    ]


def parts(content: bytes) -> dict[str, str]:
    """Return the text of every part of the file."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def readable(content: bytes) -> str:
    """Return everything a curious reader could find in the file."""
    return "\n".join(parts(content).values())
