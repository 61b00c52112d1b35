"""An edited plan that comes back: which cells change the plan, and which do not and why.

A cell is compared with what was exported and with what the store holds now. What nobody edited in
the file changes nothing; what somebody edited in the meantime here is never overwritten.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from audit.action_plan import status_fault
from audit.fields import Refusal, refusal
from audit.trail import Entries, Key, Operation, Row
from exports.workbook.plan_reading import CellFault, ReturnedCell, ReturnedPlan, ReturnedRow
from rubrics.model import Rubric

DEVICE = "workbook"
# What a field is where nothing was ever entered.
_UNSET = {"chosen": "no", "status": "proposed"}
# Whoever writes that agreed work is done says that it was begun.
_BETWEEN = {("agreed", "done"): ("in_progress",)}
Outcome = Literal["changed", "already", "conflict", "fault"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One edited cell: where it stands, what it is about, and what became of it.

    `before` is what was exported, `now` what the store holds, `after` what the file says. `added`
    says that the file adds the action.
    """

    outcome: Outcome
    at: str
    action: str = ""
    field: str = ""
    before: str = ""
    now: str = ""
    after: str = ""
    added: bool = False
    why: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """What a file means for the plan: each edited cell, the operations, and how much is as it was.

    `missing` counts the actions whose rows are gone from the file; they stay in the plan.
    """

    findings: tuple[Finding, ...]
    operations: tuple[Operation, ...]
    unchanged: int
    missing: int

    def of(self, outcome: Outcome) -> tuple[Finding, ...]:
        """Return the cells that came out in one way, in the order of the file."""
        return tuple(found for found in self.findings if found.outcome == outcome)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file comes back to: the assessment with its rows, its rubric and who is there."""

    assessment: str
    rows: Sequence[Row]
    rubric: Rubric
    state: str
    person: str
    now: datetime


def plan_import(returned: ReturnedPlan, place: Place) -> Import:
    """Compare a file with the store, cell by cell; nothing is written here."""
    work = _Work(place)
    for row in _named(returned.rows, place.assessment):
        work.take_row(row)
    exported = {action.id for action in returned.record.actions}
    findings = [*work.findings, *(_unread(fault) for fault in returned.faults)]
    told = [replace(found, added=found.action not in exported) for found in findings]
    return Import(
        tuple(sorted(told, key=lambda found: _position(found.at))),
        tuple(work.operations),
        work.unchanged,
        returned.missing,
    )


def _position(at: str) -> tuple[int, int, str]:
    """Return the order of a cell in its sheet: by row, then by column."""
    cell = at.rpartition("!")[2]
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters


def _unread(fault: CellFault) -> Finding:
    why = Refusal(f"plan_import.fault.{fault.key}", fault.values)
    return Finding(
        outcome="fault",
        at=fault.at,
        action=fault.action,
        field=fault.field,
        why=why,
    )


def _named(rows: Iterable[ReturnedRow], assessment: str) -> Iterator[ReturnedRow]:
    """Give each added action a code that follows from its words, so that it is added only once."""
    met: dict[str, int] = {}
    for row in rows:
        if row.action:
            yield row
            continue
        text = next((cell.after for cell in row.cells if cell.field == "text"), "")
        met[text] = met.get(text, 0) + 1
        code = _digest(assessment, text, str(met[text]))[:20]
        yield replace(row, action=f"own-{code}" if text else "")


class _Work:
    """What is found in a file, row by row, and the operations that follow from it."""

    def __init__(self, place: Place) -> None:
        self._place, self._entries = place, Entries(place.rows)
        self.findings: list[Finding] = []
        self.operations: list[Operation] = []
        self.unchanged = 0

    def take_row(self, row: ReturnedRow) -> None:
        """Take the cells of one action; its words first, where it stands last."""
        if not row.action:
            self.findings += _wordless(row)
            return
        pending: list[Row] = []
        for cell in sorted(row.cells, key=_turn):
            found = self._judged(row.action, cell, pending)
            if found is None:
                self.unchanged += 1
                continue
            self.findings.append(found)
            # An action whose own words cannot be kept is not added at all.
            if found.outcome == "fault" and cell.field == "text" and not cell.before:
                return

    def _judged(self, action: str, cell: ReturnedCell, pending: list[Row]) -> Finding | None:
        """Tell what becomes of a cell, nothing where it is as it was exported."""
        if cell.after == cell.before:
            return None
        subject = f"action/{action}"
        now = self._entries.value(subject, cell.field) or _UNSET.get(cell.field, "")
        found = Finding(
            outcome="changed",
            at=cell.at,
            action=action,
            field=cell.field,
            before=cell.before,
            now=now,
            after=cell.after,
        )
        if now == cell.after:
            return replace(found, outcome="already")
        if now != cell.before or self._entries.rivals(subject, cell.field):
            return replace(found, outcome="conflict")
        why = self._change(subject, cell.field, now, cell.after, pending)
        return replace(found, outcome="fault", why=why) if why else found

    def _change(
        self, subject: str, field: str, now: str, after: str, pending: list[Row]
    ) -> Refusal | None:
        """Make the operations of one cell, or tell why they would be refused."""
        steps = _BETWEEN.get((now, after), ()) if field == "status" else ()
        row = self._entries.current(subject, field)
        bases = (row.id, *(row.bases if row.draft else ())) if row else ()
        made: list[Operation] = []
        for value in (*steps, after):
            operation = _operation(self._place.assessment, subject, field, value, bases)
            why = self._refusal(operation, [*pending, *map(self._row, made)])
            if why is not None:
                return why
            made.append(operation)
            bases = (operation.id,)
        self.operations += made
        pending += map(self._row, made)
        return None

    def _refusal(self, operation: Operation, pending: Sequence[Row]) -> Refusal | None:
        place = self._place
        why = refusal(operation, place.rubric, place.state)
        if why is not None or operation.field != "status":
            return why
        name = operation.subject.removeprefix("action/")
        fault = status_fault((*place.rows, *pending), name, operation.value, place.person)
        return Refusal(fault) if fault else None

    def _row(self, operation: Operation) -> Row:
        return Row(
            id=operation.id,
            key=Key(operation.subject, operation.field),
            value=operation.value,
            bases=operation.bases,
            draft=False,
            author=self._place.person,
            device=DEVICE,
            at=self._place.now,
        )


def _turn(cell: ReturnedCell) -> int:
    # A status may rest on a reason in the same row.
    return {"text": 0, "status": 2}.get(cell.field, 1)


def _wordless(row: ReturnedRow) -> list[Finding]:
    """Return what is wrong with a row that adds no words; unreadable words were told already."""
    why = Refusal("plan_import.fault.no_words")
    return [
        Finding(outcome="fault", at=cell.at, why=why) for cell in row.cells if cell.field == "text"
    ]


def _operation(
    assessment: str, subject: str, field: str, value: str, bases: tuple[str, ...]
) -> Operation:
    """Return an operation whose id follows from what it does: twice the same is once."""
    name = _digest(assessment, subject, field, value, *bases)[:32]
    return Operation(id=name, subject=subject, field=field, value=value, bases=bases)


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
