"""The database of a command: one that only reads makes none, one that fails leaves none behind."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from audit.cli.faults import CommandFault, Fault, stop
from audit.cli.files import kind_of
from audit.storage import StorageFault, Store, open_store
from audit.storage.engine import address

_BESIDE = ("", "-journal", "-wal", "-shm")


@contextmanager
def told() -> Iterator[None]:
    """Turn a fault of the storage into a fault of the command."""
    try:
        yield
    except StorageFault as fault:
        values = tuple(fault.parameters.items())
        raise CommandFault([Fault(fault.message, "", values)]) from fault


@contextmanager
def opened(url: str | None) -> Iterator[Store]:
    """Open the store for one command, making a database where there is none."""
    check_address(url)
    with told(), open_store(url) as store:
        yield store


@contextmanager
def opened_to_read(url: str | None) -> Iterator[Store]:
    """Open the store for a command that only reads."""
    check_exists(url)
    with opened(url) as store:
        yield store


def exists(url: str | None) -> bool:
    """Tell whether there is a database to read; a server is only known once it is asked."""
    file = _file(url)
    # An empty file is what other programs leave where a database is to be.
    return file is None or bool(kind_of(str(file)) and file.stat().st_size)


def check_exists(url: str | None) -> None:
    """Refuse an address at which there is no database yet."""
    if not exists(url):
        raise stop("no_database", str(_file(url)))


def check_address(url: str | None) -> None:
    """Refuse an address that names nothing lasting."""
    _file(url)


@contextmanager
def nothing_left(url: str | None) -> Iterator[None]:
    """Take away the database and the folders that a command made when it then fails."""
    file = _file(url)
    new = [] if file is None else list(takewhile(_is_missing, (file, *file.parents)))
    try:
        yield
    except BaseException:
        if file in new:
            _take_away(*new)
        raise


def _file(url: str | None) -> Path | None:
    """Return the file of a database, nothing for a server's."""
    with told():
        where = address(url)
        is_file = where.get_backend_name() == "sqlite"
        if url == "" or (is_file and where.database in (None, "", ":memory:")):
            raise StorageFault("storage.bad_address")
        return Path(str(where.database)) if is_file else None


def _is_missing(path: Path) -> bool:
    return kind_of(str(path)) is None


def _take_away(file: Path, *folders: Path) -> None:
    with suppress(OSError):
        for ending in _BESIDE:
            Path(f"{file}{ending}").unlink(missing_ok=True)
        for folder in folders:
            folder.rmdir()
