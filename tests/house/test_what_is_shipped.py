"""What others receive: lock files, licences, the wheel, and nothing of the machine it came from."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.floors import ROOT

LOCKS = ("requirements.lock", ".ci/tests.lock")
TEXT = {".py", ".yaml", ".yml", ".toml", ".md", ".js", ".css", ".json", ".txt", ".lock", ".ini"}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_hold_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    pinned = re.findall(r"^([a-z0-9][^\s;=]*)==", text, re.MULTILINE)
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    assert len(pinned) > 20
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_tests_run_on_the_versions_that_people_get() -> None:
    runs, tests = ((ROOT / name).read_text("utf-8") for name in LOCKS)
    pins = [set(re.findall(r"^\S+==\S+", text, re.MULTILINE)) for text in (runs, tests)]
    assert pins[0] - pins[1] == set()


def kept_files() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in done.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    places = {str(ROOT), str(ROOT.parent), str(Path.home())} - {"/"}
    here = re.compile("|".join(re.escape(place) + r"[/\\\\]" for place in places))
    told = [
        str(file.relative_to(ROOT))
        for file in kept_files()
        if (file.suffix in TEXT or not file.suffix or file.parent.name == ".ci")
        and here.search(file.read_text("utf-8", "replace"))
    ]
    assert told == []


def test_licences_are_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "END OF TERMS AND CONDITIONS" in (ROOT / "LICENSE").read_text("utf-8")
    assert "CC BY-SA 4.0" in (ROOT / "LICENSE-rubrics.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the files that are kept, and from nothing left over."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for file in kept_files():
        target = copy / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_all_that_the_floors_read(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        str(file.relative_to(ROOT).as_posix())
        for file in kept_files()
        if file.relative_to(ROOT).parts[0] in ("audit", "exports", "rubrics", "streamlit_app.py")
    }
    assert needed - shipped == set()
    assert not any(name.startswith("tests/") for name in shipped)


def test_the_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    folder = next(home.glob("lib/python*/site-packages"), home / "Lib" / "site-packages")
    zipfile.ZipFile(wheel).extractall(folder)
    # The libraries are those of this environment; our own code must come from the wheel.
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (folder / "libraries.pth").write_text(libraries)
    python = next(
        path for path in (home / "bin/python", home / "Scripts/python.exe") if path.exists()
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    program = (
        "import sys, audit, streamlit_app; from audit.cli import main; "
        "print(audit.__file__); sys.exit(main(['rubric', 'list']))"
    )
    done = subprocess.run(
        [python, "-W", "ignore", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert str(folder) in done.stdout.splitlines()[0]
    assert "peer-integration  " in done.stdout
