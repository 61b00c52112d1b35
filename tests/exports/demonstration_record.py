"""The demonstration's later audit, with its comparison, as the tests of files need it."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from audit import demonstration
from audit.cli.audits import record_of
from audit.storage import open_store
from exports.record import AuditRecord
from rubrics.text import Language


@cache
def demonstrated(language: Language) -> AuditRecord:
    """Return the record for the team of the demonstration as it is filled in a language."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'audits.db'}"
        with open_store(url) as store:
            person = store.person(datetime(2026, 11, 2, 9, 0, tzinfo=UTC)).id
            audit = demonstration.fill(store, person, language)
        return record_of(url, audit, "team")
