"""What can be wrong with the database, told as a message that says what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection


class StorageFault(Exception):  # noqa: N818 - a fault of the storage, not of the program
    """The store could not do it, and did none of it: a message key and its parameters."""

    def __init__(self, message: str, **parameters: str | int) -> None:
        super().__init__(message, parameters)
        self.message = message
        self.parameters = parameters


_SQLITE = {
    sqlite3.SQLITE_FULL: "storage.full",
    sqlite3.SQLITE_BUSY: "storage.locked",
    sqlite3.SQLITE_LOCKED: "storage.locked",
    sqlite3.SQLITE_CORRUPT: "storage.damaged",
    sqlite3.SQLITE_NOTADB: "storage.damaged",
    sqlite3.SQLITE_READONLY: "storage.read_only",
    sqlite3.SQLITE_PERM: "storage.read_only",
    sqlite3.SQLITE_CANTOPEN: "storage.read_only",
    sqlite3.SQLITE_IOERR: "storage.disk",
}
# Classes and codes of the SQL standard as PostgreSQL uses them; the longest that fits is taken.
_POSTGRESQL = {
    "53100": "storage.full",
    "53": "storage.unreachable",
    "55P03": "storage.locked",
    "57014": "storage.locked",
    "40": "storage.locked",
    "XX": "storage.damaged",
    "25006": "storage.read_only",
    "42501": "storage.read_only",
    "58": "storage.disk",
    "28": "storage.unreachable",
    "3D": "storage.unreachable",
    "08": "storage.unreachable",
    "57P": "storage.unreachable",
}
_FILES = {
    errno.ENOSPC: "storage.full",
    errno.EDQUOT: "storage.full",
    errno.EIO: "storage.disk",
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what the database or the disk says into a `StorageFault` about a place."""
    try:
        yield
    except NoFreeConnection as error:
        raise StorageFault("storage.locked", place=place) from error
    except DBAPIError as error:
        _tell(message_of(error.orig), place, error)
    except sqlite3.Error as error:
        _tell(message_of(error), place, error)
    except OSError as error:
        _tell(_FILES.get(error.errno or 0, "storage.read_only"), place, error)


def _tell(message: str | None, place: str, error: Exception) -> None:
    # A broken rule (a foreign key, an entry changed) is a fault of the program: it stays as it is.
    if message is None:
        raise error
    raise StorageFault(message, place=place) from error


def message_of(error: BaseException | None) -> str | None:
    """Return the message for a driver's error, or nothing where it is no fault of the storage."""
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(error, "sqlstate", None)
    if state is None:
        kinds = {kind.__name__ for kind in type(error).__mro__}
        return "storage.unreachable" if kinds & {"OperationalError", "InterfaceError"} else None
    fitting = [known for known in _POSTGRESQL if state.startswith(known)]
    return _POSTGRESQL[max(fitting, key=len)] if fitting else None
