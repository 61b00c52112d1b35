"""Plan workbooks that come back: what a spreadsheet program keeps, and what is refused unread."""

import re
import warnings
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from exports.workbook import given_back
from exports.workbook.carried import PART
from exports.workbook.given_back import read_sheets
from exports.workbook.plan import plan_workbook
from exports.workbook.plan_reading import CellFault, ReturnedPlan, read_plan
from exports.workbook.report import report_workbook
from exports.workbook.rubric_review import review_workbook
from rubrics.loader import digest
from tests.audit.typed_trail import TINY
from tests.exports.returned_plans import PLAN, part_of, with_part
from tests.exports.spreadsheet_program import saved_by_another_program
from tests.exports.test_workbook_plan import action
from tests.exports.verified_files import RECORD, by_key

PLANNED = RECORD.model_copy(
    update={
        "actions": (action("own-1", text="A “room”\nwith a door", owner="Ana", due="2027-01-31"),)
    }
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return plan_workbook(PLANNED, "fr")


def fault(data: bytes) -> str:
    found = read_plan(data)
    assert isinstance(found, CellFault)
    return found.key


def with_more(content: bytes, name: str, part: bytes) -> bytes:
    result = BytesIO(content)
    with ZipFile(result, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return result.getvalue()


def test_what_a_spreadsheet_program_saves_again_reads_the_same(
    content: bytes, tmp_path: Path
) -> None:
    saved = saved_by_another_program({"plan": content}, tmp_path)["plan"]
    assert saved != content
    again, before = read_plan(saved), read_plan(content)
    assert isinstance(again, ReturnedPlan)
    assert again == before
    assert [
        cell.field for row in again.rows for cell in row.cells if cell.after != cell.before
    ] == []
    assert again.rows[0].action == "own-1"


def test_sealed_plans_are_read_too() -> None:
    content = plan_workbook(RECORD, "en", by_key(b"{}"))
    assert fault(content) == "damaged"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "not_a_workbook"),
        (b"%PDF-1.7", "not_a_workbook"),
        (b"PK\x03\x04", "not_a_workbook"),
    ],
)
def test_what_is_no_workbook_is_said(data: bytes, key: str) -> None:
    assert fault(data) == key


def test_other_workbooks_are_refused(content: bytes) -> None:
    assert fault(report_workbook(PLANNED, "en")) == "not_a_plan"
    assert fault(review_workbook(TINY, digest(TINY), "en")) == "no_record"
    assert fault(with_part(content, PART, None)) == "no_record"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content))
    saved = BytesIO()
    book.save(saved)
    assert fault(saved.getvalue()) == "no_record"


def test_a_record_that_was_retouched_is_refused(content: bytes) -> None:
    retouched = re.sub('">...', '">AAA', part_of(content, PART), count=1)
    assert fault(with_part(content, PART, retouched)) in ("no_record", "damaged")


def test_macros_are_never_opened(content: bytes) -> None:
    assert fault(with_more(content, "xl/vbaProject.bin", b"Sub")) == "macros"


def test_definitions_of_entities_are_never_read(content: bytes) -> None:
    sheet = part_of(content, PLAN)
    bomb = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'
    assert fault(with_part(content, PLAN, bomb + sheet)) == "definitions"


def test_a_file_that_grows_beyond_measure_is_refused(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fault(with_more(content, "xl/media/a.bin", b"\0" * (64 * 1024**2))) == "too_large"
    monkeypatch.setattr(given_back, "_MOST_PARTS", 5)
    assert fault(content) == "too_large"


def test_a_few_bytes_that_claim_a_million_rows_cost_little(content: bytes) -> None:
    far = part_of(content, PLAN).replace(
        "</sheetData>",
        '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
    )
    sheets = read_sheets(with_part(content, PLAN, far))
    assert sheets is not None
    plan = next(sheet for sheet in sheets if sheet.title == "Plan")
    assert len(plan.rows) == given_back._MOST_ROWS
    assert sum(len(row) for row in plan.rows) < 2_000


def test_a_heading_that_is_gone_is_named(content: bytes) -> None:
    renamed = part_of(content, PLAN).replace(">Responsable<", ">Qui<")
    found = read_plan(with_part(content, PLAN, renamed))
    assert found == CellFault("Plan", "no_column", (("column", "Responsable"),))
