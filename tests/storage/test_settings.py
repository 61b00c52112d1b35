"""Where the database is, who may read it, and the settings that keep it whole."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from audit.storage import StorageFault, open_store
from audit.storage.engine import address as address_of
from audit.storage.engine import connect, file_address, journal_mode, writing


def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 45, 0), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 53, 0), "wal"),
    ],
)
def test_the_write_ahead_log_is_used_where_it_is_safe(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_the_settings_hold_on_every_connection(tmp_path: Path) -> None:
    engine = connect(file_address(tmp_path / "audits.db"))
    expected = {
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "synchronous": 2,
        "recursive_triggers": 1,
        "busy_timeout": 2_000,
        "journal_mode": journal_mode(sqlite3.sqlite_version_info),
    }
    for _ in range(2):
        with writing(engine).connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected
            }
        assert found == expected
        engine.dispose()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no mode of a file")
def test_only_its_owner_reads_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("AUDIT_DATABASE_URL", raising=False)
    path = Path(str(address_of(None).database))
    path.parent.mkdir(parents=True)
    path.touch(mode=0o666)
    path.chmod(0o666)

    with open_store():
        assert path.name == "audits.db"
        assert path.parent.name == "peer-rights-audit"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_environment_says_where_the_database_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_DATABASE_URL", url(tmp_path / "new" / "here.db"))
    with open_store() as store:
        assert store.health()["place"] == str(tmp_path / "new" / "here.db")


def test_a_path_of_windows_stays_whole() -> None:
    path = "C:\\Users\\Zoé Ñ\\50% done\\audits.db"
    assert address_of(f"sqlite:///{path}").database == path


def test_an_address_that_names_a_folder_leaves_its_rights_alone(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    with pytest.raises(StorageFault):
        open_store(f"sqlite:///{folder}")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
