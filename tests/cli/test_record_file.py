"""A record that comes from outside is taken only when it is one, whole and consistent."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Run


@pytest.fixture(scope="session")
def written() -> dict[str, str]:
    """Keep what the command wrote, for the tests that follow."""
    return {}


@pytest.fixture
def record(run: Run, filled: str, written: dict[str, str]) -> dict[str, Any]:
    if filled not in written:
        newest = json.loads(run("list", "--json", "--database", filled).out)[0]["id"]
        written[filled] = run("record", newest, "--database", filled).out
    said: dict[str, Any] = json.loads(written[filled])
    return said


def exported(run: Run, said: dict[str, Any], folder: Path, *more: str) -> Answer:
    file = folder / "record.json"
    file.write_text(json.dumps(said), "utf-8")
    answer = run("export", file, "--to", "json", "--out", folder / "out", *more)
    assert (folder / "out").exists() == (answer.code == 0)
    return answer


def put(said: dict[str, Any], path: tuple[str | int, ...], value: object) -> None:
    branch: Any = said
    for step in path[:-1]:
        branch = branch[step]
    branch[path[-1]] = value


# That a record of ours becomes any kind of file is proved in tests/exports/test_every_file.py.
@pytest.mark.parametrize("audience", ["team", "facility", "public"])
@pytest.mark.parametrize("audit", [0, 1])
def test_our_own_records_are_taken(
    run: Run, filled: str, tmp_path: Path, audit: int, audience: str
) -> None:
    name = json.loads(run("list", "--json", "--database", filled).out)[audit]["id"]
    file = tmp_path / "record.json"
    said = run("record", name, "--audience", audience, "--database", filled).out
    file.write_text(said, "utf-8")
    out = ("--out", tmp_path / "out", "--audience", audience)
    assert run("export", file, "--to", "json", *out).err == ""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("overall", "figures", "rated"), True),
        (("overall", "figures", "rated"), "30"),
        (("overall", "figures", "rated"), 2.0),
        (("overall", "figures", "coverage"), "1"),
        (("invented",), 1),
        (("as_of",), 20270309),
        (("criteria", 0, "rank"), "2"),
        (("criteria", 0, "rank"), 2.0),
        (("criteria", 0, "rank"), True),
        (("overall", "figures", "counts"), {"0": 1}),
    ],
)
def test_a_value_of_another_type_is_refused_with_its_place(
    run: Run, record: dict[str, Any], tmp_path: Path, path: tuple[str | int, ...], value: object
) -> None:
    put(record, path, value)
    answer = exported(run, record, tmp_path)
    where = ".".join(map(str, path))
    assert answer.code == 1
    assert answer.err.startswith(f"{tmp_path / 'record.json'}: {where}: This is not as in a record")


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("overall", "figures", "rated"), 999, "overall.figures.rated: This does not follow"),
        (("overall", "figures", "counts"), [], "overall.figures.counts: This does not follow"),
        (("overall", "figures", "counts"), [-1, 0, 0, 0], "overall.figures.counts: This does"),
        (("overall", "figures", "breaches"), ["nope"], "overall.figures.breaches: This does"),
        (("overall", "criteria"), ["nope"], "overall.criteria: This does not follow"),
        (("instrument", "levels"), [], "instrument.levels: The levels of the scale"),
        (("criteria", 0, "rank"), 77, ".rank: This is not a rank"),
        (("criteria", 0, "standard"), "nope", ".standard: This points to an id"),
        (("standards", 0, "theme"), "nope", ".theme: This points to an id"),
        (("standards", 0, "judged"), 9, ".judged: This is not a rank"),
        (("themes",), [], "theme: This points to an id"),
        (("as_of",), "once", "as_of: A date such as"),
        (("actions", 0, "due"), "once", ".due: A date such as"),
        (("team", "size"), 10**400, "team.size: A number of this kind"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(
    run: Run,
    record: dict[str, Any],
    tmp_path: Path,
    path: tuple[str | int, ...],
    value: object,
    said: str,
) -> None:
    put(record, path, value)
    answer = exported(run, record, tmp_path)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err.splitlines()[0]
    assert all(line.startswith(str(tmp_path / "record.json")) for line in answer.err.splitlines())
    assert exported(run, record, tmp_path, "--language", "fr").err != answer.err


def test_what_would_follow_is_told(run: Run, record: dict[str, Any], tmp_path: Path) -> None:
    rated = record["overall"]["figures"]["rated"]
    record["overall"]["figures"]["rated"] = 999
    assert f"which give {rated}." in exported(run, record, tmp_path).err


@pytest.mark.parametrize(
    "text",
    ["[" * 150 + "]" * 150, "[" * 900 + "]" * 900, '"\\ud800"', "9" * 6000, "1e400", "null", "{}"],
)
def test_what_is_no_record_at_all_gives_one_clear_answer(
    run: Run, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "record.json"
    file.write_text(text)
    answer = run("export", file, "--to", "json", "--out", tmp_path / "out")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(str(file))
    assert "Traceback" not in answer.err
