"""Texts taller than a row of a workbook: whole in their cells, and in parts that can be read."""

import re
from functools import cache
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from exports.documents import DOCUMENTS, Kind, no_seal
from exports.record import AuditRecord
from exports.workbook import cells
from exports.workbook.words import Words
from tests.exports.hostile_audits import ARABIC, FRENCH, HOSTILE, LONG
from tests.exports.sample_record import sample_record

RECORD = HOSTILE["longest"]


@cache
def book(kind: Kind) -> Workbook:
    return load_workbook(BytesIO(DOCUMENTS[kind].build(RECORD, "en", no_seal)))


def parts_of(made: Workbook, sheet: str) -> list[tuple[int, list[str]]]:
    """Return the texts of a sheet in parts: where each begins on the sheet of long texts."""
    found: list[tuple[int, list[str]]] = []
    name = Words(RECORD, "en").say(f"workbook.sheet.{sheet}")
    for row in made[Words(RECORD, "en").say("workbook.sheet.long")].iter_rows(min_row=2):
        if row[0].value == name:
            number = int(str(row[3].value).split(" / ")[0])
            if number == 1:
                found.append((row[0].row or 0, []))
            found[-1][1].append(str(row[4].value))
    return found


def letters(text: str) -> str:
    return "".join(text.split())


def test_a_text_that_no_row_shows_is_in_parts_that_rows_show() -> None:
    made = book("xlsx")
    noted = [rating.notes.documents for rating in RECORD.criteria[0].ratings]
    assert {len(note) for note in noted} == {LONG}
    found = dict(parts_of(made, "ratings"))
    told = [letters("".join(parts)) for parts in found.values()]
    assert [text for text in told if len(text) > 5000] == [letters(note) for note in noted]
    height = made[Words(RECORD, "en").say("workbook.sheet.long")].row_dimensions
    for first, parts in found.items():
        for row, part in enumerate(parts, first):
            assert cells.lines_needed(part, 100) <= cells.MOST_LINES
            assert height[row].height <= cells.TALLEST_ROW


def test_its_cell_keeps_it_whole_and_leads_to_its_first_part() -> None:
    made = book("xlsx")
    begins = {row: parts[0] for row, parts in parts_of(made, "ratings")}
    sheet = made[Words(RECORD, "en").say("workbook.sheet.ratings")]
    led = [cell for row in sheet for cell in row if cell.hyperlink]
    assert len(led) == len(begins)
    for cell in led:
        assert cell.hyperlink
        match = re.fullmatch("'Long texts'!A([0-9]+)", cell.hyperlink.location or "")
        assert match
        assert str(cell.value).startswith(begins[int(match[1])])
    assert max(len(str(cell.value)) for cell in led) == LONG


def test_a_cell_to_write_in_leads_nowhere() -> None:
    made = book("plan-xlsx")
    assert parts_of(made, "plan")
    sheet = made[Words(RECORD, "en").say("workbook.sheet.plan")]
    assert not [cell for row in sheet for cell in row if cell.hyperlink]


@pytest.mark.parametrize("kind", ["xlsx", "plan-xlsx"])
def test_without_such_texts_there_is_no_such_sheet(kind: Kind) -> None:
    made = load_workbook(BytesIO(DOCUMENTS[kind].build(sample_record(), "en", no_seal)))
    assert "Long texts" not in made.sheetnames
    assert "Long texts" in book(kind).sheetnames


def test_parts_end_between_words_and_lose_none() -> None:
    for text in (FRENCH * 120, ARABIC * 150, "one\n" * 100, "x" * 9000):
        parts = list(cells.in_parts(text, 100))
        assert len(parts) > 1
        assert letters("".join(parts)) == letters(text)
        assert not any(cells.is_too_tall(part, 100) for part in parts)
    assert list(cells.in_parts("short", 100)) == ["short"]
    assert " ".join(cells.in_parts(FRENCH * 120, 100)) == (FRENCH * 120).strip()


def named(name: str) -> AuditRecord:
    record = sample_record()
    return record.model_copy(update={"facility": record.facility.model_copy(update={"name": name})})


def test_a_long_name_is_set_in_lines_beside_the_labels() -> None:
    short, long = "Centre", "Centre de santé mentale " * 8
    for name, place in ((short, "A2"), (long, "B2")):
        content = DOCUMENTS["xlsx"].build(named(name), "en", no_seal)
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        (found,) = (cell for cell in sheet[2] if cell.value is not None)
        assert (found.coordinate, found.value) == (place, name)
        assert bool(found.alignment.wrap_text) == (place == "B2")
        lines = sheet.row_dimensions[2].height / cells.row_height(1, 14)
        assert (lines > 2) == (place == "B2")


def test_a_long_list_on_the_first_sheet_goes_on_below() -> None:
    record = sample_record()
    figures = record.overall.figures
    many = figures.model_copy(update={"breaches": figures.breaches * 60})
    overall = record.overall.model_copy(update={"figures": many})
    content = DOCUMENTS["xlsx"].build(record.model_copy(update={"overall": overall}), "en", no_seal)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    listed = [str(cell.value) for cell in sheet["B"] if str(cell.value).startswith("D2 · ")]
    assert len(listed) > 1
    assert "\n".join(listed).count("D2 · ") == 60 * figures.breaches.count("D2")
    assert max(row.height or 0 for row in sheet.row_dimensions.values()) <= cells.TALLEST_ROW
