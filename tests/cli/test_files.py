import errno
import os
from pathlib import Path

import pytest

from audit.cli.faults import CommandFault
from audit.cli.files import write_whole
from audit.cli.json_file import read_json


def key_of(fault: pytest.ExceptionInfo[CommandFault]) -> tuple[str, str]:
    only = fault.value.faults[0]
    return only.key, only.place


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (b'{"a": 1, "a": 2}', "cli.json.repeated_key", ":1"),
        (b'{"b": {"a": "NaN"},\n"a": "\\"a\\": {",\n"\\u0061": 2}', "cli.json.repeated_key", ":3"),
        (b'[{"a": 1}, {"a": 1},\n{"a": 1, "a": NaN}]', "cli.json.repeated_key", ":2"),
        (b'{"a": "NaN",\n"b": NaN}', "cli.json.not_a_number", ":2"),
        (b'{"a": -Infinity}', "cli.json.not_a_number", ":1"),
        (b'{"a": ' + b"9" * 6000 + b"}", "cli.json.long_number", ""),
        (b'{\n"a": "\xe9"}', "cli.json.not_utf8", ":2"),
        (b'{\n\n"a": }', "cli.json.not_json", ":3"),
        (b"", "cli.json.not_json", ":1"),
        (b"[" * 200_000, "cli.json.too_deep", ""),
    ],
)
def test_json_is_read_strictly(tmp_path: Path, data: bytes, key: str, line: str) -> None:
    file = tmp_path / "said.json"
    file.write_bytes(data)
    with pytest.raises(CommandFault) as fault:
        read_json(str(file))
    assert key_of(fault) == (key, f"{file}{line}")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "said.json"
    file.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert read_json(str(file)) == {"a": 1}


def test_a_file_that_is_missing_or_a_folder_or_huge_is_said(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    for name, key in (
        ("nope.json", "cli.file.missing"),
        (".", "cli.file.is_folder"),
        ("huge.json", "cli.json.too_large"),
    ):
        with pytest.raises(CommandFault) as fault:
            read_json(str(tmp_path / name))
        assert key_of(fault)[0] == key


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("before")
    write_whole(str(file), b"after")
    assert file.read_bytes() == b"after"
    assert [each.name for each in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(errno.ENOSPC, "full"), "cli.file.disk_full"),
        (PermissionError(errno.EACCES, "no"), "cli.file.not_allowed"),
        (OSError(errno.EROFS, "read-only"), "cli.file.not_allowed"),
        (OSError(errno.EIO, "broken"), "cli.file.disk"),
    ],
)
def test_what_cannot_be_written_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, key: str
) -> None:
    file = tmp_path / "out.txt"
    file.write_text("before")

    def fail(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CommandFault) as fault:
        write_whole(str(file), b"after")
    assert key_of(fault) == (key, str(file))
    assert file.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["out.txt"]


def test_a_missing_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(CommandFault) as fault:
        write_whole(str(tmp_path / "nope" / "out.txt"), b"data")
    assert key_of(fault)[0] == "cli.file.no_folder"
    with pytest.raises(CommandFault) as fault:
        write_whole(str(tmp_path), b"data")
    assert key_of(fault)[0] == "cli.file.is_folder"
