"""Scoring against figures worked out by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rubrics.scoring import JudgedStandard, as_json, score
from tests.rubrics.builders import judged, rubric_of, tiny

FILE = Path(__file__).parent.parent / "scenarios" / "scoring.yaml"
SCENARIOS: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def only(expected: Any, found: Any) -> Any:
    """Return of what was found only what the scenario speaks of."""
    if isinstance(expected, dict):
        return {key: only(part, found[key]) for key, part in expected.items()}
    return found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_scenario(scenario: dict[str, Any]) -> None:
    rubric = (
        tiny()
        if scenario.get("rubric") == "tiny"
        else rubric_of(scenario["themes"], top=scenario.get("top", 3), cap=scenario.get("cap", 1))
    )
    standards = {
        name: JudgedStandard(level, "why") for name, level in scenario.get("standards", {}).items()
    }
    judgements = judged(scenario["judgements"])
    found = as_json(score(rubric, scenario.get("form", "full"), judgements, standards))
    assert only(scenario["expect"], found) == scenario["expect"]


@pytest.mark.parametrize("kind", ["screening", "self_check"])
def test_what_shows_counts_only_has_no_level_whoever_judges_one(kind: str) -> None:
    rubric = tiny().model_copy(update={"kind": kind})
    judgements = judged("S1=2 S2=2 S3=na")
    found = as_json(score(rubric, "full", judgements, {"S": JudgedStandard(2, "why")}))
    wanted = {"proposed": None, "level": None, "reason": "counts_only"}
    assert only(wanted, found["overall"]) == wanted
    of_standards: Any = found["standards"]
    assert only(wanted, of_standards["S"]) == wanted
    assert of_standards["S"]["counts"] == {"0": 0, "1": 0, "2": 2}


def test_names_are_unique() -> None:
    names = [scenario["name"] for scenario in SCENARIOS]
    assert len(set(names)) == len(names)


def test_figures_come_in_the_order_that_the_command_promises() -> None:
    found = as_json(score(tiny(), "full", {}))
    assert list(found) == ["overall", "themes", "standards", "rights", "qualityrights"]
    assert found["overall"] == {
        "applicable": 10,
        "rated": 0,
        "counts": {"0": 0, "1": 0, "2": 0},
        "coverage": 0.0,
        "index": None,
        "bounds": [0.0, 100.0],
        "breaches": [],
        "proposed": None,
        "level": None,
        "reason": "not_enough_evidence",
    }
