"""Measurement error: worked out by hand, then laws."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.measurement import (
    is_detectable,
    jointly_rated,
    smallest_detectable,
    squared_error,
    standard_error,
)


def given_by(*rows: str) -> list[list[int | None]]:
    """Read one row of ranks per rater; a point is a rank not given."""
    return [[None if mark == "." else int(mark) for mark in row] for row in rows]


def higher_on(up: int, down: int, of: int) -> list[list[int | None]]:
    same = of - up - down
    return given_by("1" * of, "2" * up + "0" * down + "1" * same)


def test_one_who_is_more_lenient_throughout() -> None:
    found = squared_error(higher_on(6, 0, 24))
    assert found == Fraction(1, 32)
    assert standard_error(found, found) == pytest.approx(0.1767767)
    assert smallest_detectable(found, found) == pytest.approx(0.49)


def test_differences_that_cancel_out_still_make_an_error() -> None:
    found = squared_error(higher_on(3, 3, 24))
    assert found == Fraction(1, 184)
    assert smallest_detectable(found, found) == pytest.approx(0.2043441, abs=1e-6)


def test_pairs_weigh_as_many_criteria_as_they_share() -> None:
    # Differences 1 and 1: ½. Then 1, 1 and 0, the mean 2/3: ½ · 4/9. The third pair 0, 0: 0.
    ratings = given_by("22.", "112", "..2")
    assert squared_error(ratings) == Fraction(1, 2)
    ratings = given_by("222", "112", "22.")
    pairs = [(3, Fraction(2, 9)), (2, Fraction(0)), (2, Fraction(1, 2))]
    assert squared_error(ratings) == sum(n * e for n, e in pairs) / 7


def test_a_whole_table_gives_what_the_analysis_of_variance_gives() -> None:
    # The table of docs/adr/0012: MS of raters 1, of residuals 1/9; σ² 2/9 and 1/9 over 4.
    assert squared_error(given_by("2130", "2231", "1120")) == Fraction(2, 9) + Fraction(1, 36)


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.integers(0, 3)] * 5), min_size=2, max_size=4))
def test_where_all_rated_everything_it_is_the_analysis_of_variance(
    table: list[tuple[int, ...]],
) -> None:
    assert squared_error([list(row) for row in table]) == by_variance(*table)


def by_variance(*table: tuple[int, ...]) -> Fraction:
    """Return the greater of the two mean squares, of raters and of residuals, per criterion."""
    k, n = len(table), len(table[0])
    whole = Fraction(sum(map(sum, table)), k * n)
    raters = [Fraction(sum(row), n) for row in table]
    items = [Fraction(sum(column), k) for column in zip(*table, strict=True)]
    between = n * sum(((mean - whole) ** 2 for mean in raters), Fraction()) / (k - 1)
    left = sum(
        ((table[j][i] - raters[j] - items[i] + whole) ** 2 for j in range(k) for i in range(n)),
        Fraction(),
    )
    return max(between, left / ((k - 1) * (n - 1))) / n


def test_two_audits_add_up() -> None:
    assert standard_error(Fraction(1, 4), Fraction(1, 4)) == 0.5
    assert standard_error(Fraction(2), Fraction(0)) == 1
    assert smallest_detectable(Fraction(9), Fraction(16)) == pytest.approx(9.8)


@pytest.mark.parametrize("rows", [(), ("123",), ("1..", "1.."), ("1.", ".2")])
def test_without_two_raters_on_two_items_there_is_no_error(rows: tuple[str, ...]) -> None:
    assert squared_error(given_by(*rows)) is None


def test_joint_are_items_with_two_ranks() -> None:
    assert jointly_rated(given_by("12.3.", "1.2.3", "1...3")) == 2
    assert jointly_rated([]) == 0


def test_exactly_at_the_smallest_change_it_can_be_told() -> None:
    one = Fraction(1, 2)
    assert is_detectable(Fraction(196, 100), one, one)
    assert is_detectable(Fraction(-196, 100), one, one)
    assert not is_detectable(Fraction(1959, 1000), one, one)
    assert not is_detectable(Fraction(0), Fraction(0), Fraction(0))


RATINGS = st.lists(
    st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=6, max_size=6), min_size=2, max_size=4
)


@settings(max_examples=50)
@given(RATINGS)
def test_order_of_raters_and_items_never_matters(
    ratings: list[list[int | None]],
) -> None:
    turned: Sequence[list[int | None]] = [list(reversed(row)) for row in reversed(ratings)]
    assert squared_error(turned) == squared_error(ratings)


@settings(max_examples=50)
@given(RATINGS)
def test_who_agrees_makes_no_error(ratings: list[list[int | None]]) -> None:
    assert squared_error([ratings[0], ratings[0]]) in (0, None)
