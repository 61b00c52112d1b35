"""Previews: first pages with their words, sections, sheets, files inside, first lines."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from PIL import Image

from exports.documents import DOCUMENTS, Kind
from exports.previews import preview
from exports.previews.pages import MOST_PAGES, WIDTH
from exports.previews.parts import LONGEST, File, Preview, Section, Sheet
from exports.previews.plain import MOST_LINES
from exports.previews.sections import HEADING, TITLE, Passage, sections
from exports.previews.tables import MOST_COLUMNS, MOST_ROWS
from exports.report.words import ReportWords
from exports.workbook.words import Words
from tests.exports.verified_files import RECORD, made, unsealed

SAY = Words(RECORD, "en").say


def test_the_first_pages_are_small_images_with_their_words() -> None:
    shown = preview(made("pdf"), "pdf")
    assert shown.all_pages > MOST_PAGES
    assert len({page.image for page in shown.pages}) == MOST_PAGES
    with Image.open(BytesIO(shown.pages[0].image)) as image:
        assert (image.format, image.width) == ("PNG", WIDTH)
        assert 1.40 < image.height / image.width < 1.43
    assert all(len(page.image) < 100_000 for page in shown.pages)
    assert RECORD.facility.name in shown.pages[0].text
    assert ReportWords(RECORD, "en")("pdf.found.title") in shown.pages[1].text


def test_only_the_sheets_a_reader_sees_are_shown_with_their_first_rows() -> None:
    keys = ("plan", "owners", "plan_standards", "dictionary")
    cover, plan, *others = preview(made("plan-xlsx"), "xlsx").parts
    assert isinstance(cover, Section)
    assert cover.title == SAY("workbook.sheet.cover")
    assert RECORD.facility.name in cover.lines
    expected = [SAY(f"workbook.sheet.{key}") for key in keys]
    assert [plan.title, *(sheet.title for sheet in others)] == expected
    assert isinstance(plan, Sheet)
    assert plan.columns[:2] == (
        SAY("workbook.column.action_id"),
        SAY("workbook.column.standard_id"),
    )
    assert len(plan.columns) == MOST_COLUMNS < plan.all_columns
    assert 0 < len(plan.rows) <= min(MOST_ROWS, plan.all_rows)


def test_a_cell_shows_what_it_shows_in_its_sheet() -> None:
    book, written = Workbook(), BytesIO()
    for row in (("What", "Value"), ("share", 0.256), ("day", date(2026, 3, 9)), (None, 2)):
        book.worksheets[0].append(row)
    book.worksheets[0]["B2"].number_format = "0%"
    book.create_sheet("hidden").sheet_state = "hidden"
    book.save(written)
    (sheet,) = preview(written.getvalue(), "xlsx").parts
    assert isinstance(sheet, Sheet)
    assert sheet.rows == (("share", "26%"), ("day", "2026-03-09"), ("", "2"))
    assert sheet.all_rows == 3


@pytest.mark.parametrize(("kind", "suffix"), [("html", "html"), ("docx", "docx")])
def test_what_is_to_be_read_shows_its_sections_with_their_first_lines(
    kind: Kind, suffix: str
) -> None:
    words = ReportWords(RECORD, "en")
    parts = preview(unsealed(kind), suffix).parts
    assert all(isinstance(part, Section) for part in parts)
    by_title = {part.title: part for part in parts}
    title, facts, found, *_ = by_title
    assert title == words("pdf.report.title")
    assert (facts, found) == (words("pdf.cover.facts"), words("pdf.found.title"))
    assert words("pdf.cover.contents") not in by_title
    opening = by_title[title]
    assert isinstance(opening, Section)
    assert RECORD.facility.name in opening.lines
    about = by_title[facts]
    assert isinstance(about, Section)
    assert f"{words('common.field.as_of')} · 9 March 2027" in about.lines


def test_a_title_names_what_stands_around_it_and_contents_are_left_out() -> None:
    passages = [
        Passage("kicker"),
        Passage("Title", TITLE),
        Passage("Contents", HEADING),
        Passage("One"),
        Passage("One", HEADING),
        *(Passage(str(number)) for number in range(9)),
        Passage("Two", HEADING),
    ]
    expected = (
        Section("Title", ("kicker",)),
        Section("One", ("0", "1", "2", "3", "4", "5", "6")),
        Section("Two"),
    )
    assert sections(passages) == expected


def test_a_table_in_a_text_file_shows_its_first_rows_and_columns() -> None:
    lines = [
        "a,b,c,d,e,f,g",
        '"' + "é" * 200 + '",2,,4,5,6,7',
        *("1,2,3,4,5,6,7" for _ in range(9)),
    ]
    (sheet,) = preview("\r\n".join(lines).encode("utf-8-sig"), "csv").parts
    assert isinstance(sheet, Sheet)
    assert sheet.columns == ("a", "b", "c", "d", "e", "f")
    assert (sheet.all_rows, sheet.all_columns) == (10, 7)
    assert sheet.rows[0] == ("é" * (LONGEST - 1) + "…", "2", "", "4", "5", "6")
    assert len(sheet.rows) == MOST_ROWS
    assert preview(b"", "csv") == Preview()


def test_an_archive_names_its_files_and_begins_with_the_one_to_read_first() -> None:
    shown = preview(unsealed("data"), "zip")
    assert [file.path for file in shown.files[:3]] == [
        "README.txt",
        "datapackage.json",
        "data/criteria.csv",
    ]
    assert all(file.size > 0 for file in shown.files)
    assert isinstance(shown.files[0], File)
    assert RECORD.facility.name in shown.lines[0]


def test_a_text_shows_its_first_lines_cut_short() -> None:
    text = "\n".join(["é" * 200, "short", *("more" for _ in range(20))])
    lines = preview(text.encode("utf-8-sig"), "ris").lines
    assert lines[:3] == ("é" * (LONGEST - 1) + "…", "short", "more")
    assert len(lines) == MOST_LINES


def test_a_record_is_set_out_line_by_line() -> None:
    assert preview(b'{"a":{"b":["\xc3\xa9"]}}', "json").lines == (
        "{",
        '  "a": {',
        '    "b": [',
        '      "é"',
        "    ]",
        "  }",
        "}",
    )


def test_other_kinds_have_none() -> None:
    assert preview(b"", "txt") == Preview()


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_kind_that_leaves_has_a_first_view(kind: Kind) -> None:
    small = {"forms-pdf": "plan-pdf", "large-pdf": "plan-pdf", "xlsx": "plan-xlsx"}
    alike: Kind = small.get(kind, kind)  # type: ignore[assignment]
    shown = preview(made(alike), DOCUMENTS[kind].suffix)
    assert shown.pages or shown.parts or shown.lines


def test_every_document_has_a_purpose() -> None:
    assert {kind: document.purpose for kind, document in DOCUMENTS.items()} == {
        "pdf": "read",
        "plan-pdf": "work",
        "summary-pdf": "read",
        "exit-pdf": "read",
        "large-pdf": "read",
        "forms-pdf": "work",
        "html": "read",
        "docx": "work",
        "xlsx": "work",
        "plan-xlsx": "work",
        "csv": "data",
        "data": "data",
        "json": "data",
        "bib": "cite",
        "ris": "cite",
        "csl": "cite",
        "ics": "work",
    }
