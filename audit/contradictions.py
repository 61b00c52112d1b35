"""Contradictions between policy and practice, criterion by criterion, each with its numbers.

Policy is what documents show. Practice is what peer workers and service users tell and what was
observed; what managers and staff tell of it is not put against the papers they answer for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from audit.evidence import lines_of_evidence
from audit.voices import Gathered, told
from rubrics.grades import CONTRADICTION, Line
from rubrics.vocabulary import InformantGroup

Kind = Literal["promised", "unwritten"]
KINDS: tuple[Kind, ...] = ("promised", "unwritten")

_CONCERNED: tuple[InformantGroup, ...] = ("peer_workers", "service_users")
_PRACTICE: tuple[Line, ...] = (*_CONCERNED, "observation")


@dataclass(frozen=True, slots=True)
class Shown:
    """The level a line of evidence shows, by how many: informants who told, assessors who saw."""

    line: Line
    level: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A criterion on which documents and practice lie two levels or more apart.

    `promised`: documents show more than is lived; `unwritten`: more is lived than is written. Of
    practice only the lines that lie so far apart are named.
    """

    criterion: str
    kind: Kind
    documents: Shown
    practice: tuple[Shown, ...]


def contradictions(gathered: Gathered) -> tuple[Contradiction, ...]:
    """Return the contradictions of an audit in the order of its criteria, promises first."""
    criteria = chain.from_iterable(gathered.standards.values())
    return tuple(found for criterion in criteria for found in _of(gathered, criterion))


def _of(gathered: Gathered, criterion: str) -> Iterator[Contradiction]:
    shown = {each.line: each for each in _shown(gathered, criterion)}
    documents = shown.get("documents")
    if documents is None:
        return
    practice = [shown[line] for line in _PRACTICE if line in shown]
    for kind in KINDS:
        sign = 1 if kind == "promised" else -1
        apart = (s for s in practice if sign * (documents.level - s.level) >= CONTRADICTION)
        if found := tuple(apart):
            yield Contradiction(criterion=criterion, kind=kind, documents=documents, practice=found)


def _shown(gathered: Gathered, criterion: str) -> Iterator[Shown]:
    for line, level in lines_of_evidence(gathered, criterion).items():
        if level is not None:
            yield Shown(line, level, _count(gathered, criterion, line))


def _count(gathered: Gathered, criterion: str, line: Line) -> int:
    match line:
        case "documents":
            return len(gathered.documents[criterion])
        case "observation":
            return len(gathered.observation[criterion])
        case _:
            return told(gathered, line, criterion).n
