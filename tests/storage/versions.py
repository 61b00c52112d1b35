"""Databases of every schema ever released, and a schema of tomorrow to upgrade to."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from audit.storage import migrations
from audit.storage.engine import address, connect, writing

SCHEMAS = Path(__file__).parent / "schemas"
_TOMORROW = '''"""Tomorrow's schema."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{last}"


def upgrade() -> None:
    op.add_column("person", sa.Column("colour", sa.Text))
    {then}
'''


def database_of(version: str, path: Path) -> Path:
    """Make the database file that this version of the schema made, from the words we kept."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript((SCHEMAS / f"{version}.sql").read_text(encoding="utf-8"))
    return path


def install_tomorrow(
    patch: pytest.MonkeyPatch, folder: Path, then: str = "op.execute('SELECT 1')"
) -> None:
    """Let the program know one version more than it does."""
    (folder / "versions").mkdir(parents=True)
    for file in ("env.py", *(f"versions/{p.name}" for p in migrations.FOLDER.glob("versions/*"))):
        if file.endswith(".py"):
            (folder / file).write_text((migrations.FOLDER / file).read_text())
    script = _TOMORROW.format(last=migrations.VERSIONS[-1], then=then)
    (folder / "versions" / "v9001_colour.py").write_text(script)
    patch.setattr(migrations, "FOLDER", folder)
    patch.setattr(migrations, "VERSIONS", (*migrations.VERSIONS, "9001"))


def execute(database: str, statement: str) -> None:
    """Run one statement on a database as any program that writes could."""
    engine = connect(address(database))
    try:
        with writing(engine).begin() as connection:
            connection.execute(sa.text(statement))
    finally:
        engine.dispose()
