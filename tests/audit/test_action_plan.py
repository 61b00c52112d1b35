"""The action plan: gaps propose, severity orders, nothing proposed is lost, statuses take turns."""

from collections.abc import Iterable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.action_plan import new_proposals, opening, plan, severity, status_fault
from audit.trail import Entries, Operation
from exports.record import ActionRecord
from rubrics.model import Criterion
from tests.audit.typed_trail import CRITERIA, TINY, Trail


def ids(actions: Iterable[ActionRecord]) -> list[str]:
    return [action.id for action in actions]


def plan_of(trail: Trail) -> tuple[ActionRecord, ...]:
    return plan(trail.entries, TINY, "full")


def propose(trail: Trail) -> tuple[Operation, ...]:
    numbers = count(1)
    return new_proposals(trail.entries, TINY, "full", lambda: f"operation-{next(numbers)}")


def take(trail: Trail, operations: Iterable[Operation]) -> None:
    for operation in operations:
        trail.put(operation.subject, operation.field, operation.value)


def test_every_gap_proposes_the_next_step_from_its_level() -> None:
    trail = Trail()
    trail.rate("S2", 1)
    trail.rate("S3", 2)
    trail.skip("T1")
    (action,) = plan_of(trail)
    assert action == ActionRecord(
        id="S2.1",
        criterion="S2",
        standard="S",
        severity=1,
        proposal=TINY.criterion("S2").next_steps[1],
        from_rank=1,
        current_rank=1,
    )


def with_rights(criterion: Criterion, *rights: str) -> Criterion:
    return criterion.model_copy(update={"rights": rights})


def test_severity_is_harm_times_scope() -> None:
    red_line, plain = TINY.criterion("S1"), TINY.criterion("S2")
    assert severity(with_rights(red_line, "crpd:15"), 0, 3) == 12
    assert severity(with_rights(red_line, "crpd:27"), 0, 3) == 9
    assert severity(with_rights(plain, "crpd:14", "crpd:27"), 0, 3) == 6
    assert severity(with_rights(plain, "crpd:15"), 1, 3) == 4
    assert severity(with_rights(plain, "crpd:27"), 0, 3) == 3
    assert severity(with_rights(plain, "crpd:27"), 2, 3) == 1
    assert severity(with_rights(red_line, "crpd:17"), 3, 3) == 0
    assert severity(red_line, None, 3) == 0


def test_the_plan_puts_breaches_first_then_severity_then_the_order_of_the_rubric() -> None:
    trail = Trail()
    for criterion, rank in (("S2", 1), ("S3", 0), ("T1", 0), ("T2", 0), ("U1", 1)):
        trail.rate(criterion, rank)
    assert ids(plan_of(trail)) == ["T2.0", "S3.0", "T1.0", "S2.1", "U1.1"]
    assert [a.breach for a in plan_of(trail)] == [True, False, False, False, False]


def test_effort_orders_only_within_a_band_of_severity() -> None:
    trail = Trail()
    for criterion, rank in (("S2", 0), ("S3", 1), ("T1", 1), ("U1", 1)):
        trail.rate(criterion, rank)
    for action, cost in (("S2.0", "high"), ("S3.1", "medium"), ("U1.1", "none")):
        trail.put(f"action/{action}", "cost", cost)
    assert ids(plan_of(trail)) == ["S2.0", "U1.1", "S3.1", "T1.1"]


def test_the_plan_opens_with_what_the_team_chose() -> None:
    trail = Trail()
    for criterion in CRITERIA:
        trail.rate(criterion, 0)
    assert ids(opening(plan_of(trail))) == ids(plan_of(trail))[:7]
    trail.put("action/U4.0", "chosen", "yes")
    trail.put("action/S1.0", "chosen", "yes")
    assert ids(opening(plan_of(trail))) == ["S1.0", "U4.0"]


def test_the_plan_opens_with_open_and_current_actions_only() -> None:
    trail = Trail()
    for criterion in ("S1", "S2", "T1"):
        trail.rate(criterion, 0)
    take(trail, propose(trail))
    trail.put("action/S1.0", "status", "dropped")
    trail.rate("S2", 1)
    assert ids(opening(plan_of(trail))) == ["T1.0", "S2.1"]


def test_what_was_kept_stays_when_its_level_changes() -> None:
    trail = Trail()
    trail.rate("S1", 0)
    trail.put("action/S1.0", "owner", "Director")
    trail.rate("S1", 1)
    by_id = {action.id: action for action in plan_of(trail)}
    old, new = by_id["S1.0"], by_id["S1.1"]
    assert (old.from_rank, old.current_rank, old.owner, old.breach) == (0, 1, "Director", False)
    assert (new.from_rank, new.current_rank) == (1, 1)
    assert ids(plan_of(trail)) == ["S1.1", "S1.0"]
    trail.skip("S1")
    (left,) = plan_of(trail)
    assert (left.id, left.current_rank, left.severity) == ("S1.0", None, 0)


