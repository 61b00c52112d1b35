"""What a cell may hold: text without what a workbook refuses, and the days it can count.

Nothing here needs the library that writes workbooks, which is slow to import.
"""

import re
from datetime import date, timedelta

Value = str | int | float | date | None

LONGEST_TEXT = 32_767  # UTF-16 units; Excel refuses more
FIRST_DAY = date(1900, 3, 1)  # before it, Excel and everyone else count days differently

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNUSUAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text without what a workbook cannot hold: control characters, endless length."""
    if _UNUSUAL.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = _UNWRITABLE.sub("", text)
    if len(text) * 2 > LONGEST_TEXT:
        text = _cut(text)
    return text


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def day(text: str) -> date | None:
    """Return the day an ISO date names, or nothing where a workbook could not hold it."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found >= FIRST_DAY else None


def day_or_text(text: str) -> Value:
    """Return the day that a text names; a text that names none stays as it is."""
    return day(text) or text


def serial(value: date) -> int:
    """Return the number by which a workbook knows a day."""
    return (value - FIRST_DAY + timedelta(days=61)).days
