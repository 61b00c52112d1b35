"""Voices worked out anew: what of a record's voices and agreement follows from the rest of it.

Grades, contradictions and levels told by standard follow from what was told and shown of each
criterion; only the team's edition has all of that. Shares and percentages follow in every edition.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

from exports.record import AuditRecord, CriterionResult, StandardResult
from exports.record_voices import (
    Agreement,
    Contradiction,
    GradeShare,
    LineShown,
    Shown,
    Solidity,
    StandardVoices,
    ToldLevel,
)
from exports.small_groups import hidden_groups, peers_are_hidden
from rubrics.grades import CONTRADICTION, GRADES, Line, contradicted, grade
from rubrics.rounding import half_up
from rubrics.scoring import lower_median

# Who lives a practice, and who watches it; managers and staff tell what ought to be as well.
PRACTICE: tuple[Line, ...] = ("peer_workers", "service_users", "observation")
_SIGNS: Mapping[Literal["promised", "unwritten"], int] = {"promised": 1, "unwritten": -1}
Place = tuple[str, object, object]


def lines_of(told: Iterable[ToldLevel], shown: Iterable[Shown]) -> dict[Line, int | None]:
    """Return the lines of evidence of a criterion, each with the level it shows."""
    heard: dict[Line, int | None] = {t.group: t.level for t in told if t.level is not None}
    return heard | {each.line: each.level for each in shown}


def solidity(lines: dict[Line, int | None], rank: int, top: int) -> Solidity:
    """Return how solid the level of a rated criterion is."""
    return Solidity(
        grade=grade(lines),
        contradicted=contradicted(lines),
        documents_alone=set(lines) == {"documents"} and rank == top,
    )


def contradictions(criterion: CriterionResult) -> Iterator[Contradiction]:
    """Yield how documents and practice lie two levels or more apart, promises first."""
    shown = {each.line: each for each in _shown(criterion)}
    papers, practice = shown.get("documents"), [shown[p] for p in PRACTICE if p in shown]
    if papers is None:
        return
    for kind, sign in _SIGNS.items():
        far = tuple(p for p in practice if sign * (papers.level - p.level) >= CONTRADICTION)
        if far:
            yield Contradiction(criterion=criterion.id, kind=kind, documents=papers, practice=far)


def _shown(criterion: CriterionResult) -> Iterator[LineShown]:
    for told in criterion.told:
        if told.level is not None:
            yield LineShown(line=told.group, level=told.level, n=told.n)
    for seen in criterion.shown:
        if seen.level is not None:
            yield LineShown(line=seen.line, level=seen.level, n=seen.n or 0)


def grade_shares(criteria: Iterable[CriterionResult]) -> tuple[GradeShare, ...]:
    """Return what share of the rated criteria each grade is of; none where a grade is left out."""
    solid = [c.solidity for c in criteria if c.rank is not None]
    grades = [each.grade for each in solid if each]
    if not grades or len(grades) < len(solid):
        return ()
    return tuple(
        GradeShare(
            grade=each, criteria=grades.count(each), share=_share(grades.count(each), len(grades))
        )
        for each in GRADES
    )


def told_level(told: Iterable[ToldLevel], group: str) -> int | None:
    """Return the level a group told of a standard: the lower median of those it told."""
    levels = [each.level for each in told if each.group == group and each.level is not None]
    return lower_median(levels) if levels else None


def worked_out(record: AuditRecord) -> AuditRecord:
    """Return a record with the grades, contradictions and told levels that follow from it."""
    changes: dict[str, Any] = {"grades": grade_shares(record.criteria)}
    if record.audience == "team":
        changes["standards"] = tuple(
            s.model_copy(update={"voices": _voices(record, s)}) for s in record.standards
        )
    return record.model_copy(update=changes)


def unsound(record: AuditRecord) -> Iterator[tuple[str, object]]:
    """Yield where voices do not follow from the rest of a record, and what follows there."""
    for where, found, expected in _places(record):
        if found != expected:
            yield where, expected


def misplaced(record: AuditRecord) -> Iterator[str]:
    """Yield where voices name a level that the scale does not have."""
    levels = len(record.instrument.levels)
    for where, level in _levels(record):
        if level is not None and not 0 <= level < levels:
            yield where
    for standard in record.standards:
        for profile in standard.voices.profiles:
            if len(profile.counts) != levels or min(profile.counts, default=0) < 0:
                yield f"standards.{standard.id}.voices.{profile.group}.counts"


def _levels(record: AuditRecord) -> Iterator[tuple[str, int | None]]:
    for c in record.criteria:
        yield from ((f"criteria.{c.id}.told.{told.group}", told.level) for told in c.told)
        yield from ((f"criteria.{c.id}.shown.{each.line}", each.level) for each in c.shown)
    for s in record.standards:
        here = f"standards.{s.id}.voices"
        yield from (
            (f"{here}.{profile.group}.level", profile.level) for profile in s.voices.profiles
        )
        for found in s.voices.contradictions:
            where = f"{here}.contradictions.{found.criterion}"
            yield from ((where, shown.level) for shown in (found.documents, *found.practice))


def _places(record: AuditRecord) -> Iterator[Place]:
    """Yield what can be worked out anew: where it stands, what stands there, and what follows."""
    if record.audience == "team":
        for criterion in record.criteria:
            yield from _criterion(criterion, len(record.instrument.levels) - 1)
        for standard in record.standards:
            yield from _standard(record, standard)
    yield "grades", record.grades, grade_shares(record.criteria)
    yield from _joint_statement(record)
    for standard in record.standards:
        yield from _shares(standard)
    if record.agreement is not None:
        yield from _agreement(record.agreement)


def _joint_statement(record: AuditRecord) -> Iterator[Place]:
    """Yield the joint statement, and that there is none where the figures of peer workers show."""
    team = record.audience == "team"
    hidden = hidden_groups(record.informants) if team else record.hidden
    if not peers_are_hidden(hidden):
        yield "joint_statement", record.joint_statement, ""


def _criterion(criterion: CriterionResult, top: int) -> Iterator[Place]:
    if criterion.solidity is not None and criterion.rank is not None:
        lines = lines_of(criterion.told, criterion.shown)
        expected = solidity(lines, criterion.rank, top)
        yield f"criteria.{criterion.id}.solidity", criterion.solidity, expected


def _standard(record: AuditRecord, standard: StandardResult) -> Iterator[Place]:
    here, expected = f"standards.{standard.id}.voices", _voices(record, standard)
    yield f"{here}.contradictions", standard.voices.contradictions, expected.contradictions
    for found, profile in zip(standard.voices.profiles, expected.profiles, strict=True):
        yield f"{here}.{profile.group}.level", found.level, profile.level


def _voices(record: AuditRecord, standard: StandardResult) -> StandardVoices:
    """Return a standard's voices with what follows from what was told and shown of its criteria."""
    own = [c for c in record.criteria if c.standard == standard.id]
    told = [each for criterion in own for each in criterion.told]
    profiles = tuple(
        profile.model_copy(update={"level": told_level(told, profile.group)})
        for profile in standard.voices.profiles
    )
    found = tuple(each for criterion in own for each in contradictions(criterion))
    return standard.voices.model_copy(update={"profiles": profiles, "contradictions": found})


def _shares(standard: StandardResult) -> Iterator[Place]:
    for profile in standard.voices.profiles:
        here = f"standards.{standard.id}.voices.{profile.group}"
        answers = sum(profile.counts) + profile.dont_know + profile.refused
        for name in ("dont_know", "refused"):
            share = _share(getattr(profile, name), answers)
            yield f"{here}.{name}_share", getattr(profile, f"{name}_share"), share


def _agreement(found: Agreement) -> Iterator[Place]:
    far = sum(difference.apart > 1 for difference in found.differences)
    same, near = found.joint - len(found.differences), found.joint - far
    expected: dict[str, Any] = {
        "joint": len(found.criteria),
        "same": same,
        "near": near,
        "percent_exact": _percent(same, found.joint),
        "percent_within_one": _percent(near, found.joint),
    }
    for name, value in expected.items():
        yield f"agreement.{name}", getattr(found, name), value


def _share(part: int, whole: int) -> float:
    return float(half_up(Fraction(part, whole), 3)) if whole else 0.0


def _percent(part: int, whole: int) -> float | None:
    return float(half_up(Fraction(100 * part, whole), 1)) if whole else None
