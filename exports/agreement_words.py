"""Agreement between assessors in words: plain ones for everybody, coefficients for the method."""

from collections.abc import Iterator
from fractions import Fraction

from exports.record_voices import ENOUGH_FOR_COEFFICIENTS, Agreement
from rubrics.rounding import half_up
from rubrics.text import Translator

# The reliability that so many assessors are worked out for.
WANTED = Fraction(8, 10)


def told(agreement: Agreement, t: Translator) -> tuple[str, ...]:
    """Say in plain words how far the assessors agreed before they discussed."""
    if len(agreement.assessors) == 1:
        return (t("agreement.alone"), *_left_out(agreement, t))
    if not agreement.joint:
        return (t("agreement.nothing_joint"), *_left_out(agreement, t), *_divided(agreement, t))
    return (
        *_same_and_near(agreement, t),
        *_left_out(agreement, t),
        t(f"agreement.reading.{agreement.reading}", needed=ENOUGH_FOR_COEFFICIENTS),
        *_far_apart(agreement, t),
        *_divided(agreement, t),
        *_lenient(agreement, t),
    )


def method_lines(agreement: Agreement, t: Translator) -> tuple[str, ...]:
    """Say for the method appendix how agreement was worked out, coefficients and all."""
    n, raters = agreement.joint, len(agreement.assessors)
    if raters < 2:
        return told(agreement, t)
    based = (t("agreement.method.based_on", n=n, raters=raters), *_left_out(agreement, t))
    if agreement.joint < ENOUGH_FOR_COEFFICIENTS:
        return (*based, t("agreement.method.few", needed=ENOUGH_FOR_COEFFICIENTS))
    return (*based, *_coefficients(agreement, t), *_offsets(agreement, t), *_needed(agreement, t))


def _same_and_near(agreement: Agreement, t: Translator) -> Iterator[str]:
    n, same, near = agreement.joint, agreement.same, agreement.near
    yield t("agreement.same", n=n, same=same, share=_share(same, n, t))
    if same < n:
        yield t("agreement.near", n=n, near=near, share=_share(near, n, t))


def _left_out(agreement: Agreement, t: Translator) -> Iterator[str]:
    if agreement.left_out:
        yield t("agreement.left_out", n=agreement.left_out)


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
    offsets = [_exact(each.offset) for each in agreement.assessors if each.offset is not None]
    if not offsets:
        return
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
        low, high = (_figure(end, t) for end in agreement.interval)
        n = agreement.draws or 0
        yield t("agreement.method.alpha_interval", alpha=alpha, low=low, high=high, times=n)
    else:
        yield t("agreement.method.alpha", alpha=alpha)
    if len(agreement.assessors) == 2:
        yield t("agreement.method.kappa", kappa=_figure(agreement.kappa, t))
    yield t("agreement.method.ac2", ac2=_figure(agreement.ac2, t))


def _figure(coefficient: float | None, t: Translator) -> str:
    if coefficient is None:
        return t("agreement.method.undefined")
    return t.number(_exact(coefficient), 2)


def _offsets(agreement: Agreement, t: Translator) -> Iterator[str]:
    """Yield the leniency of each assessor by number: who is who stays within the team."""
    said = []
    for each in agreement.assessors:
        offset = _exact(each.offset or 0)
        side = "none" if each.offset is None else _side(offset)
        levels = t.number(abs(offset), 2)
        said.append(t(f"agreement.offset.{side}", number=each.number, levels=levels))
    yield t("agreement.method.leniency", offsets=t("agreement.semicolon").join(said))


def _side(offset: Fraction) -> str:
    if not _rounded(offset, 2):
        return "level"
    return "above" if offset > 0 else "below"


def _rounded(offset: Fraction, decimals: int) -> bool:
    """Tell whether anything is left of an offset once it is written with so many decimals."""
    return bool(half_up(abs(offset), decimals))


def _needed(agreement: Agreement, t: Translator) -> Iterator[str]:
    if agreement.alpha is None:
        return
    wanted = t.number(WANTED, 2)
    if agreement.needed is None:
        yield t("agreement.method.never", wanted=wanted)
    else:
        yield t("agreement.method.needed", n=agreement.needed, wanted=wanted)


def _exact(value: float) -> Fraction:
    """Return a figure as it is written: its nearest binary number may lie below it."""
    return Fraction(str(value))
