"""Taking operations: once, in order or not, drafts and conflicts included."""

from datetime import timedelta, timezone

import pytest

from audit.storage import StorageFault, Store, Taken
from audit.trail import Entries, Key, Operation, Row
from tests.storage.samples import NOW, assessment, brief, minutes, op

FINDING = "standard/A.finding"


def test_a_taken_operation_is_read_back_as_a_row(store: Store) -> None:
    taken = store.take("a1", [op("op1", "3", order=7)], "ana", "tablet", NOW)

    assert taken == {"op1": Taken("op1", NOW, "op1")}
    assert store.rows("a1") == (
        Row(
            id="op1",
            key=Key("criterion/A1", "level", "ana"),
            value="3",
            bases=(),
            draft=False,
            author="ana",
            device="tablet",
            at=NOW,
        ),
    )


def test_what_a_team_shares_has_no_owner(store: Store) -> None:
    store.take("a1", [op("op1", "Well done.", of=FINDING)], "ana", "tablet", NOW)

    assert store.rows("a1")[0].key == Key("standard/A", "finding", "")


def test_an_operation_sent_again_is_acknowledged_again_and_kept_once(store: Store) -> None:
    first = store.take("a1", [op("op1")], "ana", "tablet", NOW)
    again = store.take("a1", [op("op1"), op("op1")], "ana", "tablet", minutes(5))

    assert again == first
    assert brief(store.rows("a1")) == [("op1", "2", (), False)]


def test_operations_taken_together_are_all_kept_or_none(store: Store) -> None:
    store.take_together("a1", [op("op1"), op("op2", of=FINDING)], "ana", "workbook", NOW)
    store.take_together("a1", [op("op1"), op("op2", of=FINDING)], "ana", "workbook", NOW)
    kept = store.rows("a1")
    assert sorted(row.id for row in kept) == ["op1", "op2"]
    with pytest.raises(ValueError, match="op1"):
        store.take_together("a1", [op("op3"), op("op1", "0")], "ana", "workbook", NOW)
    assert store.rows("a1") == kept


@pytest.mark.parametrize(
    ("assessment_id", "operation", "author"),
    [
        ("a1", op("op1", "0"), "ana"),
        ("a1", op("op1", of="criterion/A2.level"), "ana"),
        ("a1", op("op1"), "ben"),
        ("a2", op("op1"), "ana"),
    ],
)
def test_an_id_that_stands_for_another_edit_is_not_acknowledged(
    store: Store, assessment_id: str, operation: Operation, author: str
) -> None:
    store.create_assessment(assessment("a2"))
    store.take("a1", [op("op1")], "ana", "tablet", NOW)

    taken = store.take(assessment_id, [operation, op("op2")], author, "tablet", NOW)

    assert set(taken) == {"op2"}
    assert brief(store.rows("a1"))[0] == ("op1", "2", (), False)


def test_two_edits_on_the_same_base_are_both_kept(store: Store) -> None:
    store.take("a1", [op("one", "First.", of=FINDING)], "ana", "tablet", NOW)
    store.take("a1", [op("two", "Hers.", of=FINDING, bases=("one",))], "ana", "t", minutes(1))
    store.take("a1", [op("three", "His.", of=FINDING, bases=("one",))], "ben", "l", minutes(2))

    entries = Entries(store.rows("a1"))
    assert [row.value for row in entries.rivals("standard/A", "finding")] == ["Hers.", "His."]

    settled = op("four", "Both.", of=FINDING, bases=("two", "three"))
    store.take("a1", [settled], "ana", "tablet", minutes(3))
    assert Entries(store.rows("a1")).rivals("standard/A", "finding") == ()
    assert Entries(store.rows("a1")).value("standard/A", "finding") == "Both."
    assert len(store.rows("a1")) == 4


def test_a_draft_replaces_the_draft_before_it(store: Store) -> None:
    store.take("a1", [op("d1", "W", of=FINDING, draft=True, order=1)], "ana", "tablet", NOW)
    taken = store.take(
        "a1", [op("d2", "Well", of=FINDING, draft=True, order=2)], "ana", "tablet", minutes(1)
    )

    assert taken == {"d2": Taken("d2", minutes(1), "")}
    assert brief(store.rows("a1")) == [("d2", "Well", (), True)]


def test_a_late_draft_does_not_replace_a_newer_one(store: Store) -> None:
    store.take("a1", [op("d2", "Well", of=FINDING, draft=True, order=2)], "ana", "tablet", NOW)
    late = op("d1", "W", of=FINDING, draft=True, order=1)
    taken = store.take("a1", [late], "ana", "tablet", minutes(1))

    assert taken == {"d1": Taken("d1", NOW, "")}
    assert brief(store.rows("a1")) == [("d2", "Well", (), True)]


