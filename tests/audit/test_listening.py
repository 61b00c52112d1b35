"""Listening: what assessors say documents and observation show becomes lines of evidence."""

import pytest

from audit.evidence import lines_of_evidence, solidity
from audit.listening import gathered
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
