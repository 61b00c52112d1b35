"""What a record says of voices, standard by standard and criterion by criterion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.contradictions import contradictions
from audit.evidence import Solidity, shares, solidity
from audit.triangulation import Triangulation, triangulate
from audit.voices import Gathered
from audit.voices_in_record import (
    contradiction_in_record,
    gap_in_record,
    pattern_in_record,
    profile_in_record,
    rounded,
)
from exports import record_voices as parts
from rubrics.scoring import lower_median


@dataclass(frozen=True, slots=True)
class OfCriterion:
    """What was told and shown of one criterion, and how solid its level is."""

    told: tuple[parts.ToldLevel, ...]
    shown: tuple[parts.Shown, ...]
    solidity: parts.Solidity | None

    def fields(self) -> dict[str, object]:
        """Return the fields of a criterion's result that hold this."""
        return {"told": self.told, "shown": self.shown, "solidity": self.solidity}


@dataclass(frozen=True, slots=True)
class VoicesReport:
    """All that a record says of voices, by standard and by criterion."""

    standards: Mapping[str, parts.StandardVoices]
    criteria: Mapping[str, OfCriterion]
    grades: tuple[parts.GradeShare, ...]


def voices_report(heard: Gathered, ranks: Mapping[str, int], seed: str) -> VoicesReport:
    """Return what a record says of voices, given the ranks that hold; the text makes every seed."""
    found = triangulate(heard, seed)
    solid = {each.criterion: each for each in solidity(heard, ranks)}
    return VoicesReport(
        standards={s: _standard(heard, found, s) for s in heard.standards},
        criteria={
            c: OfCriterion(_told(found, c), _shown(heard, c), _solidity(solid.get(c)))
            for ids in heard.standards.values()
            for c in ids
        },
        grades=_grades(solid.values()),
    )


def _standard(heard: Gathered, found: Triangulation, standard: str) -> parts.StandardVoices:
    criteria = heard.standards[standard]
    told = [each for each in found.told if each.criterion in criteria]
    return parts.StandardVoices(
        profiles=tuple(
            profile_in_record(p, told) for p in found.profiles if p.standard == standard
        ),
        gaps=tuple(gap_in_record(g) for g in found.gaps if g.difference.standard == standard),
        patterns=tuple(pattern_in_record(p) for p in found.patterns if p.standard == standard),
        contradictions=tuple(
            contradiction_in_record(each)
            for each in contradictions(heard)
            if each.criterion in criteria
        ),
    )


def _told(found: Triangulation, criterion: str) -> tuple[parts.ToldLevel, ...]:
    return tuple(
        parts.ToldLevel(
            group=each.group,
            level=each.level,
            n=each.n,
            dont_know=each.dont_know,
            refused=each.refused,
        )
        for each in found.told
        if each.criterion == criterion
    )


def _shown(heard: Gathered, criterion: str) -> tuple[parts.Shown, ...]:
    seen: tuple[tuple[parts.Seen, Mapping[str, tuple[int, ...]]], ...] = (
        ("documents", heard.documents),
        ("observation", heard.observation),
    )
    return tuple(
        parts.Shown(line=line, level=lower_median(levels) if levels else None, n=len(levels))
        for line, by in seen
        if (levels := by.get(criterion)) is not None
    )


def _solidity(found: Solidity | None) -> parts.Solidity | None:
    if found is None:
        return None
    return parts.Solidity(
        grade=found.grade,
        contradicted=found.contradicted,
        documents_alone=found.documents_alone,
    )


def _grades(solid: Iterable[Solidity]) -> tuple[parts.GradeShare, ...]:
    kept = tuple(solid)
    counted = [each.grade for each in kept]
    return tuple(
        parts.GradeShare(grade=grade, criteria=counted.count(grade), share=rounded(share, 3))
        for grade, share in shares(kept).items()
    )
