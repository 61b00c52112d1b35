"""Informants: planned and done, consent before anything counts, ranks and silences by group."""

import re
from datetime import datetime
from itertools import permutations

import pytest

from audit.assessments import new_assessment
from audit.informants import (
    Turnout,
    consents,
    informant,
    informants,
    responses,
    told,
    told_ranks,
    turnout,
)
from audit.questions import GROUPS
from audit.report import audit_record
from rubrics.loader import digest, find
from tests.audit.typed_trail import BEGINNING, Trail

RUBRIC = find("peer-integration", "1.0.0")
FACILITY_RIGHTS = find("facility-rights", "1.0.0")


def interview(trail: Trail, code: str, group: str, consent: str = "yes") -> None:
    trail.put(f"informant/{code}", "group", group)
    if consent:
        trail.put(f"informant/{code}", "consent_interview", consent)


def answer(trail: Trail, place: str, given: str) -> None:
    trail.put(f"answer/{place}", "answer", given)


@pytest.fixture
def trail() -> Trail:
    """Two service users and a peer worker asked about A3, and a user who did not agree."""
    trail = Trail()
    interview(trail, "U01", "service_users")
    interview(trail, "U02", "service_users")
    interview(trail, "U03", "service_users", "no")
    interview(trail, "P01", "peer_workers")
    for place, given in (
        ("U01/A3/1", "yes"),
        ("U02/A3/1", "no"),
        ("U03/A3/1", "no"),
        ("P01/A3/2", "few"),
        ("U01/A7/1", "refused"),
        ("U02/A7/1", "dont_know"),
    ):
        answer(trail, place, given)
    return trail


def test_each_answer_becomes_a_rank_by_its_own_question(trail: Trail) -> None:
    ranks = told_ranks(trail.entries, RUBRIC, "full")
    assert ranks == {
        "peer_workers": {"A3": {"P01": 1}},
        "service_users": {"A3": {"U01": 3, "U02": 0}},
        "families": {},
        "staff": {},
        "managers": {},
    }


def test_silence_is_counted_by_its_kind_and_never_as_a_rank(trail: Trail) -> None:
    answer(trail, "P01/A7/9", "dont_know")  # no such question
    answer(trail, "P01/A3/2", "skipped")  # instead of what was answered before
    counts = responses(trail.entries, RUBRIC, "full")
    none = {"ranked": 0, "dont_know": 0, "refused": 0, "skipped": 0}
    assert counts["service_users"] == {
        "A3": none | {"ranked": 2},
        "A7": none | {"dont_know": 1, "refused": 1},
    }
    assert counts["peer_workers"] == {"A3": none | {"skipped": 1}}


@pytest.mark.parametrize("consent", ["", "no", "not_asked"])
def test_without_consent_nothing_that_was_noted_is_told(trail: Trail, consent: str) -> None:
    trail.put("informant/U01", "consent_interview", consent)
    assert {each.code for each in told(trail.entries, RUBRIC, "full")} == {"U02", "P01"}


def test_a_cleared_answer_is_none(trail: Trail) -> None:
    answer(trail, "U01/A3/1", "")
    assert told_ranks(trail.entries, RUBRIC, "full")["service_users"]["A3"] == {"U02": 0}


def test_the_short_form_counts_core_questions_only(trail: Trail) -> None:
    interview(trail, "M01", "managers")
    answer(trail, "M01/A2/1", "all")
    assert told_ranks(trail.entries, RUBRIC, "full")["managers"] == {"A2": {"M01": 3}}
    assert told_ranks(trail.entries, RUBRIC, "short")["managers"] == {}


def test_several_questions_on_a_criterion_make_one_rank_the_lower_median() -> None:
    criterion = next(
        c
        for c in FACILITY_RIGHTS.criteria("full")
        if sum(q.group == "service_users" for q in c.questions) == 2
    )
    numbers = [n for n, q in enumerate(criterion.questions, 1) if q.group == "service_users"]
    trail = Trail()
    interview(trail, "U01", "service_users")
    expected = []
    for number, at in zip(numbers, (-1, 0), strict=True):
        question = criterion.questions[number - 1]
        assert FACILITY_RIGHTS.interviews
        named = FACILITY_RIGHTS.interviews.answers(question.answers)
        assert named
        answer(trail, f"U01/{criterion.id}/{number}", named.choices[at].id)
        expected.append(question.ranks[at])
    assert expected[0] != expected[1]
    ranks = told_ranks(trail.entries, FACILITY_RIGHTS, "full")
    assert ranks["service_users"] == {criterion.id: {"U01": min(expected)}}


