"""Contradictions between policy and practice: two levels apart, either way, with their numbers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.contradictions import Contradiction, Shown, contradictions
from audit.voices_in_record import contradiction_in_record
from exports.hearing_words import of_contradiction
from exports.voices_words import voices_translator
from rubrics.text import Language
from tests.audit.interviews_told import gathered


def kinds(**rows: str) -> list[tuple[str, str]]:
    found = contradictions(gathered(**rows))  # type: ignore[arg-type]
    return [(each.criterion, each.kind) for each in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"documents": "3", "users": "1"}, [("A", "promised")]),
        ({"documents": "3", "users": "2"}, []),
        ({"documents": "3", "peers": "0|3|1"}, [("A", "promised")]),
        ({"documents": "2", "observation": "0"}, [("A", "promised")]),
        ({"documents": "0", "peers": "2"}, [("A", "unwritten")]),
        ({"documents": "1", "peers": "2"}, []),
        # Who answers for the papers is not put against them.
        ({"documents": "3", "managers": "0", "staff": "0", "families": "0"}, []),
        # Something was seen, and nobody said what it amounts to.
        ({"documents": ".", "users": "0"}, []),
        ({"documents": "3", "observation": "."}, []),
        ({"users": "0", "observation": "3"}, []),
        ({"documents": "30", "users": "03"}, [("A", "promised"), ("B", "unwritten")]),
    ],
)
def test_documents_and_practice_contradict_each_other_from_two_levels_up(
    rows: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert kinds(**rows) == expected


def test_a_contradiction_names_the_lines_that_lie_apart_and_how_many_speak() -> None:
    found = gathered(peers="3|3", users="0|1|?", observation="1")
    seen = replace(found, documents={"A": (3, 3, 2)})
    assert contradictions(seen) == (
        Contradiction(
            criterion="A",
            kind="promised",
            documents=Shown("documents", 3, 3),
            practice=(Shown("service_users", 0, 2), Shown("observation", 1, 1)),
        ),
    )


def test_on_a_long_scale_practice_may_lie_on_both_sides() -> None:
    found = contradictions(gathered(top=5, documents="2", peers="0", users="5"))
    assert [(each.kind, each.practice[0].line) for each in found] == [
        ("promised", "peer_workers"),
        ("unwritten", "service_users"),
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "On the scale from 0 to 3: documents 3 (seen by 1 assessor), against service users 0 "
            "(2 people); observation 1 (seen by 1 assessor). What is written has not reached those "
            "it is for.",
        ),
        (
            "fr",
            "Sur l’échelle de 0 à 3 : documents 3 (vu par 1 membre de l’équipe), contre personnes "
            "usagères 0 (2 personnes) ; observation 1 (vu par 1 membre de l’équipe). Ce qui est "
            "écrit n’est pas arrivé jusqu’aux personnes concernées.",
        ),
    ],
)
def test_it_is_said_with_its_numbers(language: Language, said: str) -> None:
    (found,) = contradictions(gathered(documents="3", users="0|0", observation="1"))
    kept = contradiction_in_record(found)
    assert of_contradiction(kept, 3, voices_translator(language)) == said


@given(st.text("0123. ", min_size=4, max_size=4), st.text("0123. ", min_size=4, max_size=4))
def test_nothing_told_by_managers_makes_or_unmakes_one(papers: str, managers: str) -> None:
    alone = gathered(documents=papers, users="0123")
    beside = gathered(documents=papers, users="0123", managers=managers)
    assert contradictions(alone) == contradictions(beside)
