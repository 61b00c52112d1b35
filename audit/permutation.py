"""Whether two small groups differ by more than chance: a permutation test, and Holm's correction.

Everything is counted in whole numbers: ties are exact, and the order of people never matters.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from math import comb, lcm

EXACT_SPLITS = 20_000
DRAWN_SPLITS = 10_000


@dataclass(frozen=True, slots=True)
class Significance:
    """The outcome of a test: its p-value, on how many splits it rests, and whether these are all.

    The p-value is the share of splits of the same people into groups of the same sizes whose means
    lie at least as far apart as those observed, the observed split among them.
    """

    p: Fraction
    splits: int
    exact: bool


def permutation_test(one: Sequence[Fraction], other: Sequence[Fraction], seed: str) -> Significance:
    """Return the two-sided test that two groups have the same mean; both need a value.

    Exact up to 20 000 splits; beyond, 10 000 are drawn with a seed made of the text given.
    Source of the p-value from draws: Phipson and Smyth (2010), the observed split counts as drawn.
    """
    scale = lcm(*(value.denominator for value in (*one, *other)))
    smaller, larger = sorted(
        ([int(value * scale) for value in side] for side in (one, other)), key=len
    )
    values, size = tuple(sorted(smaller + larger)), len(smaller)
    total = sum(values)

    def apart(part: int) -> int:
        # The difference of means, times what all splits share: it is the same for either side.
        return abs(part * len(values) - size * total)

    observed, splits = apart(sum(smaller)), comb(len(values), size)
    if splits <= EXACT_SPLITS:
        reached = sum(n for part, n in _all(values, size).items() if apart(part) >= observed)
        return Significance(Fraction(reached, splits), splits, exact=True)
    reached = sum(n for part, n in _drawn(values, size, seed) if apart(part) >= observed)
    return Significance(Fraction(reached + 1, DRAWN_SPLITS + 1), DRAWN_SPLITS, exact=False)


def holm(ps: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return p-values corrected for their number, in the order given. Source: Holm (1979)."""
    corrected = [Fraction(1)] * len(ps)
    least = Fraction(0)
    for step, place in enumerate(sorted(range(len(ps)), key=lambda place: ps[place])):
        least = max(least, min(Fraction(1), (len(ps) - step) * ps[place]))
        corrected[place] = least
    return tuple(corrected)


def _all(values: Sequence[int], size: int) -> Counter[int]:
    """Count in how many ways `size` of the values make each sum."""
    ways: list[Counter[int]] = [Counter({0: 1}), *(Counter() for _ in range(size))]
    for value in values:
        for chosen in range(size, 0, -1):
            for part, n in ways[chosen - 1].items():
                ways[chosen][part + value] += n
    return ways[size]


# Every page and file of an audit asks for the same draws again, and drawing takes its time.
@lru_cache(maxsize=2048)
def _drawn(values: tuple[int, ...], size: int, seed: str) -> tuple[tuple[int, int], ...]:
    """Count how often each sum of `size` values comes up, drawn without return.

    Only `random()` is used: Python promises the same numbers from it in every version.
    """
    return tuple(Counter(_sums(values, size, seed)).items())


def _sums(values: Sequence[int], size: int, seed: str) -> Iterator[int]:
    number = int.from_bytes(sha256(seed.encode()).digest(), "big")
    draw = random.Random(number).random  # noqa: S311 - a figure to reproduce, not a secret
    pool, people = list(values), len(values)
    for _ in range(DRAWN_SPLITS):
        for place in range(size):
            other = place + int(draw() * (people - place))
            pool[place], pool[other] = pool[other], pool[place]
        yield sum(pool[:size])
