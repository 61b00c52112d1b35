"""Releases: which files have left, by edition, kind, language and citation id; append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEY = ("assessment_id", "audience", "citation", "kind", "language")


def upgrade() -> None:
    """Create the table, and let nothing in it be changed or taken away."""
    op.create_table(
        "release",
        *(sa.Column(name, sa.Text, nullable=False) for name in _KEY),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
    )
    if op.get_bind().dialect.name == "sqlite":
        _append_only_sqlite()
    else:
        _append_only_postgresql()


def _append_only_sqlite() -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER release_no_{change.lower()} BEFORE {change} ON release "
            "BEGIN SELECT RAISE(ABORT, 'release is append-only'); END"
        )


def _append_only_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION release_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'release is append-only'; END $$"
    )
    for change, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER release_no_{change.split()[0].lower()} BEFORE {change} ON release "
            f"FOR EACH {each} EXECUTE FUNCTION release_is_append_only()"
        )
