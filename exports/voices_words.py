"""Voices in plain words: what groups told, gaps, patterns, how solid a level is, with numbers.

Every page and file says it with these words. Main pages say it in words; the test behind a gap
belongs to the method appendix (`of_test`).
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from importlib.resources import files

from exports.record import CriterionResult
from exports.record_voices import (
    ENOUGH_TO_TEST,
    Alert,
    Difference,
    Gap,
    GradeShare,
    Pattern,
    PatternKind,
    Profile,
    Side,
    Solidity,
)
from rubrics.text import Language, Messages, Translator, load_messages

# The message files of these words, which every document reads too.
VOICES = ("voices", "agreement", "hearing", "contradictions", "sensitivity")
_SMALLEST_P = 0.001
_BETWEEN_GROUPS: tuple[PatternKind, ...] = ("management_optimism", "peer_optimism")


@cache
def messages() -> Messages:
    """Return the words for voices, for agreement and around them; they are read once."""
    folder = files("exports") / "messages"
    return load_messages(*(folder / f"{name}.yaml" for name in VOICES))


@cache
def voices_translator(language: Language) -> Translator:
    """Return the translator of these words, for a page that has words of its own."""
    return Translator(language, messages())


def of_profile(profile: Profile, top: int, t: Translator) -> str:
    """Tell what a group told of a standard: its mean, how many people, and how many kept silent."""
    if profile.mean is None:
        told = t("voices.profile.silent", people=_people(profile.answered, t))
    else:
        told = t(
            "voices.profile.told",
            mean=in_two_decimals(profile.mean, t),
            top=top,
            people=_people(profile.n, t),
        )
    rates = t(
        "voices.profile.rates",
        dont_know=t.percent(_share(profile.dont_know, profile)),
        refused=t.percent(_share(profile.refused, profile)),
    )
    return f"{told} {rates}"


def of_gap(gap: Gap, top: int, t: Translator) -> str:
    """Tell how far two groups lie apart on a standard, and whether chance could explain it."""
    beside = _difference(gap.difference, t)
    told = t("voices.gap.beside", difference=beside, top=top)
    if gap.status == "to_discuss":
        # An edition may have lost the test; whether there was one follows from the people.
        few = min(gap.difference.one.n, gap.difference.other.n) < ENOUGH_TO_TEST
        verdict = "few" if few else "possible"
    else:
        verdict = gap.status or "small"
    return f"{told} {t(f'voices.gap.{verdict}')}"


def of_test(gap: Gap, t: Translator) -> str:
    """Tell how a gap was tested, for the method appendix."""
    if gap.test is None:
        return t("voices.test.none", n=ENOUGH_TO_TEST)
    kind = "exact" if gap.test.exact else "drawn"
    return t(
        f"voices.test.{kind}",
        splits=gap.test.splits,
        p=_p(gap.test.p, t),
        corrected=_p(gap.test.adjusted_p, t),
    )


def name_of(kind: PatternKind, t: Translator) -> str:
    """Return the name of a pattern."""
    return t(f"voices.pattern.{kind}.name")


def of_pattern(pattern: Pattern, top: int, t: Translator) -> str:
    """Tell what a pattern says of a standard, with the figures that make it."""
    key = f"voices.pattern.{pattern.kind}.says"
    if pattern.group is not None:
        figures = (_silence if pattern.kind == "silence" else _split)(pattern, t)
        return t(key, group=_who(pattern.group, t), top=top, **figures)
    if pattern.sides:
        return t(key, sides=_joined((_side(side, t) for side in pattern.sides), t), top=top)
    told = t(key, differences=_joined((_difference(d, t) for d in pattern.differences), t), top=top)
    if pattern.kind not in _BETWEEN_GROUPS:
        return told
    verdict = "sure" if pattern.flagged else "unsure"
    return f"{told} {t(f'voices.pattern.{verdict}')}"


def of_solidity(criterion: CriterionResult, t: Translator) -> str:
    """Tell how solid a level is: its grade and why, and whether documents alone bear it."""
    found = criterion.solidity
    if found is None:
        return ""
    told = t(f"voices.grade.{_why(criterion, found)}")
    return f"{told} {t('voices.grade.documents_alone')}" if found.documents_alone else told


def _why(criterion: CriterionResult, found: Solidity) -> str:
    """Return the grade with its reason, which an edition without told levels may not know."""
    if found.grade != "B":
        return found.grade
    if found.contradicted:
        return "B_torn"
    groups = {told.group for told in criterion.told if told.level is not None}
    if groups & {"peer_workers", "service_users"}:
        return "B_alone"
    return "B_without" if len(groups) + len(criterion.shown) > 1 else "B"


def of_shares(shares: Iterable[GradeShare], t: Translator) -> str:
    """Tell which share of the rated criteria rests on each grade of evidence."""
    parts = [
        t("voices.grade.share", grade=s.grade, share=t.percent(_exact(s.share))) for s in shares
    ]
    if not parts:
        return t("voices.grade.no_shares")
    return t("voices.grade.shares", shares=_joined(parts, t))


def of_alert(alert: Alert, t: Translator) -> str:
    """Tell which groups told of a breach, how many in each where that shows, and what closes it."""
    says = "says" if alert.open else "closed"
    return t(f"voices.told_breach.{says}", told=who_told(alert, t))


def who_told(alert: Alert, t: Translator) -> str:
    """Name the groups that told of a breach, with how many in each where that shows."""
    return _joined(each_who_told(alert, t), t)


def each_who_told(alert: Alert, t: Translator) -> Iterator[str]:
    """Yield the groups that told of a breach, each with how many where that shows."""
    for each in alert.told:
        who = _who(each.group, t)
        if each.n is None:
            yield who
        else:
            yield t("voices.told_breach.by", who=who, count=_people(each.n, t))


def _split(pattern: Pattern, t: Translator) -> dict[str, str]:
    return {
        "people": _people(pattern.n or 0, t),
        "sd": in_two_decimals(pattern.sd or 0, t),
        "mean": in_two_decimals(pattern.mean or 0, t),
    }


def _silence(pattern: Pattern, t: Translator) -> dict[str, str | int]:
    answers, dont_know, refused = (
        count or 0 for count in (pattern.answers, pattern.dont_know, pattern.refused)
    )
    return {
        "people": _people(pattern.n or 0, t),
        "share": t.percent(Fraction(dont_know + refused, answers)),
        "answers": answers,
        "dont_know": dont_know,
        "refused": refused,
    }


def _difference(difference: Difference, t: Translator) -> str:
    return t(
        "voices.difference",
        one=_side(difference.one, t),
        other=_side(difference.other, t),
        amount=in_two_decimals(abs(difference.amount), t),
        n=len(difference.criteria),
    )


def _side(side: Side, t: Translator) -> str:
    count = t("voices.criteria", n=side.n) if side.who == "documents" else _people(side.n, t)
    return t("voices.side", who=_who(side.who, t), mean=in_two_decimals(side.mean, t), count=count)


def _people(n: int, t: Translator) -> str:
    return t("voices.people", n=n)


def _who(who: str, t: Translator) -> str:
    return t(f"voices.who.{who}")


def _share(part: int, profile: Profile) -> Fraction:
    answers = sum(profile.counts) + profile.dont_know + profile.refused
    return Fraction(part, answers)


def _exact(value: float) -> Fraction:
    """Return a figure as it is written: its nearest binary number may lie below it."""
    return Fraction(str(value))


def in_two_decimals(value: float, t: Translator) -> str:
    """Return a mean with two decimals: with one, a difference would not match its two means."""
    return t.number(_exact(value), 2)


def _p(p: float, t: Translator) -> str:
    if p < _SMALLEST_P:
        return t("voices.test.p_small", p=t.number(_exact(_SMALLEST_P), 3))
    return t("voices.test.p", p=t.number(_exact(p), 3))


def _joined(parts: Iterable[str], t: Translator) -> str:
    return t("voices.then").join(parts)
