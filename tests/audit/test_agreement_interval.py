"""The interval of a figure of agreement: drawn from a seed, and what is known of it."""

from math import comb
from random import Random

import pytest

from audit.agreement import Ratings, bootstrap_interval, krippendorff_alpha, percent_exact

LEVELS = 4


def draw_ratings(seed: int, items: int = 40) -> Ratings:
    random = Random(seed)
    truth = [random.randrange(LEVELS) for _ in range(items)]
    return tuple(
        [min(LEVELS - 1, max(0, rank + random.choice((-1, 0, 0, 0, 1)))) for rank in truth]
        for _ in range(3)
    )


def alpha_of(ratings: Ratings) -> float | None:
    return krippendorff_alpha(ratings, LEVELS)


def test_a_seed_gives_one_interval_and_another_seed_another() -> None:
    ratings = draw_ratings(1)
    first = bootstrap_interval(ratings, alpha_of, "audit 1", 200)
    assert bootstrap_interval(ratings, alpha_of, "audit 1", 200) == first
    assert bootstrap_interval(ratings, alpha_of, "audit 2", 200) != first


def test_the_interval_does_not_depend_on_the_order_of_items() -> None:
    ratings = draw_ratings(2)
    order = Random(3).sample(range(40), 40)
    mixed = tuple([row[item] for item in order] for row in ratings)
    assert bootstrap_interval(mixed, alpha_of, 4, 200) == bootstrap_interval(
        ratings, alpha_of, 4, 200
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_interval_contains_the_estimate_and_narrows_with_more_items(seed: int) -> None:
    widths = []
    for items in (30, 270):
        ratings = draw_ratings(seed, items)
        found, estimate = bootstrap_interval(ratings, alpha_of, seed, 200), alpha_of(ratings)
        assert found is not None
        assert estimate is not None
        assert found[0] < estimate < found[1] <= 1
        widths.append(found[1] - found[0])
    assert widths[1] < widths[0] / 2


def test_the_interval_of_a_percentage_is_that_of_the_binomial_distribution() -> None:
    # 16 of 20 items alike: draws with replacement follow the binomial with n = 20, p = 0.8.
    ratings = ([0] * 20, [0] * 16 + [1] * 4)

    def at_most(k: int) -> float:
        return sum(comb(20, i) * 0.8**i * 0.2 ** (20 - i) for i in range(k + 1))

    low = next(k for k in range(21) if at_most(k) >= 0.025)
    high = next(k for k in range(21) if at_most(k) >= 0.975)
    assert (low, high) == (12, 19)
    found = bootstrap_interval(ratings, lambda drawn: percent_exact(*drawn), 7, 4000)
    assert found == (100 * low / 20, 100 * high / 20)


def test_draws_without_a_value_are_passed_over_unless_they_are_most() -> None:
    # One item in thirty differs: about a third of the draws miss it and leave alpha undefined.
    rarely = ([0] * 29 + [0], [0] * 29 + [1])
    assert bootstrap_interval(rarely, alpha_of, 1, 200) is not None
    # With half as many draws defined as not, an interval would speak of the lucky ones only.
    seen = iter([None, 0.5, None] * 200)
    assert bootstrap_interval(rarely, lambda drawn: next(seen), 1, 200) is None


def test_perfect_agreement_has_no_width() -> None:
    same = [rank for rank in range(LEVELS) for _ in range(8)]
    assert bootstrap_interval((same, same), alpha_of, 1, 200) == (1, 1)
