"""The pen: enters values into an invented audit the way everybody's edits come in."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from audit.action_plan import status_fault
from audit.assessments import Assessment
from audit.fields import Refusal, field_of
from audit.intake import is_status, receive
from audit.trail import Entries, Key, Operation, Row
from rubrics.model import Rubric

DEVICE = "demonstration"
BETWEEN_EDITS = timedelta(seconds=40)


class Pen:
    """Enters values as checked operations, each replacing the one before, and keeps the rows."""

    def __init__(self, assessment: Assessment, rubric: Rubric, now: datetime) -> None:
        self.assessment, self.rubric, self.now = assessment, rubric, now
        self.rows: list[Row] = []
        self._last: dict[Key, str] = {}
        # As soon as somebody rates; nothing before that depends on it.
        self._state = "collecting"

    def turn_to(self, day: str) -> None:
        """Go on writing in the morning of another day."""
        self.now = max(self.now, morning(day))

    def write(self, author: str, subject: str, name: str, value: str) -> str:
        """Enter one value and return the id of its row; an operation refused is an error."""
        order = len(self.rows) + 1
        base = self._last.get(_key(subject, name, author))
        sent = {
            "id": f"{self.assessment.id}-{order:05}",
            "subject": subject,
            "field": name,
            "value": value,
            "bases": [base] if base else [],
            "order": order,
            "device": DEVICE,
        }
        self.now += BETWEEN_EDITS
        taken = partial(self._take, author)
        judged = partial(self._judge, author)
        receipt = receive({"operations": [sent]}, self.rubric, self._state, taken, judged)
        for why in receipt.refused.values():
            raise ValueError(f"{subject}.{name}: {why.message}")
        return self.rows[-1].id

    def write_all(self, author: str, subject: str, values: Mapping[str, str]) -> None:
        """Enter several values of one subject."""
        for name, value in values.items():
            self.write(author, subject, name, value)

    def entries(self) -> Entries:
        """Return the assessment as it stands, with everybody's ratings."""
        return Entries(self.rows)

    def _take(self, author: str, operations: tuple[Operation, ...], device: str) -> Collection[str]:
        for operation in operations:
            row = _row(operation, author, device, self.now)
            self.rows.append(row)
            self._last[row.key] = row.id
            if row.key.field == "state":
                self._state = row.value
        return [operation.id for operation in operations]

    def _judge(self, author: str, operation: Operation) -> Refusal | None:
        if not is_status(operation):
            return None
        name = operation.subject.partition("/")[2]
        why = status_fault(self.rows, name, operation.value, author)
        return Refusal(why) if why else None


def morning(day: str) -> datetime:
    """Return eight o'clock of a day."""
    return datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)


def _row(operation: Operation, author: str, device: str, now: datetime) -> Row:
    return Row(
        id=operation.id,
        key=_key(operation.subject, operation.field, author),
        value=operation.value,
        bases=operation.bases,
        draft=False,
        author=author,
        device=device,
        at=now,
    )


def _key(subject: str, name: str, author: str) -> Key:
    field = field_of(subject, name)
    return Key(subject, name, author if field and field.owned else "")
