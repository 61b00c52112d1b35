"""Erasing what an informant takes back: their rows go, a tombstone without content stays.

The triggers of the tables let rows go only where a tombstone stands, and never let them come back.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from audit.questions import informant_of
from audit.storage.engine import dialect_of, writing
from audit.storage.tables import DRAFT, ENTRY, INSTALLATION, TOMBSTONE

# Noted from the deletion until the file has been written anew.
_TRACES = {"key": "traces", "value": "left"}


def erase(connection: Connection, assessment_id: str, code: str, now: datetime) -> None:
    """Delete every row of an informant, and note the tombstone; a second time changes nothing."""
    add = dialect_of(connection).insert
    stone = {"assessment_id": assessment_id, "subject": f"informant/{code}", "at": now}
    connection.execute(add(TOMBSTONE).values(stone).on_conflict_do_nothing())
    for table in (ENTRY, DRAFT):
        theirs = sa.or_(
            table.c.subject == f"informant/{code}",
            table.c.subject.startswith(f"answer/{code}/", autoescape=True),
            table.c.subject.startswith(f"said/{code}/", autoescape=True),
        )
        connection.execute(table.delete().where(table.c.assessment_id == assessment_id, theirs))
    connection.execute(add(INSTALLATION).values(_TRACES).on_conflict_do_nothing())


def withdrawn(connection: Connection, assessment_id: str) -> frozenset[str]:
    """Return the codes of the informants of an assessment who withdrew."""
    query = sa.select(TOMBSTONE.c.subject).where(TOMBSTONE.c.assessment_id == assessment_id)
    return frozenset(subject.partition("/")[2] for subject in connection.scalars(query))


def is_withdrawn(connection: Connection, assessment_id: str, subject: str) -> bool:
    """Tell whether a subject belongs to an informant who withdrew."""
    code = informant_of(subject)
    return code is not None and code in withdrawn(connection, assessment_id)


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
