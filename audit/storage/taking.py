"""Taking an operation, exactly once: what happens inside the one transaction of each."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from audit.fields import field_of
from audit.storage.erasing import is_erased
from audit.storage.faults import StorageFault
from audit.storage.profiles import keep_profile
from audit.storage.tables import ASSESSMENT, DRAFT, ENTRY
from audit.trail import Operation


@dataclass(frozen=True, slots=True)
class Taken:
    """An acknowledgement: when the store took an operation, and the row it became.

    The next edit of the field names `revision` as its base; a draft is no base and has none, so
    the edit that follows it names the bases of the draft.
    """

    id: str
    at: datetime
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An operation, and who sent it about which assessment, from which device, when."""

    assessment_id: str
    operation: Operation
    author: str
    device: str
    now: datetime

    @property
    def owner(self) -> str:
        """Return whom the value belongs to: its author for a rating, nobody for shared fields."""
        field = field_of(self.operation.subject, self.operation.field)
        if field is None:
            raise ValueError(f"no field {self.operation.field} of {self.operation.subject}")
        return self.author if field.owned else ""

    @property
    def key(self) -> dict[str, str]:
        """Return the columns that say what the edit is about."""
        return {
            "assessment_id": self.assessment_id,
            "subject": self.operation.subject,
            "field": self.operation.field,
            "owner": self.owner,
        }

    @property
    def hand(self) -> dict[str, str]:
        """Return the columns that say what was edited by whom from where."""
        return self.key | {"author": self.author, "device": self.device}


def edits(
    assessment_id: str,
    operations: Iterable[Operation],
    author: str,
    device: str,
    now: datetime,
) -> Iterator[Edit]:
    """Yield the operations that somebody sent at once, each with all that is known of its way."""
    for operation in operations:
        yield Edit(
            assessment_id=assessment_id,
            operation=operation,
            author=author,
            device=device,
            now=now,
        )


def take_one(connection: Connection, edit: Edit) -> Taken | None:
    """Take one operation; nothing when its id already stands for another edit.

    What concerns an interview or a concern that was erased is acknowledged, so that its browser
    forgets it, and not kept.
    """
    hold(connection, edit.assessment_id)
    if is_erased(connection, edit.assessment_id, edit.operation.subject):
        return Taken(edit.operation.id, edit.now, "")
    known = _first(connection, ENTRY, {"id": edit.operation.id})
    if known:
        same = {**edit.key, "value": edit.operation.value}
        return _taken(edit, known) if all(known[k] == v for k, v in same.items()) else None
    taken = (_take_draft if edit.operation.draft else _append)(connection, edit)
    keep_profile(connection, edit.assessment_id, edit.operation.subject, edit.operation.field)
    return taken


def hold(connection: Connection, assessment_id: str) -> None:
    """Let the edits of one assessment pass one after the other, also on PostgreSQL."""
    query = sa.select(ASSESSMENT.c.id).where(ASSESSMENT.c.id == assessment_id)
    if connection.scalar(query.with_for_update(key_share=True)) is None:
        raise StorageFault("storage.unknown_assessment")


def _append(connection: Connection, edit: Edit) -> Taken:
    own = _first(connection, DRAFT, edit.hand)
    connection.execute(ENTRY.insert().values(_columns(connection, edit, own)))
    if own and own["ord"] <= edit.operation.order:
        connection.execute(DRAFT.delete().where(*_equal(DRAFT, edit.hand)))
    return Taken(edit.operation.id, edit.now, edit.operation.id)


def _take_draft(connection: Connection, edit: Edit) -> Taken:
    own = _first(connection, DRAFT, edit.hand)
    if own and own["ord"] > edit.operation.order:
        return Taken(edit.operation.id, own["at"], "")
    newer = _first(connection, ENTRY, edit.hand, ENTRY.c.ord > edit.operation.order)
    if newer:
        return _taken(edit, newer)
    columns = _columns(connection, edit, own)
    connection.execute(DRAFT.delete().where(*_equal(DRAFT, edit.hand)))
    connection.execute(DRAFT.insert().values(columns))
    return Taken(edit.operation.id, edit.now, "")


def _columns(connection: Connection, edit: Edit, own: RowMapping | None) -> dict[str, Any]:
    return edit.hand | {
        "id": edit.operation.id,
        "value": edit.operation.value,
        "bases": json.dumps(_bases(connection, edit, own), separators=(",", ":")),
        "at": edit.now,
        "ord": edit.operation.order,
    }


def _bases(connection: Connection, edit: Edit, own: RowMapping | None) -> list[str]:
    """Return the rows an operation replaces, seen through drafts.

    A draft goes away one day. Whoever replaces it must therefore also replace what it stood on,
    or the row beneath would come back as a rival.
    """
    drafts = _drafts_of(connection, edit)
    bases = set(edit.operation.bases)
    for base in edit.operation.bases:
        bases |= drafts.get(base, set())
    if own and own["ord"] <= edit.operation.order:
        bases = (bases | set(json.loads(own["bases"]))) - {own["id"]}
    return sorted(bases - {edit.operation.id})


def _drafts_of(connection: Connection, edit: Edit) -> dict[str, set[str]]:
    if not edit.operation.bases:
        return {}
    rows = connection.execute(sa.select(DRAFT.c.id, DRAFT.c.bases).where(*_equal(DRAFT, edit.key)))
    return {row.id: set(json.loads(row.bases)) for row in rows}


def _taken(edit: Edit, entry: RowMapping) -> Taken:
    return Taken(edit.operation.id, entry["at"], entry["id"])


def _equal(table: sa.Table, values: Mapping[str, str]) -> list[sa.ColumnElement[bool]]:
    return [table.c[name] == value for name, value in values.items()]


def _first(
    connection: Connection,
    table: sa.Table,
    values: Mapping[str, str],
    *more: sa.ColumnElement[bool],
) -> RowMapping | None:
    query = table.select().where(*_equal(table, values), *more).limit(1)
    return connection.execute(query).mappings().first()
