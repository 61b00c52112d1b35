"""The address that browsers send their edits to, asked as a browser asks."""

import json
from datetime import UTC, datetime

import pytest

from audit.permits import Permit, issue
from audit.storage import shared_store
from audit.web import answers
from tests.pages.opened import Opened
from tests.web.asking import Answer, ask

SENT_FROM = "http://127.0.0.1:8501"


def send(app: object, body: bytes, origin: str = SENT_FROM) -> Answer:
    return ask(app, answers.ADDRESS, method="POST", body=body, origin=origin)  # type: ignore[arg-type]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path}/audits.db")
    return Opened()


def sent(begun: Opened, value: str) -> bytes:
    permit = issue(
        Permit(begun.me, begun.assessment.id), shared_store().secret(), datetime.now(UTC)
    )
    edit: dict[str, object] = {
        "id": "operation-1",
        "subject": "facility",
        "field": "name",
        "value": value,
    }
    edit |= {"bases": [], "draft": False, "order": 1, "device": "tablet"}
    return json.dumps({"permit": permit, "language": "en", "operations": [edit]}).encode()


def test_an_edit_is_saved_and_answered(app: object, begun: Opened) -> None:
    answer = send(app, sent(begun, "House"))
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(answer.body)["taken"] == ["operation-1"]
    assert begun.entries.value("facility", "name") == "House"


def test_another_sites_page_saves_nothing(app: object, begun: Opened) -> None:
    for origin in ("http://evil.example", "http://[", "null"):
        assert send(app, sent(begun, "House"), origin=origin).status == 403
    assert begun.entries.value("facility", "name") == ""


@pytest.mark.parametrize(
    ("body", "status"), [(b"{}", 403), (b"[]", 403), (b"{", 400), (b"", 400), (b"[" * 9000, 400)]
)
def test_what_is_no_exchange_is_refused(
    app: object, begun: Opened, body: bytes, status: int
) -> None:
    assert begun.me
    assert send(app, body).status == status


def test_a_body_without_end_is_cut_off(
    app: object, begun: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 100)
    assert send(app, sent(begun, "x" * 200)).status == 413
    assert begun.entries.value("facility", "name") == ""


def test_a_store_that_does_not_open_is_no_error_page(
    app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_DATABASE_URL", "mysql://nowhere/at-all")
    assert send(app, b"{}").status == 503
