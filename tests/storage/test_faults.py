"""What can be wrong with a database, and that it is told in both languages."""

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

import audit.storage
from audit.storage import StorageFault, Store, open_store
from audit.storage.engine import address as address_of
from audit.storage.engine import place
from audit.storage.faults import told
from audit.words import translator
from rubrics.text import LANGUAGES
from tests.storage.samples import NOW, assessment, op

PAGE = 4096


@contextmanager
def refused(message: str) -> Iterator[None]:
    """Expect a fault, and that it can be told in every language with what it carries."""
    with pytest.raises(StorageFault) as caught:
        yield
    assert caught.value.message == message
    for language in LANGUAGES:
        assert translator(language)(message, **caught.value.parameters)


def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Make a database file with an assessment and an entry."""
    path = tmp_path / "audits.db"
    with open_store(url(path)) as store:
        store.create_assessment(assessment())
        store.take(
            "a1", [op("op1", "n" * 19_000, of="criterion/A1.note_documents")], "ana", "t", NOW
        )
    return path


def test_every_fault_has_its_words_and_every_word_its_fault() -> None:
    folder = Path(audit.storage.__file__).parent
    used = {
        key
        for path in (*folder.rglob("*.py"), folder.parent / "signing_key.py")
        for key in re.findall(r'"(storage\.[a-z_]+)"', path.read_text())
    }
    written = {key for key in audit.words.messages() if key.startswith("storage.")}

    assert used == written


def test_a_file_of_other_bytes_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "audits.db"
    path.write_bytes(b"This is no database. " * 500)

    with refused("storage.damaged"):
        open_store(url(path))
    assert path.read_bytes() == b"This is no database. " * 500


def test_a_file_with_a_hole_is_damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[2 * PAGE : 6 * PAGE] = bytes(4 * PAGE)
    file.write_bytes(content)

    with refused("storage.damaged"):
        open_store(url(file))
    assert file.read_bytes() == content


def test_a_file_cut_short_is_damaged(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 3 * PAGE])

    with refused("storage.damaged"):
        open_store(url(file))


def test_a_file_damaged_while_open_is_told_and_not_acknowledged(file: Path) -> None:
    with open_store(url(file)) as store:
        with file.open("r+b") as raw:
            raw.seek(PAGE)
            raw.write(os.urandom(file.stat().st_size - PAGE))
        # Another process has written: the pages held in memory are out of date.
        with file.open("r+b") as raw:
            raw.seek(24)
            raw.write(b"\xff\xff\xff\xfe")
        with refused("storage.damaged"):
            store.take("a1", [op("op2")], "ana", "tablet", NOW)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as photos:
        photos.execute("CREATE TABLE photo (id INTEGER)")
    before = path.read_bytes()

    with refused("storage.not_ours"):
        open_store(url(path))
    assert path.read_bytes() == before


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")

    with refused("storage.read_only"):
        open_store(url(tmp_path / "data" / "audits.db"))


@contextmanager
def without_privileges() -> Iterator[None]:
    """Act as nobody: for the administrator no folder is read-only."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(file: Path) -> Iterator[Path]:
    """Give a folder that anybody may enter, with the database in it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    shutil.copy(file, folder / "audits.db")
    (folder / "audits.db").chmod(0o666)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no mode of a folder")
@pytest.mark.parametrize("name", ["audits.db", "new.db"])
def test_a_read_only_folder_is_told_when_the_store_opens(open_folder: Path, name: str) -> None:
    open_folder.chmod(0o555)

    with without_privileges(), refused("storage.read_only"):
        open_store(url(open_folder / name))
    assert [path.name for path in open_folder.iterdir()] == ["audits.db"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no mode of a folder")
def test_a_folder_that_becomes_read_only_is_told_when_taking(open_folder: Path) -> None:
    with without_privileges():
        store = open_store(url(open_folder / "audits.db"))
    open_folder.chmod(0o555)
    with without_privileges(), store:
        with refused("storage.read_only"):
            store.take("a1", [op("op2")], "ana", "tablet", NOW)
        assert [row.id for row in store.rows("a1")] == ["op1"]


def _limit(store: Store, pages: int) -> None:
    # The pool holds one connection, so this limit stays for all that follows.
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_acknowledges_nothing_and_loses_nothing(file: Path) -> None:
    with open_store(url(file)) as store:
        _limit(store, 1)  # never below the present size
        note = op("op2", "n" * 19_000, of="criterion/A2.note_documents")
        with refused("storage.full"):
            store.take("a1", [note], "ana", "tablet", NOW)
        assert [row.id for row in store.rows("a1")] == ["op1"]
        assert store.health()["check"] == "ok"

        _limit(store, 10_000)
        assert set(store.take("a1", [note], "ana", "tablet", NOW)) == {"op2"}


def test_what_was_taken_before_the_disk_was_full_stays(file: Path) -> None:
    with open_store(url(file)) as store:
        _limit(store, 1)
        sent = [op("small"), op("large", "n" * 19_000, of="criterion/A2.note_documents")]
        with refused("storage.full"):
            store.take("a1", sent, "ana", "tablet", NOW)

        assert {row.id for row in store.rows("a1")} == {"op1", "small"}


def test_a_database_held_by_another_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.storage.engine.PATIENCE_MS", 50)
    monkeypatch.setattr(
        "audit.storage.engine._PRAGMAS", (("busy_timeout", "50", 50), ("foreign_keys", "ON", 1))
    )
    with open_store(url(file)) as store, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused("storage.locked"):
            store.take("a1", [op("op2")], "ana", "tablet", NOW)
        other.rollback()
        assert set(store.take("a1", [op("op2")], "ana", "tablet", NOW)) == {"op2"}


def test_a_call_that_waits_too_long_for_another_thread(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.storage.engine.PATIENCE_IN_LINE_S", 0.05)
    monkeypatch.setattr("audit.storage.engine._PRAGMAS", ())
    with open_store(url(file)) as store, store._engine.connect(), refused("storage.locked"):
        store.has_assessments()


def test_a_copy_onto_a_full_disk_is_told(file: Path) -> None:
    with refused("storage.full"), told(str(file)), closing(sqlite3.connect(file)) as full:
        full.execute("PRAGMA max_page_count = 1")
        full.execute("CREATE TABLE more AS SELECT zeroblob(90000)")


@pytest.mark.parametrize(
    "wrong", ["nonsense", "mysql://x/y", "C:\\audits.db", "sqlite+aiosqlite:///x", "http://x"]
)
def test_an_address_of_nothing_we_know(wrong: str) -> None:
    with refused("storage.bad_address"):
        open_store(wrong)


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with refused("storage.unreachable"):
        open_store(f"postgresql://ana:s3cret@/audits?host={tmp_path}")


def test_a_server_without_that_database(postgresql_server: str) -> None:
    with refused("storage.unreachable"):
        open_store(f"postgresql://audit@/nowhere?host={postgresql_server}")


def test_a_server_that_goes_away_is_told_and_found_again(
    new_postgresql: Callable[[], str], postgresql_server: str
) -> None:
    where = f"host={postgresql_server} user=audit dbname=postgres"
    with open_store(new_postgresql()) as store:
        store.create_assessment(assessment())
        with psycopg.connect(where, autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'peer-rights-audit'"
            )
        assert set(store.take("a1", [op("op1")], "ana", "tablet", NOW)) == {"op1"}


def test_a_database_that_accepts_no_writing(new_postgresql: Callable[[], str]) -> None:
    database = new_postgresql()
    with open_store(database) as store:
        store.create_assessment(assessment())
    read_only = f"{database}&options=-c%20default_transaction_read_only%3Don"
    with open_store(read_only) as store, refused("storage.read_only"):
        store.take("a1", [op("op1")], "ana", "tablet", NOW)


def test_passwords_are_never_shown() -> None:
    assert place(address_of("postgres://ana:s3cret@db/audits")) == "postgresql://ana:***@db/audits"


def test_a_setting_that_does_not_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.storage.engine._PRAGMAS", (("secure_delete", "OFF", 1),))
    with refused("storage.unsafe"):
        open_store(url(tmp_path / "audits.db"))
