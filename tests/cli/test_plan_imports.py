"""`peer-audit import`: an edited plan comes back, cell by cell, and says what it did."""

import json
import shutil
from pathlib import Path

import pytest

from audit.storage import open_store
from tests.cli.conftest import Answer, Run
from tests.exports.returned_plans import LETTERS, edited, rewritten
from tests.storage.samples import assessment


@pytest.fixture
def database(filled: str, tmp_path: Path) -> str:
    """Give a copy of the demonstration, to be written into."""
    shutil.copy(filled.removeprefix("sqlite:///"), tmp_path / "audits.db")
    return f"sqlite:///{(tmp_path / 'audits.db').as_posix()}"


@pytest.fixture
def audit(run: Run, database: str) -> str:
    return str(json.loads(run("list", "--json", "--database", database).out)[0]["id"])


@pytest.fixture
def exported(run: Run, database: str, audit: str, tmp_path: Path) -> Path:
    file = tmp_path / "plan.xlsx"
    answer = run("export", audit, "--to", "plan-xlsx", "--out", file, "--database", database)
    assert answer.code == 0
    return file


def actions(run: Run, database: str, audit: str) -> dict[str, dict[str, str]]:
    record = json.loads(run("record", audit, "--database", database).out)
    return {action["id"]: action for action in record["actions"]}


def bring(run: Run, file: Path, database: str, *more: str) -> Answer:
    return run("import", file, "--database", database, *more)


def test_a_plan_as_exported_changes_nothing(run: Run, exported: Path, database: str) -> None:
    answer = bring(run, exported, database)
    assert (answer.code, answer.err) == (0, "")
    (line,) = answer.out.splitlines()
    assert line.startswith(f"{exported}: done. ")
    assert line.endswith(" as exported")


def test_changes_are_said_then_taken_once(
    run: Run, exported: Path, database: str, audit: str
) -> None:
    before = actions(run, database, audit)
    name = next(iter(before))
    data = edited(exported.read_bytes(), {(name, "owner"): "=cmd", (name, "cost"): "Moyen"})
    data = rewritten(data, {"B2": "Z"})
    exported.write_bytes(edited(data, {(name, "owner"): "Ward manager"}))
    dry = bring(run, exported, database, "--dry-run")
    assert dry.code == 0
    assert actions(run, database, audit) == before
    row = [line for line in dry.out.splitlines() if "Owner" in line]
    assert f"{name} · Owner: “{before[name]['owner'] or '(empty)'}” → “Ward manager”" in row[0]
    assert f": Plan!{LETTERS['owner']}" in row[0]
    assert "nothing was written. 2 cells changed" in dry.out
    assert "done. 2 cells changed" in bring(run, exported, database).out
    after = actions(run, database, audit)
    assert (after[name]["owner"], after[name]["cost"]) == ("Ward manager", "medium")
    again = bring(run, exported, database)
    assert again.code == 0
    assert "done. 2 already so here" in again.out
    assert actions(run, database, audit) == after


def test_faults_and_conflicts_are_not_taken_and_say_so(
    run: Run, exported: Path, database: str, audit: str
) -> None:
    first, second = list(actions(run, database, audit))[:2]
    original = exported.read_bytes()
    exported.write_bytes(edited(original, {(first, "owner"): "One"}))
    assert bring(run, exported, database).code == 0
    cells = {(first, "owner"): "Two", (first, "due"): "soon", (second, "owner"): "Three"}
    exported.write_bytes(edited(original, cells))
    answer = bring(run, exported, database, "--language", "fr")
    assert answer.code == 1
    (fault,) = answer.err.splitlines()
    assert fault.endswith("Ceci n’est pas une date. Écrivez-la comme 2027-06-30.")
    assert f"{exported}: Plan!{LETTERS['due']}" in fault
    assert f": {first} · Échéance: " in fault
    assert (
        "non repris. Le fichier dit «\u00a0Two\u00a0», ici c’est devenu «\u00a0One\u00a0»"
        in answer.out
    )
    found = actions(run, database, audit)
    assert (found[first]["owner"], found[second]["owner"]) == ("One", "Three")


def test_a_plan_of_an_audit_that_is_not_here_is_refused(
    run: Run, exported: Path, tmp_path: Path
) -> None:
    elsewhere = f"sqlite:///{(tmp_path / 'other.db').as_posix()}"
    assert bring(run, exported, elsewhere).code == 1
    assert not (tmp_path / "other.db").exists()
    with open_store(elsewhere) as store:
        store.create_assessment(assessment())
    answer = bring(run, exported, elsewhere)
    assert (answer.code, answer.out) == (1, "")
    assert "This is the plan of an audit that is not here: " in answer.err


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"letter", "This is not an Excel workbook"), (None, "There is no such file.")],
)
def test_what_is_no_plan_is_refused_in_one_line(
    run: Run, database: str, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "plan.xlsx"
    if content is not None:
        file.write_bytes(content)
    answer = bring(run, file, database)
    assert (answer.code, answer.out) == (1, "")
    (line,) = answer.err.splitlines()
    assert line.startswith(f"{file}: {said}")


def test_a_file_must_be_named(run: Run) -> None:
    assert run("import").code == 64
