"""A record worked out anew from its own judgements: whatever does not follow is named."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Literal

from pydantic_core import to_jsonable_python

from exports import recompute_comparison, recompute_voices
from exports.record import AuditRecord, Figures, Group, StandardResult
from rubrics import groups
from rubrics.scoring import (
    GroupScore,
    JudgedStandard,
    Judgement,
    NotApplicable,
    Scores,
    printed,
    score_groups,
)

Kind = Literal[
    "no_scale",
    "no_rank",
    "no_count",
    "no_date",
    "unknown_id",
    "repeated_id",
    "two_judgements",
    "not_following",
]
# The greatest whole number that every program reads from JSON as it is written.
_GREATEST = 2**53 - 1
_FAMILIES = ("themes", "standards", "rights", "qualityrights")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A place where a record contradicts itself, and what follows there, where that is known."""

    kind: Kind
    where: str
    expected: str = ""


def contradictions(record: AuditRecord) -> tuple[Contradiction, ...]:
    """Return every place where a record contradicts itself; none in a sound one.

    Figures are only compared once everything they rest on is sound.
    """
    shape = tuple(_scale(record)) or tuple(chain(_ids(record), _ranks(record), _values(record)))
    return shape or tuple(_not_following(record, recomputed(record)))


def recomputed(record: AuditRecord) -> AuditRecord:
    """Return the record with the figures, groups and voices that follow from the rest of it."""
    known, scores = _scores(record)
    families: dict[str, Any] = {
        family: tuple(
            _worked_out(part, known, getattr(known, family)[part.id], found)
            for part in getattr(record, family)
            for found in (getattr(scores, family)[part.id],)
        )
        for family in _FAMILIES
    }
    overall = _worked_out(record.overall, known, known.overall, scores.overall)
    sound = record.model_copy(update={"overall": overall, **families})
    return recompute_voices.worked_out(sound)


def figures(score: GroupScore) -> Figures:
    """Return a score as it stands in a record."""
    return Figures.model_validate(printed(score))


def _scores(record: AuditRecord) -> tuple[groups.Groups, Scores]:
    known = groups.grouped(
        [
            groups.Member(c.id, c.standard, c.red_line, c.rights, c.qualityrights)
            for c in record.criteria
        ],
        parts={
            theme.id: tuple(s.id for s in record.standards if s.theme == theme.id)
            for theme in record.themes
        },
        rights=[right.id for right in record.rights],
        qualityrights=[part.id for part in record.qualityrights],
    )
    standards = {
        s.id: JudgedStandard(s.judged, s.judged_reason)
        for s in record.standards
        if s.judged is not None
    }
    top, cap = len(record.instrument.levels) - 1, record.instrument.breach_cap
    levels = record.instrument.kind == "audit"
    given = dict(_judgements(record))
    return known, score_groups(known, given, standards, top=top, cap=cap, levels=levels)


def _judgements(record: AuditRecord) -> Iterator[tuple[str, Judgement]]:
    for criterion in record.criteria:
        if criterion.not_applicable:
            yield criterion.id, NotApplicable(criterion.reason)
        elif criterion.rank is not None:
            yield criterion.id, criterion.rank


def _worked_out(
    part: Group | StandardResult, known: groups.Groups, of: groups.Group, score: GroupScore
) -> Group | StandardResult:
    members = tuple(known.criteria[member] for member in of.members)
    return part.model_copy(update={"criteria": members, "figures": figures(score)})


def _scale(record: AuditRecord) -> Iterator[Contradiction]:
    ranks = [level.rank for level in record.instrument.levels]
    if len(ranks) < 2 or ranks != list(range(len(ranks))):
        yield Contradiction("no_scale", "instrument.levels")
    elif record.instrument.breach_cap not in ranks:
        yield Contradiction("no_rank", "instrument.breach_cap")


def _ids(record: AuditRecord) -> Iterator[Contradiction]:
    known: dict[str, set[str]] = {}
    for family in (*_FAMILIES, "criteria", "actions"):
        known[family] = set()
        for part in getattr(record, family):
            if part.id in known[family]:
                yield Contradiction("repeated_id", f"{family}.{part.id}")
            known[family].add(part.id)
    yield from _unknown(record, known)
    for where in recompute_comparison.unknown(record):
        yield Contradiction("unknown_id", where)


