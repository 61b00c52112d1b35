"""Running commands in this process, as `peer-audit` runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.cli import main


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind: its exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Give a way to run a command in English on a database of its own."""
    monkeypatch.setenv("AUDIT_LANGUAGE", "en")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{(tmp_path / 'audits.db').as_posix()}")

    def made(*arguments: object) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return made


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a database that holds the demonstration; no test changes it."""
    file = tmp_path_factory.mktemp("filled") / "audits.db"
    url = f"sqlite:///{file.as_posix()}"
    assert main(["demo", "--language", "en", "--database", url]) == 0
    return url
