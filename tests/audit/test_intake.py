"""The intake: everything a browser sends is checked again before the store is asked to take it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.fields import Refusal
from audit.intake import LAST_ORDER, MOST_AT_ONCE, UNREADABLE, Receipt, is_told, receive
from audit.trail import Operation
from tests.audit.typed_trail import TINY


class Taker:
    """Stands for the store: takes everything but the ids it is told to leave out."""

    def __init__(self, *left_out: str) -> None:
        self.left_out = left_out
        self.given: list[tuple[str, Operation]] = []

    def __call__(self, operations: tuple[Operation, ...], device: str) -> tuple[str, ...]:
        assert operations
        self.given += [(device, operation) for operation in operations]
        return tuple(op.id for op in operations if op.id not in self.left_out)

    @property
    def values(self) -> list[str]:
        return [operation.value for _, operation in self.given]


def sent(name: str = "operation-1", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "subject": "criterion/S1",
        "field": "level",
        "value": "2",
        "bases": [],
        "draft": False,
        "order": 7,
        "device": "tablet-1",
    } | more


def handed(*listed: Any, state: str = "collecting", take: Taker | None = None) -> Receipt:
    return receive({"operations": list(listed)}, TINY, state, take or Taker(), lambda _: None)


def test_a_good_operation_is_taken_as_it_was_sent() -> None:
    take = Taker()
    receipt = handed(sent(bases=["operation-0"], draft=True), take=take)

    assert receipt == Receipt(("operation-1",), {})
    expected = Operation(
        id="operation-1",
        subject="criterion/S1",
        field="level",
        value="2",
        bases=("operation-0",),
        draft=True,
        order=7,
    )
    assert take.given == [("tablet-1", expected)]


def test_each_operation_keeps_the_device_that_made_it_and_its_place() -> None:
    take = Taker()
    names = ("tab-one", "tab-one", "tab-two", "tab-one")
    handed(*(sent(f"operation-{n}", device=d) for n, d in enumerate(names)), take=take)

    assert [device for device, _ in take.given] == list(names)
    assert [op.id for _, op in take.given] == [f"operation-{n}" for n in range(4)]


@pytest.mark.parametrize("payload", [None, "x", 7, [], {}, {"operations": None}])
def test_what_is_no_list_of_operations_is_nothing(payload: object) -> None:
    assert receive(payload, TINY, "collecting", Taker(), lambda _: None) == Receipt()


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": None},
        {"subject": "criterion/S1; DROP TABLE entry"},
        {"field": 3},
        {"value": 2},
        {"value": None},
        {"bases": "operation-0"},
        {"bases": [4]},
        {"bases": ["short"]},
        {"bases": ["operation-0"] * 51},
        {"order": "7"},
        {"order": True},
        {"order": 1.5},
        {"order": -1},
        {"order": LAST_ORDER + 1},
        {"device": "a\ud800b"},
        {"device": None},
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(wrong: dict[str, Any]) -> None:
    take = Taker()
    receipt = handed(sent(**wrong), sent("operation-2"), take=take)

    assert receipt == Receipt(("operation-2",), {"operation-1": UNREADABLE})
    assert [op.id for _, op in take.given] == ["operation-2"]


@pytest.mark.parametrize("listed", [None, "x", [], {}, {"id": 4}, {"id": "short"}])
def test_what_has_no_name_is_left_out(listed: object) -> None:
    assert handed(listed, sent()) == Receipt(("operation-1",), {})


@pytest.mark.parametrize(
    ("wrong", "state", "why"),
    [
        ({"value": "9"}, "collecting", Refusal("refused.value")),
        ({"field": "colour"}, "collecting", Refusal("refused.unknown_field")),
        ({"subject": "criterion/Z9"}, "collecting", Refusal("refused.unknown_field")),
        ({"value": "1"}, "final", Refusal("refused.closed")),
        (
            {"subject": "visit", "field": "state", "value": "final"},
            "planned",
            Refusal("refused.state"),
        ),
        (
            {"field": "note_documents", "value": "x" * 50_000},
            "collecting",
            Refusal("refused.too_long", (("length", 50_000), ("longest", 20_000))),
        ),
    ],
)
def test_a_value_the_audit_does_not_accept_is_refused_with_the_reason(
    wrong: dict[str, Any], state: str, why: Refusal
) -> None:
    take = Taker()
    assert handed(sent(**wrong), state=state, take=take) == Receipt((), {"operation-1": why})
    assert take.given == []


def test_a_text_is_handed_over_as_it_is_kept() -> None:
    take = Taker()
    value = "=HYPERLINK(1)\r\ne\x00\u0301t\x1be\ud800 नमस्ते مرحبا"
    handed(sent(field="note_documents", value=value), take=take)
    assert take.values == ["=HYPERLINK(1)\n\u00e9te नमस्ते مرحبا"]


def test_a_line_cannot_be_broken_by_a_form_feed() -> None:
    receipt = handed(sent(subject="facility", field="name", value="one\ftwo"))
    assert receipt.refused == {"operation-1": Refusal("refused.value")}


def test_what_follows_a_refused_operation_replaces_what_that_one_would_have() -> None:
    take = Taker()
    too_long = sent("operation-1", field="reason", value="x" * 1_001, bases=["row-00001"])
    again = sent("operation-2", field="reason", value="y" * 1_001, bases=["operation-1"])
    short = sent("operation-3", field="reason", value="short", bases=["operation-2"])
    receipt = handed(too_long, again, short, take=take)

    assert set(receipt.refused) == {"operation-1", "operation-2"}
    assert [op.bases for _, op in take.given] == [("row-00001",)]


def test_an_id_the_store_does_not_acknowledge_is_refused() -> None:
    receipt = handed(sent("operation-1"), sent("operation-2"), take=Taker("operation-1"))
    assert receipt == Receipt(("operation-2",), {"operation-1": UNREADABLE})


def test_more_than_a_browser_sends_at_once_waits_for_the_next_time() -> None:
    many = [sent(f"operation-{n:03}") for n in range(MOST_AT_ONCE + 5)]
    assert len(handed(*many).taken) == MOST_AT_ONCE


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
)


_changes = st.dictionaries(st.sampled_from(tuple(sent())), _anything)


@settings(max_examples=40)
@given(st.lists(_changes))
def test_nothing_a_browser_can_send_breaks_the_intake(changes: list[dict[str, Any]]) -> None:
    take = Taker()
    receipt = handed(*(sent() | change for change in changes), take=take)
    assert set(receipt.taken) == {op.id for _, op in take.given}


@pytest.mark.parametrize(
    ("subject", "value", "told"),
    [
        ("answer/P01-KX4/S1/1", "yes", True),
        ("said/P01-KX4/glad", "Mornings.", True),
        # Taking an answer away notes nothing.
        ("answer/P01-KX4/S1/1", "", False),
        ("informant/P01-KX4", "yes", False),
        ("interviews", "3", False),
        ("criterion/S1", "2", False),
    ],
)
def test_what_was_told_is_an_answer_or_words(subject: str, value: str, told: bool) -> None:
    assert is_told(Operation(id="operation-1", subject=subject, field="x", value=value)) is told


def test_what_was_told_is_judged_once_the_consent_before_it_is_stored() -> None:
    take, asked = Taker(), []

    def judge(operation: Operation) -> Refusal | None:
        asked.append((operation.id, [op.id for _, op in take.given]))
        return Refusal("refused.no_consent") if operation.id == "operation-2" else None

    consent = sent(subject="informant/P01-KX4", field="consent_interview", value="yes")
    answer = {"subject": "answer/P01-KX4/S1/1", "field": "answer", "value": "refused"}
    listed = [consent, sent("operation-2", **answer), sent("operation-3", **answer)]
    receipt = receive({"operations": listed}, TINY, "collecting", take, judge)

    assert asked == [("operation-2", ["operation-1"]), ("operation-3", ["operation-1"])]
    assert receipt.taken == ("operation-1", "operation-3")
    assert receipt.refused == {"operation-2": Refusal("refused.no_consent")}
