"""Beginning: a new assessment with what was already entered into it, kept together or not at all.

An edit of an assessment that others work on is taken one by one (`taking`): it may come twice, or
beside a rival. Nothing of the kind can befall an assessment that is not there yet.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from audit.assessments import Assessment
from audit.storage.profiles import keep_profile
from audit.storage.reading import PROFILED
from audit.storage.tables import ASSESSMENT, ENTRY
from audit.trail import Row


def begin(connection: Connection, assessment: Assessment, rows: Sequence[Row]) -> None:
    """Keep a new assessment and its rows, in their order; a draft among them is a `ValueError`."""
    if any(row.draft for row in rows):
        raise ValueError("a draft is no row yet")
    connection.execute(ASSESSMENT.insert().values(asdict(assessment)))
    if rows:
        columns = [_columns(assessment, row, order) for order, row in enumerate(rows, start=1)]
        connection.execute(ENTRY.insert(), columns)
    known = {(row.key.subject, row.key.field) for row in rows}
    for subject, field in known.intersection(PROFILED.values()):
        keep_profile(connection, assessment.id, subject, field)


def _columns(assessment: Assessment, row: Row, order: int) -> dict[str, Any]:
    return {
        **row.key._asdict(),
        "id": row.id,
        "assessment_id": assessment.id,
        "value": row.value,
        "bases": json.dumps(row.bases, separators=(",", ":")),
        "author": row.author,
        "device": row.device,
        "at": row.at,
        "ord": order,
    }
