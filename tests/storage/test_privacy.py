"""A rating reaches nobody else before both have locked theirs."""

from audit.storage import Store
from tests.storage.samples import NOW, minutes, op

LOCKED = "ratings.locked"


def _rate(store: Store) -> None:
    for person in ("ana", "ben", "cleo"):
        ratings = [
            op(f"{person}1", "1"),
            op(f"{person}2", "Seen at noon.", of="criterion/A1.note_documents", draft=True),
        ]
        store.take("a1", ratings, person, "tablet", NOW)
    store.take("a1", [op("shared", "Good.", of="standard/A.finding")], "ana", "tablet", NOW)


def _lock(store: Store, person: str, value: str = "yes", *bases: str) -> None:
    lock = op(f"lock-{person}-{value}", value, of=LOCKED, bases=bases)
    store.take("a1", [lock], person, "tablet", minutes(1))


def _read(store: Store, reader: str | None) -> set[str]:
    return {row.id for row in store.rows("a1", reader)}


SHARED = {"shared"}


def test_before_locking_everybody_reads_their_own(store: Store) -> None:
    _rate(store)

    assert _read(store, "ana") == SHARED | {"ana1", "ana2"}
    assert _read(store, "stranger") == SHARED


def test_one_locked_is_not_enough(store: Store) -> None:
    _rate(store)
    _lock(store, "ana")

    assert _read(store, "ana") == SHARED | {"ana1", "ana2", "lock-ana-yes"}
    assert _read(store, "ben") == SHARED | {"ben1", "ben2"}


def test_two_locked_read_each_other_and_the_third_reads_neither(store: Store) -> None:
    _rate(store)
    _lock(store, "ana")
    _lock(store, "ben")

    both = {"ana1", "ana2", "ben1", "ben2", "lock-ana-yes", "lock-ben-yes"}
    assert _read(store, "ana") == _read(store, "ben") == SHARED | both
    assert _read(store, "cleo") == SHARED | {"cleo1", "cleo2"}


def test_unlocking_closes_the_door_again(store: Store) -> None:
    _rate(store)
    _lock(store, "ana")
    _lock(store, "ben")
    _lock(store, "ben", "no", "lock-ben-yes")

    assert store.locked("a1") == {"ana"}
    assert _read(store, "ana") == SHARED | {"ana1", "ana2", "lock-ana-yes"}


def test_a_doubtful_or_unfinished_lock_is_none(store: Store) -> None:
    _lock(store, "ana")
    _lock(store, "ana", "no")
    store.take("a1", [op("d", "yes", of=LOCKED, draft=True)], "ben", "tablet", NOW)

    assert store.locked("a1") == frozenset()


def test_without_a_reader_everything_is_read(store: Store) -> None:
    _rate(store)

    ratings = {f"{person}{n}" for person in ("ana", "ben", "cleo") for n in (1, 2)}
    assert _read(store, None) == SHARED | ratings
