"""Tombstones: what stays, without content, where an informant withdrew; their rows never return."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEPT = ("entry", "draft")


def upgrade() -> None:
    """Create the table, let withdrawn rows be deleted, and keep them from coming back."""
    op.create_table(
        "tombstone",
        sa.Column("assessment_id", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "subject"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.CheckConstraint("subject LIKE 'informant/_%'", name="tombstone_subject"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _withdrawn(assessment_id: str, subject: str) -> str:
    """Return the condition that a row's informant has a tombstone: `informant/<code>`.

    The code is the second part of a subject, and ends at a slash or with the subject.
    """
    code = "substr(t.subject, 11)"
    begins = " OR ".join(
        f"substr({subject}, 1, length({code}) + {len(kind) + 2}) = '{kind}/' || {code} || '/'"
        for kind in ("answer", "said")
    )
    return (
        f"EXISTS (SELECT 1 FROM tombstone t WHERE t.assessment_id = {assessment_id} "  # noqa: S608
        f"AND (t.subject = {subject} OR {begins}))"
    )


def _on_sqlite() -> None:
    op.execute("DROP TRIGGER entry_no_delete")
    op.execute(
        "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry "
        f"WHEN NOT {_withdrawn('OLD.assessment_id', 'OLD.subject')} "
        "BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END"
    )
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_not_withdrawn BEFORE INSERT ON {table} "
            f"WHEN {_withdrawn('NEW.assessment_id', 'NEW.subject')} "
            "BEGIN SELECT RAISE(IGNORE); END"
        )


def _on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION is_withdrawn(assessment text, subject text) RETURNS boolean "
        f"LANGUAGE sql STABLE AS $$ SELECT {_withdrawn('$1', '$2')} $$"
    )
    op.execute(
        "CREATE OR REPLACE FUNCTION entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN "
        "IF TG_OP = 'DELETE' THEN "
        "IF is_withdrawn(OLD.assessment_id, OLD.subject) THEN RETURN OLD; END IF; "
        "END IF; "
        "RAISE EXCEPTION 'entry is append-only'; END $$"
    )
    op.execute(
        "CREATE FUNCTION withdrawn_stays_away() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN "
        "IF is_withdrawn(NEW.assessment_id, NEW.subject) THEN RETURN NULL; END IF; "
        "RETURN NEW; END $$"
    )
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_not_withdrawn BEFORE INSERT ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION withdrawn_stays_away()"
        )
