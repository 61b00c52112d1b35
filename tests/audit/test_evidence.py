"""Evidence grades, what a score rests on, and told breaches: every rule by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.evidence import (
    Solidity,
    ToldBreach,
    lines_of_evidence,
    shares,
    solidity,
    told_breaches,
)
from audit.voices import Gathered, Reply, voice_of
from rubrics.grades import Grade, Line, contradicted, grade
from tests.audit.interviews_told import gathered


def solid(rank: int = 2, **said: str) -> Solidity:
    (only,) = solidity(gathered(**said), {"A": rank})  # type: ignore[arg-type]
    return only


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({}, "D"),
        ({"documents": 2}, "C"),
        ({"observation": None}, "C"),
        ({"managers": 3}, "C"),
        ({"peer_workers": 1}, "B"),
        ({"service_users": 1}, "B"),
        ({"managers": 3, "staff": 3}, "B"),
        ({"managers": 3, "documents": 0}, "B"),
        ({"peer_workers": 2, "documents": 3}, "A"),
        ({"service_users": 2, "staff": 1}, "A"),
        ({"peer_workers": 2, "service_users": 2}, "A"),
        ({"peer_workers": 1, "documents": 3}, "B"),
        ({"peer_workers": 2, "documents": 3, "managers": 1}, "B"),
        # Something was seen and nobody said what it amounts to: it counts, it contradicts nothing.
        ({"peer_workers": 0, "documents": None}, "A"),
    ],
)
def test_a_grade_follows_from_the_lines_of_evidence(
    lines: dict[Line, int | None], expected: Grade
) -> None:
    assert grade(lines) == expected


def test_lines_contradict_each_other_from_two_levels_up() -> None:
    assert not contradicted({"staff": 1, "documents": 2})
    assert contradicted({"staff": 1, "documents": 3})
    assert contradicted({"staff": 2, "managers": 3, "documents": 1})
    assert not contradicted({"staff": 0, "documents": None})


def test_lines_of_evidence_are_groups_with_a_rank_and_what_was_seen() -> None:
    found = gathered(
        peers="3|1", users="?|-", staff=".", managers="2", documents="3", families=" 1"
    )
    assert lines_of_evidence(found, "A") == {"peer_workers": 1, "managers": 2, "documents": 3}
    assert lines_of_evidence(gathered(observation=".", documents=" 1"), "A") == {
        "observation": None
    }


def test_several_assessors_make_the_lower_median_of_what_they_saw() -> None:
    found = replace(gathered(), documents={"A": (3, 1)}, observation={"A": (2, 3, 3)})
    assert lines_of_evidence(found, "A") == {"documents": 1, "observation": 3}


def test_the_group_speaks_as_one_line_however_many_it_has() -> None:
    assert solid(managers="2|2|2|2").grade == "C"


@pytest.mark.parametrize(
    ("rank", "said", "flag"),
    [
        (3, {"documents": "3"}, True),
        (3, {"documents": "."}, True),
        (2, {"documents": "3"}, False),
        (3, {"documents": "3", "observation": "."}, False),
        (3, {"documents": "3", "managers": "3"}, False),
        (3, {"documents": "3", "managers": "?"}, True),
        (3, {"observation": "3"}, False),
        (3, {}, False),
    ],
)
def test_the_top_rank_on_documents_alone_is_flagged(
    rank: int, said: dict[str, str], flag: bool
) -> None:
    assert solid(rank, **said).documents_alone is flag


def test_the_top_rank_is_that_of_the_scale() -> None:
    (three,) = solidity(gathered(top=5, documents="3"), {"A": 3})
    (five,) = solidity(gathered(top=5, documents="3"), {"A": 5})
    assert (three.documents_alone, five.documents_alone) == (False, True)


def test_only_rated_criteria_have_a_grade() -> None:
    found = solidity(gathered(peers="333", documents="33"), {"B": 3, "D": 0})
    assert [(each.criterion, each.grade) for each in found] == [("B", "A"), ("D", "D")]


def test_the_score_rests_on_grades_in_shares_of_rated_criteria() -> None:
    found = solidity(gathered(peers="321", documents="3"), {"A": 3, "B": 0, "C": 1, "D": 2})
    assert shares(found) == {
        "A": Fraction(1, 4),
        "B": Fraction(1, 2),
        "C": Fraction(0),
        "D": Fraction(1, 4),
    }
    assert shares(()) == {}


def test_one_told_breach_is_enough_and_names_nobody() -> None:
    found = gathered(peers="30|3?|30", users="2 |23|20", staff="11", managers="00")
    assert list(told_breaches(found, ("B",))) == [
        ToldBreach("B", (("peer_workers", 2), ("service_users", 1), ("managers", 1)))
    ]
    assert list(told_breaches(gathered(peers="3|3|3|0"), "A")) == [
        ToldBreach("A", (("peer_workers", 1),))
    ]


def test_only_red_lines_at_rank_zero_alert() -> None:
    found = gathered(peers="01?-", documents="0000", observation="0000")
    assert list(told_breaches(found, "BCD")) == []
    assert [breach.criterion for breach in told_breaches(found, "DA")] == ["A"]


def test_a_breach_told_in_one_reply_is_not_hidden_by_the_others() -> None:
    said = voice_of("x", "service_users", [Reply("A", 3), Reply("A", 0), Reply("A", 3)])
    assert said.ranks == {"A": 3}
    found = Gathered(top=3, standards={"S": ("A",)}, voices=(said,))
    assert list(told_breaches(found, "A")) == [ToldBreach("A", (("service_users", 1),))]


LEVELS = st.none() | st.integers(0, 4)
LINES = st.dictionaries(
    st.sampled_from(
        ["peer_workers", "service_users", "families", "staff", "managers", "documents"]
    ),
    LEVELS,
)


@given(LINES)
def test_one_more_line_that_shows_no_level_never_weakens_a_grade(
    lines: dict[Line, int | None],
) -> None:
    assert grade({**lines, "observation": None}) <= grade(lines)


@given(LINES)
def test_grade_a_always_hears_the_people_concerned(lines: dict[Line, int | None]) -> None:
    without: dict[Line, int | None] = {
        line: level
        for line, level in lines.items()
        if line not in ("peer_workers", "service_users")
    }
    assert grade(without) != "A"
    assert (grade(without) == "D") == (not without)


@given(st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 3), min_size=1))
def test_shares_make_a_whole(ranks: dict[str, int]) -> None:
    found = solidity(gathered(peers="3 1", documents="31", staff="  1"), ranks)
    assert sum(shares(found).values()) == 1
