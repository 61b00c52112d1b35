"""Charts: the same marks on screen and on paper, read without colour, each with its sentence."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Polygon, String
from reportlab.lib.colors import Color

import exports.charts
from exports.charts import marks
from exports.charts.changes import changes_chart
from exports.charts.differences import Compared, Spread, differences_chart
from exports.charts.ink import GROUND, ink_of, shaded, words_on
from exports.charts.marks import Box, Chart, Dot, Line, Words
from exports.charts.of_record import compared, standings
from exports.charts.svg import svg
from exports.charts.voices import Spot, Standing, Witness, voices_chart
from exports.charts.words import messages, translator
from exports.compared import ComparedAudit, ComparedCriterion, ComparedStandard, Comparison
from exports.pdf.chart import chart_story, drawing_of
from exports.pdf.document import About, build
from exports.pdf.palette import contrast
from exports.pdf.styles import WIDTH
from exports.words import Words as PdfWords
from rubrics.text import Text, Translator
from tests.exports.pdf_checks import broken_parent_tree, flat, words_of
from tests.exports.sample_record import sample_record

EN, FR = translator("en"), translator("fr")
LEVELS = ("Closed", "Ajar", "Open")
T = TypeVar("T", bound=marks.Mark)
SVG = "{http://www.w3.org/2000/svg}"


def spot(who: Witness, mean: str, n: int = 3) -> Spot:
    return Spot(who, Fraction(mean), n)


STANDINGS = (
    Standing(
        "A",
        "Doors & <windows>",
        (spot("peer_workers", "1/2"), spot("managers", "2", 1)),
        ((spot("peer_workers", "3/4"), spot("managers", "7/4", 1)),),
    ),
    Standing(
        "B",
        "Gardens",
        (spot("staff", "1"), spot("managers", "1"), spot("documents", "1")),
        ((spot("staff", "1"), spot("managers", "1")),),
    ),
    Standing("C", "Unheard", ()),
)
COMPARED = (
    Compared("A", "Doors", (Spread("A1", 0), Spread("A2", 2), Spread("A3", None))),
    Compared("B", "Gardens", (Spread("B1", 1), Spread("B2", 3))),
)


def audit(started: str) -> ComparedAudit:
    return ComparedAudit(id=started, as_of="2027-01-01", started=started, version="1", form="full")


def standard(name: str, before: int | None, after: int | None) -> ComparedStandard:
    title = Text(en=f"Standard {name}", fr=f"Standard {name}")
    return ComparedStandard(
        id=name, title=title, criteria=4, before=before, after=after, up=2, down=1
    )


COMPARISON = Comparison(
    earlier=audit("2025-03-02"),
    later=audit("2026-03-05"),
    criteria=(ComparedCriterion(id="A1", standard="A", before=0, after=2),),
    up=2,
    down=1,
    unchanged=1,
    mean_before=1.0,
    mean_after=1.25,
    change=0.25,
    joint=(0, 0),
    standards=(
        standard("A", 0, 2),
        standard("B", 2, 1),
        standard("C", 1, 1),
        standard("D", None, 2),
        standard("E", 1, None),
        standard("F", None, None),
    ),
)


def voices() -> Chart:
    chart = voices_chart(STANDINGS, LEVELS, EN)
    assert chart is not None
    return chart


def differences() -> Chart:
    chart = differences_chart(COMPARED, EN)
    assert chart is not None
    return chart


def changes() -> Chart:
    return changes_chart(COMPARISON, LEVELS, EN)


ALL = pytest.mark.parametrize("chart", [voices(), differences(), changes()], ids=lambda c: c.key)


def of(chart: Chart, kind: type[T]) -> list[T]:
    return [mark for mark in chart.marks if isinstance(mark, kind)]


SMALL = Chart(
    key="small",
    title="A & B",
    told="A stands above B.",
    height=40,
    marks=(
        Line(0, 20, 100, 20, dashed=True),
        Dot(10, 20, "up", "accent"),
        Dot(30.25, 20, filled=False),
        Box(40, 10, 20, 20, shade=1),
        Words(50, 25, "<2>", "middle", bold=True, on=1),
    ),
    caption="",
    columns=("",),
    rows=(),
)
GOLDEN = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 740 60" width="740" height="60" \
role="img" aria-labelledby="small-title" aria-describedby="small-told" \
font-family="noto sans, segoe ui, helvetica, arial, liberation sans, dejavu sans, sans-serif" \
font-size="13">
<title id="small-title">A &amp; B</title>
<desc id="small-told">A stands above B.</desc>
<rect x="-10" y="-10" width="740" height="60" fill="#ffffff"/>
<line x1="0" y1="20" x2="100" y2="20" stroke="#87919a" stroke-width="1" stroke-dasharray="4 3"/>
<polygon points="10,13 17,25.5 3,25.5" stroke-linejoin="round" fill="#1f6f6b" stroke="#1f6f6b" \
stroke-width="1.5"/>
<circle cx="30.2" cy="20" r="6" fill="#ffffff" stroke="#1c2430" stroke-width="1.5"/>
<rect x="40" y="10" width="20" height="20" rx="3" fill="#1c2430" stroke="#87919a"/>
<text x="50" y="25" fill="#ffffff" text-anchor="middle" font-weight="700">&lt;2&gt;</text>
</svg>"""


