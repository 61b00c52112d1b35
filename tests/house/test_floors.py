import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.floors import FLOORS, ROOT, sources, tree

LONGEST_FILE = 300
DOOR = ROOT / "streamlit_app.py"


def test_imports_point_down() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_the_door_is_a_door() -> None:
    assert len(DOOR.read_text("utf-8").splitlines()) <= 60
    assert {name.split(".")[0] for name in imported(DOOR)} == {
        *("importlib", "pathlib", "streamlit", "audit"),
    }
    assigned = [node for node in tree(DOOR).body if isinstance(node, ast.Assign)]
    assert ast.unparse(assigned[-1]).startswith("app = st.App(frame, routes=")
    assert not any(isinstance(node, ast.FunctionDef) for node in tree(DOOR).body)


@pytest.mark.parametrize("file", list(sources()), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_is_too_long(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"util", "utils", "helper", "helpers", "common", "misc", "manager"}
    assert [file for file in sources() if drawers & set(file.stem.split("_"))] == []


def test_the_top_level_is_the_one_agreed() -> None:
    ours = {
        *FLOORS,
        *("tests", "bench", "docs", ".ci", ".streamlit", ".git", ".gitignore"),
        *("streamlit_app.py", "pyproject.toml", "Makefile", "requirements.lock"),
        *("README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
        *("LICENSE", "LICENSE-rubrics.txt"),
    }
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {name.split("/")[0] for name in done.stdout.splitlines()} <= ours
