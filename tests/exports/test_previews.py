"""Previews: the first pages as images, the sheets a reader sees, the first lines of a text."""

from io import BytesIO

from PIL import Image

from exports.documents import DOCUMENTS
from exports.previews import MOST_PAGES, Preview, preview
from exports.workbook.words import Words
from tests.exports.verified_files import RECORD, made


def test_the_first_pages_are_small_images_that_differ() -> None:
    shown = preview(made("pdf"), "pdf")
    assert shown.pages > MOST_PAGES
    assert len(set(shown.images)) == MOST_PAGES
    with Image.open(BytesIO(shown.images[0])) as page:
        assert (page.format, page.width) == ("PNG", 420)
        assert 1.40 < page.height / page.width < 1.43
    assert all(len(image) < 200_000 for image in shown.images)


def test_only_the_sheets_a_reader_sees_are_named() -> None:
    say = Words(RECORD, "en").say
    keys = ("plan", "owners", "plan_standards", "dictionary")
    expected = [say("workbook.sheet.cover"), *(say(f"workbook.sheet.{key}") for key in keys)]
    assert list(preview(made("plan-xlsx"), "xlsx").sheets) == expected


def test_a_text_shows_its_first_lines_cut_short() -> None:
    text = "\n".join(["é" * 111, "short", *("more" for _ in range(20))])
    lines = preview(text.encode("utf-8-sig"), "csv").lines
    assert lines[:3] == ("é" * 110 + "…", "short", "more")
    assert len(lines) == 12


def test_other_kinds_have_none() -> None:
    assert preview(b"<html>", "html") == Preview()


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
