"""The report in large print: the same words, large enough, on the page, and nothing in columns."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from exports.charts.differences import differences_chart
from exports.charts.marks import Words
from exports.charts.of_record import compared, level_names, standings
from exports.charts.voices import voices_chart
from exports.charts.words import translator
from exports.pdf.fonts import register_fonts
from exports.pdf.large import is_large, large_print, set_in, wide
from exports.pdf.paragraph import paragraph
from exports.pdf.plain_text import printable
from exports.pdf.report import large_pdf, report_pdf
from exports.pdf.shaped import ShapedParagraph
from exports.pdf.styles import BODY, FACT, FOOT, MARGIN, NOTICE_BOX, PAGE_WIDTH, TITLE
from exports.record import Answered, AuditRecord
from exports.report.typed import plain
from rubrics.text import LANGUAGES, Language, Text
from tests.exports.pdf_checks import (
    alternatives,
    broken_parent_tree,
    faults,
    flat,
    outline,
    spoken,
    words_of,
)
from tests.exports.sample_record import (
    empty_record,
    hostile,
    hostile_record,
    sample_record,
    six_level_record,
)

RECORDS: dict[str, tuple[Callable[[], AuditRecord], Language]] = {
    "sample en": (sample_record, "en"),
    "sample fr": (sample_record, "fr"),
    "hostile": (hostile_record, "fr"),
    "empty": (empty_record, "en"),
    "six levels": (six_level_record, "fr"),
}
LINE_END = PAGE_WIDTH - MARGIN + 6  # a line may end with a space
DIGEST = 64  # letters: more than a line has room for
every_record = pytest.mark.parametrize("name", RECORDS)


@cache
def made(name: str) -> bytes:
    record, language = RECORDS[name]
    return large_pdf(record(), language)


@pytest.mark.parametrize("name", ["hostile", "six levels"])
def test_large_print_can_be_read_by_everyone_and_kept(name: str, tmp_path: Path) -> None:
    assert faults(made(name), tmp_path) == []
    assert broken_parent_tree(made(name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_report_is_lost(language: Language) -> None:
    report = told(report_pdf(sample_record(), language))
    lost = report - told(made(f"sample {language}"))
    # Charts are tables there: what is drawn of levels and criteria is said otherwise.
    assert lost - drawn_in_charts(language) == Counter()
    assert report.total() > 1500


def drawn_in_charts(language: Language) -> Counter[str]:
    """Return how often each word stands in the charts of the report."""
    t, record = translator(language), sample_record()
    charts = (
        voices_chart(standings(record, t), level_names(record, t), t),
        differences_chart(compared(record, t), t),
    )
    drawn = (
        mark.text for chart in charts if chart for mark in chart.marks if isinstance(mark, Words)
    )
    return Counter(word.strip(",") for text in drawn for word in text.split())


def told(pdf: bytes) -> Counter[str]:
    """Return how often each word stands there; pages are numbered otherwise in large print."""
    words = (word.strip(",") for word in words_of(pdf).split())
    return Counter(word for word in words if not word.isdigit() and len(word) < DIGEST)


def test_long_texts_in_every_script_are_whole() -> None:
    assert "".join(printable(plain(hostile())).split()) in "".join(spoken(made("hostile")).split())


def test_figures_and_headings_are_those_of_the_report() -> None:
    report = report_pdf(sample_record(), "en")
    bars, *charts = alternatives(report)
    assert alternatives(made("sample en")) == [bars]
    assert all(flat(told) in words_of(made("sample en")) for told in charts)
    assert outline(made("sample en"))[1:] == outline(report)[1:]


def sizes(pdf: bytes) -> Iterator[float]:
    """Yield the size of each text that readers are told, charts included."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for sheet in file.pages:
            size = 0.0
            marks: list[str] = []
            for step in pikepdf.parse_content_stream(sheet):
                operands, name = list(step.operands), str(step.operator)
                if name in ("BDC", "BMC"):
                    marks.append(str(operands[0]))
                elif name == "EMC":
                    marks.pop()
                elif name == "Tf":
                    size = float(operands[1])
                elif name in ("Tj", "TJ") and "/Artifact" not in marks:
                    yield size


@every_record
def test_nothing_that_is_read_is_smaller_than_18_points(name: str) -> None:
    found = set(sizes(made(name)))
    assert found
    assert min(found) == 18


@every_record
def test_nothing_leaves_the_page(name: str) -> None:
    assert all(left >= MARGIN - 2 and right <= LINE_END for left, right in ends(made(name)))


def ends(pdf: bytes) -> Iterator[tuple[float, float]]:
    """Yield where each stretch of text begins and ends."""
    for sheet in pypdfium2.PdfDocument(pdf):
        text = sheet.get_textpage()
        for place in range(text.count_rects()):
            left, _, right, _ = text.get_rect(place)
            yield left, right


def test_a_name_longer_than_a_line_stands_above_what_it_names() -> None:
    name = "Everybody who was heard knew what the audit is for, and who would read what they said"
    asked = Answered(id="known", label=Text(en=name, fr=name), answer=Text(en="Yes", fr="Oui"))
    pdf = large_pdf(sample_record().model_copy(update={"context": (asked,)}), "en")
    assert f"{name} Yes" in words_of(pdf)
    assert max(right for _, right in ends(pdf)) <= LINE_END


def test_tables_are_lists_with_their_heads_before_each_value() -> None:
    with pikepdf.open(BytesIO(made("sample en"))) as file:
        tags = Counter(
            str(one.S)
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        )
    assert not {"/Table", "/TR", "/TD", "/TH"} & set(tags)
    assert tags["/LI"] > 40
    text = words_of(made("sample en"))
    row = "Full 2 · Partial 1 · Initiated 0 · Not initiated 0 · Coverage 3 of 3 Level Full Index –"
    assert f"C · Open recruitment {row}" in text


def test_a_style_grows_once_and_only_while_large_print_is_made() -> None:
    assert (set_in(BODY), wide(10), is_large()) == (BODY, 10, False)
    with large_print():
        grown = set_in(BODY)
        assert (grown.fontSize, set_in(grown), is_large()) == (18.0, grown, True)
        assert grown.leading / grown.fontSize == pytest.approx(BODY.leading / BODY.fontSize)
        assert set_in(TITLE).fontSize == 33.5
        assert set_in(FACT).leftIndent == 0
        assert 10 < set_in(FOOT).fontSize < 18
        assert str(set_in(NOTICE_BOX).borderPadding) == "(7.5, 12.0, 9.0, 12.0)"
        assert wide(10) == 18
    assert not is_large()


def test_a_report_made_after_large_print_is_as_it_was() -> None:
    before = report_pdf(empty_record(), "en")
    made("empty")
    assert report_pdf(empty_record(), "en") == before


def test_a_label_longer_than_its_margin_takes_its_room_from_the_first_line() -> None:
    register_fonts()
    words = "تقرير " * 60
    with large_print():
        plain, labelled = paragraph(words, FACT), paragraph(words, FACT, label="Un nom assez long")
        assert isinstance(plain, ShapedParagraph)
        assert isinstance(labelled, ShapedParagraph)
        for one in (plain, labelled):
            one.wrap(400, 1000)
        assert labelled.lines[0][1] < plain.lines[0][1]
        assert labelled.lines[-1][1] == plain.lines[-1][1]


def test_every_document_says_its_kind_to_whoever_verifies_it() -> None:
    with pikepdf.open(BytesIO(made("sample fr"))) as file:
        assert re.search(r", large-pdf, fr$", str(file.docinfo["/Keywords"]))
