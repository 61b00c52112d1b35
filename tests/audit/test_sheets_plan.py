"""The plan as a sheet: which actions are shown first, what each says, what may be done to it."""

from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.action_plan import plan
from audit.sheets.plan import in_view, is_overdue, plan_sheet, severity_band
from audit.sheets.sheet import Filler, Item, SheetField
from audit.words import translator
from exports.record import ActionRecord
from rubrics.text import Language
from tests.audit.typed_trail import CRITERIA, TINY, Trail

TODAY = date(2026, 5, 1)


def actions(trail: Trail) -> tuple[ActionRecord, ...]:
    return plan(trail.entries, TINY, "full")


def sheet_items(trail: Trail, person: str = "ann", language: Language = "en") -> dict[str, Item]:
    fill = Filler(trail.entries, translator(language), person, UTC)
    sheet = plan_sheet(fill, TINY, actions(trail), trail.rows, TODAY)
    return {item.subject.removeprefix("action/"): item for item in sheet.items}


def field(item: Item, name: str) -> SheetField:
    return next(f for f in item.fields if f.name == name)


def badges(item: Item) -> list[str]:
    return [badge.text for badge in item.badges]


def ids(trail: Trail, view: str) -> list[str]:
    return [action.id for action in in_view(actions(trail), view)]


def all_at_zero() -> Trail:
    trail = Trail()
    for criterion in CRITERIA:
        trail.rate(criterion, 0)
    return trail


def test_the_plan_opens_with_seven_breaches_first() -> None:
    shown = ids(all_at_zero(), "first")
    assert len(shown) == 7
    assert set(shown[:2]) == {"S1.0", "T2.0"}


def test_a_first_choice_leaves_the_other_suggestions_in_place() -> None:
    trail = all_at_zero()
    before = ids(trail, "first")
    trail.put(f"action/{before[3]}", "chosen", "yes")
    assert ids(trail, "first") == before


def test_a_choice_from_further_down_takes_the_place_of_a_suggestion() -> None:
    trail = all_at_zero()
    before, last = ids(trail, "first"), ids(trail, "all")[-1]
    trail.put(f"action/{last}", "chosen", "yes")
    assert ids(trail, "first") == [*before[:6], last]


@given(chosen=st.sets(st.sampled_from(CRITERIA)))
def test_never_more_than_seven_come_first_and_never_out_of_order(chosen: set[str]) -> None:
    trail = all_at_zero()
    for criterion in chosen:
        trail.put(f"action/{criterion}.0", "chosen", "yes")
    shown, everything = ids(trail, "first"), ids(trail, "all")
    assert len(shown) == 7
    assert shown == [name for name in everything if name in shown]
    assert len({f"{c}.0" for c in chosen} & set(shown)) == min(len(chosen), 7)


def test_every_action_stands_in_the_view_of_all_or_of_the_dropped() -> None:
    trail = all_at_zero()
    trail.put("action/own-1", "status", "proposed")
    trail.put("action/S2.0", "status", "dropped")
    assert ids(trail, "own") == ["own-1"]
    assert ids(trail, "dropped") == ["S2.0"]
    assert sorted([*ids(trail, "all"), "S2.0"]) == sorted(a.id for a in actions(trail))
    assert "S2.0" not in ids(trail, "first")


def test_a_proposal_says_its_criterion_and_how_grave_the_gap_is() -> None:
    trail = Trail()
    trail.rate("S1", 0)
    item = sheet_items(trail)["S1.0"]
    assert (item.code, item.title) == ("S1", "Begin with one day.")
    assert item.lines == ("For criterion S1: The gate opens to everyone.",)
    assert badges(item) == ["Rights in breach", "Grave gap", "Proposed"]
    assert field(item, "status").value == "proposed"


def test_an_action_says_when_the_level_has_changed_since() -> None:
    trail = Trail()
    trail.rate("S2", 0)
    trail.put("action/S2.0", "status", "agreed")
    trail.rate("S2", 1)
    changed = sheet_items(trail)["S2.0"].lines[1]
    assert changed == (
        "The level has since changed from “0 · Closed” to “1 · Ajar”: "
        "is this action still the right one?"
    )
    trail.skip("S2")
    assert sheet_items(trail)["S2.0"].lines[1] == (
        "This was proposed for the level “0 · Closed”; today the criterion has no level."
    )


def test_an_action_of_ones_own_names_the_standard_it_serves() -> None:
    trail = Trail()
    trail.put("action/own-1", "status", "proposed")
    item = sheet_items(trail, language="fr")["own-1"]
    assert (item.code, item.title, item.lines) == ("", "Une action à vous", ())
    standard = field(item, "standard")
    assert standard.kind == "choice"
    assert [o.label for o in standard.options] == [
        "S · La porte",
        "T · Les allées",
        "U · Les jardiniers",
    ]
    assert "standard" not in {f.name for f in sheet_items(all_at_zero())["S1.0"].fields}


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("proposed", ["proposed", "agreed"]),
        ("agreed", ["proposed", "agreed", "in_progress"]),
        ("dropped", ["proposed", "dropped"]),
    ],
)
def test_an_action_goes_one_step_at_a_time(status: str, offered: list[str]) -> None:
    trail = all_at_zero()
    trail.put("action/S1.0", "status", status)
    options = field(sheet_items(trail)["S1.0"], "status").options
    assert [option.value for option in options] == offered


def test_whoever_said_done_is_not_offered_to_verify() -> None:
    trail = all_at_zero()
    trail.put("action/S1.0", "status", "done", author="ann")
    for person, may in (("ann", False), ("ben", True)):
        options = field(sheet_items(trail, person)["S1.0"], "status").options
        assert ("verified" in {option.value for option in options}) is may


def test_an_action_is_dropped_once_a_reason_is_written() -> None:
    trail = all_at_zero()
    status = field(sheet_items(trail)["S1.0"], "status")
    assert "dropped" not in [option.value for option in status.options]
    assert status.help == (
        "To drop this action, first write why, under “Priority, cost, evidence and notes”."
    )
    trail.put("action/S1.0", "dropped_reason", "The unit closes.")
    status = field(sheet_items(trail)["S1.0"], "status")
    assert "dropped" in [option.value for option in status.options]
    assert status.help == ""


def test_a_status_cannot_be_taken_away_nor_a_reason_be_hidden() -> None:
    item = sheet_items(all_at_zero())["S1.0"]
    assert not field(item, "status").clearable
    assert field(item, "dropped_reason").shown_if is None


@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        ("2026-04-30", "agreed", True),
        ("2026-05-01", "agreed", False),
        ("2026-04-30", "done", False),
        ("2026-04-30", "dropped", False),
        ("", "agreed", False),
    ],
)
def test_an_open_action_is_overdue_the_day_after(due: str, status: str, late: bool) -> None:
    trail = all_at_zero()
    trail.put("action/S1.0", "status", status)
    trail.put("action/S1.0", "due", due)
    action = next(a for a in actions(trail) if a.id == "S1.0")
    assert is_overdue(action, TODAY) is late
    assert ("Overdue" in badges(sheet_items(trail)["S1.0"])) is late


@pytest.mark.parametrize(
    ("severity", "band"),
    [(0, None), (1, "low"), (2, "low"), (3, "medium"), (5, "medium"), (6, "high"), (12, "high")],
)
def test_severity_has_three_bands(severity: int, band: str | None) -> None:
    assert severity_band(severity, 3) == band
