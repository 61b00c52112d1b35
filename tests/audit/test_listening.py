"""Listening: what assessors say documents and observation show becomes lines of evidence."""

from dataclasses import replace

import pytest

from audit.evidence import lines_of_evidence, solidity
from audit.hearing import alerts
from audit.listening import gathered, open_alerts
from audit.questions import asked
from audit.triangulation import patterns
from rubrics.loader import find
from tests.audit.typed_trail import Trail

REAL = find("peer-integration", "1.0.0")


def show(trail: Trail, criterion: str, line: str, rank: int, assessor: str = "ann") -> None:
    trail.put(f"criterion/{criterion}", f"shown_{line}", str(rank), owner=assessor)


def tell(trail: Trail, code: str, group: str, answers: dict[str, str]) -> None:
    trail.put(f"informant/{code}", "group", group)
    trail.put(f"informant/{code}", "consent_interview", "yes")
    for question in asked(REAL, "full", code):
        if question.criterion.id in answers:
            trail.put(question.subject, "answer", answers[question.criterion.id])


def test_the_team_sees_the_lower_median_of_what_each_assessor_saw() -> None:
    trail = Trail()
    for assessor, rank in (("ann", 3), ("ben", 1), ("cleo", 2), ("dan", 0)):
        show(trail, "A3", "documents", rank, assessor)
    show(trail, "A3", "observation", 2)
    trail.put("criterion/A1", "note_documents", "Lists were shown.", owner="ann")
    trail.lock("ann", "ben", "cleo")
    found = gathered(trail.entries, REAL, "full")
    assert found.documents == {"A1": (), "A3": (3, 1, 2)}
    assert lines_of_evidence(found, "A3") == {"documents": 2, "observation": 2}
    assert lines_of_evidence(found, "A1") == {"documents": None}


def test_the_grade_follows_what_documents_show() -> None:
    trail = Trail()
    tell(trail, "U01-KX4", "service_users", {"A3": "no"})
    trail.put("criterion/A3", "note_documents", "A rule is written.", owner="ann")

    def grades() -> list[tuple[str, bool]]:
        found = solidity(gathered(trail.entries, REAL, "full"), {"A3": 1})
        return [(each.grade, each.contradicted) for each in found]

    assert grades() == [("A", False)]
    show(trail, "A3", "documents", 3)
    assert grades() == [("B", True)]


def test_the_top_level_on_documents_alone_is_flagged() -> None:
    trail = Trail()
    show(trail, "A3", "documents", 3)
    (found,) = solidity(gathered(trail.entries, REAL, "full"), {"A3": 3})
    assert (found.grade, found.documents_alone) == ("C", True)
    show(trail, "A3", "observation", 3)
    (found,) = solidity(gathered(trail.entries, REAL, "full"), {"A3": 3})
    assert (found.grade, found.documents_alone) == ("B", False)


@pytest.mark.parametrize(
    ("papers", "answers", "expected"),
    [
        (("3", "2"), {"A3": "no", "A7": "sometimes"}, ["paper_practice_gap"]),
        (("1", "0"), {"A3": "yes", "A7": "always"}, ["invisible_practice"]),
        (("2", "2"), {"A3": "yes", "A7": "mostly"}, []),
    ],
)
def test_papers_and_what_people_tell_make_the_patterns_between_them(
    papers: tuple[str, str], answers: dict[str, str], expected: list[str]
) -> None:
    trail = Trail()
    tell(trail, "U01-KX4", "service_users", answers)
    for criterion, rank in zip(("A3", "A7"), papers, strict=True):
        trail.put(f"criterion/{criterion}", "shown_documents", rank, owner="ann")
    found = patterns(gathered(trail.entries, REAL, "full"), "A")
    assert [pattern.kind for pattern in found] == expected


RED = "G6"


def opened(trail: Trail) -> list[str]:
    """Return the red lines with an open alert, as pages and as a record have them."""
    found = [alert.criterion for alert in open_alerts(trail.entries, REAL, "full")]
    assert [c for c, alert in alerts(trail.entries, REAL, "full") if alert.open] == found
    return found


def judged_first() -> Trail:
    trail = Trail()
    trail.judge(f"criterion/{RED}", 3, "All papers were in order.")
    tell(trail, "P01-KX4", "peer_workers", {RED: "yes"})
    return trail


def test_a_judgement_made_before_a_breach_is_told_closes_nothing() -> None:
    trail = judged_first()
    assert opened(trail) == [RED]
    trail.put(f"criterion/{RED}", "judged", "3")
    assert opened(trail) == [RED], "its reason is still that of before"
    trail.put(f"criterion/{RED}", "judged_reason", "Looked into with both; it was made good.")
    assert opened(trail) == []
    tell(trail, "P03-KX4", "peer_workers", {RED: "no"})
    assert opened(trail) == [], "what tells of no breach asks for nothing new"
    tell(trail, "P02-KX4", "peer_workers", {RED: "yes"})
    assert opened(trail) == [RED], "somebody else tells of it"


def test_a_new_reason_for_a_level_of_before_closes_nothing_either() -> None:
    trail = judged_first()
    trail.put(f"criterion/{RED}", "judged_reason", "Looked into with both; it was made good.")
    assert opened(trail) == [RED]


def test_what_comes_to_count_by_a_later_consent_was_not_known_before() -> None:
    trail = Trail()
    tell(trail, "P01-KX4", "peer_workers", {RED: "yes"})
    trail.put("informant/P01-KX4", "consent_interview", "not_asked")
    trail.judge(f"criterion/{RED}", 3, "All papers were in order.")
    assert opened(trail) == []
    trail.put("informant/P01-KX4", "consent_interview", "yes")
    assert opened(trail) == [RED]


def test_of_one_and_the_same_moment_nobody_can_say_what_came_first() -> None:
    trail = Trail()
    tell(trail, "P01-KX4", "peer_workers", {RED: "yes"})
    told = trail.rows[-1].at
    trail.judge(f"criterion/{RED}", 3, "Looked into with both; it was made good.")
    assert opened(trail) == []
    trail.rows[-2:] = [replace(row, at=told) for row in trail.rows[-2:]]
    assert opened(trail) == [RED]
