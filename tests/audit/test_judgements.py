"""Judgements: what was agreed, what stands in for it, and what is missing."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from audit.judgements import Judged, for_scoring, judgements, outcome
from audit.trail import Entries
from rubrics.scoring import NotApplicable, score
from tests.audit.typed_trail import CRITERIA, TINY, Trail


def judged(trail: Trail, criterion: str = "S1") -> Judged:
    return judgements(trail.entries, TINY, "full")[criterion]


def test_nothing_entered_is_unrated_and_left_out_of_scoring() -> None:
    trail = Trail()
    assert judged(trail) == Judged()
    assert for_scoring(judgements(trail.entries, TINY, "full")) == {}


def test_the_proposed_level_stands_in_and_is_provisional() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    trail.rate("S1", 0, "ben")
    trail.lock("ann", "ben")
    assert judged(trail) == Judged(rank=0, provisional=True, proposed=0)


def test_a_judgement_that_agrees_needs_no_reason() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    trail.judge("criterion/S1", 2)
    assert judged(trail) == Judged(rank=2, proposed=2)


def test_a_judgement_that_differs_holds_only_with_a_reason() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    trail.judge("criterion/S1", 1)
    assert judged(trail) == Judged(rank=2, provisional=True, incomplete=True, proposed=2)
    trail.judge("criterion/S1", 1, "Closed on Sundays.")
    assert judged(trail) == Judged(rank=1, reason="Closed on Sundays.", proposed=2)


def test_a_level_judged_where_nobody_rated_needs_a_reason() -> None:
    trail = Trail()
    trail.judge("criterion/S1", 1)
    assert judged(trail) == Judged(incomplete=True)
    trail.judge("criterion/S1", 1, "Seen together.")
    assert judged(trail) == Judged(rank=1, reason="Seen together.")


def test_not_applicable_needs_the_reason_of_the_team() -> None:
    trail = Trail()
    trail.skip("S1", reason="There is no gate.")
    proposed = Judged(
        not_applicable=True,
        reason="There is no gate.",
        provisional=True,
        proposed_not_applicable=True,
    )
    assert judged(trail) == proposed
    trail.judge("criterion/S1", "na")
    assert judged(trail).provisional
    assert judged(trail).incomplete
    trail.judge("criterion/S1", "na", "An open field.")
    assert judged(trail) == Judged(
        not_applicable=True, reason="An open field.", proposed_not_applicable=True
    )
    assert for_scoring({"S1": judged(trail)}) == {"S1": NotApplicable("An open field.")}


def test_a_tie_between_a_rank_and_not_applicable_proposes_the_rank() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.skip("S1", "ben")
    trail.lock("ann", "ben")
    assert judged(trail) == Judged(rank=1, provisional=True, proposed=1)


def test_a_withdrawn_judgement_lets_the_proposal_stand_in_again() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    trail.judge("criterion/S1", 0, "Told twice.")
    trail.judge("criterion/S1", "")
    assert judged(trail) == Judged(rank=2, provisional=True, proposed=2)


def test_a_standard_may_be_judged_otherwise_with_a_reason() -> None:
    trail = Trail()
    for criterion in ("S1", "S2", "S3"):
        trail.rate(criterion, 1)
    assert outcome(trail.entries, TINY, "full").scores.standards["S"].level == 1
    trail.judge("standard/S", 2)
    found = outcome(trail.entries, TINY, "full")
    assert (found.standards["S"].level, found.standards["S"].incomplete) == (None, True)
    assert found.scores.standards["S"].level == 1
    trail.judge("standard/S", 2, "A new gate was built.")
    found = outcome(trail.entries, TINY, "full")
    assert (found.standards["S"].level, found.standards["S"].proposed) == (2, 1)
    assert (found.scores.standards["S"].level, found.scores.standards["S"].proposed) == (2, 1)


def test_a_standard_confirmed_as_proposed_needs_no_reason() -> None:
    trail = Trail()
    for criterion in ("S1", "S2", "S3"):
        trail.rate(criterion, 1)
    trail.judge("standard/S", 1)
    found = outcome(trail.entries, TINY, "full").standards["S"]
    assert (found.level, found.reason, found.incomplete) == (1, "", False)


def test_a_standard_of_which_nothing_applies_gets_no_level() -> None:
    trail = Trail()
    for criterion in ("S1", "S2", "S3"):
        trail.skip(criterion)
    trail.judge("standard/S", 2, "We wish it were so.")
    found = outcome(trail.entries, TINY, "full")
    assert (found.standards["S"].level, found.standards["S"].incomplete) == (None, True)
    assert found.scores.standards["S"].level is None


def test_a_standard_cannot_be_judged_not_applicable() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.judge("standard/S", "na", "Not here.")
    assert outcome(trail.entries, TINY, "full").standards["S"].incomplete


LEVELS = st.sampled_from(["0", "1", "2", "na", ""])
EDITS = st.lists(
    st.tuples(
        st.sampled_from(CRITERIA),
        LEVELS,
        st.sampled_from(["ann", "ben"]),
        st.sampled_from(["", "why"]),
    ),
    max_size=25,
)


@given(
    edits=EDITS,
    agreed=st.dictionaries(st.sampled_from(CRITERIA), LEVELS),
    locking=st.booleans(),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_does_not_matter(
    edits: list[tuple[str, str, str, str]],
    agreed: dict[str, str],
    locking: bool,
    chance: Random,
) -> None:
    trail = Trail()
    for criterion, level, assessor, reason in edits:
        trail.rate(criterion, level, assessor, reason)
    for criterion, level in agreed.items():
        trail.judge(f"criterion/{criterion}", level, "why" if level == "na" else "")
    if locking:
        trail.lock("ann", "ben")
    shuffled = list(trail.rows)
    chance.shuffle(shuffled)
    assert outcome(Entries(shuffled), TINY, "full") == outcome(trail.entries, TINY, "full")


@given(edits=EDITS)
def test_every_judgement_is_one_of_rank_not_applicable_or_nothing(
    edits: list[tuple[str, str, str, str]],
) -> None:
    trail = Trail()
    for edit in edits:
        trail.rate(*edit)
    found = judgements(trail.entries, TINY, "full")
    assert set(found) == set(CRITERIA)
    assert not any(j.rank is not None and j.not_applicable for j in found.values())
    assert all(j.reason.strip() for j in found.values() if j.not_applicable)
    rated = [j for j in found.values() if j.rank is not None]
    scored = score(TINY, "full", for_scoring(found)).overall
    assert scored.rated == len(rated)
    assert scored.applicable == len(CRITERIA) - sum(j.not_applicable for j in found.values())
