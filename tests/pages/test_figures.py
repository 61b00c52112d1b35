"""Figures as HTML: nothing typed becomes markup, nothing is told by colour alone."""

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from audit.pages import figures
from audit.pages.figures import Html, Scale, bar, contrast, level, readable_ink, table, tag, tone
from exports.pdf import palette
from exports.record import Figures

SCALE = Scale(("Closed", "Ajar", "Open"), "Not rated", "No level")


class Tags(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.said: list[str] = []
        self.feed(markup)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)

    @override
    def handle_data(self, data: str) -> None:
        self.said.append(data)


def counted(*counts: int, applicable: int | None = None) -> Figures:
    rated = sum(counts)
    return Figures(
        applicable=rated if applicable is None else applicable,
        rated=rated,
        counts=counts,
        coverage=None,
        index=None,
        bounds=None,
        breaches=(),
        proposed=None,
        level=None,
        reason=None,
    )


@given(st.text())
def test_what_is_typed_stays_text(text: str) -> None:
    assert Tags(tag("p", text, title=text)).found == ["p"]
    assert Tags(figures.typed(text)).found == ["p"]


def test_markup_is_not_escaped_twice() -> None:
    assert tag("p", tag("b", "1 < 2"), class_="x") == '<p class="x"><b>1 &lt; 2</b></p>'


def test_a_bar_holds_its_numbers_and_says_them_highest_first() -> None:
    drawn = bar(SCALE, counted(3, 0, 2, applicable=9))
    assert 'role="img" aria-label="Open 2, Closed 3, Not rated 4"' in drawn
    assert Tags(drawn).said == ["2", "3", "4"]
    assert [part.split(";")[0] for part in drawn.split("flex-grow:")[1:]] == ["2", "3", "4"]


def test_a_bar_of_nothing_is_nothing() -> None:
    assert bar(SCALE, counted(0, 0, 0)) == ""


def test_each_level_has_its_own_hatching_and_the_highest_none() -> None:
    drawn = [figures.square(rank, 4) for rank in range(4)]
    patterns = [d.partition("transparent 1px ")[2].partition(")")[0] for d in drawn]
    assert patterns == ["4px", "8px", "12px", ""]


def test_a_level_is_a_square_and_its_name() -> None:
    assert Tags(level(SCALE, 1)).said == ["Ajar"]
    assert 'aria-hidden="true"' in level(SCALE, 1)
    assert Tags(level(SCALE, None)).said == ["No level"]


def test_a_table_names_itself_its_columns_and_its_rows() -> None:
    drawn = table("What & why", ("A", "B"), [(Html("<b>x</b>"), "1 < 2")])
    assert "<caption>What &amp; why</caption>" in drawn
    assert '<th scope="col">A</th><th scope="col">B</th>' in drawn
    assert '<tr><th scope="row"><b>x</b></th><td>1 &lt; 2</td></tr>' in drawn
    assert 'role="region" aria-label="What &amp; why" tabindex="0"' in drawn


@pytest.mark.parametrize("levels", range(2, 11))
def test_numbers_read_well_on_every_level_of_every_scale(levels: int) -> None:
    tones = [tone(rank, levels) for rank in range(levels)]
    assert all(contrast(fill, readable_ink(fill)) >= 4.5 for fill in tones)
    assert len(set(tones)) == levels


@pytest.mark.parametrize("levels", range(2, 11))
def test_screen_and_paper_show_the_same_colours(levels: int) -> None:
    paper = [tuple(round(255 * c) for c in t.fill.rgb()) for t in palette.tones(levels)]
    for screen, printed in zip([tone(rank, levels) for rank in range(levels)], paper, strict=True):
        assert all(abs(a - b) <= 1 for a, b in zip(screen, printed, strict=True))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_colours_of_four_levels_go_from_rust_to_teal() -> None:
    assert [tone(rank, 4) for rank in range(4)] == [
        (166, 58, 43),
        (232, 189, 109),
        (140, 192, 180),
        (31, 111, 107),
    ]
    assert all(one != other for one, other in pairwise(tone(rank, 4) for rank in range(4)))
