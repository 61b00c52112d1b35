"""Text in a workbook is text: never a formula, never an escape, never too long or too low."""

import re
from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from exports.record import ActionRecord, Facility
from exports.workbook import cells, values
from exports.workbook.plan import plan_workbook
from exports.workbook.report import report_workbook
from tests.exports.sample_record import hostile_record, sample_record
from tests.exports.workbook_reading import opened, parts

LOOKS_ESCAPED = re.compile("_x005F_")
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(“x”)", "<b>&amp;</b>", "]]>", ""]


def planted(text: str) -> dict[str, object]:
    record = sample_record()
    first = record.criteria[0].model_copy(update={"reason": text})
    standard = record.standards[0].model_copy(update={"finding": text})
    own = ActionRecord(id="a1", chosen=True, text=text, owner=text, due=text, notes=text)
    return {
        "facility": Facility(id="f", name=text),
        "criteria": (first, *record.criteria[1:]),
        "standards": (standard, *record.standards[1:]),
        "actions": (own, *record.actions),
    }


ANY_TEXT = st.one_of(st.text(), st.sampled_from(DANGEROUS), st.text("=+-@_x0041\t\r\n<&\x00\"';"))


@given(ANY_TEXT)
def test_text_is_stored_as_text_and_nothing_of_it_is_lost(text: str) -> None:
    cell = fromstring('<c r="A1"' + cells.markup(0, text))  # noqa: S314
    assert {part.tag for part in cell.iter()} <= {"c", "is", "t"}
    held = "".join(cell.itertext())
    assert LOOKS_ESCAPED.sub("_", held) == LOOKS_ESCAPED.sub("_", values.clean(text))
    assert not text or cell.get("t") == "inlineStr" or not values.clean(text)


@settings(max_examples=12, deadline=None)
@given(ANY_TEXT)
@example("=1+1")
@example("_x0041_")
def test_no_formula_of_a_workbook_is_a_person_s(text: str) -> None:
    record = sample_record().model_copy(update=planted(text))
    assert not formulas_of(report_workbook(record, "en"))
    ours = formulas_of(plan_workbook(record, "en"))
    assert ours
    starts = re.compile(r"IF\(OR\(|SUMPRODUCT\(|IF\([A-Z]\d+=0,")
    assert all(starts.match(found) for found in ours)


def formulas_of(content: bytes) -> list[str]:
    sheets = "".join(text for name, text in parts(content).items() if "/sheet" in name)
    return re.findall("<f>(.*?)</f>", sheets, re.DOTALL)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1"])
def test_text_like_a_formula_stays_text_for_whoever_edits_it(text: str) -> None:
    record = sample_record(facility=Facility(id="f", name=text))
    cell = opened(report_workbook(record, "en")).worksheets[0]["A2"]
    assert cell.value == text
    assert cell.quotePrefix


def test_what_looks_like_an_escape_is_escaped() -> None:
    assert "_x005F_x0041_" in cells.markup(0, "_x0041_")
    assert "_x005F" not in cells.markup(0, "_x41_ a_b")


def test_control_characters_go_and_line_ends_are_one() -> None:
    assert values.clean("a\x00b\x07\r\nc\rd\te\x7f\ufffe") == "ab\nc\nd e"


def test_endless_text_is_cut_where_excel_would_refuse_it() -> None:
    exact = "x" * values.LONGEST_TEXT
    assert values.clean(exact) == exact
    assert values.clean(exact + "x") == "x" * (values.LONGEST_TEXT - 1) + "…"
    faces = values.clean("\U0001f600" * 20_000)
    assert len(faces.encode("utf-16-le")) // 2 <= values.LONGEST_TEXT
    assert faces.startswith("\U0001f600")
    assert faces.endswith("…")


@given(st.dates(min_value=values.FIRST_DAY))
def test_days_have_the_number_that_excel_gives_them(day: date) -> None:
    assert values.serial(day) == to_excel(day)  # type: ignore[no-untyped-call]


def test_a_long_text_gets_the_lines_it_needs() -> None:
    assert cells.lines_needed("", 20) == 1
    assert cells.lines_needed("short", 20) == 1
    assert cells.lines_needed("a\nb\n\nc", 20) == 4
    words = "word " * 50
    assert cells.lines_needed(words, 20) == 13  # four words to a line of 19 letters
    assert cells.lines_needed("x" * 100, 20) == 6
    assert cells.lines_needed("日" * 40, 20) > cells.lines_needed("a" * 40, 20)
    assert cells.row_height(10_000) == cells.TALLEST_ROW


def test_rows_are_as_high_as_their_longest_text() -> None:
    sheet = opened(report_workbook(hostile_record(), "en"))["Findings"]
    assert sheet.row_dimensions[2].height == cells.TALLEST_ROW
    assert sheet.row_dimensions[5].height < 100
