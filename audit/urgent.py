"""Urgent concerns: whom to call, what was done, and when to ask about reprisals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from audit.concerns import CHECK, CHECKS, CONCERN, PLAN, STEP
from audit.fields import CALLS
from audit.trail import Entries, Row


@dataclass(frozen=True, slots=True)
class Check:
    """One question about reprisals: so many weeks after the report, when, done or not, a note."""

    weeks: int
    due: date | None
    done: bool
    note: str

    def is_due(self, today: date) -> bool:
        """Tell whether the day has come and nobody has asked yet."""
        return self.due is not None and self.due <= today and not self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Somebody in danger: a code, never a name; the day it was reported; steps in their order."""

    code: str
    reported: date | None
    steps: tuple[str, ...]
    checks: tuple[Check, ...]

    def due(self, today: date) -> tuple[Check, ...]:
        """Return the checks whose day has come and that nobody has done yet."""
        return tuple(check for check in self.checks if check.is_due(today))


def concerns(entries: Entries) -> tuple[Concern, ...]:
    """Return the concerns of an audit, the first reported first."""
    return tuple(filter(None, (concern(entries, code) for code in entries.subjects(CONCERN))))


def concern(entries: Entries, code: str) -> Concern | None:
    """Return one concern, nothing where none was begun under that code."""
    subject = f"{CONCERN}/{code}"
    if code not in entries.subjects(CONCERN):
        return None
    reported = _day(entries.value(subject, "reported"))
    return Concern(
        code=code,
        reported=reported,
        steps=tuple(s for s in entries.subjects(STEP) if s.partition("/")[0] == code),
        checks=tuple(_check(entries, code, weeks, reported) for weeks in CHECKS),
    )


def calls(entries: Entries) -> Iterator[tuple[str, str]]:
    """Yield whom to call, in the order in which to call them, as far as the team wrote it down."""
    for name in CALLS:
        said = entries.value(PLAN, name)
        if said.strip():
            yield name, said


def checks_due(entries: Entries, today: date) -> int:
    """Return how many checks for reprisals are due in an audit."""
    return sum(len(each.due(today)) for each in concerns(entries))


def audits_due(follow_ups: Mapping[str, Iterable[Row]], today: date) -> frozenset[str]:
    """Return the ids of the audits in which a check is due, given the rows that tell when."""
    return frozenset(
        audit for audit, rows in follow_ups.items() if checks_due(Entries(rows), today)
    )


def _check(entries: Entries, code: str, weeks: int, reported: date | None) -> Check:
    subject = f"{CHECK}/{code}/{weeks}"
    return Check(
        weeks=weeks,
        due=reported + timedelta(weeks=weeks) if reported else None,
        done=entries.value(subject, "done") == "yes",
        note=entries.value(subject, "note"),
    )


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
