"""Two audits of one facility compared: counted by hand, refused in every case, mirrored by law."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.comparison import compare, refusal
from exports.compared import Comparison, LeftOut
from exports.recompute import recomputed
from exports.record import AuditRecord, CriterionResult
from rubrics.text import Text
from tests.exports.sample_record import sample_record

EARLIER = sample_record(id="2026-0001", as_of="2026-03-09")
LATER = sample_record()
RATED = [c.id for c in LATER.criteria if c.rank is not None]


def changed(record: AuditRecord, **changes: dict[str, Any]) -> AuditRecord:
    """Return a record with fields of some criteria changed, and the figures that follow."""
    criteria = tuple(c.model_copy(update=changes.get(c.id, {})) for c in record.criteria)
    return recomputed(record.model_copy(update={"criteria": criteria}))


def ranked(record: AuditRecord, **ranks: int) -> AuditRecord:
    return changed(record, **{criterion: {"rank": rank} for criterion, rank in ranks.items()})


def twice(record: AuditRecord) -> AuditRecord:
    """Return a record with every criterion there twice, so that enough are jointly rated."""
    copies = tuple(c.model_copy(update={"id": f"{c.id}x"}) for c in record.criteria)
    return recomputed(record.model_copy(update={"criteria": (*record.criteria, *copies)}))


def alike(criterion: CriterionResult) -> dict[str, Any]:
    """Return ratings on which both assessors gave the first one's rank."""
    rank = criterion.ratings[0].rank if criterion.ratings else None
    return {"ratings": tuple(r.model_copy(update={"rank": rank}) for r in criterion.ratings)}


def test_nothing_moved() -> None:
    found = compare(EARLIER, LATER)
    assert (found.up, found.down, found.unchanged) == (0, 0, len(RATED))
    assert (found.change, found.verdict) == (0, None)
    assert {s.before for s in found.standards} == {s.figures.level for s in LATER.standards}


def test_criteria_moved_up_and_down() -> None:
    # A1, A3 and B1 stand at 3, 1 and 0.
    found = compare(EARLIER, ranked(LATER, A1=0, A3=3, B1=1))
    assert (found.up, found.down, found.unchanged) == (2, 1, len(RATED) - 3)
    # 3 down, 2 and 1 up: the sum of ranks stays.
    assert found.change == 0
    moved = {c.id: (c.before, c.after) for c in found.criteria if c.before != c.after}
    assert moved == {"A1": (3, 0), "A3": (1, 3), "B1": (0, 1)}
    first = found.standards[0]
    assert (first.id, first.criteria, first.up, first.down) == ("A", 3, 1, 1)


def test_the_change_is_that_of_the_mean_rank() -> None:
    assert len(RATED) == 16
    before = sum(c.rank or 0 for c in LATER.criteria)
    found = compare(EARLIER, ranked(LATER, A3=2))
    assert found.mean_before == round(before / 16, 3)
    assert found.change == 0.063  # 1/16 = 0.0625, half up


def test_reworded_missing_and_unrated_criteria_are_left_out_and_named() -> None:
    words = Text(en="Something else", fr="Autre chose")
    anchors = (*LATER.criteria[1].anchors[:-1], words)
    later = changed(LATER, A1={"statement": words}, A2={"anchors": anchors}, A3={"rank": None})
    without = tuple(c for c in EARLIER.criteria if c.id != "B1")
    earlier = recomputed(EARLIER.model_copy(update={"criteria": without}))
    found = compare(earlier, later)
    out = {left.id: left.why for left in found.left_out}
    assert [out[c] for c in ("A1", "A2", "A3", "B1")] == [
        "reworded",
        "reworded",
        "no_rank",
        "only_later",
    ]
    assert LeftOut(id="B1", why="only_earlier") in compare(later, earlier).left_out
    assert {c.id for c in found.criteria} == set(RATED) - {"A1", "A2", "A3", "B1"}


def test_levels_count_common_criteria_alone() -> None:
    # A: 3, 2, 1 have the median 2; without A1, the lower median of 2 and 1.
    assert compare(EARLIER, LATER).standards[0].before == 2
    later = changed(LATER, A1={"statement": Text(en="Something else", fr="Autre chose")})
    found = compare(EARLIER, later).standards[0]
    assert (found.id, found.before, found.after) == ("A", 1, 1)


