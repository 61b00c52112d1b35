"""The first tables: assessments, their entries and drafts, people, and the installation."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_LONGEST_VALUE = 60_000


def upgrade() -> None:
    """Create everything."""
    _create_assessment()
    _create_entry()
    _create_draft()
    _create_people()
    if op.get_bind().dialect.name == "sqlite":
        _append_only_sqlite()
    else:
        _append_only_postgresql()


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def _moment(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _create_assessment() -> None:
    op.create_table(
        "assessment",
        *map(_text, ("id", "facility_id", "rubric_id", "rubric_version", "rubric_digest")),
        sa.Column("invented", sa.Boolean, nullable=False),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id"),
    )


def _create_entry() -> None:
    counter = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "entry",
        sa.Column("taken", counter, sa.Identity(), primary_key=True),
        *map(_text, ("id", "assessment_id", "subject", "field", "owner")),
        *map(_text, ("value", "bases", "author", "device")),
        _moment("at"),
        sa.Column("ord", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.UniqueConstraint("id", name="entry_id"),
        sa.CheckConstraint(f"length(value) <= {_LONGEST_VALUE}", name="entry_value"),
        sqlite_autoincrement=True,
    )
    op.create_index("entry_of_assessment", "entry", ["assessment_id", "subject", "field"])
    op.create_index("entry_of_field", "entry", ["subject", "field"])


def _create_draft() -> None:
    key = ("assessment_id", "subject", "field", "owner", "author", "device")
    op.create_table(
        "draft",
        *map(_text, (*key, "id", "value", "bases")),
        _moment("at"),
        sa.Column("ord", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(*key),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.CheckConstraint(f"length(value) <= {_LONGEST_VALUE}", name="draft_value"),
    )


def _create_people() -> None:
    person = (_text("id"), _text("name"), _moment("created_at"), sa.PrimaryKeyConstraint("id"))
    op.create_table("person", *person)
    op.create_table("installation", _text("key"), _text("value"), sa.PrimaryKeyConstraint("key"))


def _append_only_sqlite() -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER entry_no_{change.lower()} BEFORE {change} ON entry "
            "BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END"
        )


def _append_only_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'entry is append-only'; END $$"
    )
    for change, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER entry_no_{change.split()[0].lower()} BEFORE {change} ON entry "
            f"FOR EACH {each} EXECUTE FUNCTION entry_is_append_only()"
        )
