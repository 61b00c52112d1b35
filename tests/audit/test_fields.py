"""The fields of an audit: what each accepts, and how a text is cleaned."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.fields import CATALOGUE, NEXT_STATES, STATES, Refusal, clean, field_of, refusal
from audit.trail import Operation
from rubrics.model import Rubric
from tests.rubrics.builders import rubric_of


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return rubric_of({"T": {"A": "A1! A2~", "B": "B1"}})


def op(of: str, value: str = "") -> Operation:
    subject, _, field = of.rpartition(".")
    return Operation(id="op1", subject=subject, field=field, value=value)


ACCEPTED = [
    ("criterion/A1.level", "0"),
    ("criterion/A1.level", "3"),
    ("criterion/A2.level", "na"),
    ("criterion/A2.shown_documents", "0"),
    ("criterion/A2.shown_observation", "3"),
    ("criterion/A2.shown_observation", ""),
    ("criterion/A1.level", ""),
    ("criterion/B1.reason", "Because.\nReally."),
    ("criterion/B1.judged", "na"),
    ("criterion/A1.note_interviews", "n" * 20_000),
    ("standard/A.finding", "f" * 1_000),
    ("facility.name", "l" * 200),
    ("facility.name", "=HYPERLINK('x')"),
    ("facility.country", "NP"),
    ("visit.started", "2026-02-28"),
    ("visit.ended", ""),
    ("visit.paid", "0"),
    ("visit.paid", "99999"),
    ("visit.one_to_one", "yes"),
    ("context/law.answer", "mixed"),
    ("ethics/consent.done", "no"),
    ("member/m-1.name", "Ana"),
    ("action/A1.0.status", "in_progress"),
    ("ratings.locked", "yes"),
    ("urgent_plan.call_care", "15"),
    ("urgent/X01-KX4.agreed", "could_not_ask"),
    ("urgent/X01-KX4.reported", "2026-03-02"),
    ("urgent_step/X01-KX4/20260302-a1.done", "Sat down.\nCalled."),
    ("urgent_check/X01-KX4/6.done", "yes"),
]
UNKNOWN = [
    "criterion/Z9.level",
    "criterion/A.level",
    "criterion.level",
    "criterion/.level",
    "criterion/A1.shown_interviews",
    "standard/A1.finding",
    "context/weather.answer",
    "ethics/.done",
    "member/.name",
    "member/a b.name",
    "member/../x.name",
    f"action/{'x' * 65}.text",
    "facility/.name",
    "visit/1.form",
    "visit.colour",
    "nothing.name",
    "urgent.agreed",
    "urgent/U01-KX4.agreed",
    "urgent/X01-KX4/1.agreed",
    "urgent_plan/1.call_care",
    "urgent_step/X01-KX4.done",
    "urgent_step/X01-KX4/a b.done",
    "urgent_step/X1/a.done",
    "urgent_check/X01-KX4/3.done",
    "urgent_check/X01-KX4/2/2.done",
    "urgent/X01-KX4.name",
    ".name",
    # This rubric asks nobody anything.
    "interviews.call",
    "informant/P01.group",
    "answer/P01/A1/1.answer",
    "said/P01/hope.words",
]
WRONG = [
    ("criterion/A1.level", "4"),
    ("criterion/A1.level", "-1"),
    ("criterion/A1.level", "١"),
    ("criterion/A1.level", "NA"),
    ("criterion/A1.shown_documents", "na"),
    ("criterion/A1.shown_observation", "4"),
    ("facility.country", "np"),
    ("facility.name", "two\nlines"),
    ("visit.started", "2026-02-30"),
    ("visit.started", "20260228"),
    ("visit.started", "2026-2-3"),
    ("visit.paid", "-1"),
    ("visit.paid", "1.5"),
    ("visit.paid", "١٢"),
    ("visit.one_to_one", "true"),
    ("visit.form", "long"),
    ("action/A1.0.status", "forgotten"),
]


@pytest.mark.parametrize(("of", "value"), ACCEPTED)
def test_what_a_field_accepts(rubric: Rubric, of: str, value: str) -> None:
    assert refusal(op(of, value), rubric, "collecting") is None


@pytest.mark.parametrize("of", UNKNOWN)
def test_what_does_not_exist(rubric: Rubric, of: str) -> None:
    assert refusal(op(of), rubric, "collecting") == Refusal("refused.unknown_field")


@pytest.mark.parametrize(("of", "value"), WRONG)
def test_what_a_field_does_not_accept(rubric: Rubric, of: str, value: str) -> None:
    assert refusal(op(of, value), rubric, "collecting") == Refusal("refused.value")


@pytest.mark.parametrize(
    ("of", "longest"),
    [
        ("facility.name", 200),
        ("standard/A.finding", 1_000),
        ("criterion/A1.note_documents", 20_000),
    ],
)
def test_how_long_a_text_may_be(rubric: Rubric, of: str, longest: int) -> None:
    why = refusal(op(of, "x" * 50_000), rubric, "collecting")

    assert why == Refusal("refused.too_long", (("length", 50_000), ("longest", longest)))
    assert refusal(op(of, "x" * (longest + 1)), rubric, "collecting") == Refusal(
        "refused.too_long", (("length", longest + 1), ("longest", longest))
    )
    assert refusal(op(of, "x" * longest), rubric, "collecting") is None


@pytest.mark.parametrize("state", ["final", "published", "withdrawn"])
def test_what_is_closed_stays_but_its_plan_lives_on(rubric: Rubric, state: str) -> None:
    assert refusal(op("criterion/A1.level", "1"), rubric, state) == Refusal("refused.closed")
    assert refusal(op("facility.name", "x"), rubric, state) == Refusal("refused.closed")
    assert refusal(op("action/A1.0.status", "done"), rubric, state) is None


@pytest.mark.parametrize("state", STATES)
def test_somebody_may_be_in_danger_whatever_the_state_of_an_audit(
    rubric: Rubric, state: str
) -> None:
    for of, value in (
        ("urgent_plan.call_lead", "Ana, 0700"),
        ("urgent/X01-KX4.agreed", "yes"),
        ("urgent_step/X01-KX4/1.done", "Called."),
        ("urgent_check/X01-KX4/2.done", "yes"),
    ):
        assert refusal(op(of, value), rubric, state) is None


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("target", [*STATES, "published", ""])
def test_a_state_is_left_only_for_the_next(rubric: Rubric, state: str, target: str) -> None:
    allowed = target in NEXT_STATES[state]

    assert (refusal(op("visit.state", target), rubric, state) is None) is allowed


def test_another_scale_has_other_levels() -> None:
    five = rubric_of({"T": {"A": "A1"}}, top=5)

    assert refusal(op("criterion/A1.level", "5"), five, "collecting") is None
    assert refusal(op("criterion/A1.level", "6"), five, "collecting") == Refusal("refused.value")


def test_what_belongs_to_one_assessor() -> None:
    owned = {
        f"{s}.{f}" for s, fields in CATALOGUE.items() for f, kind in fields.items() if kind.owned
    }

    notes = {f"criterion.note_{line}" for line in ("documents", "observation", "interviews")}
    shown = {f"criterion.shown_{line}" for line in ("documents", "observation")}
    finished = {"ratings.locked", "ratings.reopened"}
    assert owned == {"criterion.level", "criterion.reason"} | finished | notes | shown


def test_a_field_is_found_whatever_its_subject_is_called() -> None:
    assert field_of("criterion/A1", "level") is CATALOGUE["criterion"]["level"]
    assert field_of("criterion/A1/x", "level") is CATALOGUE["criterion"]["level"]
    assert field_of("criterion/A1", "colour") is None
    assert field_of("nothing", "level") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("one\r\ntwo\rthree\vfour\ffive", "one\ntwo\nthree\nfour\nfive"),
        ("e\u0301", "é"),
        ("e\x01\u0301", "é"),
        ("a\x00b\x1bc\x7fd\x85e\ud800f\ufffeg\uffff", "abcdefg"),
        ("tab\there", "tab\there"),
        ("=1+1", "=1+1"),
        ("नमस्ते", "नमस्ते"),
        ("\u202bمرحبا\u202c", "\u202bمرحبا\u202c"),
        ("👩🏽\u200d⚕️", "👩🏽\u200d⚕️"),
    ],
)
def test_how_a_text_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


_ANY = st.text(st.characters(codec=None, exclude_categories=()))


@given(_ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(_ANY)
def test_a_clean_text_can_be_kept_and_printed(text: str) -> None:
    kept = clean(text)

    assert kept.encode("utf-8").decode("utf-8") == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in kept)


@given(st.sampled_from(sorted(CATALOGUE)), st.text(), st.text(), st.sampled_from(STATES))
def test_whatever_is_sent_gets_an_answer(kind: str, name: str, value: str, state: str) -> None:
    letters = rubric_of({"T": {"A": "A1"}})
    for field in CATALOGUE[kind]:
        sent = Operation(id="op1", subject=f"{kind}/{name}", field=field, value=value)
        why = refusal(sent, letters, state)
        assert why is None or why.message.startswith("refused.")