def test_a_small_chart_as_svg() -> None:
    assert svg(SMALL) == GOLDEN


@ALL
def test_every_svg_is_sound_and_says_what_it_shows(chart: Chart) -> None:
    root = ET.fromstring(svg(chart))  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.findtext(f"{SVG}desc") == chart.told
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert words == [mark.text for mark in of(chart, Words)]


@ALL
def test_paper_has_the_same_words_and_shapes(chart: Chart) -> None:
    drawing = drawing_of(chart)
    said = "".join(s.text for s in drawing.contents if isinstance(s, String))
    assert said == "".join(mark.text for mark in of(chart, Words))
    shapes = sum(isinstance(s, Polygon) for s in drawing.contents)
    assert shapes == sum(mark.shape != "circle" for mark in of(chart, Dot))
    assert drawing.width == WIDTH


@ALL
def test_nothing_is_drawn_outside(chart: Chart) -> None:
    for mark in of(chart, Words):
        wide = marks.width_of(mark.text)
        left = mark.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.anchor]
        assert left >= -8
        assert left + wide <= marks.WIDTH + 8
        assert 0 <= mark.y <= chart.height
    for box in of(chart, Box):
        assert box.x + box.width <= marks.WIDTH
        assert box.y + box.height <= chart.height


def test_a_page_holds_a_figure_with_its_sentence() -> None:
    chart = voices()
    words = PdfWords(sample_record(), "en")
    about = About("report", chart.title, chart.title)
    content = build(about, list(chart_story(chart)), words)
    assert "Doors & <windows>" in words_of(content)
    assert flat(chart.told) in flat(words_of(content))
    assert broken_parent_tree(content) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        spoken = [
            str(each.Alt)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert spoken == [chart.told]


def channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def apart(one: str, other: str) -> float:
    return contrast(Color(*channels(one)), Color(*channels(other)))


@ALL
def test_words_and_marks_stand_out_from_their_ground(chart: Chart) -> None:
    for mark in of(chart, Words):
        assert apart(words_on(mark.on, mark.part), shaded(mark.on)) >= 4.5
    for dot in of(chart, Dot):
        assert apart(ink_of(dot.part), GROUND) >= 3
    for line in of(chart, Line):
        assert apart(ink_of(line.part), GROUND) >= 3


def test_every_group_has_a_shape_of_its_own() -> None:
    looks = {(dot.shape, dot.filled) for dot in of(voices(), Dot)}
    assert len(looks) == 4  # peer workers, staff, managers, documents


def test_dots_at_one_place_stand_one_above_the_other() -> None:
    places = [(dot.x, dot.y) for dot in of(voices(), Dot)]
    assert len(set(places)) == len(places)


def test_voices_in_words_and_figures() -> None:
    chart = voices()
    assert chart.told == (
        "Mean level of each group on 2 standards, on a scale from 0 to 2. "
        "Each group is shown over the questions it was asked; only the gaps named below compare "
        "the same questions. Furthest apart on the same questions: "
        "A · Doors & <windows> (Peer workers 0.75; Managers 1.75)."
    )
    assert chart.columns == ("Standard", "Peer workers", "Staff", "Managers", "Documents")
    assert chart.rows == (
        ("A · Doors & <windows>", "0.50 (3)", "–", "2.00 (1)", "–"),
        ("B · Gardens", "–", "1.00 (3)", "1.00 (3)", "1.00 (3)"),
    )


def test_voices_that_lie_nowhere_apart_and_one_alone() -> None:
    same = voices_chart(STANDINGS[1:], LEVELS, EN)
    assert same is not None
    assert same.told.endswith("On the same questions, nowhere do they lie apart.")
    alone = voices_chart([Standing("A", "Doors", (spot("staff", "1"),))], LEVELS, FR)
    assert alone is not None
    assert alone.told == (
        "Niveau moyen de chaque groupe pour 1 standard, sur une échelle de 0 à 2. Chaque groupe "
        "figure avec les questions qui lui ont été posées\u00a0; seuls les écarts nommés plus bas "
        "portent sur les mêmes questions."
    )
    assert voices_chart(STANDINGS[2:], LEVELS, EN) is None


def test_groups_asked_different_questions_are_not_compared() -> None:
    rails = []
    for spots in ((spot("peer_workers", "0"), spot("managers", "3/2")), (spot("staff", "1"),)):
        chart = voices_chart([Standing("A", "Doors", spots)], LEVELS, EN)
        assert chart is not None
        assert "urthest" not in chart.told
        rails.append([(line.x1, line.x2) for line in of(chart, Line) if line.part == "quiet"])
    # The line is the scale, wherever the dots lie: it joins none of them.
    assert len(rails[0]) == 1
    assert rails[0] == rails[1]


def test_the_widest_gap_is_one_of_those_of_the_record() -> None:
    for record in (sample_record(), sample_record("facility")):
        differences = [
            difference
            for s in record.standards
            for difference in (
                *(gap.difference for gap in s.voices.gaps),
                *(d for pattern in s.voices.patterns for d in pattern.differences),
            )
        ]
        widest = max(abs(d.amount) for d in differences)
        pairs = [pair for standing in standings(record, EN) for pair in standing.pairs]
        assert len(pairs) == len(differences)
        assert float(max(abs(one.mean - other.mean) for one, other in pairs)) == widest


def test_differences_in_words_and_figures() -> None:
    chart = differences()
    assert chart.told == (
        "Of 4 criteria that several assessors rated, 1 were given the same level by all, "
        "1 lay one level apart. Two levels apart or more, largest difference first: B2, A2."
    )
    assert chart.columns[1:] == (
        "same level",
        "1 level apart",
        "2 levels apart",
        "3 levels apart",
        "no two levels given",
    )
    assert chart.rows == (
        ("A · Doors", "1", "0", "1", "0", "1"),
        ("B · Gardens", "0", "1", "0", "1", "0"),
    )
    assert differences_chart([Compared("A", "Doors", (Spread("A1", None),))], EN) is None


def test_the_further_apart_the_darker_and_each_says_by_how_much() -> None:
    boxes = {
        words.text: box.shade
        for box in of(differences(), Box)
        for words in of(differences(), Words)
        if words.bold and abs(words.x - box.x - box.width / 2) < 1 and 0 < words.y - box.y < 40
    }
    assert boxes["="] == 0
    assert boxes["1"] < boxes["2"] < boxes["3"]


def test_changes_in_words_and_figures() -> None:
    chart = changes_chart(COMPARISON, LEVELS, FR)
    assert chart.told == (
        "2 mars 2025 et 5 mars 2026\u00a0: 3 standards ont un niveau les deux fois. "
        "1 est plus haut (A). 1 est plus bas (B). 1 est inchangé."
    )
    assert chart.columns[1:3] == ("2 mars 2025", "5 mars 2026")
    assert chart.rows[0] == ("A · Standard A", "Closed", "Open", "4", "2", "1")
    assert chart.rows[3][1:3] == ("aucun niveau", "Open")


def test_an_arrow_points_where_the_level_went() -> None:
    chart = changes()
    rows = {round(dot.y): dot.shape for dot in of(chart, Dot) if dot.y > 60 and dot.x < 600}
    shapes = [shape for _, shape in sorted(rows.items())]
    assert shapes[:3] == ["right", "left", "circle"]
    assert {"none before", "none after", "no level"} <= {w.text for w in of(chart, Words)}


STAND = st.builds(
    Standing,
    st.text("AB", min_size=1, max_size=2),
    st.text("Éa ’<&", min_size=1, max_size=90),
    st.lists(
        st.builds(
            Spot,
            st.sampled_from(["peer_workers", "service_users", "families", "staff", "managers"]),
            st.fractions(0, 5),
            st.integers(1, 9),
        ),
        max_size=5,
        unique_by=lambda s: s.who,
    ).map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(STAND, max_size=4), st.sampled_from([EN, FR]))
def test_any_voices_can_be_drawn(standings: list[Standing], t: Translator) -> None:
    chart = voices_chart(standings, [f"Level {rank}" for rank in range(6)], t)
    if chart is not None:
        ET.fromstring(svg(chart))  # noqa: S314 - our own
        assert len({(dot.x, dot.y) for dot in of(chart, Dot)}) == len(of(chart, Dot))
        assert len(chart.rows) == sum(bool(standing.spots) for standing in standings)


def keys_asked_for() -> Iterator[str]:
    """Yield patterns of the keys that charts ask for."""
    for file in Path(exports.charts.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = (
                    re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z_]+"
                    for p in node.values
                )
                yield "".join(parts)


def test_every_message_is_used_and_french_is_set_as_french() -> None:
    asked = [p for p in keys_asked_for() if p.startswith("charts")]
    assert [key for key in messages() if not any(re.fullmatch(p, key) for p in asked)] == []
    french = "\n".join(form for m in messages().values() for form in m.fr.values())
    assert re.findall(r" [:;?!»]|« |\w'\w", french) == []


def test_an_edition_draws_no_more_than_it_may_show() -> None:
    team, public = sample_record(), sample_record("public")
    shown = {spot.who for standing in standings(public, EN) for spot in standing.spots}
    visible = {each.group for each in public.informants}
    assert shown <= visible | {"documents"}
    assert shown < {spot.who for standing in standings(team, EN) for spot in standing.spots}


def test_every_edition_draws_how_far_apart_criteria_were_rated() -> None:
    team, public = sample_record(), sample_record("public")
    assert not any(criterion.ratings for criterion in public.criteria)
    apart = {s.criterion: s.apart for standard in compared(public, EN) for s in standard.spreads}
    assert {c: far for c, far in apart.items() if far} == {"B1": 1, "C2": 1, "D3": 1, "F1": 2}
    assert set(apart.values()) == {0, 1, 2}
    assert compared(public, EN) == compared(team, EN)
    alone = public.model_copy(update={"agreement": None})
    assert differences_chart(compared(alone, EN), EN) is None


def test_a_criterion_that_one_assessor_rated_is_not_called_the_same() -> None:
    found = sample_record().agreement
    assert found is not None
    fewer = found.model_copy(update={"criteria": found.criteria[5:]})
    record = sample_record("facility").model_copy(update={"agreement": fewer})
    first = compared(record, EN)[0].spreads
    assert [(s.criterion, s.apart) for s in first] == [("A1", None), ("A2", 0), ("A3", 0)]
