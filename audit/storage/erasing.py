"""Erasing an interview or an urgent concern: its rows go, a tombstone without content stays.

The triggers of the tables let rows go only where a tombstone stands, and never let them come back.
"""

from contextlib import suppress
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from audit.concerns import CONCERN, OF_CONCERN, concern_of
from audit.questions import OF_INFORMANT, informant_of
from audit.storage import erasures
from audit.storage.engine import dialect_of, writing
from audit.storage.tables import ASSESSMENT, DRAFT, ENTRY, INSTALLATION, TOMBSTONE

# Noted from the deletion until the file has been written anew.
_TRACES = {"key": "traces", "value": "left"}


def erase(connection: Connection, assessment_id: str, stone: str, now: datetime) -> None:
    """Delete every row that a tombstone stands for, and note it; a second time changes nothing.

    The stone is the subject of an interview or of a concern: `informant/<code>`, `urgent/<code>`.
    It is noted outside the database first. Where that cannot be written, the rows go all the same:
    whoever erases is told that backups still hold them.
    """
    with suppress(OSError):
        erasures.note(assessment_id, stone, now)
    _erase(connection, assessment_id, stone, now)


def erase_again(connection: Connection) -> None:
    """Delete from a database that was brought back whatever had been erased here before."""
    known = frozenset(connection.scalars(sa.select(ASSESSMENT.c.id)))
    stones = sa.select(TOMBSTONE.c.assessment_id, TOMBSTONE.c.subject)
    there = {(row.assessment_id, row.subject) for row in connection.execute(stones)}
    for assessment_id, stone, at in erasures.noted():
        if assessment_id in known and (assessment_id, stone) not in there:
            _erase(connection, assessment_id, stone, at)


def _erase(connection: Connection, assessment_id: str, stone: str, now: datetime) -> None:
    add = dialect_of(connection).insert
    noted = {"assessment_id": assessment_id, "subject": stone, "at": now}
    connection.execute(add(TOMBSTONE).values(noted).on_conflict_do_nothing())
    kind, _, code = stone.partition("/")
    kinds = OF_CONCERN if kind == CONCERN else OF_INFORMANT
    for table in (ENTRY, DRAFT):
        below = (
            table.c.subject.startswith(f"{each}/{code}/", autoescape=True)
            for each in kinds
            if each != kind
        )
        theirs = sa.or_(table.c.subject == stone, *below)
        connection.execute(table.delete().where(table.c.assessment_id == assessment_id, theirs))
    connection.execute(add(INSTALLATION).values(_TRACES).on_conflict_do_nothing())


def erased(connection: Connection, assessment_id: str, kind: str) -> frozenset[str]:
    """Return the codes of the interviews (`informant`) or concerns (`urgent`) that were erased."""
    stones = TOMBSTONE.c.subject.startswith(f"{kind}/", autoescape=True)
    query = sa.select(TOMBSTONE.c.subject).where(TOMBSTONE.c.assessment_id == assessment_id, stones)
    return frozenset(subject.partition("/")[2] for subject in connection.scalars(query))


def last_erased(connection: Connection, assessment_id: str, kind: str) -> datetime | None:
    """Return when an interview (`informant`) or concern (`urgent`) was last erased, if one was."""
    stones = TOMBSTONE.c.subject.startswith(f"{kind}/", autoescape=True)
    query = sa.select(sa.func.max(TOMBSTONE.c.at))
    query = query.where(TOMBSTONE.c.assessment_id == assessment_id, stones)
    last: datetime | None = connection.scalar(query)
    return last


def is_erased(connection: Connection, assessment_id: str, subject: str) -> bool:
    """Tell whether a subject belongs to an interview or a concern that was erased."""
    if code := informant_of(subject):
        return code in erased(connection, assessment_id, "informant")
    code = concern_of(subject)
    return code is not None and code in erased(connection, assessment_id, CONCERN)


def wipe(engine: Engine) -> None:
    """Write the database anew where something was erased since it was last written.

    Overwriting what is deleted is not enough: SQLite leaves copies of rows that it moved from page
    to page while they lived. A server keeps dead rows until its tables are written anew.
    """
    left = INSTALLATION.c.key == _TRACES["key"]
    with engine.begin() as connection:
        if not connection.scalar(sa.select(sa.exists(INSTALLATION.select().where(left)))):
            return
    # Outside of any transaction, or neither database would do it.
    (_wipe_file if engine.dialect.name == "sqlite" else _wipe_tables)(engine)
    with writing(engine).begin() as connection:
        connection.execute(INSTALLATION.delete().where(left))


def _wipe_file(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            raw.cursor().execute(statement).fetchall()
    finally:
        raw.close()


def _wipe_tables(engine: Engine) -> None:
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for table in (ENTRY, DRAFT):
            connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
