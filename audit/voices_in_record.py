"""The figures of triangulation as a record has them: rounded once, here."""

from collections.abc import Iterable
from fractions import Fraction

from audit import contradictions, gaps, triangulation, voices
from exports import record_voices as parts
from rubrics.rounding import half_up
from rubrics.scoring import lower_median


def profile_in_record(profile: voices.Profile, told: Iterable[voices.Told]) -> parts.Profile:
    """Return what a group told of a standard, with the lower median of its told levels."""
    levels = [t.level for t in told if t.group == profile.group and t.level is not None]
    return parts.Profile(
        group=profile.group,
        n=profile.n,
        answered=profile.answered,
        level=lower_median(levels) if levels else None,
        counts=profile.counts,
        dont_know=profile.dont_know,
        refused=profile.refused,
        dont_know_share=rounded(profile.dont_know_rate, 3),
        refused_share=rounded(profile.refusal_rate, 3),
        mean=None if profile.mean is None else rounded(profile.mean, 2),
        sd=_deviation(profile),
    )


def _deviation(profile: voices.Profile) -> float | None:
    return None if profile.sd is None else rounded(Fraction(profile.sd), 2)


def gap_in_record(gap: gaps.Gap) -> parts.Gap:
    """Return a gap with the test behind it."""
    test = None
    if gap.tested is not None and gap.corrected is not None:
        test = parts.GapTest(
            p=rounded(gap.tested.p, 6),
            adjusted_p=rounded(gap.corrected, 6),
            comparisons=gap.comparisons,
            splits=gap.tested.splits,
            exact=gap.tested.exact,
        )
    return parts.Gap(difference=_difference(gap.difference), test=test, status=gap.status)


def pattern_in_record(pattern: triangulation.Pattern) -> parts.Pattern:
    """Return a pattern with the numbers that make it."""
    if pattern.profile is not None:
        return _within(pattern.kind, pattern.profile)
    return parts.Pattern(
        kind=pattern.kind,
        differences=tuple(_difference(d) for d in pattern.differences),
        sides=tuple(_side(side) for side in pattern.sides),
        flagged=pattern.flagged,
    )


def _within(kind: parts.PatternKind, profile: voices.Profile) -> parts.Pattern:
    """Return a pattern within one group: how silent it is, or how it splits."""
    if kind == "silence":
        return parts.Pattern(
            kind=kind,
            group=profile.group,
            n=profile.answered,
            answers=profile.answers,
            dont_know=profile.dont_know,
            refused=profile.refused,
        )
    mean = None if profile.mean is None else rounded(profile.mean, 2)
    return parts.Pattern(
        kind=kind, group=profile.group, n=profile.n, mean=mean, sd=_deviation(profile)
    )


def _difference(difference: gaps.Difference) -> parts.Difference:
    # Rounded as a distance: whichever side is named first, the digits are the same.
    distance = rounded(abs(difference.amount), 2)
    return parts.Difference(
        criteria=difference.criteria,
        one=_side(difference.one),
        other=_side(difference.other),
        amount=distance if difference.amount >= 0 else -distance,
    )


def _side(side: gaps.Side) -> parts.Side:
    return parts.Side(who=side.who, n=side.n, mean=rounded(side.mean, 2))


def contradiction_in_record(found: contradictions.Contradiction) -> parts.Contradiction:
    """Return a contradiction with the lines of evidence that make it."""
    return parts.Contradiction(
        criterion=found.criterion,
        kind=found.kind,
        documents=_line(found.documents),
        practice=tuple(_line(shown) for shown in found.practice),
    )


def _line(shown: contradictions.Shown) -> parts.LineShown:
    return parts.LineShown(line=shown.line, level=shown.level, n=shown.n)


def rounded(value: Fraction, decimals: int) -> float:
    """Return a figure rounded half up, as a record has it."""
    return float(half_up(value, decimals))