def test_another_group_changes_nothing_in_the_first(trail: Trail) -> None:
    before = told_ranks(trail.entries, RUBRIC, "full"), responses(trail.entries, RUBRIC, "full")
    interview(trail, "S01", "staff")
    answer(trail, "S01/A1/1", "few")
    after = told_ranks(trail.entries, RUBRIC, "full"), responses(trail.entries, RUBRIC, "full")
    for one, other in zip(before, after, strict=True):
        assert one | {"staff": other["staff"]} == other
        assert other["staff"]


def test_the_order_of_the_interviews_never_matters() -> None:
    found = set()
    for order in permutations((("U01", "yes"), ("U02", "no"), ("U03", "refused"))):
        trail = Trail()
        for code, given in order:
            interview(trail, code, "service_users")
            answer(trail, f"{code}/A3/1", given)
        found.add(str([told_ranks(trail.entries, RUBRIC, "full"), informants(trail.entries)]))
    assert len(found) == 1


def test_planned_and_done_stand_side_by_side_for_every_group(trail: Trail) -> None:
    trail.put("interviews", "planned_service_users", "8")
    trail.put("interviews", "planned_families", "0")
    trail.put("informant/U01", "ended", "finished")
    trail.put("informant/U02", "ended", "stopped")
    interview(trail, "U05", "service_users", "")
    found = {each.group: each for each in turnout(trail.entries, {"U04", "P02"})}
    assert list(found) == list(GROUPS)
    assert found["service_users"] == Turnout(
        group="service_users",
        planned=8,
        done=2,
        stopped=1,
        under_way=1,
        declined=1,
        withdrawn=1,
    )
    assert (found["peer_workers"].planned, found["peer_workers"].under_way) == (None, 1)
    assert (found["peer_workers"].done, found["peer_workers"].withdrawn) == (0, 1)
    assert found["families"].planned == 0


@pytest.mark.parametrize(
    ("consent", "ended", "stage"),
    [
        ("", "", "begun"),
        ("not_asked", "", "begun"),
        ("yes", "", "under_way"),
        ("yes", "finished", "finished"),
        ("yes", "stopped", "stopped"),
        ("no", "", "declined"),
        ("no", "finished", "declined"),
        ("", "stopped", "declined"),
    ],
)
def test_how_far_an_interview_is(consent: str, ended: str, stage: str) -> None:
    trail = Trail()
    interview(trail, "F01", "families", consent)
    trail.put("informant/F01", "ended", ended)
    (found,) = informants(trail.entries)
    assert found.stage == stage


def test_consent_is_looked_up_per_use_and_silence_allows_nothing() -> None:
    trail = Trail()
    interview(trail, "P01", "peer_workers")
    trail.put("informant/P01", "consent_anonymous_finding", "yes")
    trail.put("informant/P01", "consent_anonymous_quote", "no")
    assert consents(trail.entries) == {
        "P01": {
            "interview": True,
            "anonymous_finding": True,
            "anonymous_quote": False,
            "attributable_quote": False,
        }
    }


def test_informants_stand_by_group_and_code() -> None:
    trail = Trail()
    for code, group in (("M01", "managers"), ("U02", "service_users"), ("U01", "service_users")):
        interview(trail, code, group)
    interview(trail, "P01", "peer_workers")
    trail.put("informant/S01", "language", "Swahili")  # never begun
    assert [each.code for each in informants(trail.entries)] == ["P01", "U01", "U02", "M01"]
    assert informant(trail.entries, "S01") is None
    assert informant(trail.entries, "nobody") is None


def test_of_an_interview_a_record_has_figures_and_neither_words_nor_a_day_nor_a_code() -> None:
    assessment = new_assessment(
        rubric_id=RUBRIC.id,
        rubric_version=RUBRIC.version,
        rubric_digest=digest(RUBRIC),
        now=BEGINNING,
    )
    trail = Trail()
    trail.rate("A3", 2)
    before = audit_record(assessment, trail.rows, RUBRIC)
    interview(trail, "U01-KX4", "service_users")
    trail.put("informant/U01-KX4", "consent_anonymous_finding", "yes")
    trail.put("informant/U01-KX4", "date", "2026-11-30")
    answer(trail, "U01-KX4/A3/1", "no")
    trail.put("said/U01-KX4/worth", "words", "Canary.")
    trail.put("interviews", "call", "Canary")
    late = [row for row in trail.rows if row.key.subject.startswith("said/")]
    object.__setattr__(late[0], "at", datetime.fromisoformat("2027-01-01T00:00+00:00"))
    after = audit_record(assessment, trail.rows, RUBRIC)
    assert after.as_of == before.as_of
    assert [t.heard for t in after.informants] == [1]
    assert not re.search("U01|KX4|Canary|2026-11|2027", after.model_dump_json())
