"""Checked copies of a database: one SQLite file, whatever the original is, proved before it counts.

A copy is made under a temporary name, checked, flushed to the disk and only then given its name.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from audit.storage.engine import connect, file_address, place, writing
from audit.storage.faults import StorageFault, told
from audit.storage.migrations import migrate, version_of

_NOT_OURS = "alembic_version"
_KEPT_AWAY = ("draft", "entry")
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCopy:
    """A copy that was opened and compared: where it is, its rows by table, and its SHA-256."""

    path: Path
    rows: Mapping[str, int]
    sha256: str


def checked_copy(engine: Engine, out: Path) -> CheckedCopy:
    """Copy a database into a new file; a file that is already there is never touched."""
    if os.path.lexists(out):
        raise StorageFault("storage.file_exists", place=str(out))
    with told(str(out)), _unfinished(out) as part:
        copy = _copy_file if engine.dialect.name == "sqlite" else _copy_tables
        rows = copy(engine, part)
        check_file(part, rows)
        digest = _digest(part)
        _give_name(part, out)
    return CheckedCopy(path=out, rows=rows, sha256=digest)


def row_counts(connection: Connection) -> dict[str, int]:
    """Count the rows of every table of ours."""
    names = sorted(set(sa.inspect(connection).get_table_names()) - {_NOT_OURS})
    count = sa.func.count()
    return {
        name: connection.scalar(sa.select(count).select_from(sa.table(name))) or 0 for name in names
    }


def check_file(path: Path, rows: Mapping[str, int] | None = None) -> None:
    """Prove that a database file is sound and, when told, that it holds so many rows."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        try:
            sound = file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            sound = sound and not file.execute("PRAGMA foreign_key_check").fetchall()
            found = {t: file.execute(_counting(t)).fetchone()[0] for t in rows or ()}
        except sqlite3.DatabaseError as error:
            raise StorageFault("storage.copy_damaged", place=str(path)) from error
    if not sound or found != dict(rows or {}):
        raise StorageFault("storage.copy_damaged", place=str(path))


def copy_rows(origin: Connection, target: Connection) -> dict[str, int]:
    """Copy every row of our tables into the same, empty tables of another database."""
    theirs, ours = sa.MetaData(), sa.MetaData()
    theirs.reflect(origin)
    ours.reflect(target)
    # Tombstones before what they keep away: nothing withdrawn is copied, whatever the origin holds.
    tables = sorted(
        (t for t in ours.sorted_tables if t.name != _NOT_OURS), key=lambda t: t.name in _KEPT_AWAY
    )
    return {table.name: _copy_table(origin, target, theirs, table) for table in tables}


def _counting(table: str) -> str:
    return f'SELECT count(*) FROM "{table}"'  # noqa: S608 - a table of our own


def _copy_table(
    origin: Connection, target: Connection, theirs: sa.MetaData, table: sa.Table
) -> int:
    rows = 0
    result = origin.execute(sa.select(theirs.tables[table.name])).mappings()
    for part in result.partitions(_AT_ONCE):
        target.execute(table.insert(), [dict(row) for row in part])
        rows += len(part)
    return rows


def _copy_file(engine: Engine, part: Path) -> dict[str, int]:
    # The transaction keeps writers out, so that the counts are those of the copy.
    with writing(engine).begin() as connection:
        with closing(sqlite3.connect(str(engine.url.database))) as second:
            second.execute("PRAGMA trusted_schema = OFF")
            # Whatever the locale makes of a name, SQLite reads it as UTF-8.
            second.execute("VACUUM INTO ?", (os.fsencode(part).decode(),))
        with closing(sqlite3.connect(part)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        return row_counts(connection)


def _copy_tables(engine: Engine, part: Path) -> dict[str, int]:
    target = connect(file_address(part))
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
    try:
        with told(place(engine.url)), snapshot.begin() as origin:
            version = version_of(origin)
            with writing(target).begin() as copy:
                migrate(copy, version or "head")
                return copy_rows(origin, copy)
    finally:
        target.dispose()


@contextmanager
def _unfinished(out: Path) -> Iterator[Path]:
    part = out.with_name(f".{out.name[:40]}.{secrets.token_hex(4)}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        for left in (part, Path(f"{part}-journal"), Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _give_name(part: Path, out: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        # A link, unlike a renaming, refuses to replace what is there.
        out.hardlink_to(part)
    except FileExistsError as error:
        raise StorageFault("storage.file_exists", place=str(out)) from error
    except OSError as error:
        # Memory sticks know no links; a renaming replaces what is there, but on Windows.
        if os.path.lexists(out):
            raise StorageFault("storage.file_exists", place=str(out)) from error
        part.rename(out)
    _flush_folder(out.parent)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
