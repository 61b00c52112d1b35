"""A workbook that somebody gives back: read without trusting it, cell by cell, as plain text."""

import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any, Literal
from zipfile import ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter

from exports.workbook.values import clean

# Unpacked, a review of the largest rubric takes a tenth of this.
LARGEST = 64 * 1024**2
_MOST_ROWS, _MOST_COLUMNS, _MOST_PARTS = 100_000, 50, 1_000
# No spreadsheet program writes definitions of its own: they can only make a reader's work endless.
_DEFINITION = b"<!DOCTYPE"
_HEAD = 4_096
Refused = Literal["not_a_workbook", "too_large", "macros", "definitions"]
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Held:
    """What one cell holds: text, a formula, a date (written YYYY-MM-DD), or what is no text."""

    at: str
    text: str = ""
    kind: Literal["text", "formula", "date", "other"] = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows from the first; cells may be missing on the right."""

    title: str
    rows: tuple[tuple[Held, ...], ...]


def read_sheets(data: bytes) -> tuple[Sheet, ...] | None:
    """Return the sheets of a workbook; nothing where the file is none, or is unreasonably large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_sheets(data))
    except Exception:  # noqa: BLE001 - a damaged file fails in more ways than openpyxl names
        return None


def refused(data: bytes) -> Refused | None:
    """Tell why a file is not opened at all, nothing where it may be; its content is not read."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
                return "too_large"
            if any("vbaproject" in entry.filename.lower() for entry in entries):
                return "macros"
            if any(_DEFINITION in _head(archive, entry).upper() for entry in entries):
                return "definitions"
    except Exception:  # noqa: BLE001 - a damaged file fails in more ways than zipfile names
        return "not_a_workbook"
    return None


def _head(archive: ZipFile, entry: ZipInfo) -> bytes:
    with archive.open(entry) as part:
        return part.read(_HEAD)


def tidy(text: str) -> str:
    """Return a text as it is compared and kept: composed, no control characters, no loose ends."""
    return unicodedata.normalize("NFC", clean(text)).strip()


def _sheets(data: bytes) -> Iterator[Sheet]:
    with ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise ValueError("too large")
    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    for sheet in book.worksheets:
        # What a file says of its own size need not be so.
        sheet.reset_dimensions()
        rows = islice(sheet.iter_rows(max_col=_MOST_COLUMNS), _MOST_ROWS)
        found = tuple(_row(sheet.title, number, row) for number, row in enumerate(rows, 1))
        yield Sheet(sheet.title, found)
    book.close()


def _row(title: str, number: int, row: tuple[Any, ...]) -> tuple[Held, ...]:
    # A file of a few bytes may claim a million rows.
    if all(cell.value is None for cell in row):
        return ()
    return tuple(
        _held(f"{title}!{get_column_letter(column)}{number}", cell)
        for column, cell in enumerate(row, 1)
    )


def _held(at: str, cell: Any) -> Held:
    if cell.value is None:
        return Held(at)
    if cell.data_type == "f":
        return Held(at, kind="formula")
    if isinstance(cell.value, str) and cell.data_type != "e":
        return Held(at, tidy(_ESCAPED.sub(_letter, cell.value)))
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return Held(at, f"{cell.value:.15g}")
    if isinstance(cell.value, date):
        day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return Held(at, day.isoformat(), "date")
    return Held(at, kind="other")


def _letter(found: re.Match[str]) -> str:
    # Spreadsheets write some characters by their number, and the sign that begins such a number.
    return chr(int(found[1], 16))
