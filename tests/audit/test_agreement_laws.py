"""Agreement between assessors: the figures by their definitions, and what holds of any ratings."""

from fractions import Fraction
from itertools import combinations, permutations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.agreement import (
    Ratings,
    gwet_ac2,
    krippendorff_alpha,
    leniency,
    percent_exact,
    percent_within_one,
    quadratic_weighted_kappa,
    raters_needed,
    spearman_brown,
)

LEVELS = 4
ranks = st.integers(0, LEVELS - 1)
complete = st.lists(st.tuples(ranks, ranks), max_size=12)
either = st.none() | ranks
with_gaps = st.integers(2, 4).flatmap(
    lambda raters: st.lists(st.tuples(*[either] * raters), min_size=1, max_size=9)
)


def by_rater(items: list[tuple[int | None, ...]]) -> Ratings:
    return tuple(zip(*items, strict=True))


def apart(ratings: Ratings, distance: int) -> float | None:
    return (percent_exact, percent_within_one)[distance](*ratings)


# By definition, however slowly


def by_definition(ratings: Ratings) -> float | None:
    """Return alpha from every pair of ranks, distances summed over the levels in between."""
    items = [[r for r in item if r is not None] for item in zip(*ratings, strict=True)]
    items = [item for item in items if len(item) > 1]
    every = [rank for item in items for rank in item]

    def distance(c: int, k: int) -> Fraction:
        between = sum(every.count(g) for g in range(min(c, k), max(c, k) + 1))
        return (between - Fraction(every.count(c) + every.count(k), 2)) ** 2

    n = len(every)
    if n < 2:
        return None
    observed = sum(
        distance(c, k) / (len(item) - 1) for item in items for c, k in permutations(item, 2)
    )
    expected = sum(distance(c, k) for c, k in permutations(every, 2)) / (n - 1)
    return float(1 - observed / expected) if expected else None


def kappa_by_definition(a: list[int], b: list[int]) -> float | None:
    """Return kappa from the table of joint ranks and the tables of each rater's own."""
    n = len(a)
    cells = list(product(range(LEVELS), repeat=2))
    observed = sum(
        (x - y) ** 2 * Fraction(list(zip(a, b, strict=True)).count((x, y)), n) for x, y in cells
    )
    expected = sum(
        (x - y) ** 2 * Fraction(a.count(x), n) * Fraction(b.count(y), n) for x, y in cells
    )
    return float(1 - observed / expected) if expected else None


def ac2_by_definition(items: list[tuple[int | None, ...]]) -> float | None:
    """Return AC2 from counts of raters by item and level, as Gwet's formulas have it."""
    counts = [[item.count(level) for level in range(LEVELS)] for item in items]
    rated = [c for c in counts if sum(c)]
    joint = [c for c in counts if sum(c) > 1]
    if not joint:
        return None
    weights = [[1 - (k - m) ** 2 / (LEVELS - 1) ** 2 for m in range(LEVELS)] for k in range(LEVELS)]
    observed = 0.0
    for c in joint:
        for k in range(LEVELS):
            alike = sum(weights[k][m] * c[m] for m in range(LEVELS))
            observed += c[k] * (alike - 1) / (sum(c) * (sum(c) - 1)) / len(joint)
    shares = [sum(c[k] / sum(c) for c in rated) / len(rated) for k in range(LEVELS)]
    expected = sum(map(sum, weights)) / (LEVELS * (LEVELS - 1)) * sum(p * (1 - p) for p in shares)
    return (observed - expected) / (1 - expected)


@given(with_gaps)
def test_alpha_is_what_its_definition_says(items: list[tuple[int | None, ...]]) -> None:
    assert krippendorff_alpha(by_rater(items), LEVELS) == pytest.approx(
        by_definition(by_rater(items)), abs=1e-12
    )


@given(complete.filter(bool))
def test_kappa_is_what_its_definition_says(items: list[tuple[int, int]]) -> None:
    a, b = [x for x, _ in items], [y for _, y in items]
    found = kappa_by_definition(a, b)
    assert quadratic_weighted_kappa(a, b) == pytest.approx(found, abs=1e-12)


@given(with_gaps)
def test_ac2_is_what_its_definition_says(items: list[tuple[int | None, ...]]) -> None:
    found = gwet_ac2(*by_rater(items), levels=LEVELS)
    assert found == pytest.approx(ac2_by_definition(items), abs=1e-12)


