"""Backups: whole, checked, private, never over another file; and the way back."""

import hashlib
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from audit.releases import Release
from audit.storage import StorageFault, Store, backup, copying, open_store, restore
from tests.storage.samples import NOW, assessment, minutes, op
from tests.storage.versions import database_of, install_tomorrow

TABLES = {
    "assessment": 2,
    "draft": 1,
    "entry": 3,
    "installation": 2,
    "person": 1,
    "profile": 1,
    "release": 1,
    "tombstone": 1,
}
LEFT = Release(at=NOW, audience="facility", kind="pdf", language="fr", citation="PRA-1")


def fill(store: Store) -> None:
    """Put something in every table."""
    store.create_assessment(assessment("a1"))
    store.create_assessment(assessment("a2", at=minutes(1), invented=True))
    store.take("a1", [op("op1", "3"), op("op2", "नमस्ते « é »", of="facility.name")], "ana", "t", NOW)
    store.take("a1", [op("op3", "2", bases=("op1",), order=2)], "ana", "tablet", minutes(2))
    store.take("a2", [op("d1", "W", of="standard/A.finding", draft=True)], "ben", "l", NOW)
    store.take("a1", [op("op9", "staff", of="informant/S01.group")], "ana", "t", NOW)
    store.erase_informant("a1", "S01", NOW)
    store.note_release("a1", LEFT)
    store.rename_person(store.person(NOW).id, "Ana")
    store.installation()


def everything(database: str) -> tuple[object, ...]:
    with open_store(database) as store:
        audits = store.assessments()
        rows = tuple(store.rows(audit.id) for audit in audits)
        left = tuple(store.releases(audit.id) for audit in audits)
        return audits, rows, left, store.people(), store.person(NOW), store.installation()


@pytest.fixture
def filled(database: str) -> str:
    with open_store(database) as store:
        fill(store)
    return database


