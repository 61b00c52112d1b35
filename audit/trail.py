"""The trail: edits travel as operations, are appended as rows; the latest is what none replaced.

Ratings, findings, visit details, judgements and actions are all fields of subjects ("criterion/B7",
"standard/A", "action/B7.0", "visit"). Every value is text; the empty text is a cleared field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Key(NamedTuple):
    """What an edit is about. `owner` is the assessor for ratings, empty for what a team shares."""

    subject: str
    field: str
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One edit on its way to the store, sent at least once and taken exactly once.

    `bases` names the rows it replaces: none for a first value, one as a rule, several to settle a
    conflict. `draft` marks a field still being typed. `order` counts up within one device.
    """

    id: str
    subject: str
    field: str
    value: str
    bases: tuple[str, ...] = ()
    draft: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An operation as the store keeps it: who, on which device, when (UTC)."""

    id: str
    key: Key
    value: str
    bases: tuple[str, ...]
    draft: bool
    author: str
    device: str
    at: datetime


def heads(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows of one key that no other row names as its base, oldest first."""
    kept = tuple(rows)
    replaced = {base for row in kept for base in row.bases}
    return tuple(sorted((r for r in kept if r.id not in replaced), key=lambda r: (r.at, r.id)))


class Entries:
    """The current value of every field of an assessment, and the conflicts a person must settle."""

    def __init__(self, rows: Iterable[Row]) -> None:
        by_key: dict[Key, list[Row]] = {}
        for row in rows:
            by_key.setdefault(row.key, []).append(row)
        self._rows: Mapping[Key, list[Row]] = by_key
        self._heads: Mapping[Key, tuple[Row, ...]] = {k: heads(v) for k, v in by_key.items()}

    def current(self, subject: str, field: str, owner: str = "") -> Row | None:
        """Return the newest head of a field; the newest stands until a conflict is settled."""
        found = self._heads.get(Key(subject, field, owner))
        return found[-1] if found else None

    def value(self, subject: str, field: str, owner: str = "") -> str:
        """Return the value of a field, empty where nothing was ever entered."""
        row = self.current(subject, field, owner)
        return row.value if row else ""

    def first(self, subject: str, field: str, value: str, owner: str = "") -> Row | None:
        """Return the row that first gave a field a value, however often it was replaced since."""
        found = (r for r in self._rows.get(Key(subject, field, owner), ()) if r.value == value)
        return min(found, key=lambda row: (row.at, row.id), default=None)

    def rivals(self, subject: str, field: str, owner: str = "") -> tuple[Row, ...]:
        """Return the heads of a field that is in conflict, oldest first; empty otherwise."""
        found = self._heads.get(Key(subject, field, owner), ())
        return found if len({row.value for row in found}) > 1 else ()

    def subjects(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the subjects of a kind ("member", "action"), in order of id."""
        prefix = f"{kind}/"
        found = {
            k.subject.removeprefix(prefix) for k in self._heads if k.subject.startswith(prefix)
        }
        return tuple(sorted(found))

    def owners(self, field: str = "level") -> tuple[str, ...]:
        """Return the assessors who have entered anything in a field they own."""
        return tuple(sorted({k.owner for k in self._heads if k.owner and k.field == field}))

    def latest_change(self) -> datetime | None:
        """Return the moment of the last edit."""
        return max((row.at for rows in self._heads.values() for row in rows), default=None)
