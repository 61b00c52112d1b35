"""One exchange with a browser: edits come in, and what became of each goes back at once.

The page is not drawn for it. What a browser sends is `{"permit", "language", "zone",
"operations"}`; it gets back what was taken and what was refused and why, and how the fields it
touched stand now.
"""

import time
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from threading import Lock
from typing import Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from audit.action_plan import status_fault
from audit.assessments import Assessment
from audit.fields import Refusal, field_of
from audit.instrument import pinned
from audit.intake import MOST_AT_ONCE, Receipt, is_name, is_rating, is_told, receive
from audit.permits import Permit, accept
from audit.questions import informant_of
from audit.reopening import ENOUGH_TO_MEET, LOCK, why_kept
from audit.sheets.sheet import Filler, standing
from audit.storage import StorageFault, Store
from audit.trail import Entries, Operation
from audit.words import translator
from rubrics.model import Rubric
from rubrics.text import Language, Translator

Reply = dict[str, Any]
_CLOCK, _MOMENTS = Lock(), deque([0], maxlen=1)


def exchange(store: Store, sent: Any, now: datetime) -> Reply | None:
    """Save what a browser sent and say what became of it; nothing where it has no permit."""
    content = sent if isinstance(sent, Mapping) else {}
    t = _translator(content)
    try:
        return _exchanged(store, content, t, now)
    except StorageFault as fault:
        return _reply(t, Receipt(), trouble=t(fault.message, **fault.parameters))


def _exchanged(
    store: Store, content: Mapping[str, Any], t: Translator, now: datetime
) -> Reply | None:
    permit = accept(content.get("permit"), store.secret(), now)
    assessment = store.assessment(permit.assessment) if permit else None
    if permit is None or assessment is None:
        return None
    rubric = pinned(assessment)
    if rubric is None:
        return _reply(t, Receipt(), trouble=_not_installed(assessment, t))
    where = zone(content.get("zone"))
    receipt = _saved(store, assessment, rubric, permit, content, now)
    read, values = now_ms(), _standing(store, permit, content, t, where)
    saved_at = moment(t, now, now, where) if receipt.taken else ""
    return _reply(t, receipt, values=values, saved_at=saved_at, read_at=read)


def _not_installed(assessment: Assessment, t: Translator) -> str:
    return t(
        "frame.other_rubric.text",
        rubric=assessment.rubric_id,
        version=assessment.rubric_version,
        digest=assessment.rubric_digest[:12],
    )


def _saved(
    store: Store,
    assessment: Assessment,
    rubric: Rubric,
    permit: Permit,
    content: Any,
    now: datetime,
) -> Receipt:
    def take(operations: tuple[Operation, ...], device: str) -> Collection[str]:
        return store.take(assessment.id, operations, permit.person, device, now)

    def judge(operation: Operation) -> Refusal | None:
        if is_rating(operation):
            return _kept(store, permit, operation)
        if is_told(operation):
            return _without_consent(store, assessment.id, operation.subject)
        of = assessment.id, operation.subject
        rows = (*store.rows_of(*of, "status"), *store.rows_of(*of, "dropped_reason"))
        name = operation.subject.partition("/")[2]
        why = status_fault(rows, name, operation.value, permit.person)
        return Refusal(why) if why else None

    return receive(content, rubric, store.state(assessment.id), take, judge)


def _kept(store: Store, permit: Permit, operation: Operation) -> Refusal | None:
    """Tell why a rating stays as it was given: others have seen it, and theirs were seen."""
    audit, finished = permit.assessment, store.locked(permit.assessment)
    if permit.person not in finished or len(finished) < ENOUGH_TO_MEET:
        return None
    rows = (*store.rows_of(audit, *LOCK), *store.rows_of(audit, "ratings", "reopened"))
    own = Entries(row for row in rows if row.key.owner == permit.person)
    why = why_kept(own, operation, permit.person, store.state(audit))
    return Refusal(why) if why else None


def _without_consent(store: Store, assessment_id: str, subject: str) -> Refusal | None:
    """Tell why what somebody told may not be noted: they have not agreed to the interview.

    The words of who withdrew pass on to the store, which keeps nothing and has them forgotten.
    """
    code = informant_of(subject) or ""
    asked = f"informant/{code}", "consent_interview"
    if Entries(store.rows_of(assessment_id, *asked)).value(*asked) == "yes":
        return None
    return None if code in store.withdrawn(assessment_id) else Refusal("refused.no_consent")


def _standing(
    store: Store, permit: Permit, content: Any, t: Translator, where: tzinfo
) -> dict[str, Any]:
    """Return how the fields that were touched stand now, as the person may read them."""
    found = {}
    for subject, name in dict.fromkeys(_touched(content)):
        rows = store.rows_of(permit.assessment, subject, name)
        own = Entries(row for row in rows if row.key.owner in ("", permit.person))
        fill = Filler(own, t, permit.person, where)
        found[f"{subject}|{name}"] = standing(fill.field(subject, name, ""))
    return found


def _touched(content: Any) -> Iterable[tuple[str, str]]:
    listed = content.get("operations")
    for operation in listed[:MOST_AT_ONCE] if isinstance(listed, list) else ():
        said_of = operation if isinstance(operation, Mapping) else {}
        subject, name = said_of.get("subject"), said_of.get("field")
        if is_name(subject) and is_name(name) and field_of(subject, name):
            yield subject, name


def _reply(t: Translator, receipt: Receipt, **more: Any) -> Reply:
    refused = {name: said(t, why) for name, why in receipt.refused.items()}
    nothing = {"trouble": "", "values": {}, "saved_at": "", "read_at": 0}
    return {"taken": list(receipt.taken), "refused": refused, **nothing, **more}


def now_ms() -> int:
    """Return the moment of reading: what was read earlier never replaces what is newer.

    Each is later than the one before, also when the clock is set back.
    """
    with _CLOCK:
        _MOMENTS.append(max(time.time_ns() // 1_000_000, _MOMENTS[-1] + 1))
        return _MOMENTS[-1]


def moment(t: Translator, saved: datetime, now: datetime, of: tzinfo) -> str:
    """Return a time of day, with its date unless that is today's."""
    here, today = saved.astimezone(of), now.astimezone(of).date()
    time = t.time(here, seconds=True)
    return time if here.date() == today else f"{t.date(here.date(), 'medium')}, {time}"


def said(t: Translator, why: Refusal) -> str:
    """Return why an operation was refused, in the reader's words."""
    return t(why.message, **dict(why.parameters))


def _translator(content: Mapping[str, Any]) -> Translator:
    asked: Any = content.get("language")
    language: Language = asked if asked in get_args(Language) else "en"
    return translator(language)


def zone(name: object) -> tzinfo:
    """Return a time zone by its name, UTC where there is none of that name."""
    try:
        return ZoneInfo(name) if isinstance(name, str) else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
