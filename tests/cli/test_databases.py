"""Which commands make a database, and which never do."""

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest

from audit.storage import StorageFault
from tests.cli.conftest import Run

NOT_THERE = "There is no database here yet."


def listing(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("list", "--json"),
        ("record", "a"),
        ("export", "a", "--to", "csv", "--out", "out.csv"),
        ("backup", "--out", "copy.db"),
    ],
)
@pytest.mark.parametrize("name", ["new/audits.db", "empty.db"])
def test_reading_makes_no_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.db").touch()
    answer = run(*command, "--database", f"sqlite:///{tmp_path / name}")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"{tmp_path / name}: {NOT_THERE}")
    assert listing(tmp_path) == ["empty.db"]
    assert not (tmp_path / "empty.db").stat().st_size


def test_the_list_of_the_default_database_may_be_empty(run: Run, tmp_path: Path) -> None:
    assert run("list").out == "No audit yet.\n"
    assert run("list", "--json").out == "[]\n"
    assert listing(tmp_path) == []


def test_without_a_database_of_ones_own_it_is_said_in_french(run: Run) -> None:
    assert "Il n’y a pas encore de base" in run("record", "a", "--language", "fr").err


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///", "sqlite:///:memory:", "x", "a://b"])
@pytest.mark.parametrize("command", ["list", "demo", "serve", "backup", "restore"])
def test_an_address_that_keeps_nothing_is_refused(
    run: Run, filled: str, tmp_path: Path, command: str, url: str
) -> None:
    file = filled.removeprefix("sqlite:///")
    more: dict[str, list[object]] = {
        "restore": [file],
        "backup": ["--out", tmp_path / "b.db"],
        "serve": ["--port", 0],
    }
    answer = run(command, *more.get(command, []), "--database", url)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("This is not the address of a database.")
    assert listing(tmp_path) == []


def test_a_restore_that_fails_leaves_nothing_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    url = f"sqlite:///{tmp_path / 'deep' / 'new' / 'audits.db'}"
    assert run("restore", foreign, "--database", url).code == 1
    assert listing(tmp_path) == ["foreign.db"]

    def fail(*_: object) -> None:
        raise StorageFault("storage.disk", place="here")

    good = tmp_path / "good.db"
    assert run("demo", "--database", f"sqlite:///{good}").code == 0
    monkeypatch.setattr("audit.storage.backups._fill", fail)
    assert run("restore", good, "--database", url).code == 1
    assert listing(tmp_path) == ["foreign.db", "good.db"]


def test_a_restore_that_fails_keeps_the_database_that_was_there(
    run: Run, filled: str, tmp_path: Path
) -> None:
    file = tmp_path / "mine.db"
    assert run("demo", "--database", f"sqlite:///{file}").code == 0
    before = run("list", "--database", f"sqlite:///{file}").out
    answer = run("restore", filled.removeprefix("sqlite:///"), "--database", f"sqlite:///{file}")
    assert "already holds" in answer.err
    assert run("list", "--database", f"sqlite:///{file}").out == before


def test_a_backup_is_not_changed_by_bringing_it_back(run: Run, filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", "--out", copy, "--database", filled).code == 0
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert run("restore", copy, "--database", f"sqlite:///{tmp_path / 'new.db'}").code == 0
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == digest


def test_what_cannot_be_a_backup_is_said(run: Run, tmp_path: Path) -> None:
    assert run("restore", tmp_path).err.startswith(f"{tmp_path}: This is a folder.")
    assert "too long" in run("restore", tmp_path / ("x" * 300)).err
    assert listing(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="names are bytes there alone")
def test_a_name_that_the_locale_cannot_spell_is_no_fault(
    run: Run, filled: str, tmp_path: Path
) -> None:
    # What Python makes of the name "é.db" in a locale of plain ASCII.
    out = tmp_path / b"\xc3\xa9.db".decode("ascii", "surrogateescape")
    answer = run("backup", "--out", out, "--database", filled)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"{tmp_path}/é.db: checked copy")
    assert (tmp_path / "é.db").is_file()
