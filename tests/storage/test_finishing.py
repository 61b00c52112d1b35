"""Several finish their ratings at once, each in a store of their own: all of it counts."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from audit.consensus import assembly
from audit.storage import Store, open_store
from audit.trail import Entries
from tests.storage.samples import NOW, minutes, op

PEOPLE = ("ana", "ben")


def test_two_who_finish_at_once_both_have_and_read_each_other(store: Store, database: str) -> None:
    for person in PEOPLE:
        store.take("a1", [op(f"level-{person}")], person, "tablet", NOW)
    together = Barrier(len(PEOPLE))

    def finish(person: str) -> set[str]:
        with open_store(database) as mine:
            together.wait()
            lock = op(f"lock-{person}", "yes", of="ratings.locked")
            return set(mine.take("a1", [lock], person, f"laptop-{person}", minutes(1)))

    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        assert list(pool.map(finish, PEOPLE)) == [{"lock-ana"}, {"lock-ben"}]
    assert store.locked("a1") == set(PEOPLE)
    everything = {f"{what}-{person}" for what in ("level", "lock") for person in PEOPLE}
    for reader in PEOPLE:
        assert {row.id for row in store.rows("a1", reader)} == everything
    assert assembly(Entries(()), store.raters("a1"), store.locked("a1")).meets


def test_who_rates_is_known_without_what_they_gave(store: Store) -> None:
    assert store.raters("a1") == frozenset()
    store.take("a1", [op("r1", of="criterion/A1.level")], "ana", "tablet", NOW)
    store.take("a1", [op("r2", "Seen.", of="criterion/A1.note_documents")], "ben", "tablet", NOW)
    store.take("a1", [op("r3", "N", of="criterion/A1.reason", draft=True)], "cleo", "tablet", NOW)
    store.take("a1", [op("r4", of="criterion/A1.judged")], "dora", "tablet", NOW)
    store.take("a1", [op("r5", "yes", of="ratings.locked")], "eve", "tablet", NOW)
    assert store.raters("a1") == {"ana", "ben", "cleo"}
    # A level given by mistake and taken away is nothing to wait for.
    store.take("a1", [op("r6", "", of="criterion/A1.level", bases=("r1",))], "ana", "tablet", NOW)
    assert store.raters("a1") == {"ben", "cleo"}
