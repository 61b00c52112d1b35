"""The judgement file: what is understood, and what is refused with its place."""

from typing import Any

import pytest

from rubrics.faults import FaultsError
from rubrics.judgement_file import Judged, parse_judgements
from rubrics.loader import find
from rubrics.model import Rubric
from rubrics.scoring import JudgedStandard, NotApplicable
from tests.rubrics.builders import tiny

GOOD: dict[str, Any] = {"rubric": "tiny", "version": "1.0.0", "judgements": {}}


def find_tiny(rubric_id: str, version: str) -> Rubric:
    return tiny() if (rubric_id, version) == ("tiny", "1.0.0") else find(rubric_id, version)


def parse(document: object) -> Judged:
    return parse_judgements(document, find=find_tiny)


def faults(document: object) -> list[tuple[str, str]]:
    with pytest.raises(FaultsError) as caught:
        parse(document)
    for fault in caught.value.faults:
        assert fault.message("en")
        assert fault.remedy("fr")
    return [(fault.key, fault.where) for fault in caught.value.faults]


def test_understands_a_whole_document() -> None:
    found = parse(
        GOOD
        | {
            "form": "short",
            "judgements": {"S1": 2, "S2": {"not_applicable": " No gate. "}},
            "standards": {"S": {"level": 1, "reason": "Heard twice."}},
        }
    )
    assert found == (
        tiny(),
        "short",
        {"S1": 2, "S2": NotApplicable("No gate.")},
        {"S": JudgedStandard(1, "Heard twice.")},
    )


def test_the_form_is_full_unless_said() -> None:
    assert parse(GOOD).form == "full"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"rubric": "huge"}, [("unknown_rubric", "rubric")]),
        ({"version": "9.9.9"}, [("unknown_rubric", "rubric")]),
        ({"version": 1}, [("wrong_shape", "version")]),
        ({"form": "long"}, [("not_a_choice", "form")]),
        ({"form": None}, [("not_a_choice", "form")]),
        ({"form": ["short"]}, [("not_a_choice", "form")]),
        ({"colour": "red"}, [("unknown_field", "colour")]),
        ({"judgements": [1]}, [("not_an_object", "judgements")]),
        ({"judgements": {"Z1": 1}}, [("unknown_criterion", "judgements.Z1")]),
        ({"judgements": {"S": 1}}, [("unknown_criterion", "judgements.S")]),
        ({"judgements": {"S1": 3}}, [("unknown_rank", "judgements.S1")]),
        ({"judgements": {"S1": -1}}, [("unknown_rank", "judgements.S1")]),
        ({"judgements": {"S1": True}}, [("unknown_rank", "judgements.S1")]),
        ({"judgements": {"S1": 1.0}}, [("unknown_rank", "judgements.S1")]),
        ({"judgements": {"S1": "1"}}, [("unknown_rank", "judgements.S1")]),
        ({"judgements": {"S1": None}}, [("unknown_rank", "judgements.S1")]),
        ({"judgements": {"S1": {}}}, [("unknown_rank", "judgements.S1")]),
        (
            {"judgements": {"S1": {"not_applicable": "x", "rank": 1}}},
            [("unknown_rank", "judgements.S1")],
        ),
        (
            {"judgements": {"S1": {"not_applicable": " "}}},
            [("no_reason", "judgements.S1.not_applicable")],
        ),
        (
            {"judgements": {"S1": {"not_applicable": 7}}},
            [("no_reason", "judgements.S1.not_applicable")],
        ),
        (
            {"judgements": {"S1": {"not_applicable": "\u200b\u2060 \ufeff"}}},
            [("no_reason", "judgements.S1.not_applicable")],
        ),
        ({"standards": []}, [("not_an_object", "standards")]),
        ({"standards": {"Z": {"level": 1, "reason": "x"}}}, [("unknown_standard", "standards.Z")]),
        ({"standards": {"S": 1}}, [("not_an_object", "standards.S")]),
        ({"standards": {"S": {"level": 1}}}, [("no_reason", "standards.S.reason")]),
        (
            {"standards": {"S": {"level": False, "reason": ""}}},
            [("unknown_level", "standards.S.level"), ("no_reason", "standards.S.reason")],
        ),
        (
            {"judgements": {"S1": 9, "Z1": 0}, "standards": {"Z": 1}},
            [
                ("unknown_rank", "judgements.S1"),
                ("unknown_criterion", "judgements.Z1"),
                ("unknown_standard", "standards.Z"),
            ],
        ),
    ],
)
def test_refuses_with_the_place(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert faults(GOOD | change) == expected


@pytest.mark.parametrize("field", ["rubric", "version", "judgements"])
def test_says_what_is_missing(field: str) -> None:
    document = {name: value for name, value in GOOD.items() if name != field}
    assert faults(document) == [("missing", field)]


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_anything_but_an_object_is_refused(document: object) -> None:
    assert faults(document)[0] == ("not_an_object", "")
