"""Ratings: the level each assessor gives a criterion before discussion, with their notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.fields import LINES_OF_EVIDENCE, NOT_APPLICABLE
from audit.trail import Entries
from exports.record import Notes
from rubrics.model import Rubric
from rubrics.reasons import says_something
from rubrics.vocabulary import Form

_NO_NOTES = Notes()
_OWNED = ("level", "reason", *(f"note_{line}" for line in LINES_OF_EVIDENCE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One assessor's rating: a rank, not applicable with a reason, or nothing but notes."""

    assessor: str
    rank: int | None = None
    not_applicable: bool = False
    reason: str = ""
    notes: Notes = _NO_NOTES

    @property
    def given(self) -> bool:
        """Tell whether the criterion is rated: a rank, or a reasoned *not applicable*."""
        return self.rank is not None or self.not_applicable

    @property
    def blank(self) -> bool:
        """Tell whether the assessor left nothing at all."""
        return not (self.given or self.reason or self.notes != _NO_NOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one assessor is with one standard."""

    standard: str
    rated: int
    total: int
    unanswered: tuple[str, ...]


def rating(entries: Entries, criterion_id: str, assessor: str) -> Rating:
    """Return what one assessor made of a criterion.

    *Not applicable* without a reason leaves the criterion unrated: it would empty every count
    without anybody having to say why.
    """
    level, reason, *notes = (
        entries.value(f"criterion/{criterion_id}", name, assessor) for name in _OWNED
    )
    said = dict(zip(LINES_OF_EVIDENCE, notes, strict=True))
    return Rating(
        assessor=assessor,
        rank=None if level in ("", NOT_APPLICABLE) else int(level),
        not_applicable=level == NOT_APPLICABLE and says_something(reason),
        reason=reason,
        notes=Notes(**said) if any(notes) else _NO_NOTES,
    )


def ratings(entries: Entries, criterion_id: str) -> tuple[Rating, ...]:
    """Return the ratings of a criterion by assessor, notes without a level among them."""
    return _ratings(entries, criterion_id, assessors(entries))


def assessors(entries: Entries) -> tuple[str, ...]:
    """Return everybody who entered a level, a reason or a note, in order of id."""
    return tuple(sorted({owner for name in _OWNED for owner in entries.owners(name)}))


def ratings_by_criterion(
    entries: Entries, rubric: Rubric, form: Form
) -> dict[str, tuple[Rating, ...]]:
    """Return the ratings of every criterion of a form."""
    everybody = assessors(entries)
    return {c.id: _ratings(entries, c.id, everybody) for c in rubric.criteria(form)}


def locked(entries: Entries, assessor: str) -> bool:
    """Tell whether an assessor has closed their ratings, so that discussion may begin."""
    return entries.value("ratings", "locked", assessor) == "yes"


def counting(
    entries: Entries, by_criterion: Mapping[str, tuple[Rating, ...]]
) -> dict[str, tuple[Rating, ...]]:
    """Keep the ratings that may propose a level.

    A single assessor's count as they come. As soon as a second one has rated anything, only locked
    ratings count: an open one may still be changed under the influence of the other.
    """
    raters = {r.assessor for found in by_criterion.values() for r in found if r.given}
    if len(raters) > 1:
        raters = {assessor for assessor in raters if locked(entries, assessor)}
    return {
        criterion: tuple(r for r in found if r.given and r.assessor in raters)
        for criterion, found in by_criterion.items()
    }


def progress(entries: Entries, rubric: Rubric, form: Form, assessor: str) -> tuple[Progress, ...]:
    """Return one assessor's progress in every standard of the form, in the order of the walk."""
    asked = {c.id for c in rubric.criteria(form)}
    found = []
    for standard in rubric.standards:
        criteria = [c.id for c in standard.criteria if c.id in asked]
        open_ones = tuple(c for c in criteria if not rating(entries, c, assessor).given)
        found.append(
            Progress(
                standard=standard.id,
                rated=len(criteria) - len(open_ones),
                total=len(criteria),
                unanswered=open_ones,
            )
        )
    return tuple(p for p in found if p.total)


def next_unanswered(found: tuple[Progress, ...], after: str = "") -> str | None:
    """Return the next standard with something left to rate, beginning anew after the last one."""
    ids = [p.standard for p in found]
    start = ids.index(after) + 1 if after in ids else 0
    return next((p.standard for p in found[start:] + found[:start] if p.unanswered), None)


def _ratings(entries: Entries, criterion_id: str, everybody: Iterable[str]) -> tuple[Rating, ...]:
    found = (rating(entries, criterion_id, assessor) for assessor in everybody)
    return tuple(r for r in found if not r.blank)
