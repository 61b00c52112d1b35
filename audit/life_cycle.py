"""Where an assessment stands, and which criteria it covers."""

from typing import cast

from audit.trail import Entries
from exports.record import State
from rubrics.model import Form


def form(entries: Entries) -> Form:
    """Return the form of the assessment; short until the team chooses."""
    return "full" if entries.value("visit", "form") == "full" else "short"


def state(entries: Entries) -> State:
    """Return the state of the assessment: planned until the first rating, then collecting.

    Nobody has to remember to declare that work began; every later step is a decision.
    """
    entered = cast("State", entries.value("visit", "state") or "planned")
    return "collecting" if entered == "planned" and entries.owners() else entered
