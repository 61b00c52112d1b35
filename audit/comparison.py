"""Comparison of two audits of one facility, over the criteria common to both.

A criterion is common where its statement and the description of every level are the same, in every
language, and both audits have a rank for it. Everything else is left out, and named.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal

from audit.agreement import Ratings
from audit.measurement import (
    is_detectable,
    jointly_rated,
    smallest_detectable,
    squared_error,
    standard_error,
)
from exports.compared import (
    ComparedCriterion,
    ComparedStandard,
    Comparison,
    LeftOut,
    Verdict,
    WhyLeftOut,
)
from exports.recompute import recomputed
from exports.recompute_comparison import (
    compared_audit,
    counted,
    counted_in_standard,
    levels_by,
    rounded,
)
from exports.record import AuditRecord, CriterionResult
from exports.record_voices import ENOUGH_FOR_COEFFICIENTS

Refusal = Literal["same_audit", "invented", "other_facility", "other_rubric", "nothing_in_common"]
Common = dict[str, tuple[CriterionResult, CriterionResult]]


def refusal(earlier: AuditRecord, later: AuditRecord) -> Refusal | None:
    """Return why two audits cannot be compared, or nothing where they can."""
    if earlier.id == later.id:
        return "same_audit"
    if earlier.invented != later.invented:
        return "invented"
    if earlier.facility.id != later.facility.id:
        return "other_facility"
    if earlier.instrument.id != later.instrument.id:
        return "other_rubric"
    return None if _compared(earlier, later) else "nothing_in_common"


def compare(earlier: AuditRecord, later: AuditRecord) -> Comparison:
    """Return what changed from one audit to another; a `ValueError` where `refusal` says why not.

    Swapping the two gives the mirror image: what went up went down, and every size is the same.
    """
    if why := refusal(earlier, later):
        raise ValueError(why)
    criteria = _compared(earlier, later)
    change = Fraction(sum(c.after - c.before for c in criteria), len(criteria))
    ratings = _ratings(earlier, criteria), _ratings(later, criteria)
    counts: dict[str, Any] = counted(criteria)
    found = Comparison(
        earlier=compared_audit(earlier),
        later=compared_audit(later),
        criteria=criteria,
        left_out=tuple(_left_out(earlier, later)),
        joint=(jointly_rated(ratings[0]), jointly_rated(ratings[1])),
        standards=tuple(_standards(earlier, later, criteria)),
        **counts,
    )
    return _with_error(found, change, ratings)


def _with_error(
    found: Comparison, change: Fraction, ratings: tuple[Ratings, Ratings]
) -> Comparison:
    """Return a comparison that says how sure its change is, where enough was rated jointly."""
    one, other = (squared_error(each) for each in ratings)
    if min(found.joint) < ENOUGH_FOR_COEFFICIENTS or one is None or other is None:
        return found
    sure = is_detectable(change, one, other)
    verdict: Verdict = "distinguishable" if sure else "not_distinguishable"
    return found.model_copy(
        update={
            "sem": rounded(Fraction(standard_error(one, other))),
            "smallest": rounded(Fraction(smallest_detectable(one, other))),
            "verdict": verdict,
        }
    )


def _common(earlier: AuditRecord, later: AuditRecord) -> Common:
    """Return the criteria that both audits ask in the same words, each as in either."""
    known = {criterion.id: criterion for criterion in earlier.criteria}
    pairs = ((known[c.id], c) for c in later.criteria if c.id in known)
    return {after.id: (before, after) for before, after in pairs if _same_words(before, after)}


def _same_words(one: CriterionResult, other: CriterionResult) -> bool:
    return (one.statement, one.anchors) == (other.statement, other.anchors)


def _compared(earlier: AuditRecord, later: AuditRecord) -> tuple[ComparedCriterion, ...]:
    return tuple(
        ComparedCriterion(id=name, standard=after.standard, before=before.rank, after=after.rank)
        for name, (before, after) in _common(earlier, later).items()
        if before.rank is not None and after.rank is not None
    )


def _left_out(earlier: AuditRecord, later: AuditRecord) -> Iterator[LeftOut]:
    common = _common(earlier, later)
    before, after = ([c.id for c in record.criteria] for record in (earlier, later))
    for name in dict.fromkeys((*after, *before)):
        why = _why(name, before, after, common)
        if why is not None:
            yield LeftOut(id=name, why=why)


def _why(name: str, before: list[str], after: list[str], common: Common) -> WhyLeftOut | None:
    if name not in after:
        return "only_earlier"
    if name not in before:
        return "only_later"
    if name not in common:
        return "reworded"
    return "no_rank" if any(criterion.rank is None for criterion in common[name]) else None


def _ratings(record: AuditRecord, criteria: tuple[ComparedCriterion, ...]) -> Ratings:
    """Return the ranks each assessor gave to the criteria compared, before discussion."""
    compared = {criterion.id for criterion in criteria}
    given = [_by_assessor(criterion) for criterion in record.criteria if criterion.id in compared]
    assessors = sorted({assessor for each in given for assessor in each})
    return [[each.get(assessor) for each in given] for assessor in assessors]


def _by_assessor(criterion: CriterionResult) -> dict[tuple[str, int], int | None]:
    """Return the rank each assessor gave; of one name, as older records have them, two stay two."""
    seen: Counter[str] = Counter()
    given: dict[tuple[str, int], int | None] = {}
    for rating in criterion.ratings:
        given[rating.assessor, seen[rating.assessor]] = rating.rank
        seen[rating.assessor] += 1
    return given


def _standards(
    earlier: AuditRecord, later: AuditRecord, criteria: tuple[ComparedCriterion, ...]
) -> Iterator[ComparedStandard]:
    """Yield the standards with a criterion in common, their levels by common criteria alone."""
    common = set(_common(earlier, later))
    before, after = (levels_by(record, common, recomputed) for record in (earlier, later))
    for standard in later.standards:
        if standard.id not in before or not common.intersection(standard.criteria):
            continue
        yield ComparedStandard(
            id=standard.id,
            title=standard.title,
            before=before[standard.id],
            after=after[standard.id],
            **counted_in_standard(standard.id, criteria),
        )
