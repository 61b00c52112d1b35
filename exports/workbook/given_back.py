"""A workbook that somebody gives back: read without trusting it, cell by cell, as plain text."""

import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any, Literal
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter

from exports.workbook.values import clean

# Unpacked, a review of the largest rubric takes a tenth of this.
LARGEST = 64 * 1024**2
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 50
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Held:
    """What one cell holds: text, a formula, or what is no text (a date, a truth, an error)."""

    at: str
    text: str = ""
    kind: Literal["text", "formula", "other"] = "text"


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
    return Held(at, kind="other")


def _letter(found: re.Match[str]) -> str:
    # Spreadsheets write some characters by their number, and the sign that begins such a number.
    return chr(int(found[1], 16))