def _unknown(record: AuditRecord, known: Mapping[str, set[str]]) -> Iterator[Contradiction]:
    theme_of = {standard.id: standard.theme for standard in record.standards}
    for s in record.standards:
        if s.theme not in known["themes"]:
            yield Contradiction("unknown_id", f"standards.{s.id}.theme")
    for c in record.criteria:
        here = f"criteria.{c.id}"
        if c.standard not in theme_of:
            yield Contradiction("unknown_id", f"{here}.standard")
        elif c.theme != theme_of[c.standard]:
            yield Contradiction("not_following", f"{here}.theme", theme_of[c.standard])
        if not known["rights"].issuperset(c.rights):
            yield Contradiction("unknown_id", f"{here}.rights")
        if not known["qualityrights"].issuperset(c.qualityrights):
            yield Contradiction("unknown_id", f"{here}.qualityrights")


def _ranks(record: AuditRecord) -> Iterator[Contradiction]:
    levels = len(record.instrument.levels)
    for where, rank in _places_of_ranks(record):
        if rank is not None and not 0 <= rank < levels:
            yield Contradiction("no_rank", where)
    for c in record.criteria:
        if c.not_applicable and c.rank is not None:
            yield Contradiction("two_judgements", f"criteria.{c.id}")
        if len(c.anchors) != levels:
            yield Contradiction("no_scale", f"criteria.{c.id}.anchors")
    for where in chain(recompute_voices.misplaced(record), recompute_comparison.misplaced(record)):
        yield Contradiction("no_rank", where)


def _places_of_ranks(record: AuditRecord) -> Iterator[tuple[str, int | None]]:
    for s in record.standards:
        yield f"standards.{s.id}.judged", s.judged
    for c in record.criteria:
        yield f"criteria.{c.id}.rank", c.rank
        yield f"criteria.{c.id}.proposed", c.proposed
        for number, rating in enumerate(c.ratings):
            yield f"criteria.{c.id}.ratings.{number}.rank", rating.rank
    for a in record.actions:
        yield f"actions.{a.id}.from_rank", a.from_rank


def _values(record: AuditRecord) -> Iterator[Contradiction]:
    team, visit = record.team, record.visit
    peers = visit.peer_support
    counts = {
        "team.size": team.size,
        "team.with_lived_experience": team.with_lived_experience,
        "team.with_lived_experience_paid": team.with_lived_experience_paid,
        "team.conflicts_declared": team.conflicts_declared,
        "visit.peer_support.paid": peers.paid or 0,
        "visit.peer_support.volunteers": peers.volunteers or 0,
        **{f"actions.{a.id}.severity": a.severity for a in record.actions},
        **recompute_comparison.counts(record),
    }
    dates = {"visit.started": visit.started, "visit.ended": visit.ended}
    dates |= {f"actions.{a.id}.due": a.due for a in record.actions}
    dates |= recompute_comparison.dates(record)
    given = {where: said for where, said in dates.items() if said} | {"as_of": record.as_of}
    for where, count in counts.items():
        if not 0 <= count <= _GREATEST:
            yield Contradiction("no_count", where)
    for where, said in given.items():
        if not _is_date(said):
            yield Contradiction("no_date", where)


def _is_date(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _not_following(record: AuditRecord, sound: AuditRecord) -> Iterator[Contradiction]:
    yield from _differences("overall", record.overall, sound.overall)
    for family in _FAMILIES:
        pairs = zip(getattr(record, family), getattr(sound, family), strict=True)
        for found, expected in pairs:
            yield from _differences(f"{family}.{found.id}", found, expected)
    yield from _outdated(record)
    compared = recompute_comparison.unsound(record, recomputed)
    for where, value in chain(recompute_voices.unsound(record), compared):
        yield Contradiction("not_following", where, _written(to_jsonable_python(value)))


def _differences(
    where: str, found: Group | StandardResult, expected: Group | StandardResult
) -> Iterator[Contradiction]:
    if found.criteria != expected.criteria:
        yield Contradiction("not_following", f"{where}.criteria", " ".join(expected.criteria))
    for name in Figures.model_fields:
        value = getattr(expected.figures, name)
        if getattr(found.figures, name) != value:
            yield Contradiction("not_following", f"{where}.figures.{name}", _written(value))


def _outdated(record: AuditRecord) -> Iterator[Contradiction]:
    """Yield the actions that tell another level of a criterion than its judgement.

    An action may stand for a criterion that this form does not ask: then it knows no level.
    """
    levels = {c.id: (c.rank, c.red_line and c.rank == 0) for c in record.criteria}
    for a in record.actions:
        rank, breach = levels.get(a.criterion or "", (None, False))
        if a.current_rank != rank:
            yield Contradiction("not_following", f"actions.{a.id}.current_rank", _written(rank))
        if a.breach != breach:
            yield Contradiction("not_following", f"actions.{a.id}.breach", _written(breach))


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
