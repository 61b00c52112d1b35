import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

from audit.web import guard
from audit.web.application import lifespan
from audit.web.settings import (
    APPEARANCE,
    REQUIRED,
    UnsafeSettingsError,
    harden,
    unsafe_settings,
    unsafe_wishes,
)
from tests.web.asking import apart

ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE = "0.0.0.0"  # noqa: S104 - refused, never bound
# What each internal of Streamlit must be, said a second time and independently of the code.
UNSAFE: dict[str, Any] = {
    "server.address": EVERYWHERE,
    "server.allowedHosts": ["*"],
    "server.enableCORS": False,
    "server.corsAllowedOrigins": ["http://evil.example"],
    "server.enableXsrfProtection": False,
    "server.xsrfCookieSameSite": "none",
    "server.baseUrlPath": "x",
    "server.trustedUserHeaders": {"X-User": "email"},
    "server.enableStaticServing": True,
    "server.enableAgentApi": True,
    "server.scriptHealthCheckEnabled": True,
    "server.unsafeMetricsUserAttributes": ["email"],
    "server.maxUploadSize": 200,
    "server.headless": False,
    "server.showEmailPrompt": True,
    "server.fileWatcherType": "auto",
    "server.runOnSave": True,
    "server.disconnectedSessionTTL": 120,
    "browser.gatherUsageStats": True,
    "client.showErrorDetails": "full",
    "client.showErrorLinks": True,
    "client.toolbarMode": "developer",
    "logger.enableRich": True,
    "global.developmentMode": True,
    "runner.magicEnabled": True,
    "runner.postScriptGC": True,
}


def test_every_required_setting_has_its_unsafe_value_here() -> None:
    assert set(UNSAFE) == set(REQUIRED)


@pytest.mark.parametrize("option", sorted(REQUIRED))
def test_each_unsafe_setting_is_found_and_stops_the_start(option: str) -> None:
    assert unsafe_settings() == ()
    config.set_option(option, UNSAFE[option])
    assert [unsafe.option for unsafe in unsafe_settings()] == [option]
    with pytest.raises(UnsafeSettingsError, match=option):
        apart(start())
    harden()


async def start() -> None:
    async with lifespan(None):
        pass


def test_a_safe_start_goes_through() -> None:
    apart(start())


def test_streamlits_own_settings_are_not_safe() -> None:
    stock = config._config_options_template
    unsafe = {name for name, rule in REQUIRED.items() if not rule.accepts(stock[name].default_val)}
    assert {
        "server.address",
        "server.maxUploadSize",
        "browser.gatherUsageStats",
        "client.showErrorDetails",
        "client.showErrorLinks",
        "runner.postScriptGC",
    } <= unsafe


def test_the_file_for_development_says_the_same() -> None:
    tables = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    said = {f"{table}.{name}": value for table, of in tables.items() for name, value in of.items()}
    ours = {name: rule.value for name, rule in REQUIRED.items()}
    assert said == ours | dict(APPEARANCE)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with settings of its own, as on a computer that has other applications."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / ".streamlit").mkdir()
    return tmp_path / ".streamlit" / "config.toml"


def test_a_file_that_is_unsafe_is_named(elsewhere: Path) -> None:
    elsewhere.write_text("[server]\naddress = '0.0.0.0'\nmaxUploadSize = 5\n", "utf-8")
    (wish,) = unsafe_wishes()
    assert (wish.option, wish.value, wish.required) == ("server.address", EVERYWHERE, "127.0.0.1")
    assert wish.defined == str(elsewhere)


def test_a_safer_file_is_kept(elsewhere: Path) -> None:
    elsewhere.write_text("[server]\nmaxUploadSize = 5\n", "utf-8")
    assert unsafe_wishes() == ()
    harden()
    assert config.get_option("server.maxUploadSize") == 5


@pytest.mark.parametrize(
    ("variable", "value", "option"),
    [
        ("STREAMLIT_SERVER_ADDRESS", EVERYWHERE, "server.address"),
        ("STREAMLIT_RUNNER_POST_SCRIPT_GC", "true", "runner.postScriptGC"),
        ("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "200", "server.maxUploadSize"),
        ("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "many", "server.maxUploadSize"),
        (
            "STREAMLIT_SERVER_CORS_ALLOWED_ORIGINS",
            "http://a, http://b",
            "server.corsAllowedOrigins",
        ),
        ("STREAMLIT_CLIENT_SHOW_ERROR_DETAILS", "full", "client.showErrorDetails"),
    ],
)
def test_an_unsafe_variable_is_named(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, option: str
) -> None:
    monkeypatch.setenv(variable, value)
    (wish,) = unsafe_wishes()
    assert (wish.option, wish.value, wish.defined) == (option, value, variable)


def test_a_safe_variable_is_fine(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION", "true")
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "5")
    assert unsafe_wishes() == ()


def test_a_team_may_listen_on_the_network() -> None:
    config.set_option("server.address", EVERYWHERE)
    guard.mark_team(team=True)
    assert unsafe_settings() == ()
