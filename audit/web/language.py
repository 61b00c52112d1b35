"""The language a page begins in: as the address asks, else the last choice, else the browser."""

from collections.abc import Iterator
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from rubrics.text import LANGUAGES, Language

COOKIE = "peer_audit_language"


def chosen(query: str, cookies: str, accepted: str) -> Language:
    """Return the first language we speak among those asked for, most binding first."""
    for wish in (*_in_address(query), *_in_cookie(cookies), *_accepted(accepted)):
        for language in LANGUAGES:
            if wish.lower().split("-")[0] == language:
                return language
    return LANGUAGES[0]


def _in_address(query: str) -> list[str]:
    return parse_qs(query).get("lang", [])


def _in_cookie(cookies: str) -> Iterator[str]:
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return
    if found:
        yield found.value


def _accepted(header: str) -> list[str]:
    wishes = [_wish(part) for part in header.split(",")]
    return [tag for weight, tag in sorted(wishes, key=lambda wish: -wish[0]) if weight > 0]


def _wish(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), tag.strip()
    except ValueError:
        return 0.0, tag
