"""Reading: the rows of an assessment for a given reader, and the list of all assessments."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from audit.assessments import Assessment, Overview
from audit.concerns import CONCERN, STEP
from audit.fields import STATES
from audit.storage.tables import ASSESSMENT, DRAFT, ENTRY, PROFILE
from audit.trail import Key, Row, heads

LOCK = ("ratings", "locked")
# The fields an assessment is listed by, under the names of their columns in its profile.
PROFILED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "facility": ("facility", "name"),
        "country": ("facility", "country"),
        "form": ("visit", "form"),
        "state": ("visit", "state"),
        "started": ("visit", "started"),
        "ended": ("visit", "ended"),
    }
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


_OF_ASSESSMENT = _both(lambda table: table.c.assessment_id == sa.bindparam("assessment_id"))
_OF_FIELD = _both(
    lambda table: sa.and_(
        *(table.c[name] == sa.bindparam(name) for name in ("assessment_id", "subject", "field"))
    )
)
# The first text behind all that begin like a concern, in any order of letters a database keeps.
_AFTER_CONCERNS = CONCERN[:-1] + chr(ord(CONCERN[-1]) + 1)
# When follow-ups of urgent concerns are due, in every audit; not a word of what they are about.
_OF_FOLLOW_UPS = _both(
    lambda table: sa.and_(
        table.c.subject >= CONCERN,
        table.c.subject < _AFTER_CONCERNS,
        table.c.field.in_(("reported", "done")),
        # What was done in a step is told in words.
        sa.not_(table.c.subject.startswith(STEP)),
    )
)
_LATEST_FIRST = (ASSESSMENT.c.created_at.desc(), ASSESSMENT.c.id)
_OVERVIEW = (
    sa.select(*ASSESSMENT.c, *(PROFILE.c[name] for name in PROFILED))
    .join_from(ASSESSMENT, PROFILE, isouter=True)
    .order_by(*_LATEST_FIRST)
)


def _row(found: Sequence[Any]) -> Row:
    # Every page reads every row: taken apart in one go, and most rows replace none.
    _, name, subject, field, owner, value, bases, author, device, at, draft, _ = found
    return Row(
        id=name,
        key=Key(subject, field, owner),
        value=value,
        bases=() if bases == "[]" else tuple(json.loads(bases)),
        draft=bool(draft),
        author=author,
        device=device,
        at=at,
    )


def rows_of(connection: Connection, assessment_id: str) -> tuple[Row, ...]:
    """Return all rows of an assessment in the order they were taken, drafts last."""
    found = connection.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id})
    return tuple(map(_row, found))


def rows_of_field(
    connection: Connection, assessment_id: str, subject: str, field: str
) -> tuple[Row, ...]:
    """Return the rows of one field of an assessment in the order they were taken, drafts last."""
    of = {"assessment_id": assessment_id, "subject": subject, "field": field}
    return tuple(map(_row, connection.execute(_OF_FIELD, of)))


def follow_ups(connection: Connection) -> dict[str, tuple[Row, ...]]:
    """Return, by audit, the rows that say when follow-ups of urgent concerns are due, or done."""
    found: dict[str, list[Row]] = {}
    for each in connection.execute(_OF_FOLLOW_UPS):
        found.setdefault(each[0], []).append(_row(each))
    return {assessment_id: tuple(rows) for assessment_id, rows in found.items()}


def locked(rows: Iterable[Row]) -> frozenset[str]:
    """Return the people whose ratings are locked, without any doubt."""
    locks: dict[str, list[Row]] = {}
    for row in rows:
        if (row.key.subject, row.key.field) == LOCK and not row.draft:
            locks.setdefault(row.key.owner, []).append(row)
    return frozenset(
        owner for owner, kept in locks.items() if {head.value for head in heads(kept)} == {"yes"}
    )


def raters(rows: Iterable[Row]) -> frozenset[str]:
    """Return the people of whom a level, a reason or a note stands."""
    owned: dict[Key, list[Row]] = {}
    for row in rows:
        if row.key.owner and row.key.subject.startswith("criterion/"):
            owned.setdefault(row.key, []).append(row)
    return frozenset(
        key.owner for key, kept in owned.items() if any(head.value for head in heads(kept))
    )


def readable(rows: tuple[Row, ...], reader: str) -> tuple[Row, ...]:
    """Leave out what belongs to others, unless both they and the reader have locked theirs."""
    done = locked(rows)
    seen = {"", reader} | (done if reader in done else frozenset())
    return tuple(row for row in rows if row.key.owner in seen)


def assessments(connection: Connection) -> tuple[Assessment, ...]:
    """Return every assessment, the latest first."""
    query = ASSESSMENT.select().order_by(*_LATEST_FIRST)
    return tuple(Assessment(**row) for row in connection.execute(query).mappings())


def overviews(connection: Connection) -> tuple[Overview, ...]:
    """Return every assessment with what names and dates it, the latest first."""
    return tuple(map(_overview, connection.execute(_OVERVIEW).all()))


def _overview(found: Sequence[Any]) -> Overview:
    """Return one line of the list; an assessment in which nothing was entered has no profile."""
    # By place: in a list of thousands, looking each column up by its name takes most of the time.
    assessment_id, facility_id, rubric_id, version, digest, invented, created_at, *profile = found
    facility, country, form, state, started, ended = profile
    assessment = Assessment(
        id=assessment_id,
        facility_id=facility_id,
        rubric_id=rubric_id,
        rubric_version=version,
        rubric_digest=digest,
        invented=invented,
        created_at=created_at,
    )
    return Overview(
        assessment=assessment,
        facility=facility or "",
        country=country or "",
        form=form or "",
        state=state or STATES[0],
        started=started or "",
        ended=ended or "",
    )