def test_drafts_of_other_devices_and_people_stand_beside_each_other(store: Store) -> None:
    for author, device in (("ana", "tablet"), ("ana", "laptop"), ("ben", "tablet")):
        draft = op(f"{author}-{device}", author, of=FINDING, draft=True)
        store.take("a1", [draft], author, device, NOW)

    assert {row.id for row in store.rows("a1")} == {"ana-tablet", "ana-laptop", "ben-tablet"}


def test_leaving_the_field_turns_the_draft_into_an_entry(store: Store) -> None:
    store.take("a1", [op("d1", "Wel", of=FINDING, draft=True, order=1)], "ana", "tablet", NOW)
    store.take("a1", [op("op1", "Well", of=FINDING, order=2)], "ana", "tablet", minutes(1))

    assert brief(store.rows("a1")) == [("op1", "Well", (), False)]


def test_an_entry_leaves_a_newer_draft_and_the_drafts_of_others_alone(store: Store) -> None:
    store.take("a1", [op("d3", "Newer", of=FINDING, draft=True, order=3)], "ana", "tablet", NOW)
    store.take("a1", [op("d1", "His", of=FINDING, draft=True, order=1)], "ben", "laptop", NOW)
    store.take("a1", [op("op1", "Old", of=FINDING, order=2)], "ana", "tablet", minutes(1))

    assert {row.id for row in store.rows("a1")} == {"op1", "d3", "d1"}


def test_a_draft_that_comes_after_its_entry_is_acknowledged_and_left_out(store: Store) -> None:
    store.take("a1", [op("op1", "Well", of=FINDING, order=2)], "ana", "tablet", NOW)
    late = op("d1", "Wel", of=FINDING, draft=True, order=1)
    taken = store.take("a1", [late], "ana", "tablet", minutes(1))

    assert taken == {"d1": Taken("d1", NOW, "op1")}
    assert brief(store.rows("a1")) == [("op1", "Well", (), False)]


def test_whoever_replaces_a_draft_replaces_what_it_stood_on(store: Store) -> None:
    store.take("a1", [op("e1", "One", of=FINDING)], "ana", "tablet", NOW)
    draft = op("d1", "Two", of=FINDING, bases=("e1",), draft=True, order=1)
    store.take("a1", [draft], "ana", "tablet", minutes(1))
    # Ben's page showed the draft; Ana's tablet then goes on from its own draft after a reload.
    store.take("a1", [op("e2", "Ben", of=FINDING, bases=("d1",))], "ben", "laptop", minutes(2))
    end = op("e3", "Ana", of=FINDING, bases=("d1",), order=2)
    store.take("a1", [end], "ana", "tablet", minutes(3))

    assert brief(store.rows("a1")) == [
        ("e1", "One", (), False),
        ("e2", "Ben", ("d1", "e1"), False),
        ("e3", "Ana", ("e1",), False),
    ]
    rivals = Entries(store.rows("a1")).rivals("standard/A", "finding")
    assert [row.value for row in rivals] == ["Ben", "Ana"]


def test_a_row_never_replaces_itself(store: Store) -> None:
    store.take("a1", [op("op1", bases=("op1",))], "ana", "tablet", NOW)

    assert Entries(store.rows("a1")).value("criterion/A1", "level", "ana") == "2"


def test_rows_come_in_the_order_they_were_taken_drafts_last(store: Store) -> None:
    store.take("a1", [op("d1", of=FINDING, draft=True)], "ana", "tablet", NOW)
    store.take("a1", [op("z"), op("a", of="criterion/A2.level")], "ana", "tablet", minutes(9))
    store.take("a1", [op("m", of="criterion/A3.level")], "ana", "tablet", minutes(1))

    assert [row.id for row in store.rows("a1")] == ["z", "a", "m", "d1"]


def test_moments_are_kept_in_utc(store: Store) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))
    store.take("a1", [op("op1")], "ana", "tablet", there)

    assert store.rows("a1")[0].at == NOW
    assert store.rows("a1")[0].at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="a moment needs a time zone"):
        store.take("a1", [op("op1")], "ana", "tablet", NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "=HYPERLINK('x')",
        "Émoi ’ « fin »",
        "नमस्ते",
        "مرحبا",
        "'; DROP TABLE entry; --",
        "n" * 20_000,
    ],
)
def test_any_text_is_kept_as_it_is(store: Store, value: str) -> None:
    store.take("a1", [op("op1", value, of="criterion/A1.note_documents")], "ana", "tablet", NOW)

    assert store.rows("a1")[0].value == value


def test_an_assessment_that_does_not_exist_takes_nothing(store: Store) -> None:
    with pytest.raises(StorageFault) as caught:
        store.take("unknown", [op("op1")], "ana", "tablet", NOW)

    assert caught.value.message == "storage.unknown_assessment"
    assert store.rows("unknown") == ()


def test_a_field_that_does_not_exist_is_a_fault_of_the_program(store: Store) -> None:
    with pytest.raises(ValueError, match="no field colour of criterion/A1"):
        store.take("a1", [op("op1", of="criterion/A1.colour")], "ana", "tablet", NOW)
