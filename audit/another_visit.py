"""Another visit: a new audit of a facility that was audited before, to see what changed since."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial

from audit.assessments import Assessment, Overview, new_assessment
from audit.fields import CATALOGUE, STATES
from audit.intake import receive
from audit.trail import Entries, Key, Operation, Row
from rubrics.loader import digest
from rubrics.model import Rubric

DEVICE = "another-visit"
SUBJECT = "facility"
# The visit itself goes on: whoever wants to rate does so in the audit that is open.
_STILL_VISITING = ("planned", "collecting")


def to_visit_again(audits: Iterable[Overview]) -> frozenset[str]:
    """Return the ids of the audits another may follow: rated, and the last of their facility.

    The audits come latest first.
    """
    last: dict[str, Overview] = {}
    for audit in audits:
        last.setdefault(audit.assessment.facility_id, audit)
    return frozenset(a.assessment.id for a in last.values() if a.state not in _STILL_VISITING)


def another_visit(
    before: Assessment, entries: Entries, rubric: Rubric, author: str, now: datetime
) -> tuple[Assessment, tuple[Row, ...]]:
    """Return a new audit of the same facility, and its first rows: what the facility is.

    Nothing else comes along: no rating, no note, nobody of the team. Every value passes the same
    checks as one typed today; what they refuse is left for the team to enter.
    """
    begun = new_assessment(
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        rubric_digest=digest(rubric),
        now=now,
        facility_id=before.facility_id,
        invented=before.invented,
    )
    rows: list[Row] = []
    sent = [
        _sent(begun, name, value, order)
        for order, name in enumerate(CATALOGUE[SUBJECT], start=1)
        if (value := entries.value(SUBJECT, name))
    ]
    # No field of a facility depends on what is stored: nothing is left to judge.
    receive({"operations": sent}, rubric, STATES[0], partial(_take, rows, author, now), _agreed)
    return begun, tuple(rows)


def _sent(begun: Assessment, name: str, value: str, order: int) -> dict[str, object]:
    return {
        "id": f"{begun.id}-{order:05}",
        "subject": SUBJECT,
        "field": name,
        "value": value,
        "bases": [],
        "order": order,
        "device": DEVICE,
    }


def _take(
    rows: list[Row], author: str, now: datetime, operations: tuple[Operation, ...], device: str
) -> Collection[str]:
    rows += (_row(operation, author, device, now) for operation in operations)
    return [operation.id for operation in operations]


def _row(operation: Operation, author: str, device: str, now: datetime) -> Row:
    return Row(
        id=operation.id,
        key=Key(operation.subject, operation.field),
        value=operation.value,
        bases=(),
        draft=False,
        author=author,
        device=device,
        at=now,
    )


def _agreed(_: Operation) -> None:
    return None
