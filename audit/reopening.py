"""Reopening: finished ratings stay as given, and what it takes to change one all the same.

Once two assessors have finished, they read each other's ratings. Who then wants to change theirs
says why, in the trail, before they unlock; a judgement made before a rating came or changed no
longer holds until the team judges again.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from audit.ratings import Rating, locked
from audit.trail import Entries, Operation
from rubrics.reasons import says_something

ENOUGH_TO_MEET = 2
LOCK = ("ratings", "locked")
# Later, the facility has the draft: the assessment goes back to the team first.
REOPENABLE = ("planned", "collecting", "agreeing")


def why_kept(entries: Entries, operation: Operation, person: str, state: str) -> str | None:
    """Tell why a person's edit may not touch their finished, compared ratings; nothing if it may.

    The entries are the person's own; the answer is a message key.
    """
    what = (operation.subject, operation.field)
    if what == ("ratings", "reopened") or (what == LOCK and operation.value == "yes"):
        return None
    if what != LOCK:
        return "refused.kept"
    if state not in REOPENABLE:
        return "refused.reopen_state"
    return None if _has_said_why(entries, person) else "refused.reopen_reason"


def compared_with_others(entries: Entries, person: str) -> bool:
    """Tell whether a person has finished and reads the ratings of somebody else who has."""
    finished = [who for who in entries.owners("locked") if locked(entries, who)]
    return person in finished and len(finished) >= ENOUGH_TO_MEET


def changed_since(
    entries: Entries, criterion_id: str, counted: tuple[Rating, ...]
) -> tuple[str, ...]:
    """Return the assessors whose rating came, or changed, after the team judged a criterion.

    Where several rate, a rating comes when its assessor first finished: until then nobody else
    could have known it.
    """
    judged = entries.current(f"criterion/{criterion_id}", "judged")
    if judged is None or not judged.value:
        return ()
    alone = len(counted) == 1
    return tuple(
        r.assessor for r in counted if _came(entries, criterion_id, r, alone=alone) > judged.at
    )


def compared(entries: Entries) -> datetime | None:
    """Return the moment when a second assessor first finished: ratings could be compared then."""
    firsts = sorted(_finished_first(entries).values())
    return firsts[ENOUGH_TO_MEET - 1] if len(firsts) >= ENOUGH_TO_MEET else None


def before_comparing(
    entries: Entries, counted: Mapping[str, tuple[Rating, ...]]
) -> dict[str, tuple[Rating, ...]]:
    """Leave out the ratings that were changed once their assessor could read those of others."""
    met, firsts = compared(entries), _finished_first(entries)
    if met is None:
        return dict(counted)
    seen = {assessor: max(met, first) for assessor, first in firsts.items()}
    return {
        c: tuple(r for r in given if _changed(entries, c, r) <= seen.get(r.assessor, met))
        for c, given in counted.items()
    }


def _has_said_why(entries: Entries, person: str) -> bool:
    """Tell whether a person gave a reason since they last finished."""
    why = entries.current("ratings", "reopened", person)
    lock = entries.current(*LOCK, person)
    return bool(why and lock and why.at > lock.at and says_something(why.value))


def _finished_first(entries: Entries) -> dict[str, datetime]:
    """Return when each assessor who has finished did so for the first time."""
    found = (
        (assessor, entries.first(*LOCK, "yes", assessor))
        for assessor in entries.owners("locked")
        if locked(entries, assessor)
    )
    return {assessor: row.at for assessor, row in found if row}


def _came(entries: Entries, criterion_id: str, rating: Rating, *, alone: bool) -> datetime:
    first = entries.first(*LOCK, "yes", rating.assessor)
    changed = _changed(entries, criterion_id, rating)
    return changed if alone or first is None else max(changed, first.at)


def _changed(entries: Entries, criterion_id: str, rating: Rating) -> datetime:
    """Return when a rating that was given got the level, or the reason, that it has."""
    names = ("level", "reason") if rating.not_applicable else ("level",)
    return _latest(entries, f"criterion/{criterion_id}", names, rating.assessor)


def _latest(entries: Entries, subject: str, names: Iterable[str], owner: str) -> datetime:
    rows = (entries.current(subject, name, owner) for name in names)
    return max(row.at for row in rows if row)
