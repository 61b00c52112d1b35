"""How solid each level is: evidence grades, what a score rests on, and breaches that were told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.voices import GROUPS, Gathered, told
from rubrics.grades import GRADES, Grade, Line, contradicted, grade
from rubrics.scoring import lower_median
from rubrics.vocabulary import InformantGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Solidity:
    """How solid the level of a rated criterion is, and the lines of evidence that make it so.

    `lines` gives the level each line shows, `None` where something was seen and nobody said what
    it amounts to. `contradicted`: two lines differ by two levels or more. `documents_alone`: the
    top rank rests on documents and nothing else.
    """

    criterion: str
    grade: Grade
    lines: Mapping[Line, int | None]
    contradicted: bool
    documents_alone: bool


@dataclass(frozen=True, slots=True)
class ToldBreach:
    """A red line that informants told of at rank 0: how many in each group, never who."""

    criterion: str
    told: tuple[tuple[InformantGroup, int], ...]


def lines_of_evidence(gathered: Gathered, criterion: str) -> dict[Line, int | None]:
    """Return the lines of evidence of a criterion, each with the level it shows."""
    found: dict[Line, int | None] = {}
    for group in GROUPS:
        said = told(gathered, group, criterion)
        if said.level is not None:
            found[group] = said.level
    seen: tuple[tuple[Line, Mapping[str, tuple[int, ...]]], ...] = (
        ("documents", gathered.documents),
        ("observation", gathered.observation),
    )
    for line, levels in seen:
        if criterion in levels:
            found[line] = lower_median(levels[criterion]) if levels[criterion] else None
    return found


def solidity(gathered: Gathered, ranks: Mapping[str, int]) -> tuple[Solidity, ...]:
    """Return how solid each rated criterion is, given the ranks that hold."""
    return tuple(_solidity(gathered, criterion, rank) for criterion, rank in ranks.items())


def shares(found: Collection[Solidity]) -> dict[Grade, Fraction]:
    """Return the share of the score that rests on each grade, as a share of rated criteria.

    Criteria weigh the same whatever their rank, as in every count; none rated, no share.
    """
    grades = [each.grade for each in found]
    return {each: Fraction(grades.count(each), len(grades)) for each in GRADES if grades}


def told_breaches(gathered: Gathered, red_lines: Iterable[str]) -> Iterator[ToldBreach]:
    """Yield the red lines at rank 0 in anybody's words; one informant is enough."""
    for criterion in red_lines:
        counted = (
            (group, sum(voice.tells_breach(criterion) for voice in gathered.by_group[group]))
            for group in GROUPS
        )
        telling = tuple((group, n) for group, n in counted if n)
        if telling:
            yield ToldBreach(criterion, telling)


def _solidity(gathered: Gathered, criterion: str, rank: int) -> Solidity:
    lines = lines_of_evidence(gathered, criterion)
    return Solidity(
        criterion=criterion,
        grade=grade(lines),
        lines=lines,
        contradicted=contradicted(lines),
        documents_alone=set(lines) == {"documents"} and rank == gathered.top,
    )
