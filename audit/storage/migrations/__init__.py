"""The versions of the schema, oldest first, and how a database gets from one to the next.

Alembic is slow to import and needed once per version, so it is imported when there is work.
"""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from audit.storage.faults import StorageFault
from audit.storage.schema_versions import VERSIONS

__all__ = ["FOLDER", "VERSIONS", "migrate", "version_of"]

FOLDER = Path(__file__).parent


def version_of(connection: Connection) -> str | None:
    """Return the version of a database's schema, nothing where it is empty."""
    tables = sa.inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return str(found)
    if tables and connection.dialect.name == "sqlite":
        raise StorageFault("storage.not_ours", place=str(connection.engine.url.database))
    return None


def migrate(connection: Connection, version: str) -> None:
    """Bring a database to a version, inside the transaction of the connection."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config(attributes={"connection": connection})
    configuration.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(configuration, version)
