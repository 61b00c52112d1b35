"""The plan of a visit as sheets: its parts, countries in the reader's order, what follows."""

from datetime import UTC

import pytest

from audit.fields import COUNTRIES, ETHICS
from audit.sheets.sheet import Filler, Item, SheetField
from audit.sheets.visit import PARTS, countries, form_size, visit_sheet
from audit.words import translator
from rubrics.loader import find
from rubrics.model import Rubric
from rubrics.text import LANGUAGES, Language
from tests.audit.typed_trail import TINY, Trail


def items(trail: Trail, part: str, language: Language = "en") -> tuple[Item, ...]:
    fill = Filler(trail.entries, translator(language), "ann", UTC)
    return visit_sheet(fill, TINY, part).items


def field(item: Item, name: str) -> SheetField:
    return next(f for f in item.fields if f.name == name)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_has_a_subject_twice(part: str, language: Language) -> None:
    subjects = [item.subject for item in items(Trail(), part, language)]
    assert len(subjects) == len(set(subjects))


def test_the_whole_plan_can_be_entered() -> None:
    trail = Trail()
    trail.put("member/one", "removed", "no")
    asked = {(i.subject, f.name) for part in PARTS for i in items(trail, part) for f in i.fields}
    facility = {
        ("facility", f) for f in ("name", "country", "region", "kind", "register", "number")
    }
    visit = {
        *("form", "started", "ended", "announced", "access", "access_note"),
        *("organisation", "paid", "volunteers", "one_to_one", "group", "remote"),
    }
    member = {"name", "role", "lived_experience", "paid", "conflict", "removed"}
    assert facility <= asked
    assert {("visit", f) for f in visit} <= asked
    assert {("member/one", f) for f in member} <= asked
    assert {(f"ethics/{e}", "done") for e in ETHICS} <= asked
    assert ("context/law", "answer") in asked


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("en", ["Egypt", "Estonia", "Ethiopia", "Germany", "United States"]),
        ("fr", ["Allemagne", "Égypte", "Estonie", "États-Unis", "Éthiopie"]),
    ],
)
def test_countries_stand_in_the_order_of_the_readers_language(
    language: Language, in_order: list[str]
) -> None:
    named = [option.label for option in countries(translator(language))]
    assert [name for name in named if name in in_order] == in_order
    offered = {option.value for option in countries(translator(language))}
    assert offered < set(COUNTRIES)
    assert offered.isdisjoint({"EU", "UN", "ZZ"})


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (1, "1 criterion: 0.5 to 0.5 hours"),
        (10, "10 criteria: 0.5 to 1 hours"),
        (30, "30 criteria: 1.5 to 2 hours"),
        (90, "90 criteria: 4.5 to 6 hours"),
    ],
)
def test_a_form_says_how_long_it_takes(criteria: int, said: str) -> None:
    full = form_size(translator("en"), criteria)
    assert full == f"{said} for the checklist, interviews not counted"


def test_each_form_says_its_own_size() -> None:
    form = field(items(Trail(), "visit")[0], "form")
    sizes = [option.description.split(" criteria")[0] for option in form.options]
    assert [option.value for option in form.options] == ["short", "full"]
    assert sizes == [str(len(list(TINY.criteria("short")))), str(len(list(TINY.criteria("full"))))]


def test_a_refusal_is_told_calmly() -> None:
    trail = Trail()
    assert items(trail, "visit")[0].lines == ()
    trail.put("visit", "access", "refused")
    (line,) = items(trail, "visit")[0].lines
    assert line.startswith("A refusal is itself a result")


def test_a_member_taken_off_the_team_can_come_back() -> None:
    trail = Trail()
    for name in ("one", "two"):
        trail.put(f"member/{name}", "removed", "no")
    trail.put("member/one", "removed", "yes")
    first, second = items(trail, "team")
    assert [first.subject, second.subject] == ["member/two", "member/one"]
    assert [f.name for f in second.fields] == ["removed"]
    trail.put("member/one", "removed", "no")
    assert [i.subject for i in items(trail, "team")] == ["member/one", "member/two"]


def test_answers_say_which_criteria_they_put_aside() -> None:
    said = TINY.model_dump()
    said["themes"][0]["standards"][0]["criteria"][0]["applies"] = {
        "organisation": ("employed",),
        "reason": {"en": "Nobody is employed.", "fr": "Personne n’est employé."},
    }
    rubric = Rubric.model_validate(said)
    trail = Trail()

    def lines() -> tuple[str, ...]:
        fill = Filler(trail.entries, translator("en"), "ann", UTC)
        return visit_sheet(fill, rubric, "peer_support").items[0].lines

    assert len(lines()) == 1
    trail.put("visit", "organisation", "informal")
    assert lines()[1] == "With these answers, 1 criterion is likely not to apply: S1."
    trail.put("visit", "organisation", "employed")
    assert len(lines()) == 1


def test_every_way_to_organise_peer_support_says_what_follows() -> None:
    (item,) = items(Trail(), "peer_support", "fr")
    options = field(item, "organisation").options
    assert [o.value for o in options] == ["informal", "association", "employed", "none"]
    assert all(o.description for o in options)
    assert field(item, "remote").help.startswith("Par téléphone ou message")


def test_the_real_instrument_can_be_planned_in_both_languages() -> None:
    rubric = find("peer-integration")
    for language in LANGUAGES:
        fill = Filler(Trail().entries, translator(language), "ann", UTC)
        assert all(visit_sheet(fill, rubric, part).items for part in PARTS if part != "team")


def test_the_short_form_is_walked_until_somebody_chooses() -> None:
    trail = Trail(form="")
    assert field(items(trail, "visit")[0], "form").value == "short"
    trail.put("visit", "form", "full")
    assert field(items(trail, "visit")[0], "form").value == "full"
