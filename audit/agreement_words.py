"""Agreement between assessors in words: plain ones for everybody, coefficients for the method."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from audit.agreement import raters_needed
from audit.team_agreement import ENOUGH_FOR_COEFFICIENTS, RESAMPLES, Agreement
from rubrics.rounding import half_up
from rubrics.text import Translator

Reading = Literal["few", "same", "high", "fair", "low", "uneven"]

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


def told(agreement: Agreement, t: Translator) -> tuple[str, ...]:
    """Say in plain words how far the assessors agreed before they discussed."""
    if not agreement.assessors:
        return ()
    if len(agreement.assessors) == 1:
        return (t("agreement.alone"),)
    if not agreement.joint:
        return (t("agreement.nothing_joint"), *_divided(agreement, t))
    return (
        *_same_and_near(agreement, t),
        t(f"agreement.reading.{reading(agreement)}", needed=ENOUGH_FOR_COEFFICIENTS),
        *_far_apart(agreement, t),
        *_divided(agreement, t),
        *(_lenient(agreement, t) if agreement.enough else ()),
    )


def method_lines(agreement: Agreement, t: Translator) -> tuple[str, ...]:
    """Say for the method appendix how agreement was worked out, coefficients and all."""
    n, raters = agreement.joint, len(agreement.assessors)
    if raters < 2:
        return told(agreement, t)
    based = t("agreement.method.based_on", n=n, raters=raters)
    if not agreement.enough:
        return (based, t("agreement.method.few", needed=ENOUGH_FOR_COEFFICIENTS))
    return (based, *_coefficients(agreement, t), *_offsets(agreement, t), *_needed(agreement, t))


def _paradox(agreement: Agreement) -> bool:
    figures = (agreement.alpha, agreement.ac2, agreement.percent_exact)
    alpha, ac2, exact = (0 if figure is None else figure for figure in figures)
    return alpha < TENTATIVE and ac2 >= RELIABLE and exact >= NEARLY_ALL


def _same_and_near(agreement: Agreement, t: Translator) -> Iterator[str]:
    n, different = agreement.joint, len(agreement.differences)
    far = sum(difference.apart > 1 for difference in agreement.differences)
    yield t("agreement.same", n=n, same=n - different, share=_share(n - different, n, t))
    if different:
        yield t("agreement.near", n=n, near=n - far, share=_share(n - far, n, t))


def _share(part: int, whole: int, t: Translator) -> str:
    return t.percent(Fraction(part, whole))


def _far_apart(agreement: Agreement, t: Translator) -> Iterator[str]:
    codes = [found.criterion for found in agreement.differences if found.apart > 1]
    if codes:
        yield t("agreement.far_apart", codes=t("agreement.comma").join(codes))


def _divided(agreement: Agreement, t: Translator) -> Iterator[str]:
    n = len(agreement.divided)
    if n:
        yield t("agreement.divided", n=n, codes=t("agreement.comma").join(agreement.divided))


def _lenient(agreement: Agreement, t: Translator) -> Iterator[str]:
    offsets = [offset for offset in agreement.leniency if offset is not None]
    high, low = t.number(max(offsets), 1), t.number(-min(offsets), 1)
    if not any(_rounded(offset, 1) for offset in offsets):
        yield t("agreement.lenient.nobody")
    elif len(offsets) == 2:
        yield t("agreement.lenient.one_of_two", high=high)
    else:
        yield t("agreement.lenient.several", high=high, low=low)


def _coefficients(agreement: Agreement, t: Translator) -> Iterator[str]:
    alpha = _figure(agreement.alpha, t)
    if agreement.interval:
        low, high = (t.number(end, 2) for end in agreement.interval)
        n = RESAMPLES
        yield t("agreement.method.alpha_interval", alpha=alpha, low=low, high=high, times=n)
    else:
        yield t("agreement.method.alpha", alpha=alpha)
    if len(agreement.assessors) == 2:
        yield t("agreement.method.kappa", kappa=_figure(agreement.kappa, t))
    yield t("agreement.method.ac2", ac2=_figure(agreement.ac2, t))


def _figure(coefficient: float | None, t: Translator) -> str:
    return t("agreement.method.undefined") if coefficient is None else t.number(coefficient, 2)


def _offsets(agreement: Agreement, t: Translator) -> Iterator[str]:
    """Yield the leniency of each assessor by number: who is who stays within the team."""
    said = []
    for number, offset in enumerate(agreement.leniency, start=1):
        side = "none" if offset is None else _side(offset)
        levels = t.number(abs(offset or 0), 2)
        said.append(t(f"agreement.offset.{side}", number=number, levels=levels))
    yield t("agreement.method.leniency", offsets=t("agreement.semicolon").join(said))


def _side(offset: float) -> str:
    if not _rounded(offset, 2):
        return "level"
    return "above" if offset > 0 else "below"


def _rounded(offset: float, decimals: int) -> bool:
    """Tell whether anything is left of an offset once it is written with so many decimals."""
    return bool(half_up(Fraction(abs(offset)), decimals))


def _needed(agreement: Agreement, t: Translator) -> Iterator[str]:
    if agreement.alpha is None:
        return
    wanted = t.number(RELIABLE, 2)
    needed = raters_needed(agreement.alpha, RELIABLE)
    if needed is None:
        yield t("agreement.method.never", wanted=wanted)
    else:
        yield t("agreement.method.needed", n=needed, wanted=wanted)
