"""Invented instruments and audits of any size, made from the instrument that is shipped."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from audit.action_plan import new_proposals
from audit.assessments import Assessment
from audit.fields import field_of
from audit.life_cycle import form
from audit.report import audit_record
from audit.trail import Entries, Key, Row
from exports.record import AuditRecord
from rubrics.loader import digest, find
from rubrics.model import Criterion, Rubric, Standard, Theme
from rubrics.scoring import Judgement, NotApplicable

NOW = datetime(2027, 3, 9, 10, 0, tzinfo=UTC)
LONG_STANDARD = "bench-long"
ASSESSORS = ("ana", "luc")
_NOTE = (
    "Seen in the folder of March; two people told us the same, separately. "
    "On nous écoute, mais rien ne change, dit l’une d’elles. "
)


def shipped() -> Rubric:
    """Return the instrument that is shipped."""
    return find("peer-integration")


def sized(criteria: int) -> Rubric:
    """Return the shipped instrument with this many criteria, spread evenly over its standards."""
    rubric = shipped()
    standards = [s.id for s in rubric.standards]
    sizes = {s: len(range(place, criteria, len(standards))) for place, s in enumerate(standards)}
    return _changed(rubric, sizes, version=f"9.{criteria}.0")


def with_long_standard(criteria: int) -> Rubric:
    """Return the shipped instrument with one standard of this many criteria, the first."""
    rubric = shipped()
    sizes = {rubric.standards[0].id: criteria}
    return _changed(rubric, sizes, id=LONG_STANDARD, version="9.9.9")


def _changed(rubric: Rubric, sizes: dict[str, int], **names: str) -> Rubric:
    themes = tuple(_theme(t, sizes) for t in rubric.themes)
    # Made anew rather than copied: a copy would keep what the rubric worked out about itself.
    fields = {name: getattr(rubric, name) for name in Rubric.model_fields}
    return Rubric.model_validate({**fields, **names, "themes": themes})


def _theme(theme: Theme, sizes: dict[str, int]) -> Theme:
    standards = tuple(_standard(s, sizes.get(s.id, len(s.criteria))) for s in theme.standards)
    return theme.model_copy(update={"standards": standards})


def _standard(standard: Standard, size: int) -> Standard:
    kept = standard.criteria
    criteria = tuple(_named(kept[n % len(kept)], f"{standard.id}{n + 1}") for n in range(size))
    return standard.model_copy(update={"criteria": criteria})


def _named(criterion: Criterion, name: str) -> Criterion:
    return criterion.model_copy(update={"id": name, "core": True})


def judgements(rubric: Rubric) -> dict[str, Judgement]:
    """Return a judgement of every criterion: all ranks in turn, one in seventeen not applicable."""
    return {
        c.id: NotApplicable("Nobody here does it yet.") if n % 17 == 16 else n % 4
        for n, c in enumerate(rubric.criteria("full"))
    }


def assessment(name: str, rubric: Rubric) -> Assessment:
    """Return an assessment that begins today."""
    return Assessment(
        id=name,
        facility_id=f"facility-of-{name}",
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        rubric_digest=digest(rubric),
        invented=True,
        created_at=NOW,
    )


def rows(rubric: Rubric, words: int = 1) -> tuple[Row, ...]:
    """Return the trail of a whole audit by two people: ratings, notes, judgements, plan.

    The notes and reasons get longer with `words`.
    """
    number = count(1)

    def row(subject: str, field: str, value: str, author: str = ASSESSORS[0]) -> Row:
        known = field_of(subject, field)
        owner = author if known and known.owned else ""
        key = Key(subject, field, owner)
        return Row(
            id=f"row-{next(number):06}",
            key=key,
            value=value,
            bases=(),
            draft=False,
            author=author,
            device="tablet",
            at=NOW,
        )

    told = [row(s, f, v) for s, f, v in _about_the_visit()]
    told += [row(f"standard/{s.id}", "finding", _NOTE * words) for s in rubric.standards]
    for criterion, judgement in judgements(rubric).items():
        for author in ASSESSORS:
            told += [row(s, f, v, author) for s, f, v in _rating(criterion, judgement, words)]
        told += [row(s, f, v) for s, f, v in _judgement(criterion, judgement, words)]
    entries = Entries(told)
    proposals = new_proposals(
        entries, rubric, form(entries, rubric), lambda: f"new-{next(number):06}"
    )
    for proposed in proposals:
        told.append(row(proposed.subject, proposed.field, proposed.value))
        told.append(row(proposed.subject, "owner", "Director"))
        told.append(row(proposed.subject, "due", "2027-09-01"))
    return tuple(told)


def _about_the_visit() -> Iterator[tuple[str, str, str]]:
    yield "facility", "name", "Maison des Collines (invented)"
    yield "facility", "country", "MA"
    yield "visit", "form", "full"
    yield "visit", "state", "agreeing"
    yield "visit", "started", "2027-03-02"
    yield "visit", "ended", "2027-03-04"
    for author in ASSESSORS:
        yield f"member/{author}", "name", author.title()
        yield f"member/{author}", "lived_experience", "yes"


def _rating(criterion: str, judgement: Judgement, words: int) -> Iterator[tuple[str, str, str]]:
    subject = f"criterion/{criterion}"
    if isinstance(judgement, NotApplicable):
        yield subject, "level", "na"
        yield subject, "reason", judgement.reason
        return
    yield subject, "level", str(judgement)
    yield subject, "note_documents", _NOTE * words
    yield subject, "note_interviews", _NOTE


def _judgement(criterion: str, judgement: Judgement, words: int) -> Iterator[tuple[str, str, str]]:
    subject = f"criterion/{criterion}"
    na = isinstance(judgement, NotApplicable)
    yield subject, "judged", "na" if na else str(judgement)
    yield subject, "judged_reason", (_NOTE * words)[:1000]


def record(rubric: Rubric, words: int = 1) -> AuditRecord:
    """Return the record of a whole audit."""
    return audit_record(assessment("bench", rubric), rows(rubric, words), rubric)


def with_actions(audit: AuditRecord, actions: int) -> AuditRecord:
    """Return a record whose plan has this many actions."""
    some = audit.actions
    plan = tuple(
        some[n % len(some)].model_copy(
            update={"id": f"a{n}", "chosen": n < 7, "notes": _NOTE, "shaped_by": "Peer group"}
        )
        for n in range(actions)
    )
    return audit.model_copy(update={"actions": plan})
