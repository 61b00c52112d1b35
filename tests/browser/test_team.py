"""A team shares the application: before somebody has signed in, nothing of any audit is shown."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from audit.words import translator
from rubrics.text import Language
from tests.browser.serving import Server

SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{secret}"
client_id = "audit"
client_secret = "none"
server_metadata_url = "http://127.0.0.1:{port}/nowhere"
"""


# One server of a team for all of them.
pytestmark = pytest.mark.xdist_group("team")


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("team")
    made = Server(folder)
    made.run("demo")
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(SECRETS.format(port=made.port, secret="x" * 40), encoding="utf-8")
    made.environment |= {"HOME": str(folder), "USERPROFILE": str(folder)}
    yield made.start("--team")
    made.stop()


@pytest.mark.parametrize(("page", "language"), [("", "fr"), ("results", "en")])
def test_whoever_has_not_signed_in_sees_no_audit(
    team: Server, open_context: Callable[..., BrowserContext], page: str, language: Language
) -> None:
    t, shown = translator(language), open_context().new_page()
    (audit, *_) = json.loads(team.run("list", "--json"))
    shown.goto(f"{team.url}/{page}?lang={language}&a={audit['id']}")
    expect(shown.get_by_role("button", name=t("frame.sign_in.button"))).to_be_visible()
    expect(shown.get_by_text(t("frame.sign_in.text"))).to_be_visible()
    assert shown.get_by_test_id("stSidebar").count() == 0
    assert audit["facility"] not in shown.content()


def test_whoever_has_not_signed_in_can_save_nothing(team: Server) -> None:
    with closing(HTTPConnection("127.0.0.1", team.port, timeout=10)) as connection:
        connection.request("POST", "/answers", body=b"{}")
        assert connection.getresponse().status == 403


def test_the_team_is_told_where_to_go(team: Server) -> None:
    said = Path(team.log).read_text("utf-8")
    assert f"http://127.0.0.1:{team.port}" in said
