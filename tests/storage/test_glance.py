"""A first look with SQLite alone: a yes is certain, and a no changes nothing."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from audit.storage import open_store
from audit.storage.folder import data_folder
from audit.storage.glance import looks_well, plain_file


def _made(folder: Path) -> Path:
    file = folder / "audits.db"
    open_store(f"sqlite:///{file}").close()
    return file


def test_a_database_of_today_looks_well(tmp_path: Path) -> None:
    assert looks_well(f"sqlite:///{_made(tmp_path)}")


def test_where_there_is_none_none_is_made(tmp_path: Path) -> None:
    assert not looks_well(f"sqlite:///{tmp_path / 'audits.db'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    ["UPDATE alembic_version SET version_num = '0001'", "DROP TABLE alembic_version"],
)
def test_another_schema_takes_more_than_a_glance(tmp_path: Path, change: str) -> None:
    file = _made(tmp_path)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(change)

    assert not looks_well(f"sqlite:///{file}")


def test_a_damaged_file_does_not_look_well(tmp_path: Path) -> None:
    file = _made(tmp_path)
    damaged = bytearray(file.read_bytes())
    damaged[8192:] = bytes(len(damaged) - 8192)
    file.write_bytes(bytes(damaged))

    assert not looks_well(f"sqlite:///{file}")


def test_a_file_that_another_program_holds_does_not_look_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _made(tmp_path)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", partial(connect, timeout=0))
    with closing(connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert not looks_well(f"sqlite:///{file}")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///a.db?timeout=1",
        "postgres://",
    ],
)
def test_other_addresses_are_left_to_whoever_opens_them(address: str) -> None:
    assert plain_file(address) is None
    assert not looks_well(address)


def test_the_environment_names_the_file_and_else_our_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AUDIT_DATABASE_URL", "sqlite:////data/audits.db")
    assert plain_file(None) == Path("/data/audits.db")

    monkeypatch.delenv("AUDIT_DATABASE_URL")
    assert plain_file(None) == data_folder() / "audits.db"


def test_a_start_loads_nothing_of_what_reads_and_writes_an_audit() -> None:
    script = (
        "import sys, audit.cli.serving, audit.web.server, audit.web.guard, streamlit_app\n"
        "print([m for m in ('sqlalchemy', 'alembic', 'reportlab', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
