"""The record of an audit before anybody rated or told anything: what its paper forms carry.

Forms go to people who have yet to rate or to be interviewed. What may be attached to them is named
here, field by field: whatever else a record has, or will have one day, stays out of it.
"""

from exports.privacy import edition
from exports.recompute import recomputed
from exports.record import AuditRecord, Team, Visit


def without_results(record: AuditRecord) -> AuditRecord:
    """Return which audit of which facility a form is of, when and by which instrument; no result.

    It is of the public edition, and asks after no criterion: the instrument it names has them all.
    """
    given = edition(record, "public")
    whole = given.overall.model_copy(update={"criteria": ()})
    named = AuditRecord(
        audience=given.audience,
        id=given.id,
        as_of=given.as_of,
        state=given.state,
        invented=given.invented,
        instrument=given.instrument,
        facility=given.facility,
        visit=Visit(started=given.visit.started, ended=given.visit.ended),
        team=Team(),
        overall=whole,
        themes=(),
        standards=(),
        rights=(),
        qualityrights=(),
        criteria=(),
    )
    return recomputed(named)
