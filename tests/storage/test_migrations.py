"""Schemas old, present and to come."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from audit.storage import StorageFault, migrations, open_store
from audit.storage.engine import address, connect
from audit.storage.tables import METADATA
from tests.storage.samples import NOW, assessment, brief, op
from tests.storage.versions import SCHEMAS, database_of, execute, install_tomorrow

LATEST = migrations.VERSIONS[-1]


def test_the_versions_are_those_of_the_scripts() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(migrations.FOLDER))
    scripts = ScriptDirectory.from_config(configuration).walk_revisions()

    assert tuple(script.revision for script in scripts)[::-1] == migrations.VERSIONS


def test_the_migrations_build_the_tables_that_queries_use(database: str) -> None:
    with open_store(database):
        engine = connect(address(database))
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        engine.dispose()


def test_opening_again_changes_nothing(database: str) -> None:
    with open_store(database) as store:
        store.create_assessment(assessment())
    with open_store(database) as store:
        assert store.assessments() == (assessment(),)
        assert store.health()["schema"] == LATEST


def test_alembic_says_nothing(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    open_store(database).close()

    assert capfd.readouterr() == ("", "")


def test_there_is_a_database_of_every_version() -> None:
    assert tuple(sorted(path.stem for path in SCHEMAS.glob("*.sql"))) == migrations.VERSIONS


@pytest.mark.parametrize("version", migrations.VERSIONS)
def test_a_database_of_every_version_opens_with_all_that_was_in_it(
    version: str, tmp_path: Path
) -> None:
    path = database_of(version, tmp_path / "audits.db")

    with open_store(f"sqlite:///{path}") as store:
        assert store.health()["schema"] == LATEST
        assert store.assessments() == (assessment(),)
        assert store.person(NOW).name == "Ana"
        assert store.installation() == "i1"
        assert store.overview()[0].facility == "Maison bleue"
        assert brief(store.rows("a1")) == [
            ("e1", "Maison bleue", (), False),
            ("e2", "3", (), False),
            ("e3", "2", ("e2",), False),
            ("d1", "Bie", (), True),
        ]


def test_profiles_are_filled_from_what_was_entered_before_there_were_any(tmp_path: Path) -> None:
    path = database_of("0001", tmp_path / "audits.db")
    row = "('{}', 'a1', '{}', '{}', '', '{}', '{}', 'ana', 'tablet', '2026-03-02 10:00', {})"
    with closing(sqlite3.connect(path)) as database, database:
        columns = (
            "(id, assessment_id, subject, field, owner, value, bases, author, device, at, ord)"
        )
        for table, *values in (
            ("entry", "n2", "facility", "name", "Maison verte", '["e1"]', 9),
            ("entry", "s1", "visit", "started", "2026-03-02", "[]", 10),
            ("draft", "n3", "facility", "name", "Maison ros", '["n2"]', 11),
        ):
            written = row.format(*values)
            database.execute(f"INSERT INTO {table} {columns} VALUES {written}")  # noqa: S608

    with open_store(f"sqlite:///{path}") as store:
        (listed,) = store.overview()

    assert (listed.facility, listed.started, listed.ended) == ("Maison ros", "2026-03-02", "")


def test_a_newer_schema_is_refused_and_left_alone(database: str) -> None:
    with open_store(database) as store:
        store.create_assessment(assessment())
    execute(database, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StorageFault) as caught:
        open_store(database)

    assert caught.value.message == "storage.newer"
    assert caught.value.parameters["found"] == "9999"
    assert caught.value.parameters["known"] == LATEST
    execute(database, f"UPDATE alembic_version SET version_num = '{LATEST}'")  # noqa: S608
    with open_store(database) as store:
        assert store.assessments() == (assessment(),)


@pytest.fixture
def older(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    """Make a database of today; its upgrades keep their copy in the folder given with it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    with open_store(database) as store:
        store.create_assessment(assessment())
        store.take("a1", [op("op1")], "ana", "tablet", NOW)
    where = address(database)
    lite = where.get_backend_name() == "sqlite"
    return database, Path(where.database or "").parent if lite else tmp_path / "home"


def _copies(folder: Path) -> list[Path]:
    return sorted(folder.rglob(f"*-schema-{LATEST}-*.db"))


def test_an_older_schema_is_upgraded_after_a_checked_copy(
    older: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, folder = older
    install_tomorrow(monkeypatch, tmp_path / "tomorrow")

    with open_store(database) as store:
        assert store.health()["schema"] == "9001"
        assert [row.id for row in store.rows("a1")] == ["op1"]
    execute(database, "SELECT colour FROM person")

    (copy,) = _copies(folder)
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [(LATEST,)]
        assert kept.execute("SELECT id, value FROM entry").fetchall() == [("op1", "2")]
        assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_without_a_copy_nothing_is_upgraded(
    older: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, _ = older
    with monkeypatch.context() as patch:
        install_tomorrow(patch, tmp_path / "tomorrow")
        patch.setattr("audit.storage.copying.os.fsync", _fail)
        with pytest.raises(StorageFault) as caught:
            open_store(database)

    assert caught.value.message == "storage.full"
    with open_store(database) as store:
        assert store.health()["schema"] == LATEST
    assert not list(tmp_path.rglob("*.part"))


def _fail(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_an_upgrade_that_fails_leaves_the_old_schema_and_the_copy(
    older: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, folder = older
    with monkeypatch.context() as patch:
        install_tomorrow(patch, tmp_path / "tomorrow", "op.execute('SELECT nothing FROM nowhere')")
        for _ in range(2):
            with pytest.raises(DBAPIError, match="nowhere"):
                open_store(database)

    assert [path.stem[-1] for path in _copies(folder)] == ["1", "2"]
    with open_store(database) as store:
        assert store.health()["schema"] == LATEST
        assert [row.id for row in store.rows("a1")] == ["op1"]
    with pytest.raises(DBAPIError, match="colour"):
        execute(database, "SELECT colour FROM person")


def test_a_new_database_needs_no_copy(new_database: Callable[[], str], tmp_path: Path) -> None:
    open_store(new_database()).close()

    assert not list(tmp_path.rglob("*schema*.db"))
