"""An edited plan that comes back: exactly what was edited changes, and nothing is overwritten."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.action_plan import plan
from audit.assessments import new_assessment
from audit.fields import Refusal
from audit.plan_import import DEVICE, Finding, Import, Place, plan_import
from audit.report import audit_record
from audit.trail import Entries, Operation
from exports.privacy import edition
from exports.record import Audience
from exports.workbook.plan import plan_workbook
from exports.workbook.plan_reading import ReturnedPlan, read_plan
from rubrics.text import LANGUAGES, Language
from tests.audit.typed_trail import BEGINNING, TINY, Trail
from tests.exports.returned_plans import (
    PLAN,
    Edits,
    edited,
    part_of,
    rewritten,
    with_part,
    words_for,
)

ASSESSMENT = replace(
    new_assessment(rubric_id=TINY.id, rubric_version="1.0.0", rubric_digest="ab", now=BEGINNING),
    id="audit-1",
)
FIRST, SECOND = "S1.0", "S2.1"
LONG = "é" * 1_001


def typed() -> Trail:
    """Return a small audit whose plan has two proposals and an action of its own."""
    trail = Trail()
    trail.rate("S1", 0)
    trail.rate("S2", 1)
    for name, field, value in (
        (FIRST, "chosen", "yes"),
        (FIRST, "status", "agreed"),
        (FIRST, "owner", "Head nurse"),
        (FIRST, "due", "2027-03-01"),
        ("own-1", "text", "Open the door at eight.\nAnd close it."),
        ("own-1", "cost", "none"),
    ):
        trail.put(f"action/{name}", field, value)
    return trail


@cache
def exported(language: Language = "en", audience: Audience = "team") -> bytes:
    record = audit_record(ASSESSMENT, typed().rows, TINY)
    return plan_workbook(edition(record, audience), language)


def place(trail: Trail, person: str = "ann") -> Place:
    return Place(ASSESSMENT.id, trail.rows, TINY, "collecting", person, BEGINNING)


def returned(content: bytes) -> ReturnedPlan:
    found = read_plan(content)
    assert isinstance(found, ReturnedPlan), found
    return found


def imported(edits: Edits, trail: Trail | None = None, **more: Any) -> Import:
    content = edited(exported(more.pop("language", "en")), edits)
    content = rewritten(content, more.pop("cells", {}))
    return plan_import(returned(content), place(trail or typed(), **more))


def told(findings: Iterable[Finding]) -> list[tuple[str, str, str, str]]:
    return [(f.outcome, f.action, f.field, f.after) for f in findings]


def take(trail: Trail, operations: Iterable[Operation]) -> None:
    for operation in operations:
        trail.put(operation.subject, operation.field, operation.value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["team", "facility", "public"])
def test_what_nobody_edited_changes_nothing(language: Language, audience: Audience) -> None:
    found = plan_import(returned(exported(language, audience)), place(typed()))
    assert found.findings == ()
    assert found.operations == ()
    assert found.missing == 0
    assert found.unchanged == 3 * {"team": 12, "facility": 11, "public": 7}[audience]


EDITS = {
    "action": st.sampled_from(["Do it so.", "@x", "<b>x</b>", "ملاحظة"]),
    "chosen": st.sampled_from(["Yes", "Non", "no"]),
    "owner": st.sampled_from(["Director", "@x", "Ward 2"]),
    "due": st.sampled_from(["2027-12-31", BEGINNING.date()]),
    "priority": st.sampled_from(["High", "Basse"]),
    "in_power": st.sampled_from(["Partly", "en partie"]),
    "cost": st.sampled_from(["Élevé", "LOW"]),
    "completion_evidence": st.sampled_from(["The list on the door."]),
}
CELL = st.sampled_from(sorted(EDITS)).flatmap(
    lambda key: st.tuples(st.sampled_from([FIRST, SECOND, "own-1"]), st.just(key), EDITS[key])
)


@settings(max_examples=12)
@given(st.lists(CELL, max_size=6, unique_by=lambda cell: cell[:2]))
def test_what_was_edited_changes_and_nothing_else(cells: list[tuple[str, str, Any]]) -> None:
    trail = typed()
    before = {action.id: action for action in plan(trail.entries, TINY, "full")}
    found = imported({(action, key): value for action, key, value in cells}, trail)
    assert {f.outcome for f in found.findings} <= {"changed"}
    assert len(found.operations) == len(found.findings)
    assert found.unchanged == 3 * 12 - len(found.findings)
    as_it_was = {(FIRST, "chosen", "Yes"), (SECOND, "chosen", "Non"), (SECOND, "chosen", "no")}
    as_it_was |= {("own-1", "chosen", value) for value in ("Non", "no")}
    assert len(found.findings) == len([c for c in cells if c not in as_it_was])
    take(trail, found.operations)
    after = {action.id: action for action in plan(trail.entries, TINY, "full")}
    fields = {"action": "text"}
    differing = {
        (name, field)
        for name, action in after.items()
        for field in type(action).model_fields
        if getattr(action, field) != getattr(before[name], field)
    }
    expected = {(f.action, f.field) for f in found.findings}
    assert differing == expected
    assert expected <= {(action, fields.get(key, key)) for action, key, _ in cells}


def test_the_second_time_nothing_changes() -> None:
    trail, edits = typed(), {(FIRST, "owner"): "Director", (SECOND, "cost"): "Low"}
    first = imported(edits, trail)
    take(trail, first.operations)
    again = imported(edits, trail)
    assert [f.outcome for f in again.findings] == ["already", "already"]
    assert again.operations == ()
    # Sent twice before either was kept, it is one and the same operation.
    assert imported(edits).operations == first.operations


@pytest.mark.parametrize(
    ("key", "cell", "field", "after"),
    [
        ("status", "En cours", "status", "in_progress"),
        ("due", "2027-06-30", "due", "2027-06-30"),
        ("due", None, "due", ""),
        ("priority", " haute ", "priority", "high"),
        ("chosen", None, "chosen", "no"),
        ("action", "Wait.\nThen act.", "text", "Wait.\nThen act."),
        ("owner", 12, "owner", "12"),
        ("completion_evidence", "Seen _x005F_ by all", "completion_evidence", "Seen _ by all"),
        ("action_notes", "Ask again", "notes", "Ask again"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(key: str, cell: object, field: str, after: str) -> None:
    found = imported({(FIRST, key): cell})
    assert told(found.findings) == [("changed", FIRST, field, after)]
    (operation,) = found.operations
    assert (operation.subject, operation.field) == (f"action/{FIRST}", field)
    assert operation.value == after


@pytest.mark.parametrize(
    ("kind", "key", "choice"),
    [("status", "status", "dropped"), ("cost", "cost", "medium"), ("in_power", "in_power", "no")],
)
def test_choices_are_read_in_either_language(kind: str, key: str, choice: str) -> None:
    for words in words_for(kind, choice):
        edits = {(FIRST, key): words, (FIRST, "dropped_reason"): "Closed by law."}
        found = imported(edits, language="fr")
        assert ("changed", FIRST, key, choice) in told(found.findings)


@pytest.mark.parametrize(
    ("key", "cell", "fault"),
    [
        ("status", "Perhaps", "plan_import.fault.not_a_choice"),
        ("cost", True, "plan_import.fault.not_text"),
        ("due", "next spring", "plan_import.fault.not_a_date"),
        ("due", True, "plan_import.fault.not_a_date"),
        ("due", "#N/A", "plan_import.fault.not_a_date"),
        ("owner", "=A1", "plan_import.fault.formula"),
        ("owner", "x" * 201, "refused.too_long"),
        ("owner", "Two\nlines", "refused.value"),
        ("shaped_by", LONG, "refused.too_long"),
        ("status", "Proposed", ""),
        ("status", "Verified, says someone else", "refused.action_status"),
        ("status", "Dropped", "refused.action_dropped"),
    ],
)
def test_a_cell_at_fault_is_named_and_does_not_spoil_the_others(
    key: str, cell: object, fault: str
) -> None:
    found = imported({(FIRST, key): cell, (SECOND, "owner"): "Director"})
    wrong = found.of("fault")
    assert [f.why.message for f in wrong if f.why] == ([fault] if fault else [])
    assert ("changed", SECOND, "owner", "Director") in told(found.findings)
    assert all(f.at.startswith("Plan!") for f in wrong)
    assert len(found.operations) == 1 + (not fault)


def test_agreed_work_that_is_done_was_begun() -> None:
    found = imported({(FIRST, "status"): "Done, says the facility"})
    assert told(found.findings) == [("changed", FIRST, "status", "done")]
    begun, done = found.operations
    assert [begun.value, done.value] == ["in_progress", "done"]
    assert done.bases == (begun.id,)
    # What nobody agreed on is not done, whoever says so.
    found = imported({(SECOND, "status"): "Done, says the facility"})
    assert [f.outcome for f in found.findings] == ["fault"]


def test_whoever_said_done_cannot_verify() -> None:
    trail = typed()
    trail.put(f"action/{FIRST}", "status", "in_progress")
    trail.put(f"action/{FIRST}", "status", "done", author="bo")
    content = plan_workbook(audit_record(ASSESSMENT, trail.rows, TINY), "en")
    verified = returned(edited(content, {(FIRST, "status"): "Verified, says someone else"}))
    own = plan_import(verified, place(trail, person="bo"))
    assert [f.why.message for f in own.findings if f.why] == ["refused.action_verified"]
    assert told(plan_import(verified, place(trail)).findings)[0][0] == "changed"


def test_what_changed_here_meanwhile_is_never_overwritten() -> None:
    trail = typed()
    trail.put(f"action/{FIRST}", "owner", "Nobody now")
    found = imported({(FIRST, "owner"): "Director", (FIRST, "cost"): "Low"}, trail)
    (conflict,) = found.of("conflict")
    assert (conflict.before, conflict.now, conflict.after) == (
        "Head nurse",
        "Nobody now",
        "Director",
    )
    assert [o.field for o in found.operations] == ["cost"]
    # Unedited cells say nothing about what changed here.
    assert imported({}, trail).findings == ()


def test_a_field_in_dispute_is_left_to_people() -> None:
    trail = typed()
    row = trail.rows[-1]
    trail.rows.append(replace(row, id="rival", value="low", bases=()))
    trail.rows.append(replace(row, id="rival-2", value="none", bases=()))
    assert [f.outcome for f in imported({("own-1", "cost"): "High"}, trail).findings] == [
        "conflict"
    ]


def test_rows_that_are_gone_delete_nothing() -> None:
    sheet = re.sub(r'<row r="2".*?</row>', "", part_of(exported(), PLAN), flags=re.DOTALL)
    found = plan_import(returned(with_part(exported(), PLAN, sheet)), place(typed()))
    assert (found.findings, found.missing, found.unchanged) == ((), 1, 24)


def test_a_row_without_a_code_adds_an_action_once() -> None:
    cells = {"E6": "A room for peers", "G6": "Director", "I6": "Agreed", "G7": "Somebody"}
    trail = typed()
    found = imported({}, trail, cells=cells)
    (added,) = {f.action for f in found.of("changed")}
    assert added.startswith("own-")
    (fault,) = found.of("fault")
    assert (fault.at, fault.why) == ("Plan!E7", Refusal("plan_import.fault.no_words"))
    take(trail, found.operations)
    action = next(a for a in plan(trail.entries, TINY, "full") if a.id == added)
    assert (action.text, action.owner, action.status) == ("A room for peers", "Director", "agreed")
    assert action.chosen
    again = imported({}, trail, cells=cells)
    assert again.operations == ()
    assert {f.outcome for f in again.findings} == {"already", "fault"}


def test_an_added_action_without_fitting_words_is_not_added() -> None:
    found = imported({}, cells={"E6": LONG, "G6": "Director"})
    assert [f.why.message for f in found.findings if f.why] == ["refused.too_long"]
    assert found.operations == ()


def test_codes_that_are_unknown_or_repeated_are_named() -> None:
    found = imported({}, cells={"A3": "Z9.0", "A4": FIRST})
    messages = [f.why.message.rpartition(".")[2] for f in found.findings if f.why]
    assert messages == ["unknown_action", "repeated_action"]
    assert [f.at for f in found.findings] == ["Plan!A3", "Plan!A4"]


def test_operations_rest_on_what_stands() -> None:
    trail = typed()
    (operation,) = imported({(FIRST, "owner"): "Director"}, trail).operations
    standing = Entries(trail.rows).current(f"action/{FIRST}", "owner")
    assert standing is not None
    assert operation.bases == (standing.id,)
    assert DEVICE == "workbook"


def test_what_was_taken_and_put_back_here_can_be_taken_again() -> None:
    trail, edits = typed(), {(FIRST, "owner"): "Director"}
    (first,) = imported(edits, trail).operations
    trail.put(f"action/{FIRST}", "owner", "Director")
    trail.put(f"action/{FIRST}", "owner", "Head nurse")
    (again,) = imported(edits, trail).operations
    # The store keeps an operation once: with the id of the first, this one would be lost.
    assert again.value == first.value
    assert again.id != first.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_proposal_are_no_words_of_ones_own(language: Language) -> None:
    trail = typed()
    trail.put(f"action/{FIRST}", "text", "Our own way.")
    proposal = next(a.proposal for a in plan(trail.entries, TINY, "full") if a.id == FIRST)
    assert proposal is not None
    content = plan_workbook(audit_record(ASSESSMENT, trail.rows, TINY), "en")
    content = edited(content, {(FIRST, "action"): proposal.in_language(language)})
    found = plan_import(returned(content), place(trail))
    assert told(found.findings) == [("changed", FIRST, "text", "")]
