"""What changed, in the report: the same in the PDF, on the page and in the Word file."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from exports.html.report import report_html
from exports.pdf import report_pdf
from exports.pdf.report import large_pdf
from exports.privacy import edition
from exports.word.report import report_docx
from rubrics.text import LANGUAGES, Language
from tests.exports.changed_record import changed_record
from tests.exports.page_reading import Page
from tests.exports.pdf_checks import broken_parent_tree, faults, flat, outline, words_of
from tests.exports.sample_record import sample_record

RECORD = edition(changed_record(), "public")
TITLES = {"en": "What changed", "fr": "Ce qui a changé"}
COUNTS = "Of 16 criteria compared, 1 moved up, 2 moved down and 13 stayed."


@pytest.fixture(scope="module")
def printed() -> bytes:
    return report_pdf(RECORD, "en")


def test_the_pdf_says_it_and_keeps_to_its_rules(printed: bytes, tmp_path: Path) -> None:
    said = flat(words_of(printed))
    assert COUNTS in said
    assert "Levels of standards before and after" in said
    assert "Earlier audit: Feb 16, 2026" in said or "Earlier audit: 16 Feb 2026" in said
    assert faults(printed, tmp_path) == []
    assert broken_parent_tree(printed) == []


def test_the_page_has_the_headings_of_the_pdf(printed: bytes) -> None:
    made = Page(report_html(RECORD, "en"))
    titles = [flat(title) for title in outline(printed)]
    assert [title for _, title in made.headings] == titles
    assert titles.index(TITLES["en"]) + 1 == titles.index("Criteria that moved")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_draws_it_with_its_sentence(language: Language) -> None:
    made = Page(report_html(RECORD, language))
    (section,) = (one for one in made.find("section") if one.get("aria-labelledby") == "changes")
    (figure,) = section.find("figure")
    (drawing,) = figure.find("svg")
    assert drawing.get("role") == "img"
    assert drawing.find("desc")[0].words == figure.find("figcaption")[0].words
    (table,) = section.find("table")
    moved = [row.inside[0].words.split(" ")[0] for row in table.find("tbody")[0].find("tr")]
    # Downwards first; A1 went up by two.
    assert moved == ["A3", "B1", "A1"]
    assert TITLES[language] in [one.words for one in made.find("nav")[0].find("a")]


def test_the_word_file_has_its_figures_as_a_table() -> None:
    document = docx.Document(BytesIO(report_docx(RECORD, "en")))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert TITLES["en"] in said
    assert COUNTS in said
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    (chart,) = (head for head in heads if head[0] == "Standard" and len(head) == 6)
    assert len(set(chart)) == 6


def test_large_print_says_it_as_a_table() -> None:
    assert COUNTS in flat(words_of(large_pdf(RECORD, "en")))


def test_a_first_audit_has_nothing_to_say_of_it() -> None:
    made = Page(report_html(sample_record("public"), "en"))
    assert TITLES["en"] not in [title for _, title in made.headings]
