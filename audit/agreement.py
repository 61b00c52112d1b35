"""Agreement: how far assessors who read the same evidence give the same levels.

Ratings are ranks by rater, then by item; `None` is a rating not given. What is not defined, where
nothing was rated jointly or nothing varies, is `None`. Figures are worked out in whole numbers and
divided once at the end, so neither the order of raters nor that of items can change them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from math import ceil, lcm
from random import Random
from statistics import quantiles
from typing import TypeVar

Ranks = Sequence[int | None]
Ratings = Sequence[Ranks]
# How many levels there are, counted from rank 0, or their ranks in order.
Levels = int | Sequence[int]
_Key = TypeVar("_Key")


def percent_exact(*ratings: Ranks) -> float | None:
    """Return the percentage of jointly rated items on which all who rated gave the same rank."""
    return _percent_within(0, ratings)


def percent_within_one(*ratings: Ranks) -> float | None:
    """Return the percentage of jointly rated items with ranks at most one level apart."""
    return _percent_within(1, ratings)


def quadratic_weighted_kappa(a: Ranks, b: Ranks) -> float | None:
    """Return Cohen's kappa of two raters, a difference of d levels weighing d squared.

    `None` where both keep to one and the same rank. J. Cohen (1968), Psychological Bulletin 70.
    """
    joint = _joint((a, b))
    pairs = [(x, y, times) for (x, y), times in joint.items()]
    of_a, of_b = _sum_by((x, times) for x, _, times in pairs), _sum_by(p[1:] for p in pairs)
    expected = sum(of_a[x] * of_b[y] * (x - y) ** 2 for x in of_a for y in of_b)
    observed = joint.total() * sum((x - y) ** 2 * times for x, y, times in pairs)
    return (expected - observed) / expected if expected else None


def krippendorff_alpha(ratings: Ratings, levels: Levels) -> float | None:
    """Return Krippendorff's alpha for ranks, any number of raters and missing ratings.

    Items with fewer than two ranks count for nothing. The ordinal metric is the distance of
    mid-ranks, taken from all pairable ranks. K. Krippendorff (2011), Computing Krippendorff's
    alpha-reliability, section E.
    """
    joint = _joint(ratings, levels)
    totals = _sum_by((rank, times) for ranks, times in joint.items() for rank in ranks)
    middle = _middle(totals, levels)
    expected = sum(
        totals[c] * totals[k] * (middle[c] - middle[k]) ** 2 for c in totals for k in totals
    )
    # An item with m ranks gives each ordered pair 1/(m - 1); `unit` keeps that a whole number.
    unit = lcm(*(len(ranks) - 1 for ranks in joint))
    observed = 2 * sum(
        times * unit // (len(ranks) - 1) * (middle[c] - middle[k]) ** 2
        for ranks, times in joint.items()
        for c, k in combinations(ranks, 2)
    )
    whole = unit * expected
    return (whole - (totals.total() - 1) * observed) / whole if whole else None


def gwet_ac2(*ratings: Ranks, levels: Levels | None = None) -> float | None:
    """Return Gwet's AC2 with quadratic weights: it holds where nearly all ranks are the same.

    A difference of d levels weighs d squared over the whole scale, so name the `levels`; without
    them only those that occur are known, and one alone leaves AC2 undefined.
    K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 3 to 5.
    """
    rated = _by_ranks(ratings, levels)
    scale = _ranks(levels) if levels is not None else sorted({r for ranks in rated for r in ranks})
    joint = {ranks: times for ranks, times in rated.items() if len(ranks) > 1}
    if not joint or len(scale) < 2:
        return None
    alike = {(k, m): 1 - Fraction(k - m, scale[-1] - scale[0]) ** 2 for k in scale for m in scale}
    observed = _mean(
        (_mean((alike[pair], 1) for pair in combinations(ranks, 2)), times)
        for ranks, times in joint.items()
    )
    shares = [
        _mean((Fraction(ranks.count(rank), len(ranks)), times) for ranks, times in rated.items())
        for rank in scale
    ]
    spread = sum(share * (1 - share) for share in shares)
    expected = sum(alike.values()) * spread / (len(scale) * (len(scale) - 1))
    return float((observed - expected) / (1 - expected))


def bootstrap_interval(
    ratings: Ratings,
    statistic: Callable[[Ratings], float | None],
    seed: int | str,
    times: int,
) -> tuple[float, float] | None:
    """Return the 95 % percentile interval of a statistic over items drawn with replacement.

    The same seed gives the same interval, in whatever order the items stand. Draws that leave the
    statistic undefined are passed over; `None` where that befalls half of them or more.
    B. Efron (1979), Annals of Statistics 7.
    """
    items = sorted(_items(ratings), key=lambda item: [-1 if r is None else r for r in item])
    # Of all methods of `Random`, only `random` promises the same numbers in every Python.
    draw = Random(seed).random  # noqa: S311
    found = []
    for _ in range(times if items else 0):
        drawn = [items[int(draw() * len(items))] for _ in items]
        value = statistic(tuple(zip(*drawn, strict=True)))
        if value is not None:
            found.append(value)
    if len(found) < 2 or 2 * len(found) <= times:
        return None
    cuts = quantiles(found, n=40, method="inclusive")
    return cuts[0], cuts[-1]


def leniency(ratings: Ratings) -> tuple[float | None, ...]:
    """Return how many levels above the others each rater stands, on average of joint items."""
    items = _items(ratings)
    return tuple(_offset(rater, items) for rater in range(len(ratings)))


def spearman_brown(reliability: float, raters: int) -> float | None:
    """Return the reliability of the mean of several raters, given that of one.

    `None` where one rater's is so far below 0 that no mean follows. W. Brown, C. Spearman (1910).
    """
    if not -1 <= reliability <= 1:
        raise ValueError(f"a reliability lies between -1 and 1, not at {reliability}")
    if raters < 1:
        raise ValueError(f"at least one rater is needed, not {raters}")
    one = _as_written(reliability)
    common = 1 + (raters - 1) * one
    return float(raters * one / common) if common > 0 else None


def raters_needed(reliability: float, wanted: float) -> int | None:
    """Return how many raters' mean reaches a wanted reliability, given that of one.

    `None` where no number of raters does. Spearman-Brown, solved for the number of raters.
    """
    if not (-1 <= reliability <= 1 and 0 < wanted <= 1):
        raise ValueError(f"no reliability to reach {wanted} from {reliability}")
    one, goal = _as_written(reliability), _as_written(wanted)
    if one >= goal:
        return 1
    return None if one <= 0 or goal == 1 else ceil(goal * (1 - one) / (one * (1 - goal)))


def _ranks(levels: Levels) -> Sequence[int]:
    return range(levels) if isinstance(levels, int) else levels


def _items(ratings: Ratings, levels: Levels | None = None) -> list[tuple[int | None, ...]]:
    """Return ratings by item, once it is sure that they are ratings of the same items."""
    lengths = sorted({len(ranks) for ranks in ratings})
    if len(lengths) > 1:
        raise ValueError(f"raters have lists of unequal length: {lengths}")
    given = {rank for ranks in ratings for rank in ranks if rank is not None}
    outside = {r for r in given if r < 0} if levels is None else given.difference(_ranks(levels))
    if outside:
        raise ValueError(f"ranks outside the scale: {sorted(outside)}")
    return list(zip(*ratings, strict=True))


def _by_ranks(ratings: Ratings, levels: Levels | None = None) -> Counter[tuple[int, ...]]:
    """Count the items by the ranks they were given; those nobody rated are left out."""
    items = Counter(_items(ratings, levels)).items()
    found = _sum_by((tuple(r for r in item if r is not None), times) for item, times in items)
    del found[()]
    return found


def _joint(ratings: Ratings, levels: Levels | None = None) -> Counter[tuple[int, ...]]:
    """Count the items that at least two raters rated, by the ranks they were given."""
    return _sum_by(found for found in _by_ranks(ratings, levels).items() if len(found[0]) > 1)


def _percent_within(apart: int, ratings: Ratings) -> float | None:
    joint = _joint(ratings)
    near = sum(times for ranks, times in joint.items() if max(ranks) - min(ranks) <= apart)
    return 100 * near / joint.total() if joint else None


def _middle(totals: Counter[int], levels: Levels) -> dict[int, int]:
    """Return twice the mid-rank of each level: all ranks below it, and half of its own."""
    middle, below = {}, 0
    for rank in _ranks(levels):
        middle[rank] = 2 * below + totals[rank]
        below += totals[rank]
    return middle


def _offset(rater: int, items: Iterable[tuple[int | None, ...]]) -> float | None:
    offsets = []
    for item in items:
        own = item[rater]
        others = [r for i, r in enumerate(item) if i != rater and r is not None]
        if own is not None and others:
            offsets.append(own - Fraction(sum(others), len(others)))
    return float(Fraction(sum(offsets), len(offsets))) if offsets else None


def _mean(weighted: Iterable[tuple[Fraction, int]]) -> Fraction:
    pairs = list(weighted)
    return sum((value * weight for value, weight in pairs), Fraction()) / sum(w for _, w in pairs)


def _sum_by(weighted: Iterable[tuple[_Key, int]]) -> Counter[_Key]:
    found: Counter[_Key] = Counter()
    for key, weight in weighted:
        found[key] = found.get(key, 0) + weight
    return found


def _as_written(value: float) -> Fraction:
    """Return 0.2 as a fifth: its nearest binary number would ask for one rater too many."""
    return Fraction(str(value))
