"""Files as commands read and write them: read strictly, written whole or not at all."""

import errno
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from audit.cli.faults import CommandFault, stop

STANDARD = "-"
_LARGEST = 64 * 1024 * 1024


def read_json(name: str) -> Any:
    """Read a JSON file (or "-", what is piped in): UTF-8, no key twice, no number beyond JSON."""
    data = _bytes(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise stop("json.not_utf8", f"{name}:{line}") from error
    try:
        return json.loads(text, object_pairs_hook=_Pairs(name), parse_constant=_Constant(name))
    except json.JSONDecodeError as error:
        raise stop("json.not_json", f"{name}:{error.lineno}") from error
    except RecursionError as error:
        raise stop("json.too_deep", name) from error


def write_whole(name: str, data: bytes) -> None:
    """Write a file so that it appears whole or not at all; "-" writes to standard output."""
    if name == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    check_target(path)
    try:
        _replace(path, data)
    except OSError as error:
        raise _fault_of(error, path) from error


def check_target(path: Path) -> None:
    """Refuse a file that could not be written, before any work is done for it."""
    if path.is_dir():
        raise stop("file.is_folder", str(path))
    if not path.absolute().parent.is_dir():
        raise stop("file.no_folder", str(path))


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _bytes(name: str) -> bytes:
    try:
        if name == STANDARD:
            return sys.stdin.buffer.read(_LARGEST)
        path = Path(name)
        if path.stat().st_size > _LARGEST:
            raise stop("json.too_large", name, megabytes=_LARGEST // 1024**2)
        return path.read_bytes()
    except OSError as error:
        raise _fault_of(error, Path(name)) from error


def _fault_of(error: OSError, path: Path) -> CommandFault:
    if isinstance(error, FileNotFoundError):
        return stop("file.missing", str(path))
    if isinstance(error, IsADirectoryError):
        return stop("file.is_folder", str(path))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return stop("file.not_allowed", str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return stop("file.disk_full", str(path))
    return stop("file.disk", str(path))


class _Pairs:
    """Builds an object from its pairs and refuses a key that stands there twice."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise stop("json.repeated_key", self._name, name=key)
            found[key] = value
        return found


class _Constant:
    """Refuses NaN and the infinities, which JSON does not know."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, constant: str) -> NoReturn:
        raise stop("json.not_a_number", self._name, constant=constant)