def _refused(message: str, call: Callable[[], object]) -> None:
    with pytest.raises(StorageFault) as caught:
        call()
    assert caught.value.message == message


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database on another computer, of either kind."""
    if request.param == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("new_postgresql")
        return make()
    return f"sqlite:///{tmp_path / 'elsewhere' / 'audits.db'}"


def test_a_backup_comes_back_whole_from_any_database_into_any_other(
    filled: str, elsewhere: str, tmp_path: Path
) -> None:
    copy = backup(filled, tmp_path / "backup.db")

    assert copy.rows == TABLES
    assert restore(elsewhere, copy.path) == TABLES
    assert everything(elsewhere) == everything(filled)
    assert backup(elsewhere, tmp_path / "again.db").rows == TABLES


def test_the_trail_goes_on_after_a_restoration(filled: str, elsewhere: str, tmp_path: Path) -> None:
    restore(elsewhere, backup(filled, tmp_path / "backup.db").path)

    with open_store(elsewhere) as store:
        store.take("a1", [op("op4", "1", bases=("op3",))], "ana", "tablet", minutes(3))
        assert [row.id for row in store.rows("a1")] == ["op1", "op2", "op3", "op4"]


def test_a_backup_is_named_private_and_known_by_its_digest(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "out" / "backup.db"
    out.parent.mkdir()
    copy = backup(filled, out)

    assert copy.path == out
    assert copy.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert [path.name for path in out.parent.iterdir()] == ["backup.db"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_backup_can_be_opened_by_itself(filled: str, tmp_path: Path) -> None:
    copy = backup(filled, tmp_path / "backup.db")

    assert everything(f"sqlite:///{copy.path}") == everything(filled)


def test_a_file_that_is_there_is_never_replaced(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "backup.db"
    out.write_text("precious")

    _refused("storage.file_exists", lambda: backup(filled, out))
    assert out.read_text() == "precious"


def test_a_file_that_appears_meanwhile_is_not_replaced(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out" / "backup.db"
    out.parent.mkdir()
    monkeypatch.setattr("audit.storage.copying.check_file", lambda *_: out.write_text("precious"))

    _refused("storage.file_exists", lambda: backup(filled, out))
    assert [(p.name, p.read_text()) for p in out.parent.iterdir()] == [("backup.db", "precious")]


def test_a_disk_without_links_gets_its_backup(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    assert backup(filled, tmp_path / "backup.db").path.exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("error", "message"),
    [(OSError(28, "full"), "storage.full"), (OSError(5, "broken"), "storage.disk")],
)
def test_a_backup_that_fails_leaves_nothing(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    def fail(_: int) -> None:
        raise error

    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr("audit.storage.copying.os.fsync", fail)

    _refused(message, lambda: backup(filled, folder / "backup.db"))
    assert list(folder.iterdir()) == []


def test_an_interrupted_backup_leaves_nothing(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr("audit.storage.copying.check_file", interrupt)

    with pytest.raises(KeyboardInterrupt):
        backup(filled, folder / "backup.db")
    assert list(folder.iterdir()) == []


def test_a_copy_that_lacks_rows_is_not_kept(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copying.check_file
    monkeypatch.setattr(copying, "check_file", lambda path, rows: whole(path, {**rows, "entry": 4}))

    _refused("storage.copy_damaged", lambda: backup(filled, tmp_path / "backup.db"))
    assert not (tmp_path / "backup.db").exists()


def test_a_folder_that_does_not_exist_is_told(filled: str, tmp_path: Path) -> None:
    _refused("storage.read_only", lambda: backup(filled, tmp_path / "nowhere" / "backup.db"))


def test_nothing_is_backed_up_where_there_is_nothing(tmp_path: Path) -> None:
    absent = tmp_path / "absent.db"

    _refused("storage.nothing_there", lambda: backup(f"sqlite:///{absent}", tmp_path / "b.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_never_mixed_with_assessments(filled: str, tmp_path: Path) -> None:
    copy = backup(filled, tmp_path / "backup.db")
    before = everything(filled)

    _refused("storage.not_empty", lambda: restore(filled, copy.path))
    assert everything(filled) == before


def test_a_first_start_does_not_stand_in_the_way(
    filled: str, elsewhere: str, tmp_path: Path
) -> None:
    with open_store(elsewhere) as store:
        store.person(NOW)
        store.installation()
    restore(elsewhere, backup(filled, tmp_path / "backup.db").path)

    assert everything(elsewhere) == everything(filled)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 2"])
def test_another_kind_of_file_is_no_backup(elsewhere: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)

    _refused("storage.not_a_backup", lambda: restore(elsewhere, tmp_path / "file"))


def test_a_file_that_is_not_there_is_told(elsewhere: str, tmp_path: Path) -> None:
    _refused("storage.read_only", lambda: restore(elsewhere, tmp_path / "absent.db"))


def test_a_database_without_tables_is_no_backup(elsewhere: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "empty.db")) as empty:
        empty.execute("PRAGMA user_version = 1")

    _refused("storage.not_a_backup", lambda: restore(elsewhere, tmp_path / "empty.db"))


def test_a_damaged_backup_is_refused_and_nothing_is_restored(
    filled: str, elsewhere: str, tmp_path: Path
) -> None:
    copy = backup(filled, tmp_path / "backup.db").path
    content = bytearray(copy.read_bytes())
    content[2 * 4096 : 5 * 4096] = bytes(3 * 4096)
    copy.write_bytes(content)

    _refused("storage.copy_damaged", lambda: restore(elsewhere, copy))
    with open_store(elsewhere) as store:
        assert not store.has_assessments()


def test_an_orphan_in_a_backup_is_damage(filled: str, elsewhere: str, tmp_path: Path) -> None:
    copy = backup(filled, tmp_path / "backup.db").path
    with closing(sqlite3.connect(copy)) as file:
        file.execute("DELETE FROM assessment")
        file.commit()

    _refused("storage.copy_damaged", lambda: restore(elsewhere, copy))


def test_a_backup_without_one_of_its_tables_is_damaged(
    filled: str, elsewhere: str, tmp_path: Path
) -> None:
    copy = backup(filled, tmp_path / "backup.db").path
    with closing(sqlite3.connect(copy)) as file:
        file.execute("DROP TABLE draft")

    _refused("storage.copy_damaged", lambda: restore(elsewhere, copy))


def test_a_newer_backup_is_refused(filled: str, elsewhere: str, tmp_path: Path) -> None:
    copy = backup(filled, tmp_path / "backup.db").path
    with closing(sqlite3.connect(copy)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()

    _refused("storage.newer", lambda: restore(elsewhere, copy))


def test_an_older_backup_is_brought_up_to_date_and_left_as_it_is(
    elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = database_of("0001", tmp_path / "old.db")
    before = old.read_bytes()
    install_tomorrow(monkeypatch, tmp_path / "tomorrow")

    assert restore(elsewhere, old)["entry"] == 3
    assert old.read_bytes() == before
    with open_store(elsewhere) as store:
        assert store.health()["schema"] == "9001"
        assert store.overview()[0].facility == "Maison bleue"


def test_a_restoration_that_fails_in_the_middle_restores_nothing(
    filled: str, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup(filled, tmp_path / "backup.db").path

    def fail(_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr("audit.storage.backups._count_on", fail)
        _refused("storage.full", lambda: restore(elsewhere, copy))

    with open_store(elsewhere) as store:
        assert not store.has_assessments()
        assert store.people() == ()
    assert restore(elsewhere, copy) == TABLES
