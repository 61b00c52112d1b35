"""What reopens a judgement, and what it takes to change ratings that others have read."""

from itertools import count

import pytest

from audit.judgements import judgements
from audit.ratings import counting, ratings_by_criterion
from audit.reopening import (
    REOPENABLE,
    before_comparing,
    changed_since,
    compared,
    compared_with_others,
    why_kept,
)
from audit.team_agreement import of_assessment
from audit.trail import Operation
from tests.audit.typed_trail import TINY, Trail

_numbers = count(1)


def op(subject: str, field: str, value: str) -> Operation:
    return Operation(id=f"typed-{next(_numbers):06}", subject=subject, field=field, value=value)


def two_finished() -> Trail:
    trail = Trail()
    trail.rate("S1", 0, "ann")
    trail.rate("S1", 2, "ben")
    trail.lock("ann", "ben")
    return trail


def reopen(trail: Trail, person: str) -> None:
    trail.put("ratings", "reopened", "I mixed up the wards.", owner=person)
    trail.put("ratings", "locked", "no", owner=person)


def judged(trail: Trail) -> tuple[int | None, bool, tuple[str, ...]]:
    found = judgements(trail.entries, TINY, "full")["S1"]
    return found.rank, found.provisional, found.reopened


def test_a_judgement_on_the_ratings_as_they_stand_holds() -> None:
    trail = two_finished()
    trail.judge("criterion/S1", 2, "Seen on both days.")
    assert judged(trail) == (2, False, ())


def test_a_rating_changed_after_the_judgement_makes_it_provisional_again() -> None:
    trail = two_finished()
    trail.judge("criterion/S1", 2, "Seen on both days.")
    reopen(trail, "ben")
    trail.rate("S1", 1, "ben")
    trail.lock("ben")
    assert judged(trail) == (0, True, ("ben",))
    # The same level judged again, on the ratings as they now stand.
    trail.put("criterion/S1", "judged", "2")
    assert judged(trail) == (2, False, ())


def test_reopening_without_changing_a_criterion_leaves_its_judgement() -> None:
    trail = two_finished()
    trail.judge("criterion/S1", 0)
    reopen(trail, "ben")
    trail.rate("S2", 1, "ben")
    trail.lock("ben")
    assert judged(trail) == (0, False, ())


def test_ratings_finished_after_the_judgement_reopen_it() -> None:
    trail = two_finished()
    trail.rate("S1", 1, "cleo")
    trail.judge("criterion/S1", 0)
    assert judged(trail) == (0, False, ())
    trail.lock("cleo")
    assert judged(trail) == (1, True, ("cleo",))


def test_who_rates_alone_reopens_by_rating_anew_not_by_finishing() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.judge("criterion/S1", 1)
    trail.lock("ann")
    assert judged(trail) == (1, False, ())
    trail.rate("S1", 2)
    assert judged(trail) == (2, True, ("ann",))


def test_a_new_reason_for_not_applicable_reopens_a_new_remark_on_a_rank_does_not() -> None:
    trail = Trail()
    trail.skip("S1", reason="No path here.")
    trail.judge("criterion/S1", "na", "No path here.")
    trail.put("criterion/S1", "note_documents", "The plan of the house.", owner="ann")
    assert judgements(trail.entries, TINY, "full")["S1"].not_applicable
    trail.put("criterion/S1", "reason", "The path is closed.", owner="ann")
    assert judged(trail)[1:] == (True, ("ann",))
    trail.rate("S1", 1)
    trail.judge("criterion/S1", 1)
    trail.put("criterion/S1", "reason", "It was closed.", owner="ann")
    assert judged(trail) == (1, False, ())


def test_nothing_judged_is_nothing_to_reopen() -> None:
    trail = two_finished()
    counted = counting(trail.entries, ratings_by_criterion(trail.entries, TINY, "full"))
    assert changed_since(trail.entries, "S1", counted["S1"]) == ()
    trail.put("criterion/S1", "judged", "")
    trail.rate("S1", 1, "ben")
    assert changed_since(trail.entries, "S1", counted["S1"]) == ()


def test_finished_and_compared_ratings_stay_until_their_assessor_says_why() -> None:
    trail = two_finished()

    def why(subject: str, field: str, value: str, state: str = "agreeing") -> str | None:
        return why_kept(trail.entries, op(subject, field, value), "ben", state)

    assert why("criterion/S1", "level", "1") == "refused.kept"
    assert why("criterion/S1", "reason", "So.") == "refused.kept"
    assert why("ratings", "locked", "yes") is None
    assert why("ratings", "locked", "no") == "refused.reopen_reason"
    assert why("ratings", "reopened", "I mixed up the wards.") is None
    trail.put("ratings", "reopened", " ", owner="ben")
    assert why("ratings", "locked", "no") == "refused.reopen_reason"
    trail.put("ratings", "reopened", "I mixed up the wards.", owner="ben")
    assert why("ratings", "locked", "no") is None
    assert why("ratings", "locked", "") is None
    # Each time anew: what was said before finishing again does not open it once more.
    trail.lock("ben")
    assert why("ratings", "locked", "no") == "refused.reopen_reason"


@pytest.mark.parametrize("state", ["with_facility", "final"])
def test_once_the_facility_has_the_draft_ratings_stay(state: str) -> None:
    assert state not in REOPENABLE
    trail = two_finished()
    trail.put("ratings", "reopened", "I mixed up the wards.", owner="ben")
    unlock = op("ratings", "locked", "no")
    assert why_kept(trail.entries, unlock, "ben", state) == "refused.reopen_state"


def test_ratings_are_compared_when_the_second_finishes() -> None:
    trail = Trail()
    trail.rate("S1", 1, "ann")
    trail.lock("ann")
    assert (compared(trail.entries), compared_with_others(trail.entries, "ann")) == (None, False)
    trail.lock("ben")
    assert compared(trail.entries) == trail.rows[-1].at
    assert compared_with_others(trail.entries, "ann")
    assert not compared_with_others(trail.entries, "cleo")


def test_agreement_rests_on_what_was_given_before_comparing() -> None:
    trail = Trail()
    for criterion in ("S1", "S2"):
        trail.rate(criterion, 0, "ann")
        trail.rate(criterion, 2, "ben")
    trail.lock("ann")
    # Alone, one may still think again.
    trail.rate("S2", 1, "ann")
    trail.lock("ben")
    reopen(trail, "ben")
    trail.rate("S1", 0, "ben")
    trail.lock("ben")
    found = of_assessment(trail.entries, TINY, "full", seed=1)
    assert (found.joint, found.percent_exact) == (1, 0.0)
    assert found.left_out == 1
    assert [(d.criterion, d.apart) for d in found.differences] == [("S2", 1)]


def test_who_finishes_last_is_compared_from_then_on() -> None:
    trail = two_finished()
    trail.rate("S1", 1, "cleo")
    trail.lock("cleo")
    counted = counting(trail.entries, ratings_by_criterion(trail.entries, TINY, "full"))
    kept = before_comparing(trail.entries, counted)["S1"]
    assert [r.assessor for r in kept] == ["ann", "ben", "cleo"]
