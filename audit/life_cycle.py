"""Where an assessment stands, and which criteria it covers."""

from typing import cast

from audit.trail import Entries
from exports.record import State
from rubrics.model import Rubric
from rubrics.vocabulary import Form


def form(entries: Entries, rubric: Rubric) -> Form:
    """Return the form of the assessment: the shortest there is until the team chooses."""
    chosen = entries.value("visit", "form")
    return next((form for form in rubric.forms if form == chosen), rubric.forms[0])


def state(entries: Entries) -> State:
    """Return the state of the assessment: planned until the first rating, then collecting.

    Nobody has to remember to declare that work began; every later step is a decision.
    """
    entered = cast("State", entries.value("visit", "state") or "planned")
    return "collecting" if entered == "planned" and entries.owners() else entered
