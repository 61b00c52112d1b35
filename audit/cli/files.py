"""Files as commands read and write them: a bounded size read, written whole or not at all."""

import errno
import os
import stat
import sys
import tempfile
from pathlib import Path

from audit.cli.faults import CommandFault, Fault, stop

STANDARD = "-"
LARGEST = 64 * 1024 * 1024
_READING = {errno.EACCES: "cli.file.not_readable", errno.EPERM: "cli.file.not_readable"}
_ANY = {
    errno.ENOENT: "cli.file.missing",
    errno.ENOTDIR: "cli.file.missing",
    errno.EISDIR: "cli.file.is_folder",
    errno.ELOOP: "cli.file.not_regular",
    errno.ENAMETOOLONG: "cli.file.long_name",
    errno.EACCES: "cli.file.not_allowed",
    errno.EPERM: "cli.file.not_allowed",
    errno.EROFS: "cli.file.not_allowed",
    errno.ENOSPC: "cli.file.disk_full",
    errno.EDQUOT: "cli.file.disk_full",
}


def read_bytes(name: str) -> bytes:
    """Read a file, or "-", what is piped in; one that is too large to be meant is refused."""
    try:
        data = _read(name)
    except (OSError, ValueError) as error:
        raise _fault_of(error, name, _READING) from error
    if len(data) > LARGEST:
        raise stop("json.too_large", name, megabytes=LARGEST // 1024**2)
    return data


def check_file(name: str) -> None:
    """Refuse what is no file that can be read, before any work is done for it."""
    kind = kind_of(name, _READING)
    if kind is None:
        raise stop("file.missing", name)
    if kind != stat.S_IFREG:
        raise stop("file.is_folder" if kind == stat.S_IFDIR else "file.not_regular", name)


def write_whole(name: str, data: bytes) -> None:
    """Write a file so that it appears whole or not at all; "-" writes to standard output."""
    if name == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = check_target(name)
    try:
        _replace(target, data)
    except OSError as error:
        raise _fault_of(error, name) from error


def check_target(name: str) -> Path:
    """Return the file that a name leads to, refusing one that could not or must not be written.

    A link is followed, so that it stays a link. A device or a pipe is never replaced by a file.
    """
    if not name:
        raise stop("file.no_name", "--out")
    kind = kind_of(name)
    if kind == stat.S_IFDIR:
        raise stop("file.is_folder", name)
    if kind not in (None, stat.S_IFREG):
        raise stop("file.not_regular", name)
    target = Path(os.path.realpath(name))
    if kind_of(str(target.parent)) != stat.S_IFDIR:
        raise stop("file.no_folder", name)
    return target


def kind_of(name: str, keys: dict[int, str] | None = None) -> int | None:
    """Return what a name leads to as `stat` tells it, nothing where there is nothing."""
    try:
        return stat.S_IFMT(Path(name).stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise _fault_of(error, name, keys) from error


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _read(name: str) -> bytes:
    if name == STANDARD:
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def _fault_of(
    error: OSError | ValueError, name: str, keys: dict[int, str] | None = None
) -> CommandFault:
    if not isinstance(error, OSError):
        # A name with a NUL in it: no system has such files.
        return stop("file.missing", name)
    if name == STANDARD:
        return stop("file.no_input", name)
    known = _ANY | (keys or {})
    return CommandFault([Fault(known.get(error.errno or 0, "cli.file.disk"), name)])
