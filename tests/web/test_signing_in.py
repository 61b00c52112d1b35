from typing import Any

import pytest

from audit.web import signing_in

COMPLETE = {"redirect_uri": "https://audit.example.org/oauth2callback", "cookie_secret": "x" * 32}


@pytest.mark.parametrize(
    ("auth", "library", "missing"),
    [
        ({}, True, ("no_sign_in",)),
        ({**COMPLETE, "cookie_secret": "short"}, True, ("short_secret",)),
        (COMPLETE, False, ("no_sign_in_library",)),
        (COMPLETE, True, ()),
    ],
)
def test_what_a_team_misses_is_told(
    monkeypatch: pytest.MonkeyPatch, auth: dict[str, str], library: bool, missing: tuple[str, ...]
) -> None:
    monkeypatch.setattr(signing_in, "_configured", lambda: auth)
    monkeypatch.setattr(signing_in, "find_spec", lambda _: library or None)
    assert signing_in.missing_for_a_team() == missing


def test_the_public_name_is_that_of_the_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "_configured", lambda: COMPLETE)
    assert signing_in.public_host() == "audit.example.org"


@pytest.mark.parametrize(("said", "auth"), [({}, {}), ({"auth": {"a": 1}}, {"a": 1})])
def test_the_secrets_file_is_read(monkeypatch: pytest.MonkeyPatch, said: Any, auth: Any) -> None:
    class Secrets(dict[str, Any]):
        def load_if_toml_exists(self) -> bool:
            return bool(self)

    monkeypatch.setattr(signing_in, "secrets_singleton", Secrets(said))
    assert signing_in._configured() == auth
    assert signing_in.public_host() == "localhost"
