"""Tombstones of urgent concerns: they can be erased like interviews, and never return either."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEPT = ("entry", "draft")
_STONES = "subject LIKE 'informant/_%' OR subject LIKE 'urgent/_%'"
# Which subjects a tombstone stands for beside its own: those that go on with its code.
_BELOW = {"informant": ("answer", "said"), "urgent": ("urgent_step", "urgent_check")}


def upgrade() -> None:
    """Let tombstones stand for concerns too, in the table and in the triggers that look at it."""
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _erased(assessment_id: str, subject: str) -> str:
    """Return the condition that a tombstone stands for a row of this assessment and subject."""
    below = " OR ".join(_begins(subject, stone, kind) for stone in _BELOW for kind in _BELOW[stone])
    return (
        f"EXISTS (SELECT 1 FROM tombstone t WHERE t.assessment_id = {assessment_id} "  # noqa: S608
        f"AND (t.subject = {subject} OR {below}))"
    )


def _begins(subject: str, stone: str, kind: str) -> str:
    """Return the condition that a subject is `kind/<code>/…`, with the code of a tombstone."""
    code = f"substr(t.subject, {len(stone) + 2})"
    begins = f"substr({subject}, 1, length({code}) + {len(kind) + 2}) = '{kind}/' || {code} || '/'"
    return f"(substr(t.subject, 1, {len(stone) + 1}) = '{stone}/' AND {begins})"


def _on_sqlite() -> None:
    for trigger in ("entry_no_delete", *(f"{table}_not_withdrawn" for table in _KEPT)):
        op.execute(f"DROP TRIGGER {trigger}")
    # SQLite changes no constraint of a table: a new one takes its place.
    op.rename_table("tombstone", "tombstone_before")
    op.create_table(
        "tombstone",
        sa.Column("assessment_id", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "subject"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.CheckConstraint(_STONES, name="tombstone_subject"),
    )
    op.execute("INSERT INTO tombstone SELECT assessment_id, subject, at FROM tombstone_before")
    op.drop_table("tombstone_before")
    op.execute(
        "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry "
        f"WHEN NOT {_erased('OLD.assessment_id', 'OLD.subject')} "
        "BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END"
    )
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_not_withdrawn BEFORE INSERT ON {table} "
            f"WHEN {_erased('NEW.assessment_id', 'NEW.subject')} "
            "BEGIN SELECT RAISE(IGNORE); END"
        )


def _on_postgresql() -> None:
    op.drop_constraint("tombstone_subject", "tombstone")
    op.create_check_constraint("tombstone_subject", "tombstone", _STONES)
    op.execute(
        "CREATE OR REPLACE FUNCTION is_withdrawn(assessment text, subject text) RETURNS boolean "
        f"LANGUAGE sql STABLE AS $$ SELECT {_erased('$1', '$2')} $$"
    )
