"""A first look at a database file with SQLite alone.

Loading all that reads and writes an audit takes as long as a whole start should: whoever only asks
whether the database is well gets the answer from here, wherever the answer is a plain yes.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from audit.storage.folder import DATABASE, data_folder
from audit.storage.schema_versions import VERSIONS

_SQLITE = "sqlite:///"


def plain_file(url: str | None) -> Path | None:
    """Return the file that an address plainly names; nothing where it takes more to tell."""
    told = url if url is not None else os.environ.get("AUDIT_DATABASE_URL")
    if not told:
        return None if url is not None else data_folder() / DATABASE
    name = told.removeprefix(_SQLITE)
    if name == told or not name or name == ":memory:" or "?" in name:
        return None
    return Path(name)


def looks_well(url: str | None) -> bool:
    """Tell whether a database file is there, sound, of today's schema and can be written.

    A no only says that a glance was not enough: opening the database tells what is wrong with it.
    """
    file = plain_file(url)
    try:
        return file is not None and file.is_file() and _is_well(file)
    except (OSError, sqlite3.Error):
        return False


def _is_well(file: Path) -> bool:
    # Opened for writing, but never made where there is none.
    address = f"{file.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if found != [(VERSIONS[-1],)]:
            return False
        # Writing the header anew needs the journal, the file and the folder; then it is undone.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA user_version = 0")
        connection.execute("ROLLBACK")
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