def test_a_severe_gap_stands_first_even_by_a_step_from_another_level() -> None:
    trail = Trail()
    trail.rate("S2", 1)
    take(trail, propose(trail))
    trail.rate("S2", 0)
    trail.rate("T1", 1)
    assert ids(plan_of(trail)) == ["S2.0", "S2.1", "T1.1"]


def test_a_proposal_outside_the_form_stays_once_kept() -> None:
    trail = Trail()
    trail.rate("S3", 0)
    take(trail, propose(trail))
    assert ids(plan(trail.entries, TINY, "short")) == ["S3.0"]


def test_proposals_enter_the_plan_once_in_the_order_of_the_rubric() -> None:
    trail = Trail()
    for criterion in ("T1", "S1", "U2"):
        trail.rate(criterion, 0)
    trail.rate("U1", 2)
    made = propose(trail)
    assert made[0] == Operation(
        id="operation-1", subject="action/S1.0", field="status", value="proposed"
    )
    assert [(o.subject, o.order) for o in made] == [
        ("action/S1.0", 0),
        ("action/T1.0", 1),
        ("action/U2.0", 2),
    ]
    take(trail, made)
    assert propose(trail) == ()


def test_own_actions_stand_after_the_gaps() -> None:
    trail = Trail()
    trail.rate("S2", 1)
    trail.put("action/0f3a", "text", "Invite the neighbours.")
    trail.put("action/0f3a", "standard", "U")
    trail.put("action/0f3b", "standard", "Z")
    trail.put("action/0f3c", "text", "")
    assert ids(plan_of(trail)) == ["S2.1", "0f3a", "0f3b"]
    own = plan_of(trail)[1]
    assert (own.text, own.standard, own.criterion, own.proposal, own.severity) == (
        "Invite the neighbours.",
        "U",
        None,
        None,
        0,
    )
    assert plan_of(trail)[2].standard is None


CHANGES = st.lists(
    st.tuples(st.sampled_from(CRITERIA), st.sampled_from(["0", "1", "2", "na", ""]), st.booleans()),
    max_size=20,
)


@given(changes=CHANGES)
def test_nothing_kept_is_lost_when_ratings_change(changes: list[tuple[str, str, bool]]) -> None:
    trail = Trail()
    kept: set[str] = set()
    for criterion, level, keep in changes:
        trail.rate(criterion, level, reason="why")
        if keep:
            kept |= set(ids(plan_of(trail)))
            take(trail, propose(trail))
        assert kept <= set(ids(plan_of(trail)))
    listed = ids(plan_of(trail))
    assert len(listed) == len(set(listed))
    assert ids(plan(Entries(reversed(trail.rows)), TINY, "full")) == listed


def status_of(trail: Trail, status: str, author: str = "ben") -> str | None:
    return status_fault(trail.rows, "S1.0", status, author)


def put_through(trail: Trail, *statuses: str, author: str = "ann") -> None:
    for status in statuses:
        trail.put("action/S1.0", "status", status, author=author)


@pytest.mark.parametrize("status", ["in_progress", "done", "verified", "nonsense"])
def test_no_step_is_skipped(status: str) -> None:
    assert status_of(Trail(), status) == "refused.action_status"


def test_an_action_goes_from_step_to_step() -> None:
    trail = Trail()
    for status in ("agreed", "in_progress", "done"):
        assert status_of(trail, status) is None
        put_through(trail, status)
    assert status_of(trail, "verified", author="ben") is None


def test_who_said_done_cannot_verify() -> None:
    trail = Trail()
    put_through(trail, "agreed", "in_progress", "done")
    assert status_of(trail, "verified", author="ann") == "refused.action_verified"


def test_saying_done_a_second_time_does_not_hide_who_said_it_first() -> None:
    trail = Trail()
    put_through(trail, "agreed", "in_progress", "done", author="ann")
    put_through(trail, "done", author="ben")
    assert status_of(trail, "verified", author="ann") == "refused.action_verified"
    assert status_of(trail, "verified", author="ben") == "refused.action_verified"
    assert status_of(trail, "verified", author="cleo") is None


def test_reopening_an_action_begins_a_new_round() -> None:
    trail = Trail()
    put_through(trail, "agreed", "in_progress", "done", author="ann")
    put_through(trail, "in_progress", "done", author="ben")
    assert status_of(trail, "verified", author="ann") is None
    assert status_of(trail, "verified", author="ben") == "refused.action_verified"


def test_dropping_needs_a_reason_first() -> None:
    trail = Trail()
    assert status_of(trail, "dropped") == "refused.action_dropped"
    trail.put("action/S1.0", "dropped_reason", "The garden moves.")
    assert status_of(trail, "dropped") is None
