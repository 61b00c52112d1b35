"""Withdrawal: an informant's rows go for good, nothing else does, and nothing brings them back."""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from audit.exchange import exchange
from audit.permits import Permit, issue
from audit.storage import Store, backup, erasing, erasures, open_store, restore
from audit.storage.engine import address, connect, writing
from audit.trail import Operation
from rubrics.loader import digest, find
from tests.storage.samples import NOW, assessment, minutes, op

CANARY = "zebra-canary"
GONE = "P01-KX4"
THEIRS = [
    op("i1", "peer_workers", of=f"informant/{GONE}.group"),
    op("i2", CANARY, of=f"informant/{GONE}.earshot"),
    op("i3", "yes", of=f"answer/{GONE}/A3/1.answer"),
    op("i4", CANARY, of=f"said/{GONE}/worth.words"),
    op("i5", CANARY, of=f"said/{GONE}/hope.words", draft=True),
]
# Codes and values that only look alike.
OTHERS = [
    op("o1", "peer_workers", of="informant/P01.group"),
    op("o2", "yes", of="answer/P01/A3/1.answer"),
    op("o3", "service_users", of="informant/U01-KX4.group"),
    op("o4", "peer_workers", of=f"informant/{GONE}X.group"),
    op("o5", "yes", of=f"answer/{GONE}X/A3/1.answer"),
    op("o6", "2"),
    op("o7", "Wor", of="said/P01/worth.words", draft=True),
]


@pytest.fixture
def asked(store: Store) -> Store:
    """Return a store in which one of several informants will withdraw."""
    store.create_assessment(assessment("a2"))
    store.take("a1", [*OTHERS, *THEIRS], "ana", "tablet", NOW)
    again = [sent_again(each, f"second-{each.id}") for each in THEIRS]
    store.take("a2", again, "ana", "tablet", NOW)
    return store


def sent_again(operation: Operation, name: str) -> Operation:
    subject, field, value = operation.subject, operation.field, operation.value
    return Operation(id=name, subject=subject, field=field, value=value, draft=operation.draft)


def ids(store: Store, of: str = "a1") -> set[str]:
    return {row.id for row in store.rows(of)}


def execute(database: str, statement: str, **values: str) -> None:
    engine = connect(address(database))
    try:
        with writing(engine).begin() as connection:
            connection.execute(sa.text(statement), values)
    finally:
        engine.dispose()


def test_the_rows_of_one_informant_go_and_no_others(asked: Store) -> None:
    asked.erase_informant("a1", GONE, minutes(1))

    assert ids(asked) == {each.id for each in OTHERS}
    assert ids(asked, "a2") == {f"second-{each.id}" for each in THEIRS}
    assert asked.withdrawn("a1") == {GONE}
    assert asked.withdrawn("a2") == frozenset()


def test_withdrawing_twice_is_withdrawing_once(asked: Store) -> None:
    for _ in range(2):
        asked.erase_informant("a1", GONE, minutes(1))

    assert ids(asked) == {each.id for each in OTHERS}


def test_the_database_has_been_written_anew(asked: Store, database: str) -> None:
    asked.erase_informant("a1", GONE, minutes(1))
    engine = connect(address(database))
    with engine.connect() as connection:
        noted = connection.scalars(sa.text("SELECT key FROM installation")).all()
    engine.dispose()
    assert "traces" not in noted


def test_what_comes_later_is_acknowledged_and_never_kept(asked: Store) -> None:
    asked.erase_informant("a1", GONE, minutes(1))
    late = [*THEIRS, op("n1", CANARY, of=f"said/{GONE}/worth.words"), op("n2", of="visit.paid")]

    taken = asked.take("a1", late, "ben", "laptop", minutes(2))

    assert set(taken) == {each.id for each in late}
    assert {each.revision for name, each in taken.items() if name != "n2"} == {""}
    assert ids(asked) == {each.id for each in OTHERS} | {"n2"}


def test_a_tombstone_holds_a_code_and_a_moment_only(asked: Store, database: str) -> None:
    asked.erase_informant("a1", GONE, minutes(1))
    engine = connect(address(database))
    with engine.connect() as connection:
        (stone,) = connection.execute(sa.text("SELECT * FROM tombstone")).mappings()
    engine.dispose()
    assert set(stone) == {"assessment_id", "subject", "at"}
    assert stone["subject"] == f"informant/{GONE}"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry WHERE id = 'i4'",
        "DELETE FROM entry WHERE id = 'second-i4'",
        "DELETE FROM entry WHERE id = 'o5'",
        "UPDATE entry SET value = '' WHERE id = 'o1'",
    ],
)
def test_without_a_tombstone_nothing_is_deleted(
    asked: Store, database: str, statement: str
) -> None:
    if "'i4'" not in statement:
        asked.erase_informant("a1", GONE, minutes(1))
    before = asked.rows("a1"), asked.rows("a2")

    with pytest.raises(DBAPIError, match=r"append-only"):
        execute(database, statement)

    assert (asked.rows("a1"), asked.rows("a2")) == before


