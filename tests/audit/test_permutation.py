"""The permutation test against brute force and by hand; Holm's correction by hand."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.permutation import DRAWN_SPLITS, EXACT_SPLITS, Significance, holm, permutation_test


def numbers(*values: int | Fraction) -> list[Fraction]:
    return [Fraction(value) for value in values]


def by_brute_force(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Split the same people in every way and compare the means themselves."""

    def apart(chosen: Sequence[int]) -> Fraction:
        people = [*one, *other]
        inside = [people[i] for i in chosen]
        outside = [people[i] for i in range(len(people)) if i not in chosen]
        return abs(sum(inside, Fraction()) / len(inside) - sum(outside, Fraction()) / len(outside))

    observed = apart(range(len(one)))
    splits = list(combinations(range(len(one) + len(other)), len(one)))
    return Fraction(sum(apart(chosen) >= observed for chosen in splits), len(splits))


@pytest.mark.parametrize(
    ("one", "other", "p", "splits"),
    [
        # 3 against 3, all apart: the observed split and its mirror image.
        ((0, 0, 0), (3, 3, 3), Fraction(2, 20), 20),
        ((0, 0), (3, 3), Fraction(2, 6), 6),
        # Unequal sizes have no mirror image.
        ((0, 0, 0), (3, 3, 3, 3), Fraction(1, 35), 35),
        # 4 against 4: one of the smallest p-values that may survive a correction.
        ((0, 0, 0, 0), (3, 3, 3, 3), Fraction(2, 70), 70),
        # Ties: sums 1, 3, 3, 3, 3, 5 over the six splits, the observed one (0 + 1) among the ends.
        ((0, 1), (2, 3), Fraction(2, 6), 6),
        ((0, 2), (1, 3), Fraction(4, 6), 6),
        # Nothing differs: every split is as far apart.
        ((2, 2, 2), (2, 2, 2), Fraction(1), 20),
        ((1,), (2,), Fraction(1), 2),
    ],
)
def test_by_hand(one: tuple[int, ...], other: tuple[int, ...], p: Fraction, splits: int) -> None:
    assert permutation_test(numbers(*one), numbers(*other), "") == Significance(
        p, splits, exact=True
    )


means = st.fractions(0, 3, max_denominator=4)
sides = st.lists(means, min_size=1, max_size=5)


@given(sides, sides)
def test_all_splits_give_what_brute_force_gives(one: list[Fraction], other: list[Fraction]) -> None:
    found = permutation_test(one, other, "")
    assert found == Significance(
        by_brute_force(one, other), comb(len(one + other), len(one)), exact=True
    )


@given(sides, sides, st.randoms(use_true_random=False))
def test_neither_the_sides_nor_the_order_of_people_matter(
    one: list[Fraction], other: list[Fraction], chance: Random
) -> None:
    found = permutation_test(one, other, "")
    mixed = list(one)
    chance.shuffle(mixed)
    assert permutation_test(other, mixed, "another text") == found


# 8 against 8 are 12 870 splits, 8 against 9 are 24 310.
NEAR = numbers(*(0, 0, 1, 1, 1, 2, 2, 3))
FAR = numbers(*(0, 1, 2, 2, 2, 3, 3, 3, 3))


def test_up_to_twenty_thousand_splits_are_all_counted() -> None:
    found = permutation_test(NEAR, FAR[:8], "seed")
    assert (found.splits, found.exact) == (12_870, True)
    drawn = permutation_test(NEAR, FAR, "seed")
    assert comb(17, 8) > EXACT_SPLITS
    assert (drawn.splits, drawn.exact) == (DRAWN_SPLITS, False)


def test_twenty_thousand_is_the_boundary(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = numbers(0, 1, 2), numbers(1, 2, 3)
    monkeypatch.setattr("audit.permutation.EXACT_SPLITS", 20)
    assert permutation_test(one, other, "").exact
    monkeypatch.setattr("audit.permutation.EXACT_SPLITS", 19)
    assert not permutation_test(one, other, "").exact


def test_draws_come_close_to_the_exact_value(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = numbers(0, 1, 1, 2, 0, 1), numbers(1, 2, 3, 2, 1, 2)
    exact = permutation_test(one, other, "")
    monkeypatch.setattr("audit.permutation.EXACT_SPLITS", 1)
    drawn = permutation_test(one, other, "any text")
    # Ten thousand draws at this p: a standard error of 0.002.
    assert drawn.p != exact.p
    assert abs(drawn.p - exact.p) < Fraction(1, 100)


def test_the_same_text_draws_the_same_splits_whoever_comes_first() -> None:
    found = permutation_test(NEAR, FAR, "audit 1")
    assert permutation_test(FAR, NEAR[::-1], "audit 1") == found
    assert permutation_test(NEAR, FAR, "audit 2") != found


def test_draws_are_the_same_in_every_version_and_on_every_machine() -> None:
    found = permutation_test(NEAR, FAR, "audit 1")
    assert found == Significance(Fraction(1264, DRAWN_SPLITS + 1), DRAWN_SPLITS, exact=False)


def test_the_observed_split_counts_among_those_drawn() -> None:
    # No draw of ten thousand is likely to part 20 from 20: the p-value is the least there is.
    found = permutation_test(numbers(*[0] * 20), numbers(*[3] * 20), "")
    assert found.p == Fraction(1, DRAWN_SPLITS + 1)


@pytest.mark.parametrize(
    ("ps", "corrected"),
    [
        ((), ()),
        (("0.04",), ("0.04",)),
        # 4 × 0.01, 3 × 0.02, 2 × 0.03 (held up at 0.06), 1 × 0.04 (held up likewise).
        (("0.01", "0.02", "0.03", "0.04"), ("0.04", "0.06", "0.06", "0.06")),
        # In the order given, not in that of size; never above 1.
        (("0.5", "0.01", "0.4"), ("0.8", "0.03", "0.8")),
        (("0.9", "0.9"), ("1", "1")),
        # Ties share one value.
        (("0.02", "0.02", "0.2"), ("0.06", "0.06", "0.2")),
    ],
)
def test_holm_by_hand(ps: tuple[str, ...], corrected: tuple[str, ...]) -> None:
    expected = tuple(Fraction(value) for value in corrected)
    assert holm([Fraction(p) for p in ps]) == expected


PS = st.lists(st.fractions(0, 1, max_denominator=40), min_size=1, max_size=6)


@given(PS)
def test_holm_never_lowers_a_p_and_keeps_their_order(ps: list[Fraction]) -> None:
    pairs = sorted(zip(ps, holm(ps), strict=True))
    assert all(p <= corrected <= 1 for p, corrected in pairs)
    assert [corrected for _, corrected in pairs] == sorted(holm(ps))
    assert pairs[0][1] == min(Fraction(1), len(ps) * pairs[0][0])


@given(PS)
def test_holm_rejects_what_stepping_down_rejects(ps: list[Fraction]) -> None:
    level, rejected = Fraction(1, 20), []
    for step, p in enumerate(sorted(ps)):
        if p * (len(ps) - step) >= level:
            break
        rejected.append(p)
    found = sorted(p for p, corrected in zip(ps, holm(ps), strict=True) if corrected < level)
    assert found == rejected
