"""What `--out` may name, and what is never replaced."""

import os
import socket
import stat
from pathlib import Path
from threading import Thread

import pytest

from audit.cli.faults import CommandFault
from audit.cli.files import check_file, check_target, read_bytes, write_whole
from tests.cli.conftest import Run

LONG = "x" * 300


def key_of(fault: pytest.ExceptionInfo[CommandFault]) -> str:
    return fault.value.faults[0].key


@pytest.mark.skipif(os.name != "posix", reason="there are no such files elsewhere")
@pytest.mark.parametrize("kind", ["fifo", "socket", "loop"])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, kind: str) -> None:
    target = tmp_path / kind
    if kind == "fifo":
        os.mkfifo(target)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(target))
    else:
        target.symlink_to(target)
    before = target.lstat()
    with pytest.raises(CommandFault) as fault:
        write_whole(str(target), b"data")
    assert key_of(fault) == "cli.file.not_regular"
    assert (target.lstat().st_ino, target.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert [each.name for each in tmp_path.iterdir()] == [kind]


@pytest.mark.skipif(os.name != "posix", reason="there are no such files elsewhere")
def test_commands_leave_a_pipe_alone(run: Run, filled: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for command in (("export", "a", "--to", "pdf"), ("backup",)):
        answer = run(*command, "--out", pipe, "--database", filled)
        assert answer.code == 1
        assert answer.err.startswith(f"{pipe}: This is a device, a pipe or a link")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert run("restore", pipe).err.startswith(f"{pipe}: This is a device, a pipe")


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target, link = folder / "report.pdf", tmp_path / "link.pdf"
    if there:
        target.write_bytes(b"before")
    link.symlink_to(target)
    write_whole(str(link), b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert [each.name for each in folder.iterdir()] == ["report.pdf"]


def test_a_backup_follows_a_link_and_replaces_no_file(
    run: Run, filled: str, tmp_path: Path
) -> None:
    target, link = tmp_path / "copy.db", tmp_path / "link.db"
    link.symlink_to(target)
    assert run("backup", "--out", link, "--database", filled).code == 0
    assert link.is_symlink()
    before = target.read_bytes()
    again = run("backup", "--out", link, "--database", filled)
    assert "never replaced" in again.err
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("", "cli.file.no_name"),
        (LONG, "cli.file.long_name"),
        (f"{LONG}/x", "cli.file.long_name"),
        ("nope/x", "cli.file.no_folder"),
        ("\0", "cli.file.missing"),
    ],
)
def test_a_name_that_cannot_be_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandFault) as fault:
        check_target(name)
    assert key_of(fault) == key
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", LONG])
def test_the_commands_say_it_too(run: Run, filled: str, name: str) -> None:
    for command in (("export", "a", "--to", "pdf"), ("backup",)):
        answer = run(*command, "--out", name, "--database", filled)
        assert (answer.code, len(answer.err.splitlines())) == (1, 1)


def test_a_path_that_may_not_be_looked_at_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, **_: object) -> None:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "stat", refuse)
    for use, key in (
        (check_target, "cli.file.not_allowed"),
        (check_file, "cli.file.not_readable"),
    ):
        with pytest.raises(CommandFault) as fault:
            use(str(tmp_path / "x"))
        assert key_of(fault) == key


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CommandFault) as fault:
        read_bytes(str(tmp_path / "x"))
    assert key_of(fault) == "cli.file.not_readable"


@pytest.mark.skipif(os.name != "posix", reason="there are no such files elsewhere")
def test_a_pipe_can_be_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(b"{}",))
    writer.start()
    assert read_bytes(str(pipe)) == b"{}"
    writer.join()
