"""Agreement in an audit: whose ratings it rests on, from when coefficients are given, and laws."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.agreement import gwet_ac2, krippendorff_alpha, quadratic_weighted_kappa
from audit.ratings import Rating
from audit.team_agreement import Agreement, Difference, agreement, of_assessment
from tests.audit.typed_trail import TINY, Trail

LEVELS = 4


def rated(**ranks: str) -> dict[str, tuple[Rating, ...]]:
    """Return ratings by criterion: one letter per criterion, "-" for n/a, "." for nothing."""
    length = max(map(len, ranks.values()))
    return {
        f"C{place:02}": tuple(
            Rating(
                assessor=who,
                rank=None if given[place] == "-" else int(given[place]),
                not_applicable=given[place] == "-",
            )
            for who, given in ranks.items()
            if given[place] != "."
        )
        for place in range(length)
    }


def found(**ranks: str) -> Agreement:
    return agreement(rated(**ranks), LEVELS, "audit 1")


def test_only_locked_ratings_are_compared() -> None:
    trail = Trail()
    for criterion, ann, ben in (("S1", 2, 2), ("S2", 0, 1), ("S3", 2, 0)):
        trail.rate(criterion, ann)
        trail.rate(criterion, ben, "ben")
    trail.lock("ann")
    before = of_assessment(trail.entries, TINY, "full", "audit 1")
    assert (before.assessors, before.joint, before.differences) == (("ann",), 0, ())

    trail.lock("ben")
    after = of_assessment(trail.entries, TINY, "full", "audit 1")
    assert (after.assessors, after.joint) == (("ann", "ben"), 3)
    assert after.criteria == ("S1", "S2", "S3")
    assert after.percent_exact == pytest.approx(100 / 3)
    assert after.percent_within_one == pytest.approx(200 / 3)
    assert after.differences == (
        Difference(criterion="S3", ranks=(("ann", 2), ("ben", 0)), apart=2),
        Difference(criterion="S2", ranks=(("ann", 0), ("ben", 1)), apart=1),
    )
    assert after.leniency == (1 / 3, -1 / 3)


def test_the_short_form_compares_its_own_criteria_only() -> None:
    trail = Trail("short")
    for criterion in (c.id for c in TINY.criteria("full")):
        trail.rate(criterion, 1)
        trail.rate(criterion, 1, "ben")
    trail.lock("ann", "ben")
    assert of_assessment(trail.entries, TINY, "full", 1).joint == 10
    assert of_assessment(trail.entries, TINY, "short", 1).joint == 6


def test_not_applicable_is_no_rank_but_a_divided_team_is_told() -> None:
    told = found(ann="12-0-", ben="1--1.")
    assert (told.joint, told.percent_exact) == (2, 50)
    assert told.divided == ("C01",)


def test_the_largest_difference_comes_first_and_equals_keep_their_order() -> None:
    told = found(ann="0123", ben="1130", cas="1.33")
    assert [(d.criterion, d.apart) for d in told.differences] == [
        ("C03", 3),
        ("C00", 1),
        ("C02", 1),
    ]
    assert told.differences[1].ranks == (("ann", 0), ("ben", 1), ("cas", 1))


def test_coefficients_are_given_from_24_jointly_rated_criteria_up() -> None:
    ann, ben = "0123" * 6, "0122" * 6
    few, enough = found(ann=ann[:23] + "3", ben=ben[:23] + "."), found(ann=ann, ben=ben)

    assert (few.joint, few.enough) == (23, False)
    assert (few.alpha, few.interval, few.kappa, few.ac2) == (None, None, None, None)
    assert few.percent_exact == pytest.approx(100 * 18 / 23)

    a, b = [int(r) for r in ann], [int(r) for r in ben]
    assert (enough.joint, enough.enough) == (24, True)
    assert enough.kappa == quadratic_weighted_kappa(a, b)
    assert enough.alpha == krippendorff_alpha((a, b), LEVELS)
    assert enough.ac2 == gwet_ac2(a, b, levels=LEVELS)
    assert enough.interval is not None
    assert enough.alpha is not None
    assert enough.interval[0] < enough.alpha < enough.interval[1]


def test_kappa_is_for_two_assessors() -> None:
    three = found(ann="0123" * 6, ben="0122" * 6, cas="0023" * 6)
    assert three.kappa is None
    assert three.alpha is not None
    assert three.ac2 is not None


def test_nothing_that_varies_leaves_alpha_undefined() -> None:
    same = found(ann="2" * 30, ben="2" * 30)
    assert (same.alpha, same.interval, same.kappa, same.ac2) == (None, None, None, 1)


@pytest.mark.parametrize("ranks", [{"ann": "0123"}, {"ann": "01..", "ben": "..23"}])
def test_nothing_joint_is_no_agreement_and_no_disagreement(ranks: dict[str, str]) -> None:
    told = found(**ranks)
    assert (told.joint, told.percent_exact, told.percent_within_one) == (0, None, None)
    assert told.leniency == (None,) * len(ranks)


def test_nothing_rated_at_all() -> None:
    assert agreement({}, LEVELS, 1).assessors == ()
    assert agreement({"C1": ()}, LEVELS, 1).joint == 0


@settings(max_examples=10)
@given(
    st.lists(st.text("0123-.", min_size=30, max_size=30), min_size=2, max_size=3),
    st.randoms(use_true_random=False),
)
def test_the_order_of_criteria_and_of_ratings_never_matters(
    given_ranks: list[str], random: Random
) -> None:
    ratings = rated(**dict(zip(("ann", "ben", "cas"), given_ranks, strict=False)))
    names = random.sample(sorted(ratings), len(ratings))
    mixed = {name: tuple(random.sample(ratings[name], len(ratings[name]))) for name in names}
    before, after = agreement(ratings, LEVELS, 5), agreement(mixed, LEVELS, 5)
    assert sorted(after.divided) == sorted(before.divided)
    assert {d.criterion: d for d in after.differences} == {
        d.criterion: d for d in before.differences
    }
    assert sorted(after.criteria) == sorted(before.criteria)
    before = replace(before, divided=(), differences=(), criteria=())
    assert replace(after, divided=(), differences=(), criteria=()) == before