def test_what_the_team_judged_of_a_standard_holds_only_where_all_of_it_is_common() -> None:
    judged = next(s for s in LATER.standards if s.judged is not None)
    level = {s.id: s.before for s in compare(EARLIER, LATER).standards}
    assert level[judged.id] == judged.judged
    one = judged.criteria[0]
    later = changed(LATER, **{one: {"statement": Text(en="Other", fr="Autre")}})
    alone = {s.id: s.before for s in compare(EARLIER, later).standards}
    assert alone[judged.id] != judged.judged


def test_below_24_jointly_rated_nothing_is_said_of_error() -> None:
    found = compare(EARLIER, ranked(LATER, A3=2))
    assert found.joint == (16, 16)
    assert (found.sem, found.smallest, found.verdict) == (None, None, None)


def test_a_change_within_the_error_cannot_be_told_from_it() -> None:
    earlier, later = twice(EARLIER), twice(ranked(LATER, A3=2))
    found = compare(earlier, later)
    assert found.joint == (32, 32)
    # Both assessors differ by 0 or 1 in the same direction: half the square of the mean difference.
    apart = [
        c.ratings[1].rank - c.ratings[0].rank
        for c in LATER.criteria
        if c.rank is not None and c.ratings[0].rank is not None and c.ratings[1].rank is not None
    ]
    mean = sum(apart) / len(apart)
    assert found.sem == round(mean / 2**0.5, 3)
    assert found.smallest == round(1.96 * mean, 3)
    assert found.change == 0.063
    assert found.verdict == "not_distinguishable"


def test_two_assessors_of_one_name_stay_two() -> None:
    earlier, later = twice(EARLIER), twice(ranked(LATER, A3=2))
    found = compare(_of_one_name(earlier), _of_one_name(later))
    assert found == compare(earlier, later)
    assert found.joint == (32, 32)


def _of_one_name(record: AuditRecord) -> AuditRecord:
    """Return a record as it was made when nobody numbered names."""
    return changed(
        record,
        **{
            c.id: {"ratings": tuple(r.model_copy(update={"assessor": "Anna"}) for r in c.ratings)}
            for c in record.criteria
        },
    )


def test_assessors_who_agreed_make_any_change_distinguishable() -> None:
    pairs = [
        changed(twice(record), **{c.id: alike(c) for c in twice(record).criteria})
        for record in (EARLIER, ranked(LATER, A3=2))
    ]
    found = compare(*pairs)
    assert (found.sem, found.smallest, found.verdict) == (0, 0, "distinguishable")
    assert compare(pairs[0], pairs[0].model_copy(update={"id": "x"})).verdict == (
        "not_distinguishable"
    )


def other(**changes: Any) -> AuditRecord:
    return EARLIER.model_copy(update=changes)


@pytest.mark.parametrize(
    ("earlier", "why"),
    [
        (LATER, "same_audit"),
        (other(invented=False), "invented"),
        (other(facility=EARLIER.facility.model_copy(update={"id": "f9"})), "other_facility"),
        (other(instrument=EARLIER.instrument.model_copy(update={"id": "x"})), "other_rubric"),
        (changed(EARLIER, **{c: {"rank": None} for c in RATED}), "nothing_in_common"),
        (EARLIER, None),
    ],
)
def test_what_cannot_be_compared_is_refused(earlier: AuditRecord, why: str | None) -> None:
    assert refusal(earlier, LATER) == why
    assert refusal(LATER, earlier) == why
    if why:
        with pytest.raises(ValueError, match=why):
            compare(earlier, LATER)


RANKS = st.fixed_dictionaries({c: st.integers(0, 3) for c in RATED})


@settings(max_examples=15, deadline=None)
@given(RANKS, RANKS)
def test_swapping_gives_the_mirror_image(before: dict[str, int], after: dict[str, int]) -> None:
    earlier, later = twice(ranked(EARLIER, **before)), twice(ranked(LATER, **after))
    assert compare(later, earlier) == mirror(compare(earlier, later))


def mirror(found: Comparison) -> Comparison:
    one, two = found.joint
    return found.model_copy(
        update={
            "earlier": found.later,
            "later": found.earlier,
            "criteria": tuple(
                c.model_copy(update={"before": c.after, "after": c.before}) for c in found.criteria
            ),
            "up": found.down,
            "down": found.up,
            "mean_before": found.mean_after,
            "mean_after": found.mean_before,
            "change": -found.change,
            "joint": (two, one),
            "standards": tuple(
                s.model_copy(
                    update={"before": s.after, "after": s.before, "up": s.down, "down": s.up}
                )
                for s in found.standards
            ),
        }
    )
