"""Ratings: the level each assessor gives a criterion before discussion, with their notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.fields import LINES_OF_EVIDENCE, NOT_APPLICABLE, SHOWING
from audit.trail import Entries
from exports.record import Notes
from rubrics.model import Rubric
from rubrics.reasons import says_something
from rubrics.vocabulary import Form

_NO_NOTES = Notes()
_NOTES = tuple(f"note_{line}" for line in LINES_OF_EVIDENCE)
_SHOWN = tuple(f"shown_{line}" for line in SHOWING)
_OWNED = ("level", "reason", *_NOTES, *_SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One assessor's rating: a rank, not applicable with a reason, or nothing but notes.

    Beside it, the ranks that documents and observation show by themselves, where they say.
    """

    assessor: str
    rank: int | None = None
    not_applicable: bool = False
    reason: str = ""
    notes: Notes = _NO_NOTES
    shown_documents: int | None = None
    shown_observation: int | None = None

    @property
    def given(self) -> bool:
        """Tell whether the criterion is rated: a rank, or a reasoned *not applicable*."""
        return self.rank is not None or self.not_applicable

    @property
    def blank(self) -> bool:
        """Tell whether the assessor left nothing at all."""
        noted = self.notes != _NO_NOTES or self.shows_levels
        return not (self.given or self.reason or noted)

    @property
    def shows_levels(self) -> bool:
        """Tell whether the assessor says which level any line of evidence shows."""
        return any(self.shown(line) is not None for line in SHOWING)

    def shown(self, line: str) -> int | None:
        """Return the rank that a line of evidence shows; told ones have theirs from answers."""
        levels = {"documents": self.shown_documents, "observation": self.shown_observation}
        return levels.get(line)

    def rests_on(self, line: str) -> bool:
        """Tell whether there is a line of evidence: a note on it, or the level it shows."""
        return bool(getattr(self.notes, line).strip()) or self.shown(line) is not None


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
    values = {n: entries.value(f"criterion/{criterion_id}", n, assessor) for n in _OWNED}
    level, reason = values["level"], values["reason"]
    notes = {line: values[f"note_{line}"] for line in LINES_OF_EVIDENCE}
    return Rating(
        assessor=assessor,
        rank=_rank(level),
        not_applicable=level == NOT_APPLICABLE and says_something(reason),
        reason=reason,
        notes=Notes(**notes) if any(notes.values()) else _NO_NOTES,
        **{name: _rank(values[name]) for name in _SHOWN},
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
    raters = _heard(entries, {r.assessor for f in by_criterion.values() for r in f if r.given})
    return {
        criterion: tuple(r for r in found if r.given and r.assessor in raters)
        for criterion, found in by_criterion.items()
    }


def shown_levels(
    entries: Entries, by_criterion: Mapping[str, tuple[Rating, ...]], line: str
) -> dict[str, tuple[int, ...]]:
    """Return the ranks that documents or observation show, wherever anybody noted anything on them.

    As with ratings, once a second assessor says anything only locked ones count; without any that
    does, there is a line of evidence and nobody has said yet what it amounts to.
    """
    every = (r for found in by_criterion.values() for r in found)
    heard = _heard(entries, {r.assessor for r in every if r.given or r.shows_levels})
    return {
        criterion: tuple(
            rank for r in found if r.assessor in heard and (rank := r.shown(line)) is not None
        )
        for criterion, found in by_criterion.items()
        if any(r.rests_on(line) for r in found)
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


def _rank(level: str) -> int | None:
    return None if level in ("", NOT_APPLICABLE) else int(level)


def _heard(entries: Entries, people: set[str]) -> set[str]:
    """Return whose word counts: a single person's as it comes, of several the locked ones'."""
    return {p for p in people if locked(entries, p)} if len(people) > 1 else people
