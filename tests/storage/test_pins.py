"""PINs in the store: never in the trail, each try counted, gone without a trace when changed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from audit.pins import Attempt, Pin, new_pin
from audit.storage import Store, backup, open_store, restore
from tests.storage.samples import NOW, assessment, minutes

DIGITS = "48151623"
PIN = new_pin(DIGITS, bytes(16))


@pytest.fixture(autouse=True)
def light_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash for these tests what a try gives as it stands: scrypt is tried elsewhere."""
    monkeypatch.setattr("audit.storage.store.fits", lambda pin, digits: digits == DIGITS)


def test_without_a_pin_ratings_are_open(store: Store) -> None:
    assert store.pin("a1", "ana") is None
    assert store.try_pin("a1", "ana", "0000", NOW) == Attempt(opened=True)
    assert store.pin_holders("a1") == frozenset()


def test_a_pin_opens_the_ratings_of_one_person_in_one_audit(store: Store) -> None:
    store.create_assessment(assessment("a2"))
    store.keep_pin("a1", "ana", PIN)
    store.keep_pin("a1", "b_n", PIN)
    assert store.pin("a1", "ana") == PIN
    assert (store.pin("a1", "ben"), store.pin("a2", "ana")) == (None, None)
    assert store.pin_holders("a1") == {"ana", "b_n"}
    store.keep_pin("a1", "ana", None)
    assert store.pin_holders("a1") == {"b_n"}


def test_wrong_tries_wait_longer_and_the_right_one_forgets_them(store: Store) -> None:
    store.keep_pin("a1", "ana", PIN)
    wrong = [store.try_pin("a1", "ana", "0000", NOW) for _ in range(4)]
    until = NOW + timedelta(seconds=5)
    # The fourth came too soon and was not even looked at.
    assert wrong == [Attempt(False), Attempt(False), Attempt(False, until), Attempt(False, until)]
    assert store.try_pin("a1", "ana", DIGITS, NOW) == Attempt(False, until)
    assert store.try_pin("a1", "ana", DIGITS, until) == Attempt(opened=True)
    assert store.pin("a1", "ana") == PIN


def test_tries_at_once_are_all_counted(store: Store, database: str) -> None:
    store.keep_pin("a1", "ana", PIN)
    together = Barrier(4)

    def attempt(place: int) -> Attempt:
        with open_store(database) as mine:
            together.wait()
            return mine.try_pin("a1", "ana", "0000", minutes(place))

    with ThreadPoolExecutor(4) as pool:
        assert not any(found.opened for found in pool.map(attempt, range(4)))
    kept = store.pin("a1", "ana")
    # Whoever came later on the clock came first or had to wait: three at least were counted.
    assert kept is not None
    assert kept.failed >= 3


def test_a_pin_is_no_part_of_the_trail_and_comes_back_with_a_backup(
    store: Store, database: str, tmp_path: Path
) -> None:
    store.keep_pin("a1", "ana", PIN)
    assert store.rows("a1") == ()
    backup(database, tmp_path / "copy.db")
    assert DIGITS.encode() not in (tmp_path / "copy.db").read_bytes()
    elsewhere = f"sqlite:///{tmp_path / 'new.db'}"
    restore(elsewhere, tmp_path / "copy.db")
    with open_store(elsewhere) as other:
        assert other.pin("a1", "ana") == PIN


def test_a_pin_that_was_changed_leaves_nothing_of_the_old_one(store: Store) -> None:
    store.keep_pin("a1", "ana", Pin(salt="aa", hash="0123456789abcdef"))
    store.keep_pin("a1", "ana", PIN)
    found = store.pin("a1", "ana")
    assert found == PIN
    store.keep_pin("a1", "ana", None)
    assert store.pin("a1", "ana") is None