def test_a_tombstone_stands_for_an_interview_or_a_concern_only(asked: Store, database: str) -> None:
    for subject in ("criterion/A1", "facility", "informant/", "urgent/", "urgent_step/X01-KX4/1"):
        with pytest.raises(DBAPIError, match="tombstone_subject"):
            execute(database, _STONE, subject=subject)


CONCERN = "X01-KX4"
OF_CONCERN = [
    op("c1", CANARY, of=f"urgent/{CONCERN}.wishes"),
    op("c2", CANARY, of=f"urgent_step/{CONCERN}/s1.done"),
    op("c3", CANARY, of=f"urgent_step/{CONCERN}/s1.by", draft=True),
    op("c5", CANARY, of=f"urgent_check/{CONCERN}/2.note"),
]
BESIDE_IT = [
    op("b1", "Ana", of="urgent_plan.call_lead"),
    op("b2", "yes", of="urgent/X01.agreed"),
    op("b3", "yes", of=f"urgent/{CONCERN}X.agreed"),
    op("b4", "Sat with them.", of=f"urgent_step/{CONCERN}X/s1.done"),
    op("b5", "yes", of=f"answer/{CONCERN}/A3/1.answer"),
]


def test_a_concern_goes_like_an_interview_and_never_returns(asked: Store, database: str) -> None:
    asked.take("a1", [*BESIDE_IT, *OF_CONCERN], "ana", "tablet", NOW)
    asked.erase_concern("a1", CONCERN, minutes(1))

    kept = {each.id for each in (*OTHERS, *THEIRS, *BESIDE_IT)}
    assert ids(asked) == kept
    assert asked.erased_concerns("a1") == {CONCERN}
    assert asked.withdrawn("a1") == frozenset()
    late = op("c4", CANARY, of=f"urgent_step/{CONCERN}/s2.done")
    assert set(asked.take("a1", [late], "ben", "laptop", minutes(2))) == {"c4"}
    for kind in ("urgent/{}", "urgent_step/{}/s3", "urgent_check/{}/6"):
        execute(database, _ROW.format("entry"), subject=kind.format(CONCERN))
    assert ids(asked) == kept


def test_erasing_an_interview_erases_no_concern(asked: Store, database: str) -> None:
    """Nor may the database let rows of a concern go on the tombstone of an interview."""
    asked.take("a1", OF_CONCERN, "ana", "tablet", NOW)
    asked.erase_informant("a1", CONCERN, minutes(1))
    assert {each.id for each in OF_CONCERN} <= ids(asked)
    with pytest.raises(DBAPIError, match="append-only"):
        execute(database, "DELETE FROM entry WHERE id = 'c2'")


_STONE = "INSERT INTO tombstone VALUES ('a1', :subject, '2026-03-02 10:00:00+00:00')"
_ROW = (
    "INSERT INTO {} (id, assessment_id, subject, field, owner, value, bases, author, device, at, "
    "ord) VALUES ('back', 'a1', :subject, 'words', '', 'x', '[]', 'ana', 't', "
    "'2026-03-02 10:00:00+00:00', 1)"
)


@pytest.mark.parametrize("table", ["entry", "draft"])
@pytest.mark.parametrize("kind", ["informant/{}", "answer/{}/A3/1", "said/{}/worth"])
def test_the_database_itself_lets_nothing_back_in(
    asked: Store, database: str, table: str, kind: str
) -> None:
    asked.erase_informant("a1", GONE, minutes(1))

    execute(database, _ROW.format(table), subject=kind.format(GONE))
    assert "back" not in ids(asked)
    execute(database, _ROW.format(table), subject=kind.format("P02"))
    assert "back" in ids(asked)


def test_a_backup_made_before_a_withdrawal_brings_nobody_back(
    asked: Store, database: str, new_database: Callable[[], str], tmp_path: Path
) -> None:
    copy = backup(database, tmp_path / "backup.db").path
    asked.erase_informant("a1", GONE, minutes(1))
    assert CANARY.encode() in copy.read_bytes()
    anew = new_database()
    restore(anew, copy)
    with open_store(anew) as store:
        assert ids(store) == {each.id for each in OTHERS}
        assert store.withdrawn("a1") == {GONE}
        assert store.last_withdrawal("a1") == minutes(1)
        # Of the same code in another assessment nobody took anything back.
        assert "second-i2" in ids(store, "a2")
        assert store.withdrawn("a2") == frozenset()


def test_no_byte_of_what_was_erased_comes_back_with_a_backup(tmp_path: Path) -> None:
    path, copy = tmp_path / "audits.db", tmp_path / "backup.db"
    with open_store(f"sqlite:///{path}") as store:
        store.create_assessment(assessment())
        store.take("a1", THEIRS, "ana", "tablet", NOW)
        backup(f"sqlite:///{path}", copy)
        store.erase_informant("a1", GONE, minutes(1))
    path.unlink()
    restore(f"sqlite:///{path}", copy)
    assert CANARY.encode() not in _bytes_of(path)


