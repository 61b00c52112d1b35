"""Opening a database: is it ours, is it sound, can it be written, is its schema the one we know."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine

from audit.storage import migrations
from audit.storage.copying import checked_copy
from audit.storage.engine import address, connect, place, writing
from audit.storage.erasing import wipe
from audit.storage.faults import StorageFault, told
from audit.storage.folder import data_folder

# Checking every page takes a second per some hundred megabytes: a start should not wait for that.
_CHECKED_AT_START = 64 * 1024 * 1024
# Any number that no other program is likely to lock with.
_UPGRADE_LOCK = 7_306_991


def opened(url: str | URL | None) -> Engine:
    """Open a database at the schema of this version, creating or upgrading it when need be."""
    where = address(url)
    engine = connect(where)
    try:
        with told(place(where)):
            _prepare(engine)
        with suppress(StorageFault), told(place(where)):
            wipe(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def checked_version(found: str | None, where: str) -> str | None:
    """Return the version of a schema, refusing one that only a newer program knows."""
    if found is not None and found not in migrations.VERSIONS:
        known = migrations.VERSIONS[-1]
        raise StorageFault("storage.newer", place=where, found=found, known=known)
    return found


def _prepare(engine: Engine) -> None:
    with engine.begin() as connection:
        _check_sound(connection)
        found = checked_version(migrations.version_of(connection), place(engine.url))
    if found != migrations.VERSIONS[-1]:
        if found is not None:
            checked_copy(engine, _place_of_copy(engine, found))
        _upgrade(engine)
    _check_writable(engine)


def _check_sound(connection: Connection) -> None:
    database = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not database or database == ":memory:":
        return
    if Path(database).stat().st_size <= _CHECKED_AT_START and quick_check(connection) != "ok":
        raise StorageFault("storage.damaged", place=database)


def quick_check(connection: Connection) -> str:
    """Return "ok" when SQLite finds the file sound, else the first thing that it found."""
    return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())


def _check_writable(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    # Writing the header anew needs the journal, the file and the folder; then it is undone.
    with writing(engine).connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 0")
        connection.rollback()


def _upgrade(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
        # Another process may have done it while we waited for the lock.
        if migrations.version_of(connection) != migrations.VERSIONS[-1]:
            migrations.migrate(connection, migrations.VERSIONS[-1])


def _place_of_copy(engine: Engine, version: str) -> Path:
    """Return a free name beside the database (in the data folder for a server's)."""
    name = Path(engine.url.database or "audits")
    folder = name.parent if engine.dialect.name == "sqlite" else data_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = 1
    while (out := folder / f"{name.stem}-schema-{version}-{number}.db").exists():
        number += 1
    return out


def describe(engine: Engine) -> dict[str, str | int]:
    """Tell how the database is: its kind, place, size, journal, schema, and whether it is sound."""
    lite = engine.dialect.name == "sqlite"
    with told(place(engine.url)), engine.begin() as connection:
        facts: dict[str, str | int] = {
            "database": "SQLite" if lite else "PostgreSQL",
            "place": place(engine.url),
            "schema": migrations.version_of(connection) or "",
        }
        return facts | (_describe_sqlite if lite else _describe_postgresql)(connection)


def _describe_sqlite(connection: Connection) -> dict[str, str | int]:
    pages, size = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)
        for name in ("page_count", "page_size")
    )
    return {
        "version": sqlite3.sqlite_version,
        "journal": str(connection.exec_driver_sql("PRAGMA journal_mode").scalar()),
        "check": quick_check(connection),
        "bytes": pages * size,
    }


def _describe_postgresql(connection: Connection) -> dict[str, str | int]:
    size = sa.func.pg_database_size(sa.func.current_database())
    return {
        "version": str(connection.exec_driver_sql("SHOW server_version").scalar()),
        "journal": "wal",
        "check": "ok",
        "bytes": connection.scalar(sa.select(size)) or 0,
    }
