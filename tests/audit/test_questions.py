"""Who is asked what: codes, the subjects of answers, what a question accepts and stands for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import questions
from audit.fields import CATALOGUE, Refusal, refusal
from audit.intake import _NAME
from audit.questions import GROUPS, Asked, asked, next_code, rank_of, unscored
from audit.trail import Operation
from rubrics.interview_checks import asked_of
from rubrics.loader import find
from rubrics.vocabulary import WITHOUT_RANK, Form, InformantGroup

RUBRIC = find("peer-integration", "1.0.0")
WITHOUT_INTERVIEWS = find("peer-integration", "0.1.0")
CODES = dict(zip(GROUPS, ("P01", "U02", "F03-BCD", "S100", "M12-KX4"), strict=True))


def why(of: str, value: str) -> Refusal | None:
    subject, _, field = of.rpartition(".")
    sent = Operation(id="operation-1", subject=subject, field=field, value=value)
    return refusal(sent, RUBRIC, "collecting")


@pytest.mark.parametrize(("group", "code"), list(CODES.items()))
def test_a_code_names_a_group_and_nothing_else(group: str, code: str) -> None:
    assert questions.group_of(code) == group


@pytest.mark.parametrize(
    "name", ["", "P", "P1", "Paul", "P0001", "X01", "p01", "P01-AEI", "P01-BC", "P01 ", "P٠١"]
)
def test_a_name_is_no_code(name: str) -> None:
    assert questions.group_of(name) is None
    assert why(f"informant/{name}.language", "French") == Refusal("refused.unknown_field")


def test_codes_count_on_within_a_group_and_never_come_again() -> None:
    assert next_code("peer_workers", (), "KX4") == "P01-KX4"
    assert next_code("peer_workers", ("P01", "P07-BCD", "U09"), "KX4") == "P08-KX4"
    assert next_code("managers", ("M99-BCD",), "KX4") == "M100-KX4"


@given(st.lists(st.sampled_from(GROUPS), max_size=12))
def test_no_code_is_drawn_twice(order: list[InformantGroup]) -> None:
    used: list[str] = []
    for group in order:
        used.append(next_code(group, used, questions.draw_mark()))
        assert questions.group_of(used[-1]) == group
    assert len({code.partition("-")[0] for code in used}) == len(used)


@pytest.mark.parametrize("form", RUBRIC.forms)
@pytest.mark.parametrize(("group", "code"), list(CODES.items()))
def test_each_group_is_asked_its_own_questions(
    form: Form, group: InformantGroup, code: str
) -> None:
    scored, told = asked(RUBRIC, form, code), unscored(RUBRIC, form, code)
    assert {each.question.group for each in scored} == {group}
    assert len(scored) + len(told) == asked_of(RUBRIC, form)[group]
    order = [c.id for c in RUBRIC.criteria(form)]
    places = [order.index(each.criterion.id) for each in scored]
    assert all(one <= other for one, other in pairwise(places))


@pytest.mark.parametrize("code", list(CODES.values()))
def test_every_question_has_a_field_that_the_intake_lets_in(code: str) -> None:
    for each in asked(RUBRIC, "full", code):
        assert _NAME.fullmatch(each.subject)
        for answer in questions.choices(each.subject, RUBRIC):
            assert why(f"{each.subject}.answer", answer) is None
        assert why(f"{each.subject}.answer", "perhaps") == Refusal("refused.value")
    for question in unscored(RUBRIC, "full", code):
        assert why(f"said/{code}/{question.id}.words", "It is warm here.\nReally.") is None
        assert why(f"said/{code}/{question.id}.answer", "refused") is None


def test_an_answer_is_one_of_those_offered() -> None:
    assert questions.choices("answer/U01/A3/1", RUBRIC) == (
        *("no", "in_some_ways", "yes"),
        *("dont_know", "refused", "skipped"),
    )
    assert why("said/U01/hope.answer", "always") is None
    assert why("said/U01/worth.answer", "always") == Refusal("refused.value")


@pytest.mark.parametrize(
    "subject",
    [
        "answer/U01/Z9/1",
        "answer/U01/A3/2",  # the second question on A3 is for peer workers
        "answer/P01/A3/1",
        "answer/U01/A3/01",
        "answer/U01/A3/0",
        "answer/U01/A3",
        "answer/U01/A3/1/1",
        "answer/Una/A3/1",
        "answer/U01",
        "answer",
        "said/U01/nothing",
        "said/M01/hope",
        "said/U01",
        "informant",
        "informant/",
        "informant/U01/A3",
        "interviews/U01",
    ],
)
def test_what_nobody_is_asked_has_no_field(subject: str) -> None:
    for field in CATALOGUE[subject.partition("/")[0]]:
        assert why(f"{subject}.{field}", "") == Refusal("refused.unknown_field")


@pytest.mark.parametrize(
    ("of", "value"),
    [
        ("informant/P01.group", "peer_workers"),
        ("informant/P01.consent_anonymous_quote", "not_asked"),
        ("informant/P01.mode", "phone"),
        ("informant/P01.interpreter", "yes"),
        ("informant/P01.earshot", "A nurse, at times.\nThe door was open."),
        ("informant/P01.ended", "stopped"),
        ("informant/P01.ended", ""),
        ("interviews.planned_families", "12"),
        ("interviews.call", "Ombudsman, 115"),
    ],
)
def test_what_is_noted_of_an_interview(of: str, value: str) -> None:
    assert why(of, value) is None
    subject, _, field = of.rpartition(".")
    sent = Operation(id="operation-1", subject=subject, field=field, value=value)
    assert refusal(sent, WITHOUT_INTERVIEWS, "collecting") == Refusal("refused.unknown_field")
    assert refusal(sent, RUBRIC, "final") == Refusal("refused.closed")


@pytest.mark.parametrize(
    ("of", "value"),
    [
        ("informant/P01.group", "managers"),
        ("informant/P01.group", "patients"),
        ("informant/P01.consent_interview", "maybe"),
        ("informant/P01.date", "yesterday"),
        ("interviews.planned_families", "many"),
    ],
)
def test_what_is_not_accepted_of_an_interview(of: str, value: str) -> None:
    assert why(of, value) == Refusal("refused.value")


def test_informants_belong_to_the_whole_team() -> None:
    kinds = (questions.PLAN, *questions.OF_INFORMANT)
    assert not any(field.owned for kind in kinds for field in CATALOGUE[kind].values())


def test_an_answer_stands_for_the_rank_of_its_place() -> None:
    def found(code: str, criterion: str) -> Asked:
        return next(a for a in asked(RUBRIC, "full", code) if a.criterion.id == criterion)

    told = found("U01", "A3").question
    assert told.ranks == (0, 1, 3)
    named = ("no", "in_some_ways", "yes")
    assert [rank_of(told, RUBRIC, answer) for answer in named] == [0, 1, 3]
    assert {rank_of(told, RUBRIC, answer) for answer in (*WITHOUT_RANK, "", "always")} == {None}


def test_no_instrument_names_an_answer_like_those_without_a_rank() -> None:
    for rubric in (RUBRIC, find("facility-rights", "1.0.0")):
        sets = rubric.interviews.answer_sets if rubric.interviews else ()
        assert sets
        assert {c.id for s in sets for c in s.choices}.isdisjoint(WITHOUT_RANK)


@pytest.mark.parametrize(
    ("subject", "belongs"),
    [
        ("interviews", True),
        ("informant/P01", True),
        ("answer/P01/A3/1", True),
        ("said/P01/hope", True),
        ("criterion/A3", False),
        ("visit", False),
        ("standard/A", False),
    ],
)
def test_what_belongs_to_interviews(subject: str, belongs: bool) -> None:
    assert questions.is_of_interviews(subject) is belongs
