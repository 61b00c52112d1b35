"""The trail: which rows stand, which are rivals, and that the order they come in never matters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.trail import Entries, Key, Row, heads

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FINDING = Key("standard/A", "finding")


def row(
    name: str,
    value: str = "",
    *bases: str,
    key: Key = FINDING,
    minute: int = 0,
    draft: bool = False,
) -> Row:
    return Row(
        id=name,
        key=key,
        value=value or name,
        bases=bases,
        draft=draft,
        author="ana",
        device="tablet",
        at=START + timedelta(minutes=minute),
    )


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([], []),
        ([row("a")], ["a"]),
        ([row("a"), row("b", "", "a")], ["b"]),
        ([row("a"), row("b", "", "a"), row("c", "", "b")], ["c"]),
        ([row("a"), row("b", "", "a"), row("c", "", "a")], ["b", "c"]),
        ([row("a"), row("b", "", "a"), row("c", "", "a"), row("d", "", "b", "c")], ["d"]),
        ([row("b", "", "a")], ["b"]),
        ([row("z", minute=1), row("y", minute=2), row("x", minute=2)], ["z", "x", "y"]),
    ],
)
def test_the_rows_that_stand(rows: list[Row], standing: list[str]) -> None:
    assert [head.id for head in heads(rows)] == standing


def test_a_field_never_entered_is_empty() -> None:
    entries = Entries(())

    assert entries.current("standard/A", "finding") is None
    assert entries.value("standard/A", "finding") == ""
    assert entries.rivals("standard/A", "finding") == ()
    assert entries.latest_change() is None


def test_the_newest_value_stands_until_a_conflict_is_settled() -> None:
    rows = [row("a"), row("b", "hers", "a", minute=1), row("c", "his", "a", minute=2)]
    entries = Entries(rows)

    assert entries.value(*FINDING) == "his"
    assert [rival.value for rival in entries.rivals(*FINDING)] == ["hers", "his"]

    settled = Entries([*rows, row("d", "hers", "b", "c", minute=3)])
    assert settled.value(*FINDING) == "hers"
    assert settled.rivals(*FINDING) == ()


def test_two_who_enter_the_same_do_not_disagree() -> None:
    rows = [row("a"), row("b", "same", "a"), row("c", "same", "a")]

    assert Entries(rows).rivals(*FINDING) == ()


def test_clearing_a_field_is_a_value_like_another() -> None:
    rows = [row("a", "text"), replace(row("b", "x", "a", minute=1), value="")]

    assert Entries(rows).value(*FINDING) == ""
    assert Entries(rows).current(*FINDING) == rows[1]


def test_each_assessor_has_their_own_value() -> None:
    rows = [
        row("a", "1", key=Key("criterion/A1", "level", "ana")),
        row("b", "3", key=Key("criterion/A1", "level", "ben")),
        row("c", "note", key=Key("criterion/A1", "note_documents", "cleo")),
    ]
    entries = Entries(rows)

    assert entries.value("criterion/A1", "level", "ana") == "1"
    assert entries.value("criterion/A1", "level", "ben") == "3"
    assert entries.value("criterion/A1", "level") == ""
    assert entries.owners() == ("ana", "ben")
    assert entries.owners("note_documents") == ("cleo",)


def test_subjects_of_a_kind() -> None:
    keys = [Key("member/m2", "name"), Key("member/m1", "role"), Key("members/x", "name")]
    entries = Entries(row(str(n), key=key) for n, key in enumerate(keys))

    assert entries.subjects("member") == ("m1", "m2")


def test_the_last_edit_is_the_latest_of_all_fields() -> None:
    rows = [row("a", minute=7), row("b", key=Key("visit", "form"), minute=3)]

    assert Entries(rows).latest_change() == START + timedelta(minutes=7)


def test_rows_that_name_each_other_break_nothing() -> None:
    entries = Entries([row("a", "", "b"), row("b", "", "a")])

    assert entries.value(*FINDING) == ""
    assert entries.latest_change() is None


@st.composite
def trails(draw: st.DrawFn) -> list[Row]:
    """Draw rows of two fields, each replacing rows that came before it."""
    drawn: list[Row] = []
    for number in range(draw(st.integers(0, 12))):
        key = draw(st.sampled_from((FINDING, Key("visit", "form"))))
        earlier = [r.id for r in drawn if r.key == key]
        bases = draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True)) if earlier else []
        minute = draw(st.integers(-5, 5))
        value = draw(st.sampled_from(("x", "y", "z")))
        drawn.append(row(f"r{number}", value, *bases, key=key, minute=minute))
    return drawn


def _seen(rows: list[Row]) -> tuple[object, ...]:
    entries = Entries(rows)
    return tuple(
        (entries.current(*key), entries.rivals(*key)) for key in (FINDING, Key("visit", "form"))
    )


@given(trails(), st.data())
def test_the_order_of_rows_and_repeats_are_nothing(rows: list[Row], data: st.DataObject) -> None:
    assert _seen(data.draw(st.permutations(rows))) == _seen(rows)


@given(trails())
def test_something_entered_always_stands(rows: list[Row]) -> None:
    entries = Entries(rows)

    for key in {r.key for r in rows}:
        assert entries.current(*key) in rows


@given(trails())
def test_settling_leaves_one_value(rows: list[Row]) -> None:
    mine = [r for r in rows if r.key == FINDING]
    settled = row("settled", "x", *(h.id for h in heads(mine)), minute=9)

    assert heads([*mine, settled]) == (settled,)


@given(trails())
def test_a_row_that_stands_is_replaced_by_none_and_the_others_by_some(rows: list[Row]) -> None:
    mine = [r for r in rows if r.key == FINDING]
    standing = heads(mine)

    for r in mine:
        assert (r in standing) is not any(r.id in other.bases for other in mine)
