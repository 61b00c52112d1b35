"""Measurement error: how far a mean rank could have come out otherwise with other assessors.

The standard error of measurement (SEM) is that of the mean rank one assessor gives, and comes from
what assessors gave to the same criteria. Of two assessors with differences d over n criteria,

    SEM² = ½ · max(mean(d)², var(d) / n)        (var with n - 1)

Half the square of their mean difference, since each of the two has half of it: one who is more
lenient throughout moves the mean of any number of criteria. Chance may make that difference small,
so SEM² is at least what scattered differences alone would make. With more than two assessors,
either side is first the mean over all pairs, each weighing as many criteria as it shares. Where all
rated everything this is the analysis of variance, criteria by raters: max(MS_raters, MS_residual)
/ n, that is σ²_raters + σ²_residual / n with no component below zero. Judgements of a team that has
discussed will vary less than one assessor, and few assessors tell little of how much they vary: why
it is not divided by their number is weighed in docs/adr/0012.

Change between two audits: √2 · SEM, where SEM² is the mean of theirs; the smallest detectable
change is 1.96 times that. H. C. W. de Vet, C. B. Terwee, D. L. Knol and L. M. Bouter (2006),
Journal of Clinical Epidemiology 59: SEM with the raters' own differences in it; 1.96 · √2 · SEM.

Example: of 24 criteria, the second assessor stands one level higher on 6. Mean difference 1/4,
squared 1/16; variance (6 · (3/4)² + 18 · (1/4)²) / 23 = 9/46, over 24 criteria 3/368. So SEM² =
1/32 and SEM = 0.177; two such audits: smallest detectable change 1.96 · √2 · 0.177 = 0.49. Were
they higher on 3 and lower on 3, then mean 0, variance 6/23, over 24: 1/92. SEM² = 1/184, SEM 0.074,
smallest detectable change 0.204.
"""

from fractions import Fraction
from itertools import combinations
from math import sqrt

from audit.agreement import Ranks, Ratings

SURE = Fraction(196, 100)


def jointly_rated(ratings: Ratings) -> int:
    """Return on how many items at least two raters gave a rank."""
    return sum(sum(rank is not None for rank in item) > 1 for item in zip(*ratings, strict=True))


def squared_error(ratings: Ratings) -> Fraction | None:
    """Return the squared standard error of one rater's mean rank, in ranks.

    Ratings are ranks by rater, then by item; nothing where no two raters share two items.
    """
    pairs = [d for one, other in combinations(ratings, 2) if len(d := _differences(one, other)) > 1]
    if not pairs:
        return None
    # Each as many times as the pair shares criteria: n · mean(d)², and n · var(d) / n.
    between = sum((len(d) * _mean(d) ** 2 for d in pairs), Fraction())
    scattered = sum(map(_variance, pairs), Fraction())
    return max(between, scattered) / (2 * sum(map(len, pairs)))


def standard_error(one: Fraction, other: Fraction) -> float:
    """Return the standard error of measurement of two audits, from the squares of either's."""
    return sqrt((one + other) / 2)


def smallest_detectable(one: Fraction, other: Fraction) -> float:
    """Return the smallest change between two means that is more than error, in ranks."""
    return float(SURE) * sqrt(one + other)


def is_detectable(change: Fraction, one: Fraction, other: Fraction) -> bool:
    """Tell whether a change reaches the smallest detectable one, exactly; none never does."""
    return change != 0 and change**2 >= SURE**2 * (one + other)


def _mean(differences: list[int]) -> Fraction:
    return Fraction(sum(differences), len(differences))


def _variance(differences: list[int]) -> Fraction:
    mean = _mean(differences)
    return sum(((d - mean) ** 2 for d in differences), Fraction()) / (len(differences) - 1)


def _differences(one: Ranks, other: Ranks) -> list[int]:
    pairs = zip(one, other, strict=True)
    return [a - b for a, b in pairs if a is not None and b is not None]
