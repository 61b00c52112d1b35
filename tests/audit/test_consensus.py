"""A meeting walks the differences: the largest first, then red lines, then the rubric's order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.consensus import (
    Assembly,
    Difference,
    alike,
    assembly,
    differences,
    finished_together,
    next_open,
    reopenings,
    settled,
)
from audit.judgements import outcome
from tests.audit.typed_trail import CRITERIA, TINY, Trail

TOP = TINY.scale.top


def listed(trail: Trail) -> list[tuple[str, int, bool]]:
    entries = trail.entries
    found = differences(entries, TINY, "full", outcome(entries, TINY, "full"))
    return [(each.criterion, each.apart, each.settled) for each in found]


def rated(levels: dict[str, tuple[int | str, ...]]) -> Trail:
    """Return a trail in which ann, ben and cleo gave these levels and have finished."""
    trail, people = Trail(), ("ann", "ben", "cleo")
    for criterion, given_levels in levels.items():
        for assessor, level in zip(people, given_levels, strict=False):
            if level == "na":
                trail.skip(criterion, assessor)
            else:
                trail.rate(criterion, level, assessor)
    trail.lock(*people[: max(map(len, levels.values()))])
    return trail


def test_the_largest_comes_first_then_red_lines_then_the_order_of_the_rubric() -> None:
    red = {c.id for c in TINY.criteria("full") if c.red_line}
    assert "S1" in red
    assert not {"S2", "S3"} & red
    trail = rated({"S3": (0, 2), "S2": (2, 1), "S1": (0, 1), "T1": (1, 1)})
    assert listed(trail) == [("S3", 2, False), ("S1", 1, False), ("S2", 1, False)]


def test_not_applicable_against_a_rank_is_as_large_as_the_scale() -> None:
    trail = rated({"S1": (0, 1), "S3": (1, "na")})
    assert listed(trail) == [("S3", TOP, False), ("S1", 1, False)]
    assert listed(rated({"S3": ("na", "na")})) == []


def test_only_what_somebody_finished_is_compared() -> None:
    trail = Trail()
    trail.rate("S1", 0, "ann")
    trail.rate("S1", 2, "ben")
    assert listed(trail) == []
    trail.lock("ann", "ben")
    assert listed(trail) == [("S1", 2, False)]


def test_a_judgement_settles_a_difference_one_without_its_reason_does_not() -> None:
    trail = rated({"S1": (0, 2), "S2": (1, 2)})
    trail.judge("criterion/S1", 0)
    trail.judge("criterion/S2", 2)
    assert listed(trail) == [("S1", 2, True), ("S2", 1, False)]
    trail.put("criterion/S2", "judged_reason", "Seen on both days.")
    assert listed(trail) == [("S1", 2, True), ("S2", 1, True)]


def test_what_was_reopened_comes_back_also_where_all_now_agree() -> None:
    trail = rated({"S1": (0, 1), "S2": (1, 2)})
    trail.judge("criterion/S1", 1, "Seen on both days.")
    trail.rate("S1", 1, "ann")
    assert listed(trail) == [("S2", 1, False), ("S1", 0, False)]
    trail.put("criterion/S1", "judged", "1")
    assert listed(trail) == [("S2", 1, False)]


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(CRITERIA),
        st.tuples(*[st.sampled_from([*range(TOP + 1), "na"])] * 3),
        min_size=1,
    )
)
def test_the_order_is_total_and_forgets_no_difference(
    levels: dict[str, tuple[int | str, ...]],
) -> None:
    order = {c.id: (place, c.red_line) for place, c in enumerate(TINY.criteria("full"))}
    found = listed(rated(levels))
    assert {code for code, _, _ in found} == {
        c for c, given_ in levels.items() if len({*given_}) > 1
    }
    keys = [(-apart, not order[code][1], order[code][0]) for code, apart, _ in found]
    assert keys == sorted(keys)
    assert all(1 <= apart <= TOP for _, apart, _ in found)


def test_what_all_gave_alike_may_be_kept_at_once_but_not_past_an_alert() -> None:
    trail = rated({"S1": (1, 1), "S2": (1, 2), "S3": (2, 2), "T1": ("na", "na")})
    trail.judge("criterion/S3", 2)
    trail.rate("T2", 1, "ann")
    found = outcome(trail.entries, TINY, "full")
    assert alike(trail.entries, found) == ("S1", "T1")
    assert alike(trail.entries, found, {"S1"}) == ("T1",)


def test_ratings_that_are_not_finished_are_not_on_the_table() -> None:
    trail = rated({"S1": (0, 2)})
    trail.put("criterion/S1", "note_documents", "A list.", owner="ben")
    trail.rate("S1", 1, "cleo")
    on_table = finished_together(trail.entries, "S1", outcome(trail.entries, TINY, "full"))
    assert [(r.assessor, r.rank, r.notes.documents) for r in on_table] == [
        ("ann", 0, ""),
        ("ben", 2, "A list."),
    ]


def different(criterion: str, *, is_settled: bool) -> Difference:
    return Difference(criterion=criterion, apart=1, red_line=False, settled=is_settled)


def test_the_next_open_difference_comes_after_this_one_then_from_the_beginning() -> None:
    found = [different(c, is_settled=c == "B") for c in "ABC"]
    assert settled(found) == 1
    assert [next_open(found, after) for after in ("", "A", "B", "C")] == ["A", "C", "C", "A"]
    assert next_open([different("A", is_settled=True)]) is None


ANN, BEN, CLEO = "ann", "ben", "cleo"


@pytest.mark.parametrize(
    ("began", "finished", "without", "waiting", "meets"),
    [
        ({ANN}, set(), "", set(), False),
        ({ANN}, {ANN}, "", set(), False),
        ({ANN, BEN}, set(), "", {ANN, BEN}, False),
        ({ANN, BEN}, {ANN}, "", {BEN}, False),
        ({ANN, BEN}, {ANN, BEN}, "", set(), True),
        ({ANN, BEN, CLEO}, {ANN, BEN}, "", {CLEO}, False),
        ({ANN, BEN, CLEO}, {ANN, BEN}, "cleo", set(), True),
        ({ANN, BEN, CLEO}, {ANN, BEN}, "dora", {CLEO}, False),
        ({ANN, BEN, CLEO}, {ANN}, "ben\ncleo", set(), False),
        # Who rates nothing and says so takes part.
        ({ANN}, {ANN, BEN}, "", set(), True),
    ],
)
def test_a_team_meets_once_nobody_who_began_is_waited_for(
    began: set[str], finished: set[str], without: str, waiting: set[str], meets: bool
) -> None:
    trail = Trail()
    trail.put("meeting", "without", without)
    found = assembly(trail.entries, began, finished)
    assert isinstance(found, Assembly)
    assert (set(found.waiting), found.meets) == (waiting, meets)


def test_why_somebody_reopened_is_told() -> None:
    trail = Trail()
    trail.put("ratings", "reopened", "I mixed up the wards.", owner="ben")
    trail.put("ratings", "reopened", " ", owner="cleo")
    assert reopenings(trail.entries) == {"ben": "I mixed up the wards."}
