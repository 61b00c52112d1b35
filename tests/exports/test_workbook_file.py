"""The file itself: the same bytes everywhere, values a spreadsheet agrees with, nothing leaked."""

import re
import warnings
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel

from exports.canonical import canonical
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.workbook.plan import plan_workbook
from exports.workbook.report import report_workbook
from exports.workbook.stable_xml import stable
from rubrics.text import Language, Text
from tests.exports.sample_record import sample_record
from tests.exports.spreadsheet_program import saved_by_another_program
from tests.exports.workbook_reading import FORMULA, RECORDS, opened, parts, readable

BUILDERS = {"report": report_workbook, "plan": plan_workbook}


def test_both_spellings_of_xml_become_one() -> None:
    name = "xl/worksheets/sheet1.xml"
    one = stable(name, "<a><b /><c d='1' />é</a>".encode())
    assert one == stable(name, b"<a><b></b><c d='1'></c>&#233;</a>")
    assert stable(name, b"<a>&#10;</a>") == b"<a>&#10;</a>"


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_entry_tells_when_or_where_it_was_made(builder: str) -> None:
    content = BUILDERS[builder](sample_record(), "en")
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}
    assert "2027-03-09T00:00:00Z" in parts(content)["docProps/core.xml"]


def without_values(content: bytes) -> bytes:
    result = BytesIO()
    with ZipFile(result, "w") as file:
        for name, text in parts(content).items():
            file.writestr(name, FORMULA.sub(r'<c r="\1"><f>\2</f></c>', text))
    return result.getvalue()


def test_a_spreadsheet_computes_the_values_we_stored(tmp_path: Path) -> None:
    versions: list[tuple[str, Language]] = [*((name, "fr") for name in RECORDS), ("sample", "en")]
    stored = {f"{name}-{said}": plan_workbook(RECORDS[name](), said) for name, said in versions}
    bare = {name: without_values(content) for name, content in stored.items()}
    for name, content in saved_by_another_program(bare, tmp_path).items():
        with warnings.catch_warnings():
            # What LibreOffice adds to bars, the library that reads it does not know.
            warnings.filterwarnings("ignore", ".*xtension is not supported")
            computed = load_workbook(BytesIO(content), data_only=True)
        compare(stored[name], computed)


def compare(content: bytes, computed: Any) -> None:
    formulas, values, compared = opened(content, values=False), opened(content), 0
    for sheet in formulas.worksheets:
        for row in sheet:
            for cell in row:
                if cell.data_type == "f":
                    found = computed[sheet.title][cell.coordinate].value
                    expected = values[sheet.title][cell.coordinate].value
                    assert (found or None) == (expected or None), (sheet.title, cell.coordinate)
                    compared += 1
    assert compared > 20


def with_canaries(part: Any, numbers: Any) -> Any:
    """Return a part of a record with a canary of its own in every field a person may write in."""
    if isinstance(part, tuple):
        return tuple(with_canaries(item, numbers) for item in part)
    if not isinstance(part, BaseModel) or isinstance(part, Text):
        return part
    changes: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.annotation is str and name not in {"id", "as_of", "standard", "theme"}:
            changes[name] = f"canary{next(numbers)}end"
        else:
            changes[name] = with_canaries(value, numbers)
    return part.model_copy(update=changes)


CANARY = re.compile(r"canary\d+end")


@pytest.mark.parametrize("audience", ["facility", "public"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_what_an_edition_does_not_hold_is_nowhere_in_its_workbook(
    audience: Audience, builder: str
) -> None:
    record: AuditRecord = with_canaries(sample_record(), count())
    allowed = edition(record, audience)
    may_leave = set(CANARY.findall(canonical(allowed).decode()))
    everything = set(CANARY.findall(canonical(record).decode()))
    assert may_leave < everything
    found = set(CANARY.findall(readable(BUILDERS[builder](allowed, "en"))))
    assert found
    assert found <= may_leave
