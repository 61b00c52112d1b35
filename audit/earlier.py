"""The audits of a facility before the one at hand: a record says what changed since the last."""

from collections.abc import Callable, Iterator, Sequence

from audit.assessments import Assessment, Overview
from audit.instrument import pinned
from audit.questions import is_of_interviews
from audit.report import audit_record
from audit.storage import Store
from audit.trail import Row
from exports.record import AuditRecord

Readable = Callable[[Assessment], Sequence[Row]]


def earlier_records(store: Store, own: Assessment, readable: Readable) -> Iterator[AuditRecord]:
    """Yield the records of the facility's audits that began before one, the latest first.

    `readable` gives the rows of an audit that the reader may see. A withdrawn audit is not among
    them, nor one whose rubric is not installed. What people told is left unread: a comparison
    rests on levels.
    """
    if not store.has_other_audits(own):
        return
    for before in _before(own, store.overview()):
        rubric = pinned(before)
        if rubric is not None:
            rows = (row for row in readable(before) if not is_of_interviews(row.key.subject))
            yield audit_record(before, rows, rubric)


def _before(own: Assessment, audits: Sequence[Overview]) -> Iterator[Assessment]:
    same = [a for a in audits if a.assessment.facility_id == own.facility_id]
    begun = next((_begun(a) for a in same if a.assessment.id == own.id), None)
    for audit in sorted(same, key=_begun, reverse=True):
        if begun is not None and _begun(audit) < begun and audit.state != "withdrawn":
            yield audit.assessment


def _begun(audit: Overview) -> tuple[str, str]:
    day = audit.started or audit.assessment.created_at.date().isoformat()
    return day, audit.assessment.id
