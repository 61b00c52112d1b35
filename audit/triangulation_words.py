"""Triangulation in plain words: gaps, patterns and how solid a level is, with their numbers.

Main pages say it in words; the test behind a gap belongs to the method appendix (`of_test`).
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from audit.evidence import Grade, Solidity, ToldBreach
from audit.gaps import ENOUGH_TO_TEST, Difference, Gap, Side
from audit.triangulation import Kind, Pattern
from audit.voices import Profile
from rubrics.text import Translator

_SMALLEST_P = Fraction(1, 1000)
_BETWEEN_GROUPS: tuple[Kind, ...] = ("management_optimism", "peer_optimism")


def of_profile(profile: Profile, top: int, t: Translator) -> str:
    """Tell what a group told of a standard: its mean, how many people, and how many kept silent."""
    if profile.mean is None:
        told = t("triangulation.profile.silent", people=_people(profile.answered, t))
    else:
        told = t(
            "triangulation.profile.told",
            mean=_number(profile.mean, t),
            top=top,
            people=_people(profile.n, t),
        )
    rates = t(
        "triangulation.profile.rates",
        dont_know=t.percent(profile.dont_know_rate),
        refused=t.percent(profile.refusal_rate),
    )
    return f"{told} {rates}"


def of_gap(gap: Gap, top: int, t: Translator) -> str:
    """Tell how far two groups lie apart on a standard, and whether chance could explain it."""
    beside = _difference(gap.difference, t)
    told = t("triangulation.gap.beside", difference=beside, top=top)
    if gap.status == "to_discuss":
        verdict = "few" if gap.tested is None else "possible"
    else:
        verdict = gap.status or "small"
    return f"{told} {t(f'triangulation.gap.{verdict}')}"


def of_test(gap: Gap, t: Translator) -> str:
    """Tell how a gap was tested, for the method appendix."""
    if gap.tested is None or gap.corrected is None:
        return t("triangulation.test.none", n=ENOUGH_TO_TEST)
    kind = "exact" if gap.tested.exact else "drawn"
    told = t(
        f"triangulation.test.{kind}",
        splits=gap.tested.splits,
        p=_p(gap.tested.p, t),
        corrected=_p(gap.corrected, t),
    )
    return f"{told} {t('triangulation.test.comparisons', n=gap.comparisons)}"


def name_of(kind: Kind, t: Translator) -> str:
    """Return the name of a pattern."""
    return t(f"triangulation.pattern.{kind}.name")


def of_pattern(pattern: Pattern, top: int, t: Translator) -> str:
    """Tell what a pattern says of a standard, with the figures that make it."""
    key = f"triangulation.pattern.{pattern.kind}.says"
    if pattern.profile is not None:
        figures = (_silence if pattern.kind == "silence" else _split)(pattern.profile, t)
        return t(key, group=_who(pattern.profile.group, t), top=top, **figures)
    if pattern.sides:
        return t(key, sides=_joined((_side(side, t) for side in pattern.sides), t), top=top)
    told = t(key, differences=_joined((_difference(d, t) for d in pattern.differences), t), top=top)
    if pattern.kind not in _BETWEEN_GROUPS:
        return told
    verdict = "sure" if pattern.flagged else "unsure"
    return f"{told} {t(f'triangulation.pattern.{verdict}')}"


def of_solidity(solidity: Solidity, top: int, t: Translator) -> str:
    """Tell how solid a level is: its grade, lines that contradict each other, documents alone."""
    told = [t(f"triangulation.grade.{solidity.grade}")]
    if solidity.contradicted:
        lines = (
            t("triangulation.grade.line", who=t(f"triangulation.who.{line}"), rank=rank)
            for line, rank in solidity.lines.items()
            if rank is not None
        )
        told.append(t("triangulation.grade.contradicted", lines=_joined(lines, t), top=top))
    if solidity.documents_alone:
        told.append(t("triangulation.grade.documents_alone"))
    return " ".join(told)


def of_shares(shares: Mapping[Grade, Fraction], t: Translator) -> str:
    """Tell which share of the rated criteria rests on each grade of evidence."""
    if not shares:
        return t("triangulation.grade.no_shares")
    parts = (
        t("triangulation.grade.share", grade=grade, share=t.percent(share))
        for grade, share in shares.items()
    )
    return t("triangulation.grade.shares", shares=_joined(parts, t))


def of_told_breach(breach: ToldBreach, t: Translator) -> str:
    """Tell which groups told of a breach, how many in each, and what closes the alert."""
    told = (
        t("triangulation.told_breach.by", who=_who(group, t), count=_people(n, t))
        for group, n in breach.told
    )
    return t("triangulation.told_breach.says", told=_joined(told, t))


def _split(profile: Profile, t: Translator) -> dict[str, str]:
    return {
        "people": _people(profile.n, t),
        "sd": _number(Fraction(profile.sd or 0), t),
        "mean": _number(profile.mean or Fraction(0), t),
    }


def _silence(profile: Profile, t: Translator) -> dict[str, str | int]:
    return {
        "people": _people(profile.answered, t),
        "share": t.percent(profile.dont_know_rate + profile.refusal_rate),
        "answers": profile.answers,
        "dont_know": profile.dont_know,
        "refused": profile.refused,
    }


def _difference(difference: Difference, t: Translator) -> str:
    return t(
        "triangulation.difference",
        one=_side(difference.one, t),
        other=_side(difference.other, t),
        amount=_number(abs(difference.amount), t),
        n=len(difference.criteria),
    )


def _side(side: Side, t: Translator) -> str:
    count = t("triangulation.criteria", n=side.n) if side.who == "documents" else _people(side.n, t)
    return t("triangulation.side", who=_who(side.who, t), mean=_number(side.mean, t), count=count)


def _people(n: int, t: Translator) -> str:
    return t("triangulation.people", n=n)


def _who(who: str, t: Translator) -> str:
    return t(f"triangulation.who.{who}")


def _number(value: Fraction, t: Translator) -> str:
    """Write a mean with two decimals: with one, a difference would not match its two means."""
    return t.number(value, 2)


def _p(p: Fraction, t: Translator) -> str:
    if p < _SMALLEST_P:
        return t("triangulation.test.p_small", p=t.number(_SMALLEST_P, 3))
    return t("triangulation.test.p", p=t.number(p, 3))


def _joined(parts: Iterable[str], t: Translator) -> str:
    return t("triangulation.then").join(parts)