@given(with_gaps)
def test_percentages_are_what_their_definition_says(items: list[tuple[int | None, ...]]) -> None:
    joint = [[r for r in item if r is not None] for item in items]
    joint = [item for item in joint if len(item) > 1]
    for distance in (0, 1):
        near = [all(abs(x - y) <= distance for x, y in combinations(i, 2)) for i in joint]
        wanted = 100 * near.count(True) / len(joint) if joint else None
        assert apart(by_rater(items), distance) == wanted


# Laws


@given(with_gaps, st.randoms(use_true_random=False))
def test_the_order_of_items_and_raters_never_matters(
    items: list[tuple[int | None, ...]], random: Random
) -> None:
    order = list(range(len(items[0])))
    random.shuffle(order)
    mixed = [tuple(item[rater] for rater in order) for item in random.sample(items, len(items))]
    before, after = by_rater(items), by_rater(mixed)
    assert krippendorff_alpha(after, LEVELS) == krippendorff_alpha(before, LEVELS)
    assert gwet_ac2(*after, levels=LEVELS) == gwet_ac2(*before, levels=LEVELS)
    assert [apart(after, d) for d in (0, 1)] == [apart(before, d) for d in (0, 1)]
    assert quadratic_weighted_kappa(*after[:2]) == quadratic_weighted_kappa(*after[1::-1])
    offsets = leniency(before)
    assert leniency(after) == tuple(offsets[rater] for rater in order)


@given(with_gaps)
def test_turning_the_scale_round_changes_no_coefficient(
    items: list[tuple[int | None, ...]],
) -> None:
    turned = [tuple(None if r is None else LEVELS - 1 - r for r in item) for item in items]
    before, after = by_rater(items), by_rater(turned)
    assert quadratic_weighted_kappa(*after[:2]) == quadratic_weighted_kappa(*before[:2])
    assert krippendorff_alpha(after, LEVELS) == krippendorff_alpha(before, LEVELS)
    assert gwet_ac2(*after, levels=LEVELS) == gwet_ac2(*before, levels=LEVELS)
    assert leniency(after) == tuple(None if o is None else -o for o in leniency(before))


@given(with_gaps)
def test_levels_are_ranks_not_quantities(items: list[tuple[int | None, ...]]) -> None:
    scale = (0, 1, 5, 9)
    stretched = [tuple(None if r is None else scale[r] for r in item) for item in items]
    assert krippendorff_alpha(by_rater(stretched), scale) == krippendorff_alpha(
        by_rater(items), LEVELS
    )


@given(st.lists(ranks, min_size=1, max_size=12), st.integers(2, 4))
def test_perfect_agreement_is_one_wherever_it_is_defined(given_ranks: list[int], n: int) -> None:
    same = [given_ranks] * n
    assert (percent_exact(*same), percent_within_one(*same)) == (100, 100)
    varied = len(set(given_ranks)) > 1
    assert quadratic_weighted_kappa(*same[:2]) == (1 if varied else None)
    assert krippendorff_alpha(same, LEVELS) == (1 if varied else None)
    assert gwet_ac2(*same, levels=LEVELS) == 1
    assert leniency(same) == (0,) * n


@given(with_gaps)
def test_coefficients_never_exceed_one_and_percentages_never_leave_their_range(
    items: list[tuple[int | None, ...]],
) -> None:
    ratings = by_rater(items)
    exact, near = apart(ratings, 0), apart(ratings, 1)
    assert (exact is None) == (near is None)
    assert 0 <= (exact or 0) <= (near or 0) <= 100
    for found in (
        krippendorff_alpha(ratings, LEVELS),
        quadratic_weighted_kappa(*ratings[:2]),
        gwet_ac2(*ratings, levels=LEVELS),
    ):
        assert found is None or found <= 1


@given(st.integers(1, 99), st.integers(1, 99))
def test_the_raters_needed_are_enough_and_not_one_too_many(one: int, wanted: int) -> None:
    reliability, goal = one / 100, wanted / 100
    needed = raters_needed(reliability, goal)
    assert needed is not None
    enough = spearman_brown(reliability, needed)
    assert enough is not None
    assert enough >= goal
    fewer = spearman_brown(reliability, needed - 1) if needed > 1 else 0
    assert fewer is not None
    assert fewer < goal
