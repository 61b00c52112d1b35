"""PINs in the store: what this installation keeps to open somebody's ratings.

A PIN is no part of an assessment's trail and leaves with a backup of the whole database only. It is
kept beside what the installation remembers of itself, where the one before is overwritten.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from audit.pins import Pin
from audit.storage.engine import dialect_of
from audit.storage.tables import INSTALLATION
from audit.storage.taking import hold

Change = Callable[[Pin | None], Pin | None]


def kept(connection: Connection, assessment_id: str, person: str) -> Pin | None:
    """Return the PIN that opens a person's ratings; nothing where they are open."""
    key = _key(assessment_id, person)
    found = connection.scalar(sa.select(INSTALLATION.c.value).where(INSTALLATION.c.key == key))
    return _read(found) if found else None


def holders(connection: Connection, assessment_id: str) -> frozenset[str]:
    """Return the people of an assessment whose ratings a PIN opens."""
    start = _key(assessment_id, "")
    query = sa.select(INSTALLATION.c.key).where(
        INSTALLATION.c.key.startswith(start, autoescape=True)
    )
    return frozenset(key.removeprefix(start) for key in connection.scalars(query))


def change(connection: Connection, assessment_id: str, person: str, make: Change) -> Pin | None:
    """Keep what a change makes of a PIN, one change after another; return the one before."""
    hold(connection, assessment_id)
    before = kept(connection, assessment_id, person)
    after, key = make(before), _key(assessment_id, person)
    if after is None:
        connection.execute(INSTALLATION.delete().where(INSTALLATION.c.key == key))
    elif after != before:
        insert = dialect_of(connection).insert(INSTALLATION)
        insert = insert.values({"key": key, "value": _written(after)})
        written = {"value": insert.excluded.value}
        connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=written))
    return before


def _key(assessment_id: str, person: str) -> str:
    return f"pin/{assessment_id}/{person}"


def _written(pin: Pin) -> str:
    at = pin.tried_at.isoformat() if pin.tried_at else None
    return json.dumps({**asdict(pin), "tried_at": at}, separators=(",", ":"))


def _read(text: str) -> Pin:
    found = json.loads(text)
    at = found.pop("tried_at")
    return Pin(**found, tried_at=datetime.fromisoformat(at) if at else None)
