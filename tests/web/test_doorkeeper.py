from typing import Any

import pytest
from starlette.types import ASGIApp
from streamlit import config

from audit.web import guard, is_guarded, is_team
from audit.web.doorkeeper import host_name
from tests.web.asking import ask


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "[::1]:8501", "LOCALHOST:1"])
def test_this_computer_is_let_in_under_its_own_names(app: ASGIApp, host: str) -> None:
    assert ask(app, "/media/x", host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "a@localhost", "localhost/x", ":x", ""]
)
def test_another_name_is_refused(app: ASGIApp, host: str) -> None:
    answer = ask(app, "/media/x", host=host)
    assert answer.status == 421
    assert answer.body.startswith(b"This application is not known under this address.")
    assert ask(app, "/_stcore/stream", kind="websocket", host=host).status == 4403


def test_a_second_host_header_is_no_way_round() -> None:
    assert host_name(["localhost", "evil.example"]) is None
    assert host_name([]) is None
    assert host_name(["localhost:99999"]) is None
    assert host_name(["audit.example.org.:443"]) == "audit.example.org"


def test_configured_hosts_are_let_in(app: ASGIApp) -> None:
    config.set_option("server.allowedHosts", ["Audit.Example.org."])
    assert ask(app, "/media/x", host="audit.example.org").status == 200
    assert ask(app, "/media/x", host="other.example.org").status == 421


@pytest.mark.parametrize("client", [("192.0.2.7", 1), ("unix", 1), None])
def test_another_computer_is_let_in_for_a_team_only(app: ASGIApp, client: Any) -> None:
    answer = ask(app, "/media/x", client=client, accept_language="fr")
    assert answer.status == 403
    assert "Cet audit n’est ouvert que sur son propre ordinateur." in answer.body.decode()
    guard.mark_team(team=True)
    assert is_team()
    assert ask(app, "/media/x", client=client).status == 200


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/app/static/x"],
)
def test_what_nobody_needs_is_closed(app: ASGIApp, path: str) -> None:
    assert ask(app, path).status == 404
    assert ask(app, path, method="POST").status == 404


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8501", 101),
        ("http://evil.example", 4403),
        ("http://127.0.0.1:9999", 4403),
        ("null", 4403),
    ],
)
def test_only_our_own_pages_may_connect(app: ASGIApp, origin: str, status: int) -> None:
    assert ask(app, "/_stcore/stream", kind="websocket", origin=origin).status == status


def test_a_program_of_this_computer_may_connect_without_a_page(app: ASGIApp) -> None:
    assert ask(app, "/_stcore/stream", kind="websocket").status == 101


def test_another_site_may_not_send_anything(app: ASGIApp) -> None:
    sent = {"method": "PUT", "origin": "http://evil.example"}
    assert ask(app, "/_stcore/upload_file/a/b", **sent).status == 403  # type: ignore[arg-type]
    own = {"method": "PUT", "origin": "http://127.0.0.1:8501"}
    assert ask(app, "/_stcore/upload_file/a/b", **own).status == 200  # type: ignore[arg-type]


def test_the_pages_learn_that_they_are_guarded(app: ASGIApp) -> None:
    guard.mark_guarded(guarded=False)
    assert not is_guarded()
    ask(app, "/media/x")
    assert is_guarded()
