"""The sheet of a standard: what is asked, what the store holds of it, and what redraws it."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from audit.sheets.rating import expected, rating_sheet
from audit.sheets.sheet import Badge, Filler, Guidance, Item, SheetField, as_data
from audit.trail import Entries, Row
from audit.words import translator
from rubrics.loader import find
from rubrics.model import Rubric
from rubrics.vocabulary import Form
from tests.audit.typed_trail import TINY, Trail

REAL = find("peer-integration")


def items(
    trail: Trail, standard: str = "S", form: Form = "full", rubric: Rubric = TINY
) -> dict[str, Item]:
    fill = Filler(trail.entries, translator("en"), "ann", UTC)
    sheet = rating_sheet(fill, rubric, rubric.standard(standard), form)
    assert sheet.id == f"standard/{standard}"
    return {item.subject: item for item in sheet.items}


def field(item: Item, name: str) -> SheetField:
    return next(f for f in item.fields if f.name == name)


@pytest.mark.parametrize(("form", "asked"), [("short", ["S1", "S2"]), ("full", ["S1", "S2", "S3"])])
def test_a_form_asks_its_criteria_and_then_for_the_finding(form: Form, asked: list[str]) -> None:
    assert list(items(Trail(), form=form)) == [*(f"criterion/{c}" for c in asked), "standard/S"]


@pytest.mark.parametrize(
    ("form", "filters"),
    [
        ("short", ("all", "unanswered", "red_lines")),
        ("full", ("all", "unanswered", "core", "red_lines")),
    ],
)
def test_core_is_a_filter_only_where_it_leaves_something_out(
    form: Form, filters: tuple[str, ...]
) -> None:
    fill = Filler(Trail().entries, translator("en"), "ann", UTC)
    assert rating_sheet(fill, TINY, TINY.standard("S"), form).filters == filters


def test_a_criterion_shows_its_levels_in_full_and_what_marks_it() -> None:
    item = items(Trail())["criterion/S1"]
    assert (item.code, item.title) == ("S1", "The gate opens to everyone.")
    assert item.badges[:2] == (Badge("red_line", "Red line"), Badge("core", "Core"))
    assert item.tags == ("core", "red_lines")
    assert items(Trail())["criterion/S3"].tags == ()
    assert item.guidance[1] == Guidance("Whom to ask", ("Peer workers", "Service users"))
    asked = item.guidance[2]
    assert asked.title == "Questions to ask in an interview"
    assert asked.points[0].startswith("Peer workers: ")
    options = field(item, "level").options
    assert [o.value for o in options] == ["0", "1", "2", "na"]
    assert [o.label for o in options] == ["0 · Closed", "1 · Ajar", "2 · Open", "Not applicable"]
    assert all(o.description for o in options[:3])


def test_not_applicable_asks_for_a_reason_and_notes_are_folded_away() -> None:
    item = items(Trail())["criterion/S1"]
    reason = field(item, "reason")
    assert (reason.shown_if, reason.folded) == (("level", "na"), False)
    assert reason.needed == "A reason is needed; until then this criterion counts as not rated."
    assert [f.name for f in item.fields if f.folded] == [
        "note_documents",
        "shown_documents",
        "note_observation",
        "shown_observation",
        "note_interviews",
    ]


def test_what_documents_and_observation_show_is_a_choice_of_levels_without_keys() -> None:
    trail = Trail()
    trail.put("criterion/S1", "shown_observation", "1", owner="ann")
    trail.put("criterion/S1", "shown_documents", "2", owner="ben")
    item = items(trail)["criterion/S1"]
    documents, observation = (field(item, f"shown_{each}") for each in ("documents", "observation"))
    # The keys of the digits belong to the rating, whose kind is that of a level.
    assert [documents.kind, observation.kind] == ["choice", "choice"]
    assert [o.label for o in documents.options] == ["0 · Closed", "1 · Ajar", "2 · Open"]
    assert [documents.value, observation.value] == ["", "1"]
    assert observation.label == "Level that observation shows, on its own"


def test_a_field_stands_where_this_person_left_it() -> None:
    trail = Trail()
    trail.rate("S1", 1, "ben")
    trail.rate("S1", 2, "ann")
    level = field(items(trail)["criterion/S1"], "level")
    assert (level.value, level.bases) == ("2", (trail.rows[-1].id,))


def test_the_next_edit_replaces_a_draft_and_what_it_rests_on() -> None:
    trail = Trail()
    row = trail.put("standard/S", "finding", "Half")
    draft = replace(row, id="draft-0001", value="Half a sen", bases=(row.id,), draft=True)
    trail.rows.append(draft)
    finding = field(items(trail)["standard/S"], "finding")
    assert (finding.value, finding.bases) == ("Half a sen", ("draft-0001", row.id))


def test_rival_answers_say_whose_they_are_and_when() -> None:
    trail = Trail()
    mine = trail.put("standard/S", "finding", "Mine.", author="ann")
    trail.rows.append(replace(mine, id="rival-0001", value="Theirs.", author="ben"))
    rivals = field(items(trail)["standard/S"], "finding").rivals
    assert [(r.value, r.said) for r in rivals] == [
        ("Theirs.", "entered by somebody else, 2 March 2026, 08:01:00"),
        ("Mine.", "entered by you, 2 March 2026, 08:01:00"),
    ]


def read_tick(trail: Trail) -> list[SheetField]:
    return [f for f in items(trail)["standard/S"].fields if f.name == "finding_read"]


def finding(trail: Trail, author: str = "ben") -> Row:
    return trail.put("standard/S", "finding", f"Finding {len(trail.rows)}.", author=author)


def test_a_finding_is_read_by_somebody_else_once_it_stands() -> None:
    trail = Trail()
    assert read_tick(trail) == []
    finding(trail, author="ann")
    assert read_tick(trail) == []
    row = finding(trail)
    (tick,) = read_tick(trail)
    assert [option.value for option in tick.options] == [row.id, ""]
    assert tick.value == ""
    trail.rows.append(replace(row, id="draft-0001", bases=(row.id,), draft=True))
    assert read_tick(trail) == []


def test_the_tick_of_a_second_reader_is_void_once_the_finding_changes() -> None:
    trail = Trail()
    trail.put("standard/S", "finding_read", finding(trail).id, author="ann")
    (tick,) = read_tick(trail)
    assert tick.value == tick.options[0].value
    finding(trail)
    (tick,) = read_tick(trail)
    assert tick.value == ""


@pytest.mark.parametrize(
    ("organisation", "mode", "concerned"),
    [("employed", "one_to_one", True), ("employed", "group", False), ("none", "one_to_one", False)],
)
def test_what_does_not_concern_the_facility_may_be_left_out_in_one_click(
    organisation: str, mode: str, concerned: bool
) -> None:
    trail = Trail()
    trail.put("visit", "organisation", organisation)
    trail.put("visit", mode, "yes")
    criterion = next(c for c in REAL.standard("H").criteria if c.id == "H2")
    assert expected(trail.entries, criterion) is concerned

    suggestion = items(trail, "H", "short", REAL)["criterion/H2"].suggestion
    assert (suggestion is None) is concerned
    if suggestion:
        assert suggestion.values["level"] == "na"
        assert suggestion.values["reason"].startswith("Nobody receives one-to-one")


def test_nothing_is_suggested_once_the_assessor_has_rated() -> None:
    trail = Trail()
    trail.put("visit", "organisation", "none")
    trail.rate("H2", 1)
    assert items(trail, "H", "short", REAL)["criterion/H2"].suggestion is None


def data(entries: Entries, known: str = "", **frame: Any) -> dict[str, Any]:
    fill = Filler(entries, translator("en"), "ann", UTC)
    return as_data(rating_sheet(fill, TINY, TINY.standard("S"), "full"), frame, known)


def test_a_value_redraws_nothing_and_words_do() -> None:
    trail = Trail()
    before = data(trail.entries, language="en")
    trail.rate("S1", 2)
    after = data(trail.entries, language="en", known=before["shape"])

    assert after["shape"] == before["shape"]
    assert "drawn" not in after
    row = trail.rows[-1]
    assert after["values"]["criterion/S1|level"] == {"value": "2", "bases": (row.id,), "rivals": []}
    assert data(trail.entries, language="fr")["shape"] != before["shape"]
    assert data(trail.entries, language="fr", known=before["shape"])["drawn"]["language"] == "fr"


def test_what_is_drawn_holds_no_value() -> None:
    trail = Trail()
    trail.put("standard/S", "finding", "A secret between us.")
    shown = data(trail.entries)
    assert "A secret" not in str(shown["drawn"])
    assert shown["values"]["standard/S|finding"]["value"] == "A secret between us."
    assert set(shown["values"]) == {
        f"{item['subject']}|{f['name']}" for item in shown["drawn"]["items"] for f in item["fields"]
    }


def test_each_of_several_assessors_says_when_their_ratings_are_finished() -> None:
    trail = Trail()
    assert "ratings" not in items(trail)
    for member in ("ann", "ben"):
        trail.put(f"member/{member}", "name", member)
    lock = field(items(trail)["ratings"], "locked")
    assert (lock.kind, [option.value for option in lock.options]) == ("tick", ["yes", "no"])
