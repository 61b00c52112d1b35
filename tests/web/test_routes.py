from pathlib import Path

import pytest
from starlette.types import ASGIApp

from tests.web.asking import ask


def test_health_is_good_when_the_database_opens(
    app: ASGIApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{(tmp_path / 'a.db').as_posix()}")
    answer = ask(app, "/healthz", accept="text/html")
    assert (answer.status, answer.body) == (200, b'{"status":"ok"}')


def test_health_is_bad_when_it_does_not_and_names_no_place(
    app: ASGIApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.db").write_bytes(b"not a database, but long enough to be read as one" * 50)
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{(tmp_path / 'a.db').as_posix()}")
    answer = ask(app, "/healthz")
    assert (answer.status, answer.body) == (503, b'{"status":"store"}')
