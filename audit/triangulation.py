"""Triangulation: what each group and the documents say of each standard, and where they part.

Nothing is pooled across groups. A pattern is a configuration of figures that has a name; it is
always stated with its numbers, and it accuses nobody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from audit.gaps import EVERY_PAIR, Difference, Gap, Pair, Side, Witness, a_third, difference, gaps
from audit.voices import GROUPS, Gathered, Profile, Told, mean, profile, told_levels
from exports.record_voices import PatternKind
from rubrics.scoring import lower_median
from rubrics.vocabulary import InformantGroup

CONCERNED: tuple[InformantGroup, ...] = ("peer_workers", "service_users")
ENOUGH_TO_SPLIT, SPLIT = 4, Fraction(35, 100)
ENOUGH_FOR_SILENCE, SILENT = 3, Fraction(40, 100)
STRONG, WEAK = Fraction(3, 4), Fraction(1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A named pattern on a standard, with the figures that make it.

    A split or silent group has its `profile`; optimism, paper and practice their `differences`;
    what is shared its `sides`. `flagged`: every difference it rests on is a flagged gap.
    """

    kind: PatternKind
    standard: str
    profile: Profile | None = None
    differences: tuple[Difference, ...] = ()
    sides: tuple[Side, ...] = ()
    flagged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangulation:
    """What the voices of an audit amount to, in the order of its standards."""

    told: tuple[Told, ...]
    profiles: tuple[Profile, ...]
    gaps: tuple[Gap, ...]
    patterns: tuple[Pattern, ...]


def triangulate(gathered: Gathered, seed: str, pairs: Iterable[Pair] = EVERY_PAIR) -> Triangulation:
    """Return told levels, profiles, gaps and patterns; the text given makes every seed."""
    found = gaps(gathered, seed, pairs)
    return Triangulation(
        told=tuple(told_levels(gathered)),
        profiles=tuple(p for s in gathered.standards for p in profiles(gathered, s)),
        gaps=found,
        patterns=tuple(p for s in gathered.standards for p in patterns(gathered, s, found)),
    )


def profiles(gathered: Gathered, standard: str) -> tuple[Profile, ...]:
    """Return the profile of each group that gave any answer on a standard."""
    found = (profile(gathered, standard, group) for group in GROUPS)
    return tuple(each for each in found if each is not None)


def patterns(gathered: Gathered, standard: str, found: Iterable[Gap] = ()) -> Iterator[Pattern]:
    """Yield the patterns of a standard; the gaps of the audit say which of them are flagged."""
    known = profiles(gathered, standard)
    flagged = {
        frozenset((gap.difference.one.who, gap.difference.other.who))
        for gap in found
        if gap.status == "flagged" and gap.difference.standard == standard
    }
    yield from _within(known, gathered.top)
    for kind, differences in _between(gathered, standard):
        sure = all(frozenset((d.one.who, d.other.who)) in flagged for d in differences)
        yield Pattern(kind=kind, standard=standard, differences=differences, flagged=sure)
    yield from _shared(gathered, standard, known)


def _within(known: Iterable[Profile], top: int) -> Iterator[Pattern]:
    """Yield the patterns of one group: people who differ (SD from 0.35 R up), or who fall silent.

    Variances are compared, not their roots: the boundary stays exact.
    """
    for each in known:
        if each.n >= ENOUGH_TO_SPLIT and (each.variance or 0) >= (SPLIT * top) ** 2:
            yield Pattern(kind="split_group", standard=each.standard, profile=each)
        silent = each.dont_know_rate + each.refusal_rate
        if each.answered >= ENOUGH_FOR_SILENCE and silent > SILENT:
            yield Pattern(kind="silence", standard=each.standard, profile=each)


def _between(
    gathered: Gathered, standard: str
) -> Iterator[tuple[PatternKind, tuple[Difference, ...]]]:
    """Yield the patterns between sides, each with the differences that make it.

    To lie above the higher of two groups is to lie above both; above the lower, above either.
    """
    third = a_third(gathered)
    above = _differences(gathered, standard, "managers", CONCERNED)
    if above and all(d.amount >= third for d in above):
        yield "management_optimism", above
    peers = _differences(gathered, standard, "peer_workers", ("service_users",))
    if peers and peers[0].amount >= third:
        yield "peer_optimism", peers
    papers = _differences(gathered, standard, "documents", CONCERNED)
    unkept = tuple(d for d in papers if d.one.mean >= 2 * third and d.amount >= third)
    if unkept:
        yield "paper_practice_gap", unkept
    if papers and all(d.one.mean <= third and -d.amount >= third for d in papers):
        yield "invisible_practice", papers


def _differences(
    gathered: Gathered, standard: str, one: Witness, others: Iterable[Witness]
) -> tuple[Difference, ...]:
    found = (difference(gathered, standard, one, other) for other in others)
    return tuple(each for each in found if each is not None)


def _shared(gathered: Gathered, standard: str, known: Iterable[Profile]) -> Iterator[Pattern]:
    """Yield what all have in common: two groups at least, and the documents where they show any."""
    sides = tuple(Side(p.group, p.n, p.mean) for p in known if p.mean is not None)
    if len(sides) < 2:
        return
    sides += documents(gathered, standard)
    if all(side.mean >= STRONG * gathered.top for side in sides):
        yield Pattern(kind="shared_strength", standard=standard, sides=sides)
    if all(side.mean <= WEAK * gathered.top for side in sides):
        yield Pattern(kind="shared_weakness", standard=standard, sides=sides)


def documents(gathered: Gathered, standard: str) -> tuple[Side, ...]:
    """Return what documents show of a standard on the whole, where anybody said so."""
    shown = (gathered.documents.get(criterion) for criterion in gathered.standards[standard])
    levels = [lower_median(each) for each in shown if each]
    return (Side("documents", len(levels), mean(levels)),) if levels else ()
