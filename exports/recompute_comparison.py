"""What of a comparison follows from the levels it compares, and from the record it stands in.

The earlier levels are those of another record: of these only their counts can be checked.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction
from typing import Any

from exports.compared import ComparedAudit, ComparedCriterion, ComparedStandard, Comparison
from exports.record import AuditRecord, StandardResult
from exports.record_voices import ENOUGH_FOR_COEFFICIENTS
from rubrics.rounding import half_up

# Works out the figures of a record anew.
Recompute = Callable[[AuditRecord], AuditRecord]

# Both are rounded to three decimals: nearer than this, either may be the larger.
_ROUNDED = 0.001


def compared_audit(record: AuditRecord) -> ComparedAudit:
    """Return what a comparison says of an audit."""
    return ComparedAudit(
        id=record.id,
        as_of=record.as_of,
        started=record.visit.started,
        version=record.instrument.version,
        form=record.instrument.form,
        draft=record.is_draft,
    )


def counted(criteria: Collection[ComparedCriterion]) -> dict[str, int | float]:
    """Return how many criteria moved which way, and their mean rank before and after."""
    before = Fraction(sum(c.before for c in criteria), len(criteria))
    after = Fraction(sum(c.after for c in criteria), len(criteria))
    return {
        **_moved(criteria),
        "unchanged": sum(c.after == c.before for c in criteria),
        "mean_before": rounded(before),
        "mean_after": rounded(after),
        "change": rounded(after - before),
    }


def counted_in_standard(standard: str, criteria: Iterable[ComparedCriterion]) -> dict[str, int]:
    """Return how many criteria of a standard are compared, and how many of them moved."""
    own = [c for c in criteria if c.standard == standard]
    return {"criteria": len(own), **_moved(own)}


def levels_by(
    record: AuditRecord, common: Collection[str], recompute: Recompute
) -> dict[str, int | None]:
    """Return the levels of standards as if the audit had asked the common criteria alone.

    What the team judged of a standard holds only where every criterion of it is common.
    """
    kept = tuple(c for c in record.criteria if c.id in common)
    standards = tuple(_without_judgement(s, set(common)) for s in record.standards)
    alone = recompute(record.model_copy(update={"criteria": kept, "standards": standards}))
    return {standard.id: standard.figures.level for standard in alone.standards}


def rounded(value: Fraction) -> float:
    """Round half away from zero, so that a change and its mirror image have the same size."""
    size = float(half_up(abs(value), 3))
    return -size if value < 0 and size else size


def misplaced(record: AuditRecord) -> Iterator[str]:
    """Name the ranks of a comparison that its scale does not have, or its record no level for."""
    found, ranks = record.comparison, range(len(record.instrument.levels))
    if found is None:
        return
    for family in ("criteria", "standards"):
        for part in getattr(found, family):
            for name in ("before", "after"):
                if getattr(part, name) not in (None, *ranks):
                    yield f"comparison.{family}.{part.id}.{name}"
    unrated = {criterion.id for criterion in record.criteria if criterion.rank is None}
    yield from (f"comparison.criteria.{c.id}.after" for c in found.criteria if c.id in unrated)


def unknown(record: AuditRecord) -> Iterator[str]:
    """Name the entries that stand for no criterion or standard, or for one that has an entry."""
    found = record.comparison
    if found is None:
        return
    for family in ("criteria", "standards"):
        free = {part.id for part in getattr(record, family)}
        for part in getattr(found, family):
            if part.id not in free:
                yield f"comparison.{family}.{part.id}"
            free.discard(part.id)


def counts(record: AuditRecord) -> dict[str, int]:
    """Return the counts of a comparison that follow from nothing else, by where they stand."""
    joint = record.comparison.joint if record.comparison else ()
    return {f"comparison.joint.{place}": count for place, count in enumerate(joint)}


def dates(record: AuditRecord) -> dict[str, str]:
    """Return the dates of the earlier audit, by where they stand."""
    if record.comparison is None:
        return {}
    before = record.comparison.earlier
    return {"comparison.earlier.as_of": before.as_of, "comparison.earlier.started": before.started}


def unsound(record: AuditRecord, recompute: Recompute) -> Iterator[tuple[str, object]]:
    """Yield what of a comparison does not follow, and what should stand there."""
    found = record.comparison
    if found is None:
        return
    sound = _sound(record, found, recompute)
    for name in Comparison.model_fields:
        value = getattr(sound, name)
        if getattr(found, name) != value:
            yield f"comparison.{name}", value


def _sound(record: AuditRecord, found: Comparison, recompute: Recompute) -> Comparison:
    known = {criterion.id: criterion for criterion in record.criteria}
    criteria = tuple(
        c.model_copy(update={"standard": known[c.id].standard, "after": known[c.id].rank})
        for c in found.criteria
    )
    common = {*known.keys() & (c.id for c in criteria), *_without_rank(found)}
    levels = levels_by(record, common, recompute)
    titles = {standard.id: standard.title for standard in record.standards}
    standards = tuple(_standard(s, criteria, titles, levels) for s in found.standards)
    derived: dict[str, Any] = {
        "later": compared_audit(record),
        "criteria": criteria,
        "standards": standards,
        **counted(criteria),
    }
    return found.model_copy(update={**derived, **_error(found, abs(derived["change"]))})


def _error(found: Comparison, change: float) -> dict[str, object]:
    """Return what can be said of error: all or nothing, and a verdict that fits the change."""
    if (
        min(found.joint) < ENOUGH_FOR_COEFFICIENTS
        or found.sem is None
        or found.smallest is None
        or found.verdict is None
    ):
        return dict.fromkeys(("sem", "smallest", "verdict"))
    if abs(change - found.smallest) <= _ROUNDED:
        return {}
    sure = change > found.smallest
    return {"verdict": "distinguishable" if sure else "not_distinguishable"}


def _standard(
    found: ComparedStandard,
    criteria: Iterable[ComparedCriterion],
    titles: dict[str, Any],
    levels: dict[str, int | None],
) -> ComparedStandard:
    said = {"title": titles[found.id], "after": levels[found.id]}
    return found.model_copy(update={**said, **counted_in_standard(found.id, criteria)})


def _without_rank(found: Comparison) -> set[str]:
    return {left.id for left in found.left_out if left.why == "no_rank"}


def _moved(criteria: Iterable[ComparedCriterion]) -> dict[str, int]:
    changes = [c.after - c.before for c in criteria]
    return {"up": sum(c > 0 for c in changes), "down": sum(c < 0 for c in changes)}


def _without_judgement(standard: StandardResult, common: set[str]) -> StandardResult:
    whole = common.issuperset(standard.criteria)
    return standard if whole else standard.model_copy(update={"judged": None})
