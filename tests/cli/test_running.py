import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.cli.reader import language_of
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "This is not a command: nope."),
        (["score"], "JUDGEMENTS.json is missing."),
        (["score", "x", "y"], "This is more than the command takes. See: peer-audit score --help"),
        (["rubric", "nope"], "This is not a command: rubric nope."),
        (["list", "--nope"], "There is no option --nope."),
        (["export", "a", "--to", "pdf"], "--out is missing."),
        (["export", "a", "--to"], "The option --to is not used this way."),
        (["serve", "--port", "70000"], "This value does not fit --port."),
        (["record", "a", "--audience", "all"], "This value does not fit --audience."),
        (["list", "--language", "de"], "This value does not fit --language."),
        ([], "Usage: peer-audit"),
        (["rubric"], "Usage: peer-audit rubric"),
    ],
)
def test_wrong_usage_is_said_and_gives_64(run: Run, arguments: list[str], said: str) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out) == (64, "")
    assert answer.err.startswith(said)


def test_help_is_in_the_readers_language(run: Run) -> None:
    assert run("--help").out.startswith("Usage: peer-audit")
    french = run("serve", "--language", "fr", "--help")
    assert (french.code, french.err) == (0, "")
    assert french.out.startswith("Utilisation\u00a0: peer-audit serve")
    assert "Afficher cette aide" in french.out
    assert "Options\u00a0:" in french.out


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ([], {"LANG": "en_GB", "AUDIT_LANGUAGE": "fr"}, "fr"),
        (["--language", "fr"], {"AUDIT_LANGUAGE": "en"}, "fr"),
        (["list", "--language=en"], {"AUDIT_LANGUAGE": "fr"}, "en"),
        (["--language"], {"LANG": "fr"}, "fr"),
    ],
)
def test_the_language_is_the_one_asked_for_first(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_of(arguments, environment) == language


def test_windows_names_locales_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("French_France", "1252"))
    assert language_of([], {}) == "fr"


def as_process(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "audit", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def test_output_is_utf8_wherever_it_goes() -> None:
    process = as_process("rubric", "list", "--language", "fr", "--help", PYTHONIOENCODING="cp437")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert "Lister les référentiels installés." in out.decode("utf-8")


def test_a_reader_who_leaves_is_no_fault() -> None:
    with as_process("rubric", "show", "peer-integration", "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_scoring_waits_neither_for_streamlit_nor_for_a_database() -> None:
    program = (
        "import sys; from audit.cli import main; main(['score', 'nope.json']); "
        "heavy = {'streamlit', 'sqlalchemy', 'alembic', 'openpyxl', 'reportlab', 'starlette'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert done.stdout == "[]\n"
    assert done.stderr.startswith("nope.json: ")
