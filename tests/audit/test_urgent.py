"""Urgent concerns: codes that are never used twice, whom to call, and when to ask again."""

from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.concerns import concern_of, is_urgent, next_code
from audit.sheets.sheet import Filler
from audit.sheets.urgent import calls_sheet, concern_sheet
from audit.urgent import Check, Concern, calls, checks_due, concern, concerns
from audit.words import translator
from rubrics.text import Language
from tests.audit.typed_trail import Trail

CODE = "X01-KX4"
MONDAY = "2026-03-02"


def begun(reported: str = MONDAY, code: str = CODE) -> Trail:
    trail = Trail()
    trail.put(f"urgent/{code}", "reported", reported)
    return trail


def known(trail: Trail) -> Concern:
    found = concern(trail.entries, CODE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("used", "code"),
    [
        ((), "X01-BCD"),
        (("X01-KX4",), "X02-BCD"),
        (("X07-KX4", "X02-KX4", "U12-KX4", "x"), "X08-BCD"),
        (("X99-KX4",), "X100-BCD"),
    ],
)
def test_a_code_follows_those_that_were_ever_used(used: tuple[str, ...], code: str) -> None:
    assert next_code(used, "BCD") == code


@pytest.mark.parametrize(
    ("subject", "urgent", "code"),
    [
        ("urgent_plan", True, None),
        (f"urgent/{CODE}", True, CODE),
        (f"urgent_step/{CODE}/s1", True, CODE),
        (f"urgent_check/{CODE}/2", True, CODE),
        ("informant/P01-KX4", False, None),
        ("ethics/urgent", False, None),
        ("urgently", False, None),
    ],
)
def test_what_belongs_to_a_concern(subject: str, urgent: bool, code: str | None) -> None:
    assert (is_urgent(subject), concern_of(subject)) == (urgent, code)


def test_reprisals_are_asked_about_two_and_six_weeks_after_the_report() -> None:
    trail = begun()
    trail.put(f"urgent_check/{CODE}/2", "done", "yes")
    trail.put(f"urgent_check/{CODE}/2", "note", "Moved to another ward.")
    assert known(trail).checks == (
        Check(2, date(2026, 3, 16), done=True, note="Moved to another ward."),
        Check(6, date(2026, 4, 13), done=False, note=""),
    )


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 3, 15), []),
        (date(2026, 3, 16), [2]),
        (date(2026, 4, 12), [2]),
        (date(2026, 4, 13), [2, 6]),
    ],
)
def test_a_check_is_due_from_its_day_on_until_it_is_done(today: date, due: list[int]) -> None:
    trail = begun()
    assert [check.weeks for check in known(trail).due(today)] == due
    assert checks_due(trail.entries, today) == len(due)
    for weeks in (2, 6):
        trail.put(f"urgent_check/{CODE}/{weeks}", "done", "no")
    assert checks_due(trail.entries, today) == len(due)
    for weeks in (2, 6):
        trail.put(f"urgent_check/{CODE}/{weeks}", "done", "yes")
    assert checks_due(trail.entries, today) == 0


def test_another_day_of_the_report_moves_both_checks_and_none_leaves_them_open() -> None:
    trail = begun("")
    assert [check.due for check in known(trail).checks] == [None, None]
    assert checks_due(trail.entries, date.max) == 0
    trail.put(f"urgent/{CODE}", "reported", "2026-12-20")
    assert [check.due for check in known(trail).checks] == [date(2027, 1, 3), date(2027, 1, 31)]


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 60))
def test_what_is_due_stays_due(reported: date, later: int) -> None:
    found = known(begun(reported.isoformat()))
    days = [date.fromordinal(reported.toordinal() + n) for n in (later, later + 1)]
    assert set(found.due(days[0])) <= set(found.due(days[1]))
    assert len(found.due(days[0])) == (later >= 14) + (later >= 42)


def test_steps_and_concerns_keep_apart() -> None:
    trail = begun()
    trail.put("urgent/X02-KX4", "agreed", "yes")
    for step in (f"{CODE}/b", "X02-KX4/a", f"{CODE}/a"):
        trail.put(f"urgent_step/{step}", "done", "Sat with the person.")
    assert [each.steps for each in concerns(trail.entries)] == [
        (f"{CODE}/a", f"{CODE}/b"),
        ("X02-KX4/a",),
    ]
    assert concern(trail.entries, "X03-KX4") is None


def test_whom_to_call_comes_in_the_order_to_call_them() -> None:
    trail = Trail()
    assert list(calls(trail.entries)) == []
    trail.put("urgent_plan", "call_rights", "Ombud, 116")
    trail.put("urgent_plan", "call_support", "  ")
    trail.put("urgent_plan", "call_care", "15")
    assert list(calls(trail.entries)) == [("call_care", "15"), ("call_rights", "Ombud, 116")]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Ask about reprisals after 2 weeks: 16 March 2026"),
        ("fr", "Demander s’il y a eu des représailles après 2 semaines\u00a0: 16 mars 2026"),
    ],
)
def test_a_sheet_asks_for_wishes_steps_and_checks_and_never_for_a_name(
    language: Language, title: str
) -> None:
    trail = begun()
    trail.put(f"urgent_step/{CODE}/a", "done", "Called.")
    fill = Filler(trail.entries, translator(language), "ann", UTC)
    items = {item.subject: item for item in concern_sheet(fill, known(trail)).items}
    assert list(items) == [
        f"urgent/{CODE}",
        f"urgent_step/{CODE}/a",
        f"urgent_check/{CODE}/2",
        f"urgent_check/{CODE}/6",
    ]
    assert items[f"urgent_check/{CODE}/2"].title == title
    fields = [field.name for item in items.values() for field in item.fields]
    assert fields == [
        *("reported", "agreed", "wishes"),
        *("done", "when", "by"),
        *("done", "note", "done", "note"),
    ]


def test_without_a_day_the_sheet_says_so() -> None:
    fill = Filler(begun("").entries, translator("en"), "ann", UTC)
    *_, check = concern_sheet(fill, known(begun(""))).items
    assert check.title == "Ask about reprisals after 6 weeks: no day of the report yet"


def test_whom_to_call_is_written_down_on_a_sheet_of_its_own() -> None:
    fill = Filler(Trail().entries, translator("fr"), "ann", UTC)
    (item,) = calls_sheet(fill).items
    assert [field.name for field in item.fields] == [
        "call_care",
        "call_lead",
        "call_rights",
        "call_support",
    ]
