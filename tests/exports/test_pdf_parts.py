"""The parts that PDFs are made of: plain text, fonts, colours, charts, words."""

import re

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Rect, String

import exports.pdf
from exports.pdf.fonts import covers, family, runs_by_font
from exports.pdf.levels import level_bars
from exports.pdf.palette import contrast, tones
from exports.pdf.paragraph import paragraph, paragraphs
from exports.pdf.plain_text import lines_of, needs_shaping, one_line, printable, without_glyph
from exports.pdf.shaped import ShapedParagraph
from exports.pdf.shaping import bidi_levels, drawable
from exports.pdf.styles import BODY
from exports.report.found import LONGEST, shortened
from exports.report.typed import beginning, typed
from exports.words import Words, messages
from tests.exports.sample_record import sample_record


@given(st.text())
def test_printable_text_stays_as_it_is_and_has_nothing_unseen(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", once)


@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=60))
def test_letters_survive_printing(text: str) -> None:
    letters = [c for c in text if c.isalnum()]
    assert [c for c in printable(text) if c.isalnum()] == letters


def test_spaces_and_lines() -> None:
    assert lines_of("a\tb\r\n\r\n  c \rd") == ["a b", "c", "d"]
    assert one_line("12\u202f%\n\u2028x") == "12\u00a0% x"


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        ("Où ça ? « œ »", False),
        ("≥ −3 → ✓", False),
        ("حقوق", True),
        ("अधिकार", True),
        ("日本", True),
    ],
)
def test_only_texts_that_need_it_are_shaped(text: str, shaped: bool) -> None:
    assert needs_shaping(text, "Sans") is shaped
    assert isinstance(paragraph(text, BODY), ShapedParagraph) is shaped


@given(st.text(max_size=40))
def test_every_text_is_drawn_with_characters_that_a_font_has(text: str) -> None:
    drawn = drawable(one_line(text), family("Sans"))
    assert len(drawn) == len(one_line(text))
    assert all(any(covers(f, c) for f in family("Sans")) for c in drawn if c not in "\u200c\u200d")


@given(st.text(max_size=80))
def test_any_text_can_be_wrapped_and_its_levels_found(text: str) -> None:
    line = one_line(text)
    assert len(bidi_levels(drawable(line, family("Sans")), True)) == len(line)
    for made in paragraphs(text, BODY):
        assert made.wrap(200, 1000)[1] > 0


def test_missing_signs_come_from_the_font_that_has_them() -> None:
    assert runs_by_font("à ≥ 3", "Sans-Bold") == [
        ("Sans-Bold", "à "),
        ("Symbols-Bold", "≥"),
        ("Sans-Bold", " 3"),
    ]


def test_characters_without_a_glyph_are_known() -> None:
    assert without_glyph("abc \U0001f600 日") is True
    assert without_glyph("abc ≥ حقوق अधिकार\n") is False


@pytest.mark.parametrize("count", range(2, 11))
def test_numbers_can_be_read_on_every_level_of_any_scale(count: int) -> None:
    palette = tones(count)
    assert len(set(palette)) == count
    assert all(contrast(tone.fill, tone.ink) >= 4.5 for tone in palette)


def test_bars_show_each_count_and_their_lengths_are_in_proportion() -> None:
    drawing = level_bars([("Whole", (1, 2, 0, 3), 2)], ["a", "b", "c", "d"], "open")
    printed = [shape.text for shape in drawing.contents if isinstance(shape, String)]
    assert printed == ["Whole", "3", "2", "1", "2", "d", "c", "b", "a", "open"]
    edged = [s for s in drawing.contents if isinstance(s, Rect) and s.strokeColor and s.height > 9]
    unit = edged[0].width / 3
    assert [round(bar.width / unit, 6) for bar in edged] == [3, 2, 1, 2]


def test_a_bar_without_criteria_is_left_empty() -> None:
    drawing = level_bars([("Empty", (0, 0), 0)], ["a", "b"], "open")
    assert [s.text for s in drawing.contents if isinstance(s, String)] == ["Empty", "b", "a"]


def test_long_texts_are_shortened_on_the_first_page_only() -> None:
    assert shortened("x" * LONGEST) == "x" * LONGEST
    assert shortened("x" * (LONGEST + 1)) == "x" * LONGEST + "…"
    words = "abcd " * LONGEST
    assert shortened(words) == words[: LONGEST - 1] + "…"
    assert shortened("a" + words) == "a" + words[: LONGEST - 1] + "…"
    assert shortened(typed(words)) == typed(words[: LONGEST - 1] + "…")
    assert beginning("one two", 6) == "one…"
    assert beginning("one two", 7) == "one two"
    assert beginning("a bcdefghij", 6) == "a bcde…"


def test_no_page_of_the_report_is_nearly_empty() -> None:
    # Two of its pages once held the four lines that the page before had no room for.
    pages = pypdfium2.PdfDocument(exports.pdf.report_pdf(sample_record("public"), "fr"))
    lines = [len(page.get_textpage().get_text_bounded().splitlines()) for page in pages]
    # The last one ends where the document does.
    assert min(lines[:-1]) > 15


def test_words_of_a_record() -> None:
    words = Words(sample_record(), "fr")
    assert words.country() == "Maroc"
    assert words.day("2027-02-30") == "2027-02-30"
    assert words.visited() == "Visite du 15 février 2027 au 17 février 2027"
    assert words.level(None) == "Aucun niveau"
    assert words.cap == "Démarré"


def test_french_messages_have_no_break_spaces_before_double_signs() -> None:
    for key, message in messages().items():
        for form in message.forms("fr").values():
            assert not re.search(r" [:;!?»%]|« |'", form), (key, form)
            assert not re.search(r"[^\s\u00a0][;!?»]", form), (key, form)
