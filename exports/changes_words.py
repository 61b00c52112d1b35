"""A comparison of two audits in words: plain ones for everybody, the error for the method."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import get_args

from exports.charts.changes import when
from exports.compared import ComparedAudit, ComparedCriterion, Comparison, WhyLeftOut
from exports.record_voices import ENOUGH_FOR_COEFFICIENTS
from rubrics.text import Language, Translator, load_messages


@cache
def translator(language: Language) -> Translator:
    """Return the translator of comparisons for a language."""
    folder = files("exports") / "messages"
    return Translator(language, load_messages(folder / "common.yaml", folder / "changes.yaml"))


def beside(found: Comparison, t: Translator) -> str:
    """Say which two audits are compared, and whether either is a draft."""
    return t("changes.beside", earlier=_about(found.earlier, t), later=_about(found.later, t))


def _about(audit: ComparedAudit, t: Translator) -> str:
    said = {"form": t(f"common.form.{audit.form}"), "version": audit.version}
    return t("changes.draft" if audit.draft else "changes.audit", date=when(audit, t), **said)


def told(found: Comparison, top: int, t: Translator) -> tuple[str, ...]:
    """Say how many criteria moved which way, the mean level, and whether that is more than error.

    `top` is the highest rank of the scale.
    """
    counts = t(
        "changes.moved.counts",
        n=len(found.criteria),
        up=found.up,
        down=found.down,
        unchanged=found.unchanged,
    )
    before, after = (t.number(mean, 2) for mean in (found.mean_before, found.mean_after))
    mean = t("changes.moved.mean", before=before, after=after, top=top)
    return counts, mean, verdict(found, t)


def verdict(found: Comparison, t: Translator) -> str:
    """Say whether the change can be told from a difference between assessors."""
    if found.verdict is None or found.smallest is None:
        before, after = found.joint
        needed = ENOUGH_FOR_COEFFICIENTS
        return t("changes.verdict.unknown", needed=needed, before=before, after=after)
    return t(f"changes.verdict.{found.verdict}", smallest=t.number(found.smallest, 2))


def moved(found: Comparison) -> list[ComparedCriterion]:
    """Return the criteria that moved: what fell first, then the largest move."""
    return sorted(
        (c for c in found.criteria if c.before != c.after),
        key=lambda c: (c.after > c.before, -abs(c.after - c.before)),
    )


def left_out(found: Comparison, t: Translator) -> Iterator[str]:
    """Yield a sentence for each reason why criteria are left out, and which these are."""
    reasons: tuple[WhyLeftOut, ...] = get_args(WhyLeftOut)
    for why in reasons:
        codes = [left.id for left in found.left_out if left.why == why]
        if codes:
            listed = t("changes.comma").join(codes)
            yield t(f"changes.out.{why}", n=len(codes), codes=listed)


def method_lines(found: Comparison, t: Translator) -> tuple[str, str]:
    """Say for the method how levels were made comparable, and what the error rests on."""
    levels = t("changes.method.levels")
    if found.sem is None or found.smallest is None:
        return levels, t("changes.method.no_error", needed=ENOUGH_FOR_COEFFICIENTS)
    sem, smallest = (t.number(figure, 3) for figure in (found.sem, found.smallest))
    before, after = found.joint
    error = t("changes.method.error", sem=sem, smallest=smallest, before=before, after=after)
    return levels, error
