"""What the locked ratings of an audit say of the agreement between its assessors."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from audit.agreement import (
    Ratings,
    bootstrap_interval,
    gwet_ac2,
    krippendorff_alpha,
    leniency,
    percent_exact,
    percent_within_one,
    quadratic_weighted_kappa,
)
from audit.ratings import Rating, counting, ratings_by_criterion
from audit.reopening import before_comparing
from audit.trail import Entries
from exports.record_voices import ENOUGH_FOR_COEFFICIENTS
from rubrics.model import Rubric
from rubrics.vocabulary import Form

RESAMPLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A criterion on which assessors gave different ranks: who gave which, and how far apart."""

    criterion: str
    ranks: tuple[tuple[str, int], ...]
    apart: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the assessors of an audit agreed before they discussed; *not applicable* is no rank.

    `criteria` are those with at least two ranks, `joint` counts them. Percentages run from 0 to
    100; `interval` is the 95 % one of `alpha`; `kappa` is for two assessors. `leniency` follows
    `assessors`, in levels above the others. `divided` are criteria that only some held to be not
    applicable. `left_out` counts the ratings changed once their assessor could read those of
    others.
    """

    assessors: tuple[str, ...]
    joint: int
    criteria: tuple[str, ...]
    percent_exact: float | None
    percent_within_one: float | None
    alpha: float | None = None
    interval: tuple[float, float] | None = None
    kappa: float | None = None
    ac2: float | None = None
    leniency: tuple[float | None, ...]
    differences: tuple[Difference, ...]
    divided: tuple[str, ...]
    left_out: int = 0

    @property
    def enough(self) -> bool:
        """Tell whether enough criteria are jointly rated for a coefficient to mean anything."""
        return self.joint >= ENOUGH_FOR_COEFFICIENTS


def of_assessment(entries: Entries, rubric: Rubric, form: Form, seed: int | str) -> Agreement:
    """Return the agreement between those who have locked their ratings of an assessment.

    What somebody changed after reading the ratings of others says nothing of it and is left out.
    """
    counted = counting(entries, ratings_by_criterion(entries, rubric, form))
    kept = before_comparing(entries, counted)
    left_out = sum(len(given) - len(kept[c]) for c, given in counted.items())
    return replace(agreement(kept, rubric.scale.top + 1, seed), left_out=left_out)


def agreement(counted: Mapping[str, tuple[Rating, ...]], levels: int, seed: int | str) -> Agreement:
    """Return the agreement in ratings that count (`counting`), on a scale of so many levels.

    The seed draws the interval; the same ratings and seed give the same one, in any order.
    """
    assessors = tuple(sorted({r.assessor for given in counted.values() for r in given}))
    ranks = {criterion: _ranks(given) for criterion, given in counted.items()}
    joint = {criterion: found for criterion, found in ranks.items() if len(found) > 1}
    ratings = [[found.get(assessor) for found in joint.values()] for assessor in assessors]
    found = Agreement(
        assessors=assessors,
        joint=len(joint),
        criteria=tuple(joint),
        percent_exact=percent_exact(*ratings),
        percent_within_one=percent_within_one(*ratings),
        leniency=leniency(ratings),
        differences=_differences(ranks),
        divided=tuple(c for c, given in counted.items() if _divided(given)),
    )
    return _with_coefficients(found, ratings, levels, seed) if found.enough else found


def _with_coefficients(
    found: Agreement, ratings: Ratings, levels: int, seed: int | str
) -> Agreement:
    estimate = krippendorff_alpha(ratings, levels)
    drawn_from = tuple(tuple(ranks) for ranks in ratings)
    return replace(
        found,
        alpha=estimate,
        interval=None if estimate is None else _interval(drawn_from, levels, seed),
        kappa=quadratic_weighted_kappa(*ratings) if len(ratings) == 2 else None,
        ac2=gwet_ac2(*ratings, levels=levels),
    )


# Every page and file of an audit asks for the same interval again; drawing takes its time.
@lru_cache(maxsize=256)
def _interval(
    ratings: tuple[tuple[int | None, ...], ...], levels: int, seed: int | str
) -> tuple[float, float] | None:
    def alpha(drawn: Ratings) -> float | None:
        return krippendorff_alpha(drawn, levels)

    return bootstrap_interval(ratings, alpha, seed, RESAMPLES)


def _ranks(given: tuple[Rating, ...]) -> dict[str, int]:
    return {r.assessor: r.rank for r in given if r.rank is not None}


def _differences(ranks: Mapping[str, Mapping[str, int]]) -> tuple[Difference, ...]:
    """Return the criteria with different ranks, largest difference first, then as they came."""
    found = (
        Difference(
            criterion=criterion,
            ranks=tuple(sorted(given.items())),
            apart=max(given.values()) - min(given.values()),
        )
        for criterion, given in ranks.items()
        if len(set(given.values())) > 1
    )
    return tuple(sorted(found, key=lambda difference: -difference.apart))


def _divided(given: tuple[Rating, ...]) -> bool:
    return len({r.not_applicable for r in given}) > 1
