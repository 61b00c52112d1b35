"""What a team needs before it may share the application: a way for everybody to sign in."""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from streamlit.runtime.secrets import secrets_singleton

_SHORTEST_SECRET = 32


def missing_for_a_team() -> tuple[str, ...]:
    """Return what is missing before a team may sign in, nothing when all is there."""
    return tuple(_missing(_configured()))


def public_host() -> str:
    """Return the name under which people reach the application, as the sign-in knows it."""
    return urlsplit(str(_configured().get("redirect_uri", ""))).hostname or "localhost"


def _missing(auth: Mapping[str, Any]) -> Iterator[str]:
    if not auth.get("redirect_uri"):
        yield "no_sign_in"
    elif len(str(auth.get("cookie_secret", ""))) < _SHORTEST_SECRET:
        yield "short_secret"
    if find_spec("authlib") is None:
        yield "no_sign_in_library"


def _configured() -> Mapping[str, Any]:
    if not secrets_singleton.load_if_toml_exists():
        return {}
    auth = secrets_singleton.get("auth", {})
    return auth if isinstance(auth, Mapping) else {}
