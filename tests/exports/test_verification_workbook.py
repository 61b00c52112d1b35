"""Whether a workbook is genuine: saved again by another program it is, retouched it is not."""

import re
import zlib
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from exports.documents import Kind
from exports.verification import verify
from exports.verification import workbook as workbook_verification
from exports.verification.verdict import remark
from exports.workbook.carried import LARGEST, carried_by
from tests.exports.spreadsheet_program import saved_by_another_program
from tests.exports.verified_files import KEYS, OTHER_VERSION, WORKBOOKS, flipped, made, said
from tests.exports.workbook_forgeries import (
    SUMMARY,
    a_prompt,
    a_rule_that_says_three,
    a_shorter_table,
    another_figure,
    another_foot,
    another_rule,
    flat_row,
    hidden_row,
    hidden_sheet,
    merged,
    narrow_column,
    struck_out,
    white_on_white,
    without_zeros,
    written_over,
)
from tests.exports.workbook_reading import parts


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("kind", WORKBOOKS)
def test_one_flipped_byte_of_a_workbook_is_never_genuine(kind: Kind) -> None:
    workbook = made(kind)
    places = {
        *range(0, len(workbook), len(workbook) // 40),
        *range(len(workbook) - 30, len(workbook), 3),
    }
    for at in sorted(places):
        verdict = verify(flipped(workbook, at, 0x01), KEYS)
        assert verdict.outcome in ("altered", "foreign"), at


def saved_again(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Return a workbook as another program saves it: every part anew, the record kept."""
    book = load_workbook(BytesIO(data))
    edit(book)
    buffer = BytesIO()
    book.save(buffer)
    with ZipFile(BytesIO(data)) as before, ZipFile(buffer, "a", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name.startswith("customXml"):
                after.writestr(name.replace("item1.xml", "item4.xml"), before.read(name))
    return buffer.getvalue()


def test_a_cell_that_was_changed_is_named() -> None:
    def edit(book: Any) -> None:
        book.worksheets[SUMMARY]["B2"] = "forged"
        book.worksheets[SUMMARY]["A99"] = "added"

    title = load_workbook(BytesIO(made("xlsx"))).worksheets[SUMMARY].title
    verdict = verify(saved_again(made("xlsx"), edit), KEYS)
    assert said(verdict) == (
        "altered",
        [("cell_differs", f"{title}!B2"), ("cell_differs", f"{title}!A99")],
    )


def test_a_workbook_merely_saved_again_is_not_accused() -> None:
    again = saved_again(made("xlsx"), lambda _: None)
    assert said(verify(again, KEYS)) == ("saved_again", [("sealed_by", ""), ("saved_again", "")])
    assert said(verify(again, {}))[0] == "unknown_key"


def first_formula(book: Any) -> Any:
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return next(cell for cell in cells if cell.data_type == "f")


@pytest.mark.parametrize("forged", ["=1+1", 7])
def test_a_formula_that_was_changed_is_named(forged: str | int) -> None:
    def edit(book: Any) -> None:
        first_formula(book).value = forged

    cell = first_formula(load_workbook(BytesIO(made("plan-xlsx"))))
    verdict = verify(saved_again(made("plan-xlsx"), edit), KEYS)
    place = f"{cell.parent.title}!{cell.coordinate}"
    assert said(verdict) == ("altered", [("cell_differs", place)])


@pytest.mark.parametrize(
    ("pattern", "by"),
    [(rb"<f>SUMPRODUCT", b"<f>+SUMPRODUCT"), (rb"<f>SUMPRODUCT[^<]*</f>", b"<f>99</f>")],
)
def test_another_formula_is_named_though_its_value_stands(pattern: bytes, by: bytes) -> None:
    forged = rewritten(made("plan-xlsx"), pattern, by)
    outcome, remarks = said(verify(forged, KEYS))
    assert (outcome, {kind for kind, _ in remarks}) == ("altered", {"cell_differs"})


def test_a_formula_that_became_its_value_is_named() -> None:
    forged = rewritten(made("plan-xlsx"), rb"<f>SUMPRODUCT[^<]*</f>", b"")
    assert {kind for kind, _ in said(verify(forged, KEYS))[1]} == {"cell_differs"}


def test_quotes_that_a_name_does_not_need_are_no_other_formula() -> None:
    bare = rewritten(made("plan-xlsx"), rb"'Plan'!", b"Plan!")
    assert said(verify(bare, KEYS))[0] == "saved_again"


@pytest.mark.parametrize(
    ("edit", "kind", "place"),
    [
        (another_figure, "cell_looks_otherwise", "!B2"),
        (white_on_white, "cell_looks_otherwise", "!B2"),
        (struck_out, "cell_looks_otherwise", "!B2"),
        (hidden_row, "out_of_sight", "!2:2"),
        (flat_row, "out_of_sight", "!2:2"),
        (narrow_column, "out_of_sight", "!B:B"),
        (hidden_sheet, "out_of_sight", ""),
    ],
)
def test_what_reads_otherwise_though_it_holds_the_same_is_named(
    edit: Callable[[Any], None], kind: str, place: str
) -> None:
    title = load_workbook(BytesIO(made("xlsx"))).worksheets[SUMMARY].title
    verdict = verify(saved_again(made("xlsx"), edit), KEYS)
    assert said(verdict) == ("altered", [(kind, title + place)])


def test_cells_of_another_version_that_differ_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_verification, "maker", lambda: OTHER_VERSION)
    title = load_workbook(BytesIO(made("xlsx"))).worksheets[SUMMARY].title
    verdict = verify(saved_again(made("xlsx"), another_figure), KEYS)
    assert verdict.outcome == "other_version"
    assert verdict.remarks[-1] == remark("cells_otherwise", cells=f"{title}!B2")


def test_what_was_laid_over_the_cells_is_said() -> None:
    verdict = verify(saved_again(made("xlsx"), written_over), KEYS)
    assert said(verdict) == ("altered", [("on_top", "")])


@pytest.mark.parametrize(
    "edit",
    [
        another_rule,
        a_rule_that_says_three,
        merged,
        without_zeros,
        another_foot,
        a_prompt,
        a_shorter_table,
    ],
)
def test_what_stands_around_the_cells_is_compared(edit: Callable[[Any], None]) -> None:
    title = load_workbook(BytesIO(made("xlsx"))).worksheets[SUMMARY].title
    verdict = verify(saved_again(made("xlsx"), edit), KEYS)
    assert said(verdict) == ("altered", [("sheet_differs", title)])


def test_another_date_of_reference_is_said() -> None:
    def edit(book: Any) -> None:
        book.defined_names["ReferenceDate"].attr_text = "DATE(1990,1,1)"

    verdict = verify(saved_again(made("plan-xlsx"), edit), KEYS)
    assert said(verdict) == ("altered", [("sheet_differs", "")])


@pytest.mark.parametrize(
    ("pattern", "by", "within"),
    [
        (rb'formatCode="0\.0"', rb'formatCode="0\\.0"', "styles"),
        (
            rb"<is><t[^>]*>([^<]{30,})</t></is>",
            rb'<is><r><rPr><sz val="1"/></rPr><t>\1</t></r></is>',
            "sheets/",
        ),
    ],
)
def test_figures_and_words_that_look_otherwise_are_named(
    pattern: bytes, by: bytes, within: str
) -> None:
    forged = rewritten(made("xlsx"), pattern, by, within)
    outcome, remarks = said(verify(forged, KEYS))
    assert (outcome, {kind for kind, _ in remarks}) == ("altered", {"cell_looks_otherwise"})


def test_a_chart_beside_ours_is_said() -> None:
    buffer = BytesIO(made("xlsx"))
    with ZipFile(buffer, "a") as archive:
        archive.writestr("xl/charts/figure.xml", archive.read("xl/charts/chart1.xml"))
    assert said(verify(buffer.getvalue(), KEYS)) == ("altered", [("chart_differs", "")])


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (rb"<c:v>[0-9]+</c:v></c:pt></c:numCache>", b"<c:v>99</c:v></c:pt></c:numCache>"),
        (rb"\$G\$2:", b"$H$2:"),
        (rb"(<a:t>)", rb"\1Better: "),
    ],
)
def test_a_chart_that_draws_something_else_is_said(pattern: bytes, by: bytes) -> None:
    forged = rewritten(made("xlsx"), pattern, by, within="charts/")
    assert said(verify(forged, KEYS)) == ("altered", [("chart_differs", "")])


def test_what_another_program_saved_is_not_accused(tmp_path: Path) -> None:
    files = {f"{kind}-fr": made(kind, "fr") for kind in WORKBOOKS}
    for content in saved_by_another_program(files, tmp_path).values():
        assert said(verify(content, KEYS))[0] == "saved_again"


def rewritten(data: bytes, pattern: bytes, by: bytes, within: str = "sheets/") -> bytes:
    """Return a workbook with every match in its sheets, or in its charts, replaced."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, re.sub(pattern, by, content) if within in name else content)
    assert {*parts(data).values()} != {*parts(buffer.getvalue()).values()}
    return buffer.getvalue()


def test_a_workbook_only_packed_otherwise_is_not_the_original() -> None:
    buffer = BytesIO()
    with ZipFile(BytesIO(made("xlsx"))) as before, ZipFile(buffer, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
    assert said(verify(buffer.getvalue(), KEYS)) == ("altered", [("bytes_differ", "")])


def test_a_workbook_without_its_record_is_not_one_that_can_be_verified() -> None:
    buffer = BytesIO()
    load_workbook(BytesIO(made("xlsx"))).save(buffer)
    assert said(verify(buffer.getvalue(), KEYS)) == ("foreign", [("no_record", "")])


def test_a_packed_record_of_any_size_is_read_up_to_a_limit() -> None:
    bomb = b64encode(zlib.compress(b"[" * 80_000_000, 9)).decode()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        part = f'<record xmlns="urn:peer-rights-audit:record">{bomb}</record>'
        file.writestr("customXml/item1.xml", part)
    found = carried_by(buffer.getvalue())
    assert found is not None
    assert len(found.record) == LARGEST
    assert verify(buffer.getvalue(), KEYS).outcome == "altered"
