"""Gaps: how far two informant groups, or a group and the documents, lie apart on a standard.

Only criteria known from both sides are compared, at least two: a gap is never one of questions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Literal

from audit.permutation import Significance, holm, permutation_test
from audit.voices import GROUPS, Gathered, informants_means, mean
from exports.record_voices import ENOUGH_TO_TEST
from rubrics.interview_checks import SHARED_CRITERIA
from rubrics.scoring import lower_median
from rubrics.vocabulary import InformantGroup

Witness = InformantGroup | Literal["documents"]
Pair = tuple[InformantGroup, InformantGroup]
Status = Literal["flagged", "to_discuss"]

EVERY_PAIR: tuple[Pair, ...] = tuple(combinations(GROUPS, 2))
LIKELY_CHANCE = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: whose words, how many informants (or documented criteria), mean."""

    who: Witness
    n: int
    mean: Fraction


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sides compared over the criteria of a standard that are known from both."""

    standard: str
    criteria: tuple[str, ...]
    one: Side
    other: Side

    @property
    def amount(self) -> Fraction:
        """Return how far the first side lies above the second, in ranks."""
        return self.one.mean - self.other.mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The difference between two informant groups, how likely by chance, and what follows.

    Tested only where both groups have three informants; `corrected` is Holm's p over the
    `comparisons` tested in the audit. Without status there is nothing to say of it.
    """

    difference: Difference
    tested: Significance | None = None
    corrected: Fraction | None = None
    comparisons: int = 0
    status: Status | None = None


def a_third(gathered: Gathered) -> Fraction:
    """Return the difference from which people should talk about it: a third of the scale."""
    return Fraction(gathered.top, 3)


def difference(
    gathered: Gathered, standard: str, one: Witness, other: Witness
) -> Difference | None:
    """Return two sides compared; nothing below two shared criteria or where a side has no rank."""
    known = _known(gathered, one) & _known(gathered, other)
    criteria = tuple(c for c in gathered.standards[standard] if c in known)
    above, below = _side(gathered, one, criteria), _side(gathered, other, criteria)
    if len(criteria) < SHARED_CRITERIA or above is None or below is None:
        return None
    return Difference(standard, criteria, above, below)


def gaps(gathered: Gathered, seed: str, pairs: Iterable[Pair] = EVERY_PAIR) -> tuple[Gap, ...]:
    """Return the gaps of an audit, standard by standard, corrected for the number of tests.

    Each test has a seed of its own, made of the text given, the standard and the two groups: no
    other group and no order changes it.
    """
    planned = tuple(pairs)
    found = [d for s in gathered.standards for d in _differences(gathered, s, planned)]
    tests = {place: _test(gathered, d, seed) for place, d in enumerate(found) if _testable(d)}
    corrected = dict(zip(tests, holm([tested.p for tested in tests.values()]), strict=True))
    made = (
        Gap(
            difference=d,
            tested=tests.get(place),
            corrected=corrected.get(place),
            comparisons=len(tests),
        )
        for place, d in enumerate(found)
    )
    return tuple(replace(gap, status=_status(gap, a_third(gathered))) for gap in made)


def _differences(
    gathered: Gathered, standard: str, pairs: tuple[Pair, ...]
) -> Iterator[Difference]:
    for one, other in pairs:
        found = difference(gathered, standard, one, other)
        if found is not None:
            yield found


def _known(gathered: Gathered, who: Witness) -> frozenset[str]:
    """Return the criteria a group was asked about, or on which documents show a level."""
    if who != "documents":
        return gathered.asked[who]
    return frozenset(criterion for criterion, levels in gathered.documents.items() if levels)


def _side(gathered: Gathered, who: Witness, criteria: tuple[str, ...]) -> Side | None:
    values = _values(gathered, who, criteria)
    return Side(who, len(values), mean(values)) if values else None


def _values(gathered: Gathered, who: Witness, criteria: tuple[str, ...]) -> list[Fraction]:
    """Return what a mean is made of: each informant's mean, or what documents show each time."""
    if who != "documents":
        return informants_means(gathered, who, criteria)
    return [Fraction(lower_median(gathered.documents[criterion])) for criterion in criteria]


def _testable(found: Difference) -> bool:
    return min(found.one.n, found.other.n) >= ENOUGH_TO_TEST


def _test(gathered: Gathered, found: Difference, seed: str) -> Significance:
    one, other = (_values(gathered, side.who, found.criteria) for side in (found.one, found.other))
    # Sorted: whichever group is named first, the same splits are drawn.
    names = sorted((found.one.who, found.other.who))
    return permutation_test(one, other, "/".join((seed, found.standard, *names)))


def _status(gap: Gap, to_discuss: Fraction) -> Status | None:
    if gap.corrected is not None and gap.corrected < LIKELY_CHANCE:
        return "flagged"
    return "to_discuss" if abs(gap.difference.amount) >= to_discuss else None
