"""Profiles: what names and dates an assessment, kept beside its trail so that a list is one query.

A profile holds nothing of its own: it follows from the rows of its fields, and is worked out anew
whenever one of them is taken.
"""

from sqlalchemy import Connection

from audit.storage.engine import dialect_of
from audit.storage.reading import PROFILED, rows_of_field
from audit.storage.tables import PROFILE
from audit.trail import Entries

_BLANK = dict.fromkeys(PROFILED, "")
_COLUMNS = {place: name for name, place in PROFILED.items()}


def keep_profile(connection: Connection, assessment_id: str, subject: str, field: str) -> None:
    """Note the current value of a field that an assessment is listed by; leave others alone."""
    column = _COLUMNS.get((subject, field))
    if column is None:
        return
    rows = rows_of_field(connection, assessment_id, subject, field)
    change = {column: Entries(rows).value(subject, field)}
    insert = (
        dialect_of(connection)
        .insert(PROFILE)
        .values({"assessment_id": assessment_id, **_BLANK, **change})
    )
    key = [PROFILE.c.assessment_id]
    connection.execute(insert.on_conflict_do_update(index_elements=key, set_=change))
