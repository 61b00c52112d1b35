"""What each informant told and what the team saw, criterion by criterion; never pooled.

Every figure concerns one informant group alone: another group changes nothing in it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import sqrt
from typing import Literal, get_args

from rubrics.scoring import lower_median
from rubrics.vocabulary import InformantGroup

GROUPS: tuple[InformantGroup, ...] = get_args(InformantGroup)
Silence = Literal["dont_know", "refused"]
_NO_LEVELS: Mapping[str, tuple[int, ...]] = {}


@dataclass(frozen=True, slots=True)
class Reply:
    """What an informant said to one question: a rank, why there is none, or nothing (skipped)."""

    criterion: str
    said: int | Silence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One informant's ranks by criterion; `None`: the question was put and skipped.

    A rank counts even where another question on the same criterion was not answered. `at_zero`
    names criteria with any reply at rank 0, which a median of three could hide.
    """

    informant: str
    group: InformantGroup
    ranks: Mapping[str, int | None]
    dont_know: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    at_zero: frozenset[str] = frozenset()

    @property
    def asked(self) -> frozenset[str]:
        """Return the criteria this informant was asked about, whatever the answer."""
        return self.dont_know | self.refused | frozenset(self.ranks)

    def answer(self, criterion: str) -> int | Silence | None:
        """Return a rank, else why there is none, else nothing; a refusal outweighs a don't know."""
        rank = self.ranks.get(criterion)
        if rank is not None:
            return rank
        if criterion in self.refused:
            return "refused"
        return "dont_know" if criterion in self.dont_know else None

    def mean(self, criteria: Iterable[str]) -> Fraction | None:
        """Return this informant's mean rank over the criteria they gave a rank."""
        ranks = [rank for c in criteria if (rank := self.ranks.get(c)) is not None]
        return mean(ranks) if ranks else None

    def tells_breach(self, criterion: str) -> bool:
        """Tell whether this informant told of rank 0, in any of their replies."""
        return criterion in self.at_zero or self.ranks.get(criterion) == 0


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """All that was gathered in one audit: its standards, voices, and what the team saw.

    `documents` and `observation` hold the levels that assessors say each shows, by criterion; no
    level at all: something was seen or noted, and nobody has said yet what it amounts to.
    A rank off the scale (0 to `top`) or an informant met twice is a `ValueError`.
    """

    top: int
    standards: Mapping[str, tuple[str, ...]]
    voices: tuple[Voice, ...] = ()
    documents: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: _NO_LEVELS)
    observation: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: _NO_LEVELS)

    def __post_init__(self) -> None:
        ranks = chain.from_iterable(voice.ranks.values() for voice in self.voices)
        shown = chain(*self.documents.values(), *self.observation.values())
        for rank in chain(ranks, shown):
            if rank is not None and not 0 <= rank <= self.top:
                raise ValueError(f"rank {rank} is not on the scale")
        if len({voice.informant for voice in self.voices}) < len(self.voices):
            raise ValueError("an informant is there twice")

    @cached_property
    def by_group(self) -> Mapping[InformantGroup, tuple[Voice, ...]]:
        """Return the voices of each group."""
        return {group: tuple(v for v in self.voices if v.group == group) for group in GROUPS}

    @cached_property
    def asked(self) -> Mapping[InformantGroup, frozenset[str]]:
        """Return the criteria each group was asked about."""
        return {
            group: frozenset[str]().union(*(voice.asked for voice in voices))
            for group, voices in self.by_group.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The told level of one group for one criterion: with `n` ranks, and who gave none, and why."""

    criterion: str
    group: InformantGroup
    level: int | None
    n: int
    dont_know: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one group told of one standard.

    `n` informants gave a rank, `answered` any answer; `counts` are their answers by rank, and
    `dont_know` and `refused` those without one. `mean` and `variance` are those of the informants'
    own means, the variance with n - 1: people who differ make a spread, criteria that differ none.
    """

    standard: str
    group: InformantGroup
    n: int
    answered: int
    counts: tuple[int, ...]
    dont_know: int
    refused: int
    mean: Fraction | None
    variance: Fraction | None

    @property
    def answers(self) -> int:
        """Return the number of answers, don't know and refused among them, skipped ones not."""
        return sum(self.counts) + self.dont_know + self.refused

    @property
    def dont_know_rate(self) -> Fraction:
        """Return the share of answers that are *don't know*."""
        return Fraction(self.dont_know, self.answers)

    @property
    def refusal_rate(self) -> Fraction:
        """Return the share of answers that are refusals."""
        return Fraction(self.refused, self.answers)

    @property
    def sd(self) -> float | None:
        """Return the standard deviation of the informants' means, from two informants up."""
        return None if self.variance is None else sqrt(self.variance)


def voice_of(informant: str, group: InformantGroup, replies: Iterable[Reply]) -> Voice:
    """Return an informant's voice: the lower median of their ranks where questions overlap."""
    said: dict[str, list[int | Silence | None]] = {}
    for reply in replies:
        said.setdefault(reply.criterion, []).append(reply.said)
    ranks = {c: [each for each in found if isinstance(each, int)] for c, found in said.items()}
    silent = {c: found for c, found in said.items() if not ranks[c]}
    return Voice(
        informant=informant,
        group=group,
        ranks={c: lower_median(found) if found else None for c, found in ranks.items()},
        dont_know=frozenset(c for c in silent if "dont_know" in silent[c]),
        refused=frozenset(c for c in silent if "refused" in silent[c]),
        at_zero=frozenset(c for c, found in ranks.items() if 0 in found),
    )


def told(gathered: Gathered, group: InformantGroup, criterion: str) -> Told:
    """Return the told level of a group: the lower median of its informants' ranks."""
    answers = [voice.answer(criterion) for voice in gathered.by_group[group]]
    ranks = [answer for answer in answers if isinstance(answer, int)]
    return Told(
        criterion=criterion,
        group=group,
        level=lower_median(ranks) if ranks else None,
        n=len(ranks),
        dont_know=answers.count("dont_know"),
        refused=answers.count("refused"),
    )


def told_levels(gathered: Gathered) -> Iterator[Told]:
    """Yield the told levels of every criterion, for each group that was asked about it."""
    for criterion in chain.from_iterable(gathered.standards.values()):
        for group in GROUPS:
            if criterion in gathered.asked[group]:
                yield told(gathered, group, criterion)


def profile(gathered: Gathered, standard: str, group: InformantGroup) -> Profile | None:
    """Return what a group told of a standard; nothing where it gave no answer."""
    criteria = gathered.standards[standard]
    given = [[voice.answer(c) for c in criteria] for voice in gathered.by_group[group]]
    answers = [answer for each in given for answer in each if answer is not None]
    means = informants_means(gathered, group, criteria)
    if not answers:
        return None
    return Profile(
        standard=standard,
        group=group,
        n=len(means),
        answered=sum(any(answer is not None for answer in each) for each in given),
        counts=tuple(answers.count(rank) for rank in range(gathered.top + 1)),
        dont_know=answers.count("dont_know"),
        refused=answers.count("refused"),
        mean=mean(means) if means else None,
        variance=_variance(means),
    )


def informants_means(
    gathered: Gathered, group: InformantGroup, criteria: Collection[str]
) -> list[Fraction]:
    """Return the mean rank of each informant of a group who gave these criteria any rank."""
    means = (voice.mean(criteria) for voice in gathered.by_group[group])
    return [each for each in means if each is not None]


def mean(values: Collection[int] | Collection[Fraction]) -> Fraction:
    """Return the exact mean of at least one value."""
    return Fraction(sum(values)) / len(values)


def _variance(means: Collection[Fraction]) -> Fraction | None:
    if len(means) < 2:
        return None
    middle = mean(means)
    squares = [(each - middle) * (each - middle) for each in means]
    return Fraction(sum(squares)) / (len(means) - 1)
