"""How the agreement between assessors is to be read, and what of it a record keeps."""

from collections.abc import Mapping
from fractions import Fraction

from audit.agreement import raters_needed
from audit.team_agreement import RESAMPLES, Agreement
from exports import record_voices as parts
from exports.record_voices import Reading
from rubrics.rounding import half_up

# Krippendorff: rely on data from .800 up, draw tentative conclusions from .667 up.
RELIABLE, TENTATIVE = 0.8, 0.667
NEARLY_ALL = 90


def reading(agreement: Agreement) -> Reading:
    """Return how agreement is to be read; the interval's lower end decides.

    *Uneven* is the paradox of coefficients: nearly always the same rank given, at nearly always
    the same level, so that alpha is low where AC2 and the percentage are high.
    """
    if not agreement.enough:
        return "few"
    if agreement.alpha is None:
        return "same"
    lowest = agreement.interval[0] if agreement.interval else agreement.alpha
    if lowest >= TENTATIVE:
        return "high" if lowest >= RELIABLE else "fair"
    return "uneven" if _paradox(agreement) else "low"


def in_record(found: Agreement, names: Mapping[str, str]) -> parts.Agreement | None:
    """Return agreement as a record has it, assessors by number; nothing where nobody counts yet."""
    if not found.assessors:
        return None
    far = sum(difference.apart > 1 for difference in found.differences)
    return parts.Agreement(
        assessors=_assessors(found, names),
        joint=found.joint,
        criteria=found.criteria,
        same=found.joint - len(found.differences),
        near=found.joint - far,
        percent_exact=_rounded(found.percent_exact, 1),
        percent_within_one=_rounded(found.percent_within_one, 1),
        reading=reading(found),
        alpha=_rounded(found.alpha),
        interval=_interval(found),
        draws=RESAMPLES if found.interval else None,
        kappa=_rounded(found.kappa),
        ac2=_rounded(found.ac2),
        needed=None if found.alpha is None else raters_needed(found.alpha, RELIABLE),
        differences=_differences(found),
        divided=found.divided,
        left_out=found.left_out,
    )


def _paradox(agreement: Agreement) -> bool:
    figures = (agreement.alpha, agreement.ac2, agreement.percent_exact)
    alpha, ac2, exact = (0 if figure is None else figure for figure in figures)
    return alpha < TENTATIVE and ac2 >= RELIABLE and exact >= NEARLY_ALL


def _assessors(found: Agreement, names: Mapping[str, str]) -> tuple[parts.AssessorOffset, ...]:
    """Return the assessors by number; offsets on few joint criteria would say next to nothing."""
    offsets = found.leniency if found.enough else (None,) * len(found.assessors)
    pairs = zip(found.assessors, offsets, strict=True)
    return tuple(
        parts.AssessorOffset(number=number, name=names.get(who, ""), offset=_rounded(offset))
        for number, (who, offset) in enumerate(pairs, start=1)
    )


def _differences(found: Agreement) -> tuple[parts.Disagreement, ...]:
    numbers = {who: number for number, who in enumerate(found.assessors, start=1)}
    return tuple(
        parts.Disagreement(
            criterion=one.criterion,
            apart=one.apart,
            ranks=tuple(parts.GivenRank(assessor=numbers[who], rank=r) for who, r in one.ranks),
        )
        for one in found.differences
    )


def _interval(found: Agreement) -> tuple[float, float] | None:
    if found.interval is None:
        return None
    low, high = (float(half_up(Fraction(end), 2)) for end in found.interval)
    return low, high


def _rounded(value: float | None, decimals: int = 2) -> float | None:
    return None if value is None else float(half_up(Fraction(value), decimals))
