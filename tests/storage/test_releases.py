"""The register of what has left: each release once, for good, and nothing in it about a person."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from audit.releases import Release
from audit.storage import StorageFault, Store, open_store
from audit.storage.tables import RELEASE
from tests.storage.samples import NOW, assessment, minutes
from tests.storage.versions import database_of, execute

LEFT = Release(at=NOW, audience="facility", kind="pdf", language="fr", citation="PRA-1")
OTHERS = (
    replace(LEFT, at=minutes(1), audience="public"),
    replace(LEFT, at=minutes(2), kind="xlsx"),
    replace(LEFT, at=minutes(3), language="en"),
    replace(LEFT, at=minutes(4), citation="PRA-2"),
)
CHANGES = ("UPDATE release SET kind = 'csv'", "DELETE FROM release", "DELETE FROM assessment")
_READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET default_transaction_read_only = on",
}


def test_what_has_left_is_told_newest_first_for_each_assessment_by_itself(store: Store) -> None:
    store.create_assessment(assessment("a2"))
    for each in (LEFT, *OTHERS):
        store.note_release("a1", each)
    assert store.releases("a1") == (*OTHERS[::-1], LEFT)
    assert store.releases("a2") == ()


def test_what_leaves_again_keeps_the_moment_at_which_it_first_left(store: Store) -> None:
    for at in (NOW, minutes(1)):
        store.note_release("a1", replace(LEFT, at=at))
    assert store.releases("a1") == (LEFT,)


def test_a_release_holds_what_names_a_file_and_nothing_else() -> None:
    named = {"assessment_id", "at", "audience", "kind", "language", "citation"}
    assert set(RELEASE.columns.keys()) == named


@pytest.mark.parametrize("statement", CHANGES)
def test_releases_are_neither_changed_nor_removed(
    store: Store, database: str, statement: str
) -> None:
    store.note_release("a1", LEFT)
    with pytest.raises(DBAPIError, match=r"(?i)append-only|foreign key"):
        execute(database, statement)
    assert store.releases("a1") == (LEFT,)


def test_the_register_is_not_emptied_on_postgresql(new_postgresql: Callable[[], str]) -> None:
    database = new_postgresql()
    with open_store(database), pytest.raises(DBAPIError, match="append-only"):
        execute(database, "TRUNCATE release")


def test_a_release_of_an_older_database_stays(tmp_path: Path) -> None:
    path = database_of("0005", tmp_path / "audits.db")
    with open_store(f"sqlite:///{path}") as store:
        (left,) = store.releases("a1")
    citation = "PRA-0000000-0000000-0000000"
    assert left == replace(LEFT, at=left.at, language="en", citation=citation)


def test_a_database_that_cannot_be_written_still_tells_what_left(store: Store) -> None:
    store.note_release("a1", LEFT)
    _lose_the_right_to_write(store)
    with pytest.raises(StorageFault) as caught:
        store.note_release("a1", OTHERS[0])
    assert caught.value.message == "storage.read_only"
    assert store.releases("a1") == (LEFT,)


def _lose_the_right_to_write(store: Store) -> None:
    """Forbid writing on the connection that a store of one thread always gets again."""
    raw = store._engine.raw_connection()
    raw.cursor().execute(_READ_ONLY[store._engine.dialect.name])
    raw.commit()
    raw.close()


def test_the_last_withdrawal_is_that_of_an_interview_of_this_assessment(store: Store) -> None:
    store.create_assessment(assessment("a2"))
    assert store.last_withdrawal("a1") is None
    store.erase_informant("a1", "P01-KX4", minutes(2))
    store.erase_informant("a1", "U01-KX4", minutes(1))
    store.erase_concern("a1", "X01-KX4", minutes(3))
    store.erase_informant("a2", "P01-KX4", minutes(4))
    assert store.last_withdrawal("a1") == minutes(2)
