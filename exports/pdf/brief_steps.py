"""What the short documents say of the first actions they cannot list: how many, and of what kind.

The number of actions chosen is thus the same in every file of an audit.
"""

from collections import Counter
from collections.abc import Sequence

from exports.record import ActionRecord
from exports.words import Words

ENDED = ("done", "verified", "dropped")
_KINDS = ("dated", "undated", "own", "ended")


def chosen(words: Words) -> list[ActionRecord]:
    """Return all actions chosen, also those that have ended or whose words may not be read."""
    return [action for action in words.record.actions if action.chosen]


def can_be_read(action: ActionRecord) -> bool:
    """Tell whether an action has words in this edition: the team's own stay out of the public's."""
    return bool(action.text or action.proposal)


def others(words: Words, listed: Sequence[ActionRecord]) -> str:
    """Return how many actions of each kind were chosen besides the listed ones; empty if none."""
    ids = {action.id for action in listed}
    counts = Counter(_kind(action) for action in chosen(words) if action.id not in ids)
    said = (words(f"pdf.brief.other.{kind}", n=counts[kind]) for kind in _KINDS if counts[kind])
    return words("pdf.apart").join(said)


def _kind(action: ActionRecord) -> str:
    if action.status in ENDED:
        return "ended"
    if not can_be_read(action):
        return "own"
    return "dated" if action.due else "undated"
