import socket
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_port_in_use_is_said_and_never_changed(run: Run, taken_port: int) -> None:
    answer = run("serve", "--port", taken_port)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"127.0.0.1:{taken_port}: This port is in use")
    french = run("serve", "--port", taken_port, "--language", "fr")
    assert "Ce port est occupé" in french.err


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "192.0.2.1", "audit.example.org", "::"],  # noqa: S104
)
def test_the_network_needs_an_explicit_choice(run: Run, host: str) -> None:
    answer = run("serve", "--host", host, "--port", 0)
    assert answer.code == 1
    assert answer.err.startswith(f"{host}: Others on the network could read")


def test_an_address_of_another_computer_is_said(run: Run) -> None:
    answer = run("serve", "--team", "--host", "192.0.2.1", "--port", 0)
    assert answer.code == 1
    assert answer.err.startswith("192.0.2.1: This computer has no such address.")


def test_a_team_must_be_able_to_sign_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.web.signing_in._configured", dict)
    answer = run("serve", "--team", "--port", 0)
    assert answer.code == 1
    assert "no sign-in is set up" in answer.err


def test_an_unsafe_environment_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "true")
    answer = run("serve", "--port", 0)
    assert answer.code == 1
    assert answer.err == (
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS: browser.gatherUsageStats is set to “true”, which is "
        "not safe here. Remove this setting, or set it to “false”.\n"
    )
