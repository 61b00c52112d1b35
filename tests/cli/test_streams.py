"""What reaches the terminal, and what happens where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.cli.streams import visible
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
CLOSED = "Standard output is closed or full"
posix = pytest.mark.skipif(os.name != "posix", reason="a shell is needed")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("é « ligne »\n\t2", "é « ligne »\n\t2"),
        ("\x1b[31mred\x07\0", "\\u001b[31mred\\u0007\\u0000"),
        ("\x9b2J\x7f\r", "\\u009b2J\\u007f\\u000d"),
        ("\u202eevil", "\\u202eevil"),
        ("\udcc3\udca9.json", "é.json"),
        ("\udcff\ud800", "\\xff\\ud800"),
        ("\udcc2\udc9b", "\\u009b"),
    ],
)
def test_what_would_steer_a_terminal_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("\x1b[2J",),
        ("not\na command",),
        ("score", "\x1b[2J.json"),
        ("record", "\x1b[2J"),
        ("rubric", "show", "\x1b[2J"),
        ("rubric", "check", "\x1b[2J"),
        ("export", "a", "--to", "\x1b[2J", "--out", "x"),
        ("list", "--\x1b[2J"),
        ("list", "--database", "sqlite:///\x1b[2J/x.db"),
    ],
)
def test_no_command_echoes_what_steers(
    run: Run, filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIT_DATABASE_URL", filled)
    answer = run(*arguments)
    assert answer.code in (1, 64)
    assert "\x1b" not in answer.err + answer.out
    assert len(answer.err.splitlines()) == 1


def test_a_key_of_a_file_is_echoed_without_steering(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "said.json"
    file.write_text('{"\\u001b[2J\\n": 1, "\\u001b[2J\\n": 2}')
    answer = run("score", file)
    assert answer.err.startswith(f"{file}:1: “\\u001b[2J ” stands there twice")
    assert len(answer.err.splitlines()) == 1


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    python = f"exec {sys.executable} -m audit"
    given = {"AUDIT_LANGUAGE": "en", "AUDIT_DATABASE_URL": f"sqlite:///{folder / 'audits.db'}"}
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("peer-audit", python)],
        cwd=ROOT,
        env=os.environ | given,
        capture_output=True,
        text=True,
        check=False,
    )


@posix
@pytest.mark.parametrize(
    "line",
    [
        "peer-audit rubric list >&-",
        "peer-audit rubric show peer-integration --json >&-",
        "peer-audit list >&-",
        "peer-audit --help >&-",
        "peer-audit list 0<&- >&-",
        # A file that may not grow stands for a full disk.
        "ulimit -f 0; peer-audit rubric show peer-integration > FULL",
        "ulimit -f 0; peer-audit rubric list > FULL",
    ],
)
def test_output_that_nobody_takes_is_said(tmp_path: Path, line: str) -> None:
    done = shell(line.replace("FULL", str(tmp_path / "full")), tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(CLOSED)
    assert len(done.stderr.splitlines()) == 1


@posix
def test_input_that_is_closed_is_said(tmp_path: Path) -> None:
    done = shell("peer-audit score - <&-", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("-: Standard input is closed")


@posix
def test_without_standard_error_the_code_still_tells(tmp_path: Path) -> None:
    done = shell("peer-audit score nope.json 2>&-", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_an_id_of_a_file_stays_on_one_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "said.json"
    file.write_text(
        '{"rubric": "peer-integration", "version": "0.1.0", "judgements": {"a\\nb\\u001b": 1}}'
    )
    answer = run("score", file)
    assert answer.err.startswith(f"{file}: judgements.a b\\u001b: ")
    assert len(answer.err.splitlines()) == 1
