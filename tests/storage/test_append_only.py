"""The database itself refuses to change what was entered, whoever asks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from audit.storage import Store, open_store
from tests.storage.samples import NOW, assessment, op
from tests.storage.versions import execute

CHANGES = [
    "UPDATE entry SET value = '3'",
    "UPDATE entry SET author = 'ben'",
    "DELETE FROM entry",
    "DELETE FROM assessment",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_entries_are_neither_changed_nor_removed(
    store: Store, database: str, statement: str
) -> None:
    store.take("a1", [op("op1")], "ana", "tablet", NOW)
    before = store.rows("a1")

    with pytest.raises(DBAPIError, match=r"(?i)append-only|foreign key"):
        execute(database, statement)

    assert store.rows("a1") == before


def test_a_row_is_not_replaced_on_sqlite(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'audits.db'}"
    with open_store(database) as store:
        store.create_assessment(assessment())
        store.take("a1", [op("op1")], "ana", "tablet", NOW)
        with pytest.raises(DBAPIError, match="append-only"):
            execute(database, "INSERT OR REPLACE INTO entry SELECT * FROM entry")


def test_the_table_is_not_emptied_on_postgresql(new_postgresql: Callable[[], str]) -> None:
    database = new_postgresql()
    with open_store(database), pytest.raises(DBAPIError, match="append-only"):
        execute(database, "TRUNCATE entry")
