"""How the blocks of the report are set on paper: room, what stays together, what leads where."""

from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Spacer

from exports.pdf import blocks, cells
from exports.pdf.report import large_pdf, report_pdf
from exports.pdf.styles import CELL_HEAD, WIDTH
from exports.report.parts import Block, Fact, Facts, Heading, Step, Table, Words
from exports.report.words import ReportWords
from rubrics.text import LANGUAGES, Language
from tests.exports.pdf_checks import flat, outline
from tests.exports.sample_record import sample_record


@cache
def made(language: Language, audience: str = "public") -> bytes:
    record = sample_record() if audience == "team" else sample_record("public")
    return report_pdf(record, language)


def pages(pdf: bytes) -> list[list[str]]:
    """Return the lines of each page; what runs along it is drawn first."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range().strip().splitlines() for page in document]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_found_stands_on_one_page(language: Language) -> None:
    words = ReportWords(sample_record("public"), language)
    (page,) = (
        lines for lines in pages(made(language)) if titled(lines) == words("pdf.found.title")
    )
    assert any(words("pdf.found.more.plan", n=2) in line for line in page)


def titled(lines: list[str]) -> str:
    """Return the first line of a page that is not repeated on each."""
    return lines[3].strip() if len(lines) > 3 else ""


@pytest.mark.parametrize("pdf", ["report", "team", "large"])
def test_no_heading_is_left_at_the_foot_of_a_page(pdf: str) -> None:
    drawn = large_pdf(sample_record(), "en") if pdf == "large" else made("en", pdf)
    headings = {flat(title) for title in outline(drawn)}
    last = [flat(lines[-1]) for lines in pages(drawn)]
    assert [line for line in last if any(title.endswith(line) for title in headings)] == []


def links(pdf: bytes) -> list[tuple[str, int]]:
    """Return what each link says, and the page it leads to."""
    with pikepdf.open(BytesIO(pdf)) as file:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(file.pages)}
        return [
            (str(one.Contents), numbers[one.Dest[0].objgen])
            for page in file.pages
            for one in page.get("/Annots", ())
        ]


def test_strengths_and_gaps_lead_to_their_criteria() -> None:
    text = [flat(" ".join(lines)) for lines in pages(made("en"))]
    points = [(said, page) for said, page in links(made("en")) if " · " in said]
    assert [said.split(" · ")[0] for said, _ in points] == ["A1", "B3", "C1", "B1", "E3", "A3"]
    for said, page in points:
        statement = said.partition(" (")[0]
        # Once in the list it leads from, and once as a heading.
        assert statement in text[page]
        assert page > 1


def kept(story: list[Any]) -> list[int]:
    """Return of how many parts each thing is that stays on one page."""
    return [len(getattr(one, "_content", (one,))) for one in story]


def facts(*rows: tuple[str, bool]) -> Facts:
    return Facts(tuple(Fact("Name", (text,), leads=leads) for text, leads in rows))


def test_a_fact_that_leads_stays_with_the_next_and_the_last_is_never_alone() -> None:
    first = facts(("a", False), ("b", True), ("c", False), ("d", False), ("e", False))
    assert kept(list(blocks._facts(first))) == [1, 2, 2]
    assert kept(list(blocks._facts(facts(("a", False), ("b" * 9000, False))))) == [1, 1]
    assert kept(list(blocks._facts(facts(("a", False))))) == [1]


def test_a_heading_stays_with_what_it_asks_for() -> None:
    story: list[Block] = [Heading("A", 4, together=2), Words("b"), Words("c"), Words("d")]
    assert kept(list(blocks._blocks(story))) == [3, 1]


def test_boxes_stand_apart() -> None:
    drawn = list(blocks._blocks([Words("a", "alarm"), Words("b", "notice"), Words("c")]))
    assert [isinstance(one, Spacer) for one in drawn] == [False, True, False, False]


def test_columns_hold_the_longest_word_of_their_heads() -> None:
    head = ("Part", "Incomprehensibilities", "No")
    table = Table("Summary", head, (("a", "1", "2"),), (0.8, 0.1, 0.1), frozenset({1, 2}))
    widths = cells._widths(table)
    word = stringWidth(head[1], CELL_HEAD.fontName, CELL_HEAD.fontSize)
    assert widths[1] == pytest.approx(word + 10)
    assert widths[2] == pytest.approx(0.1 * WIDTH)
    assert sum(widths) == pytest.approx(WIDTH)


@pytest.mark.parametrize(("value", "share"), [("Yes", 0.7), ("Yes, " * 20, 0.35)])
def test_names_of_facts_take_what_short_values_leave(value: str, share: float) -> None:
    drawn: Any = cells.framed(Facts((Fact("Does everybody know it?", (value,)),), "Summary"))
    assert drawn._colWidths[0] == pytest.approx(share * WIDTH)


def test_a_level_among_facts_has_its_squares_in_place_of_its_name() -> None:
    level = Facts((Fact("Level", (Step(1, 3, "Initiated"),)),))
    meter: Any = next(iter(blocks._facts(level)))
    assert (meter.rank, meter.top, meter.shift) == (1, 3, 0)
