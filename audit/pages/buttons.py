"""What a button does to the store: operations like any other, marked as made by a button."""

from collections.abc import Iterable
from datetime import datetime

from audit.assessments import new_id
from audit.pages.session import Desk, now, store
from audit.trail import Operation

DEVICE = "button"


def take(at: Desk, operations: Iterable[Operation]) -> None:
    """Have the store take operations in the name of whoever is at this screen."""
    store().take(at.assessment.id, tuple(operations), at.person, DEVICE, now())


def name_in_order(moment: datetime) -> str:
    """Draw an identifier that sorts by the moment it was drawn, so that lists keep their order."""
    return f"{moment:%Y%m%d%H%M%S%f}-{new_id()}"