def test_what_was_erased_is_listed_without_a_word_of_it(asked: Store) -> None:
    asked.erase_informant("a1", GONE, minutes(1))
    assert list(erasures.noted()) == [("a1", f"informant/{GONE}", minutes(1))]
    kept = erasures.listed().read_text("utf-8")
    assert len(kept.splitlines()) == 1
    # A line that a power failure cut off is no erasure, and hides none before it.
    erasures.listed().write_text(f"{kept}a1\tinformant/P02", "utf-8")
    assert len(list(erasures.noted())) == 1


def test_where_no_list_can_be_written_one_may_withdraw_all_the_same(asked: Store) -> None:
    erasures.listed().mkdir(parents=True)
    asked.erase_informant("a1", GONE, minutes(1))
    assert ids(asked) == {each.id for each in OTHERS}


def test_a_backup_made_after_a_withdrawal_restores_the_tombstone_too(
    asked: Store, database: str, tmp_path: Path
) -> None:
    asked.erase_informant("a1", GONE, minutes(1))
    copy = backup(database, tmp_path / "backup.db").path
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    restore(elsewhere, copy)

    with open_store(elsewhere) as store:
        store.take("a1", [op("n1", CANARY, of=f"said/{GONE}/worth.words")], "ana", "t", minutes(2))
        assert ids(store) == {each.id for each in OTHERS}
        assert store.withdrawn("a1") == {GONE}


def test_a_backup_that_holds_both_rows_and_tombstone_restores_the_tombstone_alone(
    asked: Store, database: str, tmp_path: Path
) -> None:
    copy = backup(database, tmp_path / "backup.db").path
    with closing(sqlite3.connect(copy)) as file, file:
        file.execute(_STONE, {"subject": f"informant/{GONE}"})
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    restore(elsewhere, copy)

    with open_store(elsewhere) as store:
        assert ids(store) == {each.id for each in OTHERS}


def _bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def _fill(path: Path, seed: int) -> None:
    """Write rows of many lengths in a mixed order, so that pages split and rows move."""
    drawn = random.Random(seed)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA secure_delete = ON")
        for n in range(400):
            gone = drawn.random() < 0.3
            code = GONE if gone else f"U{drawn.randint(10, 99)}"
            text = (CANARY if gone else "other") * drawn.choice((1, 1, 1, 2, 3, 40, 200))
            name, place = f"{drawn.getrandbits(64):x}", f"said/{code}/w{drawn.randint(1, 90)}"
            file.execute(_ROW_OF, (name, place, text))
            if n % 5 == 0:
                file.commit()
        file.commit()


_ROW_OF = (
    "INSERT INTO entry (id, assessment_id, subject, field, owner, value, bases, author, device, "
    "at, ord) VALUES (?, 'a1', ?, 'words', '', ?, '[]', 'ana', 't', '2026-03-02 10:00:00', 1)"
)


# A draw after which overwriting the deleted rows alone leaves some of them in the file.
@pytest.mark.parametrize("seed", [12])
def test_no_byte_of_what_was_said_is_left_in_the_file(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "audits.db"
    with open_store(f"sqlite:///{path}") as store:
        store.create_assessment(assessment())
    _fill(path, seed)
    assert CANARY.encode() in path.read_bytes()

    with open_store(f"sqlite:///{path}") as store:
        store.erase_informant("a1", GONE, minutes(1))

        left = _bytes_of(path)
        assert CANARY.encode() not in left
        assert left.count(GONE.encode()) == left.count(f"informant/{GONE}".encode()) > 0
        assert store.health()["check"] == "ok"
        assert len(store.rows("a1")) > 200


def test_a_file_that_was_busy_is_written_anew_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "audits.db"
    database = f"sqlite:///{path}"
    written: list[str] = []
    with open_store(database) as store:
        store.create_assessment(assessment())
        store.take("a1", THEIRS, "ana", "tablet", NOW)
        with monkeypatch.context() as patch:
            patch.setattr(erasing, "_wipe_file", _busy)
            store.erase_informant("a1", GONE, minutes(1))
        assert ids(store) == set()

    wipe = erasing._wipe_file

    def count(engine: sa.Engine) -> None:
        written.append("anew")
        wipe(engine)

    monkeypatch.setattr(erasing, "_wipe_file", count)
    for _ in range(2):
        open_store(database).close()
    assert written == ["anew"]
    assert CANARY.encode() not in _bytes_of(path)


def _busy(_: object) -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise error


def test_a_browser_that_sends_what_was_withdrawn_forgets_it(tmp_path: Path) -> None:
    rubric = find("peer-integration", "1.0.0")
    begun = replace(assessment(), rubric_version="1.0.0", rubric_digest=digest(rubric))
    sent = {"id": "operation-1", "subject": f"said/{GONE}/worth", "field": "words"}
    sent_on = {"value": CANARY, "bases": [], "order": 1, "device": "tablet"}
    with open_store(f"sqlite:///{tmp_path / 'audits.db'}") as store:
        store.create_assessment(begun)
        store.erase_informant("a1", GONE, NOW)
        permit = issue(Permit("ana", "a1"), store.secret(), NOW)
        reply = exchange(store, {"permit": permit, "operations": [sent | sent_on]}, NOW)
    assert reply is not None
    assert reply["taken"] == ["operation-1"]
    assert CANARY not in json.dumps(reply["values"])
