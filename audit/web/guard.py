"""What the pages may ask about the application around them."""

from dataclasses import dataclass
from importlib import resources

ICON = str(resources.files("audit.web").joinpath("icon.png"))


@dataclass(slots=True)
class _Guard:
    """The state of this process: one web application, for one person or for a team."""

    guarded: bool = False
    team: bool = False


_GUARD = _Guard()


def is_guarded() -> bool:
    """Tell whether requests pass through our middleware; without it no page may be drawn."""
    return _GUARD.guarded


def is_team() -> bool:
    """Tell whether a team shares this application over a network, so that all must sign in."""
    return _GUARD.team


def mark_guarded(*, guarded: bool = True) -> None:
    """Note that our middleware stands in front of every request."""
    _GUARD.guarded = guarded


def mark_team(*, team: bool) -> None:
    """Note that a team shares this application."""
    _GUARD.team = team
