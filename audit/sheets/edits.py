"""Edits that a button makes: the same operations as a person's typing, over the row that stands."""

from audit.assessments import new_id
from audit.trail import Entries, Operation


def edit(entries: Entries, subject: str, field: str, value: str) -> Operation:
    """Return the operation that gives a field a value, in place of all that stands there now."""
    row = entries.current(subject, field)
    standing = entries.rivals(subject, field) or ((row,) if row else ())
    bases = dict.fromkeys(
        base for r in standing for base in ((r.id, *r.bases) if r.draft else (r.id,))
    )
    return Operation(
        id=new_id(), subject=subject, field=field, value=value, bases=tuple(bases), order=0
    )
