"""The register of what has left: append-only, and each release once, whoever makes it again."""

from dataclasses import asdict

from sqlalchemy import Connection

from audit.releases import Release
from audit.storage.engine import dialect_of
from audit.storage.tables import RELEASE

_NEWEST_FIRST = (RELEASE.c.at.desc(), *RELEASE.primary_key)


def note(connection: Connection, assessment_id: str, release: Release) -> None:
    """Note a release; one that is known keeps the moment at which it first left."""
    row = {"assessment_id": assessment_id, **asdict(release)}
    add = dialect_of(connection).insert(RELEASE)
    connection.execute(add.values(row).on_conflict_do_nothing())


def noted(connection: Connection, assessment_id: str) -> tuple[Release, ...]:
    """Return what has left of an assessment, the newest first."""
    columns = [RELEASE.c[name] for name in Release.__dataclass_fields__]
    query = RELEASE.select().with_only_columns(*columns).order_by(*_NEWEST_FIRST)
    found = connection.execute(query.where(RELEASE.c.assessment_id == assessment_id))
    return tuple(Release(**row) for row in found.mappings())
