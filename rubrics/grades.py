"""Evidence grades: how solid a rated criterion is, by its lines of evidence."""

from collections.abc import Mapping
from typing import Literal, get_args

from rubrics.vocabulary import InformantGroup

Grade = Literal["A", "B", "C", "D"]
Line = InformantGroup | Literal["documents", "observation"]

GRADES: tuple[Grade, ...] = get_args(Grade)
# From two levels on, two lines of evidence cannot both be right.
CONTRADICTION = 2
_CONCERNED: frozenset[Line] = frozenset(("peer_workers", "service_users"))


def contradicted(lines: Mapping[Line, int | None]) -> bool:
    """Tell whether two lines of evidence differ by two levels or more."""
    levels = [level for level in lines.values() if level is not None]
    return bool(levels) and max(levels) - min(levels) >= CONTRADICTION


def grade(lines: Mapping[Line, int | None]) -> Grade:
    """Return the evidence grade of a criterion with these lines of evidence."""
    concerned = bool(_CONCERNED & set(lines))
    if len(lines) >= 2 and concerned and not contradicted(lines):
        return "A"
    if len(lines) >= 2 or concerned:
        return "B"
    return "C" if lines else "D"
