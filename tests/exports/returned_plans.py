"""Plan workbooks as a spreadsheet program gives them back: a few cells written anew."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from openpyxl.utils import get_column_letter

from exports.workbook.plan_reading import FIELDS
from exports.workbook.values import serial
from exports.workbook.words import messages
from rubrics.text import LANGUAGES, Translator

PLAN = "xl/worksheets/sheet2.xml"
# The columns as they stand in the plan of an edition that has them all.
_COLUMNS = (
    *("action_id", "standard_id", "criterion", "action_breach", "action", "chosen", "owner"),
    *("due", "status", "alert", "priority", "in_power", "cost", "shaped_by"),
    *("completion_evidence", "action_notes", "dropped_reason"),
)
LETTERS = {key: get_column_letter(n) for n, key in enumerate(_COLUMNS, 1) if key in FIELDS}
Edits = Mapping[tuple[str, str], Any]


def edited(content: bytes, edits: Edits) -> bytes:
    """Write into the cells of actions, by the action's code and the column's key."""
    sheet = part_of(content, PLAN)
    rows = dict(re.findall(r'<c r="A(\d+)"[^>]*><is><t[^>]*>([^<]*)</t>', sheet))
    row_of = {code: row for row, code in rows.items()}
    return rewritten(content, {f"{LETTERS[key]}{row_of[a]}": v for (a, key), v in edits.items()})


def rewritten(content: bytes, cells: Mapping[str, Any]) -> bytes:
    """Write into cells by their places."""
    sheet = part_of(content, PLAN)
    for at, value in cells.items():
        pattern = rf'<c r="{at}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
        found = re.search(pattern, sheet, re.DOTALL)
        assert found, at
        cell = f'<c r="{at}"{found[1]}{_markup(value)}'
        sheet = sheet[: found.start()] + cell + sheet[found.end() :]
    return with_part(content, PLAN, sheet)


def part_of(content: bytes, name: str) -> str:
    """Return a part of the file as text."""
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_part(content: bytes, name: str, part: str | None) -> bytes:
    """Return the file with one part put in place or, without a text, taken out."""
    result = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(result, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        if part is not None:
            new.writestr(name, part)
    return result.getvalue()


def words_for(kind: str, choice: str) -> set[str]:
    """Return what a choice is called in each language."""
    return {Translator(each, messages())(f"common.{kind}.{choice}") for each in LANGUAGES}


def _markup(value: Any) -> str:
    if value is None:
        return "/>"
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date | int):
        return f"><v>{serial(value) if isinstance(value, date) else value}</v></c>"
    return _text(str(value))


def _text(value: str) -> str:
    if value.startswith("="):
        return f"><f>{escape(value[1:])}</f></c>"
    if value.startswith("#"):
        return f' t="e"><v>{value}</v></c>'
    said = escape(value).replace("\n", "&#10;")
    return f' t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'
