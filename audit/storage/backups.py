"""Backups: one checked SQLite file of a whole database, and the way back into an empty one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from audit.storage import migrations
from audit.storage.copying import CheckedCopy, check_file, checked_copy, copy_rows, row_counts
from audit.storage.engine import address, connect, file_address, place, writing
from audit.storage.erasing import erase_again, wipe
from audit.storage.faults import StorageFault, told
from audit.storage.opening import checked_version, opened
from audit.storage.tables import ASSESSMENT, ENTRY, INSTALLATION, METADATA, PERSON

_MAGIC = b"SQLite format 3\0"


def backup(url: str | None, out: Path) -> CheckedCopy:
    """Copy a whole database into a new file, prove the copy, and only then give it its name."""
    where = address(url)
    if where.get_backend_name() == "sqlite" and not Path(where.database or "").is_file():
        raise StorageFault("storage.nothing_there", place=place(where))
    engine = opened(url)
    try:
        return checked_copy(engine, out)
    finally:
        engine.dispose()


def restore(url: str | None, file: Path) -> dict[str, int]:
    """Bring a backup into a database without assessments, all of it or nothing.

    What was erased here since the backup was made stays erased.
    """
    with told(str(file)), _readable(file) as origin, told(place(address(url))):
        engine = opened(url)
        try:
            with writing(engine).begin() as target:
                _fill(origin, target, file)
                erase_again(target)
                rows = row_counts(target)
            # A database that is busy is written anew at its next start.
            with suppress(StorageFault), told(place(address(url))):
                wipe(engine)
            return rows
        finally:
            engine.dispose()


@contextmanager
def _readable(file: Path) -> Iterator[Connection]:
    """Open a backup for reading; one of an older version is brought up to date in a copy."""
    with file.open("rb") as start:
        if start.read(len(_MAGIC)) != _MAGIC:
            raise StorageFault("storage.not_a_backup", place=str(file))
    check_file(file)
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        engine = connect(file_address(file))
        try:
            engine = _brought_up_to_date(engine, file, Path(folder))
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()


def _brought_up_to_date(engine: Engine, file: Path, folder: Path) -> Engine:
    with engine.begin() as connection:
        found = checked_version(migrations.version_of(connection), str(file))
    if found == migrations.VERSIONS[-1]:
        return engine
    engine.dispose()
    if found is None:
        raise StorageFault("storage.not_a_backup", place=str(file))
    copy = folder / "backup.db"
    shutil.copyfile(file, copy)
    return opened(file_address(copy))


def _fill(origin: Connection, target: Connection, file: Path) -> None:
    for table in (ASSESSMENT, ENTRY):
        if target.scalar(sa.select(sa.exists(table.select()))):
            raise StorageFault("storage.not_empty", place=place(target.engine.url))
    # What a first start notes about itself gives way to what the backup knows.
    for table in (PERSON, INSTALLATION):
        target.execute(table.delete())
    if not row_counts(origin).keys() >= METADATA.tables.keys():
        raise StorageFault("storage.copy_damaged", place=str(file))
    copy_rows(origin, target)
    _count_on(target)


def _count_on(target: Connection) -> None:
    """Let the next entry follow the last one restored; SQLite sees to it by itself."""
    if target.dialect.name == "postgresql":
        last = sa.select(sa.func.coalesce(sa.func.max(ENTRY.c.taken), 0) + 1).scalar_subquery()
        counter = sa.func.pg_get_serial_sequence("entry", "taken")
        target.execute(sa.select(sa.func.setval(counter, last, sa.false())))
