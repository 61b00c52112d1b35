"""Profiles: what names and dates an assessment, so that a list of thousands is one query."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_PLACES = {
    "facility": ("facility", "name"),
    "country": ("facility", "country"),
    "form": ("visit", "form"),
    "state": ("visit", "state"),
    "started": ("visit", "started"),
    "ended": ("visit", "ended"),
}
_READ = ("assessment_id", "subject", "field", "id", "value", "bases", "at")


def upgrade() -> None:
    """Create the table and fill it from what was entered so far."""
    profile = op.create_table(
        "profile",
        sa.Column("assessment_id", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _PLACES),
        sa.PrimaryKeyConstraint("assessment_id"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
    )
    rows = list(_profiles(op.get_bind().execute(_shown())))
    if rows:
        op.bulk_insert(profile, rows)


def _shown() -> "sa.CompoundSelect[Any]":
    tables = (sa.table(name, *map(sa.column, _READ)) for name in ("entry", "draft"))
    one, other = (
        sa.select(*table.c).where(
            sa.or_(
                *(sa.and_(table.c.subject == s, table.c.field == f) for s, f in _PLACES.values())
            )
        )
        for table in tables
    )
    return one.union_all(other)


def _profiles(rows: Iterable[Any]) -> Iterator[dict[str, str]]:
    """Yield a profile of each assessment: of every field the newest row that none replaced."""
    columns = {place: name for name, place in _PLACES.items()}
    found: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        column = columns[row.subject, row.field]
        found.setdefault(row.assessment_id, {}).setdefault(column, []).append(row)
    for assessment_id, fields in found.items():
        values = {name: _current(fields.get(name, [])) for name in _PLACES}
        yield {"assessment_id": assessment_id, **values}


def _current(rows: list[Any]) -> str:
    replaced = {base for row in rows for base in json.loads(row.bases)}
    heads = [row for row in rows if row.id not in replaced]
    return str(max(heads, key=lambda row: (row.at, row.id)).value) if heads else ""
