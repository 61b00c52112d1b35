"""Reading: the rows of an assessment for a given reader, and the list of all assessments."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from audit.assessments import Assessment, Overview
from audit.fields import STATES
from audit.storage.tables import ASSESSMENT, DRAFT, ENTRY
from audit.trail import Entries, Key, Row, heads

LOCK = ("ratings", "locked")
_SHOWN = (
    ("facility", "name"),
    ("facility", "country"),
    ("visit", "form"),
    ("visit", "state"),
    ("visit", "started"),
    ("visit", "ended"),
)
_COLUMNS = (
    "assessment_id",
    "id",
    "subject",
    "field",
    "owner",
    "value",
    "bases",
    "author",
    "device",
    "at",
)


def _query(table: sa.Table, where: sa.ColumnElement[bool], order: str) -> sa.Select[Any]:
    draft: sa.Label[int] = sa.literal_column("1" if table is DRAFT else "0").label("draft")
    columns = (table.c[name] for name in _COLUMNS)
    return sa.select(*columns, draft, table.c[order].label("place")).where(where)


def _both(where: Callable[[sa.Table], sa.ColumnElement[bool]]) -> sa.CompoundSelect[Any]:
    # One statement sees one moment: a draft is never missed while it turns into an entry.
    entries, drafts = _query(ENTRY, where(ENTRY), "taken"), _query(DRAFT, where(DRAFT), "ord")
    return entries.union_all(drafts).order_by("draft", "place")


def _is_shown(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.or_(*(sa.and_(table.c.subject == s, table.c.field == f) for s, f in _SHOWN))


_OF_ASSESSMENT = _both(lambda table: table.c.assessment_id == sa.bindparam("assessment_id"))
_OF_OVERVIEW = _both(_is_shown)


def _row(found: sa.Row[Any]) -> Row:
    return Row(
        id=found.id,
        key=Key(found.subject, found.field, found.owner),
        value=found.value,
        bases=tuple(json.loads(found.bases)),
        draft=bool(found.draft),
        author=found.author,
        device=found.device,
        at=found.at,
    )


def rows_of(connection: Connection, assessment_id: str) -> tuple[Row, ...]:
    """Return all rows of an assessment in the order they were taken, drafts last."""
    found = connection.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id})
    return tuple(map(_row, found))


def locked(rows: Iterable[Row]) -> frozenset[str]:
    """Return the people whose ratings are locked, without any doubt."""
    locks: dict[str, list[Row]] = {}
    for row in rows:
        if (row.key.subject, row.key.field) == LOCK and not row.draft:
            locks.setdefault(row.key.owner, []).append(row)
    return frozenset(
        owner for owner, kept in locks.items() if {head.value for head in heads(kept)} == {"yes"}
    )


def readable(rows: tuple[Row, ...], reader: str) -> tuple[Row, ...]:
    """Leave out what belongs to others, unless both they and the reader have locked theirs."""
    done = locked(rows)
    seen = {"", reader} | (done if reader in done else frozenset())
    return tuple(row for row in rows if row.key.owner in seen)


def assessments(connection: Connection) -> tuple[Assessment, ...]:
    """Return every assessment, the latest first."""
    query = ASSESSMENT.select().order_by(ASSESSMENT.c.created_at.desc(), ASSESSMENT.c.id)
    return tuple(Assessment(**row) for row in connection.execute(query).mappings())


def overviews(connection: Connection) -> tuple[Overview, ...]:
    """Return every assessment with what names and dates it, the latest first."""
    rows: dict[str, list[Row]] = {}
    for found in connection.execute(_OF_OVERVIEW):
        rows.setdefault(found.assessment_id, []).append(_row(found))
    return tuple(_overview(a, Entries(rows.get(a.id, ()))) for a in assessments(connection))


def _overview(assessment: Assessment, entries: Entries) -> Overview:
    name, country, form, state, started, ended = (entries.value(*place) for place in _SHOWN)
    return Overview(
        assessment=assessment,
        facility=name,
        country=country,
        form=form,
        state=state or STATES[0],
        started=started,
        ended=ended,
    )
