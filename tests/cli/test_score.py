import json
from pathlib import Path
from typing import Any

import pytest

from rubrics.loader import find
from tests.cli.conftest import Run

RUBRIC = find("peer-integration")
STANDARD = RUBRIC.standards[0]
FIRST, SECOND, *_ = (criterion.id for criterion in STANDARD.criteria)


def judgement_file(folder: Path, **changes: Any) -> Path:
    said = {"rubric": RUBRIC.id, "version": RUBRIC.version, "judgements": {FIRST: 2}, **changes}
    file = folder / "judgements.json"
    file.write_text(json.dumps({k: v for k, v in said.items() if v is not None}), "utf-8")
    return file


def test_every_criterion_at_the_top_gives_the_top(run: Run, tmp_path: Path) -> None:
    judgements = {criterion.id: 3 for criterion in RUBRIC.criteria("full")}
    answer = run("score", judgement_file(tmp_path, judgements=judgements))
    overall = json.loads(answer.out)["overall"]
    count = len(judgements)
    assert answer.code == 0
    assert overall == {
        "applicable": count,
        "rated": count,
        "counts": {"0": 0, "1": 0, "2": 0, "3": count},
        "coverage": 1.0,
        "index": 100.0,
        "bounds": [100.0, 100.0],
        "breaches": [],
        "proposed": 3,
        "level": 3,
        "reason": None,
    }


def test_a_single_rank_is_not_enough_and_a_judged_level_stands(run: Run, tmp_path: Path) -> None:
    judged = {STANDARD.id: {"level": 1, "reason": "seen with the team"}}
    answer = run("score", judgement_file(tmp_path, standards=judged))
    standard = json.loads(answer.out)["standards"][STANDARD.id]
    assert (standard["rated"], standard["proposed"]) == (1, None)
    assert (standard["level"], standard["reason"]) == (1, "not_enough_evidence")


def test_not_applicable_leaves_the_group(run: Run, tmp_path: Path) -> None:
    judgements = {FIRST: {"not_applicable": "no peer worker here"}, SECOND: 3}
    standard = json.loads(run("score", judgement_file(tmp_path, judgements=judgements)).out)
    assert standard["standards"][STANDARD.id]["applicable"] == len(STANDARD.criteria) - 1


def test_judgements_may_be_piped_in(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    with judgement_file(tmp_path).open() as piped:
        monkeypatch.setattr("sys.stdin", piped)
        assert json.loads(run("score", "-").out)["overall"]["rated"] == 1


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"rubric": None}, ": rubric", "Add “rubric”."),
        ({"version": ""}, ": rubric", f"no rubric “{RUBRIC.id}” in version"),
        ({"version": "9.9.9"}, ": rubric", "in version 9.9.9. Choose among"),
        ({"extra": 1}, ": extra", "Remove “extra”"),
        ({"form": "long"}, ": form", "Choose among short, full."),
        ({"judgements": [1]}, ": judgements", "An object in braces"),
        ({"judgements": {"nope": 1}}, ": judgements.nope", "has no criterion “nope”"),
        ({"judgements": {FIRST: 4}}, f": judgements.{FIRST}", "from 0 to 3"),
        ({"judgements": {FIRST: -1}}, f": judgements.{FIRST}", "from 0 to 3"),
        ({"judgements": {FIRST: True}}, f": judgements.{FIRST}", "from 0 to 3"),
        ({"judgements": {FIRST: 2.0}}, f": judgements.{FIRST}", "from 0 to 3"),
        ({"judgements": {FIRST: {"not_applicable": " "}}}, ".not_applicable", "Say in a sentence"),
        ({"judgements": {FIRST: {"not_applicable": "\u200b"}}}, ".not_applicable", "reason is"),
        ({"judgements": {FIRST: {"reason": "x"}}}, f": judgements.{FIRST}", "reasoned"),
        ({"standards": {"nope": {}}}, ": standards.nope", "has no standard “nope”"),
        ({"standards": {STANDARD.id: {"reason": "x"}}}, f"{STANDARD.id}.level", "from 0 to 3"),
        ({"standards": {STANDARD.id: {"level": 9, "reason": "x"}}}, ".level", "from 0 to 3"),
        ({"standards": {STANDARD.id: {"level": 1, "reason": ""}}}, ".reason", "reason is missing"),
    ],
)
def test_a_fault_is_named_with_its_place(
    run: Run, tmp_path: Path, changes: dict[str, Any], place: str, said: str
) -> None:
    file = judgement_file(tmp_path, **changes)
    answer = run("score", file)
    assert (answer.code, answer.out) == (1, "")
    line = answer.err.splitlines()[0]
    assert line.startswith(str(file))
    assert place in line
    assert said in line


def test_every_fault_gets_its_own_line(run: Run, tmp_path: Path) -> None:
    answer = run("score", judgement_file(tmp_path, judgements={"x": 1, "y": 2, FIRST: 7}))
    assert len(answer.err.splitlines()) == 3


def test_an_unknown_rubric_is_named_with_those_installed(run: Run, tmp_path: Path) -> None:
    answer = run("score", judgement_file(tmp_path, rubric="nope"))
    assert answer.code == 1
    assert RUBRIC.id in answer.err


def test_faults_are_said_in_french(run: Run, tmp_path: Path) -> None:
    answer = run("score", judgement_file(tmp_path, judgements={FIRST: 4}), "--language", "fr")
    assert "Écrivez un nombre entier de 0 à 3" in answer.err
