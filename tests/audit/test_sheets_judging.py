"""Agreeing on levels: what is proposed and by which rule, what is kept, and in one click."""

from dataclasses import replace
from datetime import UTC

import pytest

from audit.judgements import judgements, outcome
from audit.sheets.edits import edit
from audit.sheets.judging import confirmations, judging_sheet, level_name
from audit.sheets.sheet import Filler, Item
from audit.trail import Entries
from audit.words import translator
from tests.audit.typed_trail import TINY, Trail

GATE = TINY.standard("S")


def sheet_items(trail: Trail, person: str = "ann") -> dict[str, Item]:
    fill = Filler(trail.entries, translator("en"), person, UTC)
    sheet = judging_sheet(fill, TINY, GATE, "full")
    assert sheet.id == "judging/S"
    return {item.subject: item for item in sheet.items}


def badges(item: Item) -> list[str]:
    return [badge.text for badge in item.badges]


def keep_all(trail: Trail) -> None:
    found = outcome(trail.entries, TINY, "full")
    for op in confirmations(trail.entries, GATE, found, "full"):
        assert op.bases == ()
        trail.put(op.subject, op.field, op.value)


def test_the_rating_of_one_assessor_is_the_proposal() -> None:
    trail = Trail()
    trail.rate("S2", 1)
    item = sheet_items(trail)["criterion/S2"]
    assert item.lines == (
        "Proposed level: 1 · Ajar",
        "You: 1 · Ajar",
        "Rule: with one assessor, their rating is the proposal.",
    )
    assert badges(item) == ["Provisional"]


def test_several_ratings_are_shown_with_the_rule_that_joins_them() -> None:
    trail = Trail()
    trail.put("member/ben", "name", "Ben")
    for assessor, level in (("ann", 2), ("ben", 0), ("cleo", 1)):
        trail.rate("S2", level, assessor)
    trail.lock("ann", "ben", "cleo")
    item = sheet_items(trail)["criterion/S2"]
    assert item.lines == (
        "Proposed level: 1 · Ajar",
        "You: 2 · Open",
        "Ben: 0 · Closed",
        "Another assessor: 1 · Ajar",
        "Rule: the ratings in order, the one in the middle; of two in the middle, the lower.",
    )


def test_not_applicable_is_proposed_by_a_majority_with_its_reason() -> None:
    trail = Trail()
    trail.skip("S2", "ann", "No hours here.")
    trail.skip("S2", "ben", "Always open.")
    trail.rate("S2", 1, "cleo")
    trail.lock("ann", "ben", "cleo")
    lines = sheet_items(trail)["criterion/S2"].lines
    assert lines[0] == "Proposed level: Not applicable"
    assert lines[1] == "You: Not applicable (“No hours here.”)"
    assert lines[-1] == "Rule: more than half of the ratings say that it does not apply."


def test_a_criterion_nobody_rated_proposes_nothing() -> None:
    item = sheet_items(Trail())["criterion/S2"]
    assert item.lines == ("No proposed level",)
    assert badges(item) == []


def test_another_level_without_a_reason_is_said_to_be_incomplete() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.judge("criterion/S1", 2)
    item = sheet_items(trail)["criterion/S1"]
    assert badges(item) == ["Red line", "Reason missing"]
    assert item.fields[1].needed.startswith("A reason is needed")
    trail.put("criterion/S1", "judged_reason", "Seen on both days.")
    item = sheet_items(trail)["criterion/S1"]
    assert badges(item) == ["Red line", "Agreed"]
    assert item.fields[1].needed == ""


def test_keeping_all_proposals_leaves_what_was_judged_alone() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.skip("S2", reason="No hours here.")
    trail.rate("S3", 2)
    trail.judge("criterion/S3", 0, "The bell was cut.")
    keep_all(trail)
    judged = judgements(trail.entries, TINY, "full")
    assert (judged["S1"].rank, judged["S1"].provisional) == (1, False)
    assert (judged["S2"].not_applicable, judged["S2"].reason) == (True, "No hours here.")
    assert (judged["S3"].rank, judged["S3"].reason) == (0, "The bell was cut.")
    assert confirmations(trail.entries, GATE, outcome(trail.entries, TINY, "full"), "full") == ()


