"""The connection to the database: where it is, and the settings that keep what it acknowledged."""

import os
import sqlite3
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from audit.storage.faults import StorageFault, told
from audit.storage.folder import APPLICATION, DATABASE, data_folder

# Less than the pause after which a browser sends again, so that it hears what keeps it waiting.
PATIENCE_MS = 2_000
# In one process, everybody's turn comes: nobody gives up while the others are being served.
PATIENCE_IN_LINE_S = 15
# Releases in which resetting the write-ahead log cannot damage the file.
_WAL_IS_SAFE_SINCE = (3, 51, 3)
_WAL_IS_SAFE_IN = ((3, 50, 7), (3, 44, 6))

# Each is set on every connection and read back as the number or word on the right.
_PRAGMAS: tuple[tuple[str, str, int | str], ...] = (
    ("busy_timeout", str(PATIENCE_MS), PATIENCE_MS),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # else INSERT OR REPLACE would pass the append-only trigger
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("temp_store", "MEMORY", 2),
    ("synchronous", "FULL", 2),
)


def address(url: str | URL | None) -> URL:
    """Return where the database is: as told, else as the environment says, else in our folder."""
    told_url = url or os.environ.get("AUDIT_DATABASE_URL")
    if not told_url:
        return file_address(data_folder() / DATABASE)
    try:
        found = make_url(told_url)
    except (ArgumentError, ValueError) as error:
        raise StorageFault("storage.bad_address") from error
    if found.drivername in ("postgres", "postgresql"):
        found = found.set(drivername="postgresql+psycopg")
    if found.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StorageFault("storage.bad_address")
    return found


def file_address(path: Path) -> URL:
    """Return the address of a database file."""
    return URL.create("sqlite", database=str(path))


def place(url: URL) -> str:
    """Name the database for a reader: the file, or the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """Return the engine of a database, every connection with its settings asserted."""
    if url.get_backend_name() == "postgresql":
        return _connect_postgresql(url)
    _prepare_file(url)
    # One connection, handed from thread to thread: nobody sleeps on a lock of their own process.
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=PATIENCE_IN_LINE_S,
        hide_parameters=True,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _connect_postgresql(url: URL) -> Engine:
    given = url.query.get("options", "")
    options = f"{given} -c timezone=UTC -c lock_timeout={PATIENCE_MS}"
    return sa.create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "options": options,
            "connect_timeout": 10,
            "application_name": APPLICATION,
        },
    )


def dialect_of(connection: Connection) -> Any:
    """Return what is particular to the database in use; loading the others would delay a start."""
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}")


def writing(engine: Engine) -> Engine:
    """Return the same engine for transactions that write: SQLite takes its lock at once."""
    return engine.execution_options(writes=True)


def journal_mode(version: tuple[int, ...]) -> str:
    """Return the safest journal of a release of SQLite."""
    minor = version[:2]
    safe = version >= _WAL_IS_SAFE_SINCE or any(
        minor == fixed[:2] and version >= fixed for fixed in _WAL_IS_SAFE_IN
    )
    return "wal" if safe else "delete"


def _settle(connection: Any, _: object) -> None:
    database = connection.execute("PRAGMA database_list").fetchone()[2]
    # A database in memory (tests) has no journal to choose.
    mode = journal_mode(sqlite3.sqlite_version_info) if database else "memory"
    for name, value, expected in (*_PRAGMAS, ("journal_mode", mode, mode)):
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            raise StorageFault("storage.unsafe", setting=name, found=str(found))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_file(url: URL) -> None:
    """Make the folder and the file readable to their owner only, before anything is in them."""
    if not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    with told(str(path)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            _keep_private(path)


def _keep_private(path: Path) -> None:
    if path.parent == data_folder() and path.parent.stat().st_mode & 0o077:
        path.parent.chmod(0o700)
    if not path.exists():
        path.touch(mode=0o600)
    # Whatever else an address may name by mistake, a folder or a device, keeps its rights.
    elif path.is_file() and path.stat().st_mode & 0o077 and path.stat().st_uid == os.geteuid():
        path.chmod(0o600)