def test_a_judgement_taken_away_is_proposed_again_in_its_place() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.judge("criterion/S1", 1)
    cleared = trail.put("criterion/S1", "judged", "")
    found = outcome(trail.entries, TINY, "full")
    (operation,) = confirmations(trail.entries, GATE, found, "full")
    assert (operation.value, operation.bases) == ("1", (cleared.id,))


def test_a_standard_shows_coverage_and_the_rule_behind_its_level() -> None:
    trail = Trail()
    for criterion, level in (("S1", 0), ("S2", 2), ("S3", 2)):
        trail.rate(criterion, level)
    whole = sheet_items(trail)["standard/S"]
    assert whole.lines == (
        "Proposed level: 0 · Closed",
        "Applicable criteria rated: 3 of 3",
        "Rule: the levels of its criteria in order, the one in the middle; "
        "of two in the middle, the lower.",
        "A red line is crossed (S1): whatever the other criteria, "
        "no more than 0 · Closed is proposed.",
    )
    assert badges(whole) == ["Rights in breach"]
    assert [option.value for option in whole.fields[0].options] == ["0", "1", "2"]


def test_a_standard_with_too_little_evidence_has_no_proposal() -> None:
    trail = Trail()
    trail.rate("S2", 2)
    lines = sheet_items(trail)["standard/S"].lines
    assert lines[:2] == ("No proposed level", "Applicable criteria rated: 1 of 3")
    assert lines[2].startswith("Rule: a level is proposed once six in ten")


def test_a_standard_of_which_nothing_applies_has_no_level() -> None:
    trail = Trail()
    for criterion in ("S1", "S2", "S3"):
        trail.skip(criterion)
    (line,) = sheet_items(trail)["standard/S"].lines
    assert line.startswith("None of its criteria applies here")


def test_a_standard_judged_otherwise_needs_its_reason_too() -> None:
    trail = Trail()
    for criterion in ("S1", "S2", "S3"):
        trail.rate(criterion, 2)
    trail.judge("standard/S", 1)
    assert badges(sheet_items(trail)["standard/S"]) == ["Reason missing"]
    trail.put("standard/S", "judged_reason", "Closed on Sundays.")
    assert badges(sheet_items(trail)["standard/S"]) == ["Agreed"]


def test_the_short_form_asks_for_its_own_criteria_only() -> None:
    fill = Filler(Trail("short").entries, translator("fr"), "ann", UTC)
    sheet = judging_sheet(fill, TINY, GATE, "short")
    assert [item.subject for item in sheet.items] == [
        "criterion/S1",
        "criterion/S2",
        "standard/S",
    ]


@pytest.mark.parametrize(
    ("rank", "not_applicable", "name"),
    [(2, False, "2 · Ouvert"), (None, True, "Sans objet"), (None, False, "Non coté")],
)
def test_a_level_has_a_name_even_where_there_is_none(
    rank: int | None, not_applicable: bool, name: str
) -> None:
    assert level_name(translator("fr"), TINY, rank, not_applicable=not_applicable) == name


def test_a_button_replaces_all_that_stands_in_a_field() -> None:
    trail = Trail()
    assert edit(trail.entries, "criterion/S1", "judged", "1").bases == ()
    first = trail.put("criterion/S1", "judged", "0")
    rival = replace(first, id="rival", value="2")
    draft = replace(first, id="draft", value="1", bases=(first.id,), draft=True)
    assert edit(Entries((first,)), "criterion/S1", "judged", "1").bases == (first.id,)
    assert set(edit(Entries((first, rival)), "criterion/S1", "judged", "1").bases) == {
        first.id,
        "rival",
    }
    assert edit(Entries((first, draft)), "criterion/S1", "judged", "1").bases == ("draft", first.id)
