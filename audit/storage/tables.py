"""The tables as queries see them. The migrations build them; a test proves that both agree."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from typing_extensions import override

# Composing a text (NFC) may make it up to three times longer than what its field accepts.
LONGEST_VALUE = 60_000


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC, whatever the database keeps it as."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse a time of day without a zone: it would mean another moment elsewhere."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value else None

    @override
    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the moment in UTC; SQLite keeps no zone."""
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, primary_key=key)


def _assessment_id(*, key: bool = False) -> sa.Column[str]:
    column = sa.ForeignKey("assessment.id")
    return sa.Column("assessment_id", sa.Text, column, nullable=False, primary_key=key)


METADATA = sa.MetaData()
_COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")

ASSESSMENT = sa.Table(
    "assessment",
    METADATA,
    _text("id", key=True),
    _text("facility_id"),
    _text("rubric_id"),
    _text("rubric_version"),
    _text("rubric_digest"),
    sa.Column("invented", sa.Boolean, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)

# Append-only, by triggers too. `taken` counts up in the order in which the store took the rows;
# `ord` counts within one device and tells a late retry from a newer edit.
ENTRY = sa.Table(
    "entry",
    METADATA,
    sa.Column("taken", _COUNTER, sa.Identity(), primary_key=True),
    _text("id"),
    _assessment_id(),
    _text("subject"),
    _text("field"),
    _text("owner"),
    _text("value"),
    _text("bases"),
    _text("author"),
    _text("device"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("ord", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("id", name="entry_id"),
    sa.CheckConstraint(f"length(value) <= {LONGEST_VALUE}", name="entry_value"),
    sa.Index("entry_of_assessment", "assessment_id", "subject", "field"),
    sa.Index("entry_of_field", "subject", "field"),
    sqlite_autoincrement=True,
)

DRAFT = sa.Table(
    "draft",
    METADATA,
    _assessment_id(key=True),
    _text("subject", key=True),
    _text("field", key=True),
    _text("owner", key=True),
    _text("author", key=True),
    _text("device", key=True),
    _text("id"),
    _text("value"),
    _text("bases"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("ord", sa.BigInteger, nullable=False),
    sa.CheckConstraint(f"length(value) <= {LONGEST_VALUE}", name="draft_value"),
)

# What stays where an interview or an urgent concern was erased: `informant/<code>` or
# `urgent/<code>`, and the moment.
TOMBSTONE = sa.Table(
    "tombstone",
    METADATA,
    _assessment_id(key=True),
    _text("subject", key=True),
    sa.Column("at", Moment, nullable=False),
    sa.CheckConstraint(
        "subject LIKE 'informant/_%' OR subject LIKE 'urgent/_%'", name="tombstone_subject"
    ),
)

# Append-only, by triggers too: which files have left, and when each first did. `language` is empty
# for a file that holds both.
RELEASE = sa.Table(
    "release",
    METADATA,
    _assessment_id(key=True),
    *(_text(name, key=True) for name in ("audience", "citation", "kind", "language")),
    sa.Column("at", Moment, nullable=False),
)

# Derived from the entries and drafts of six fields, for lists; see `profiles`.
PROFILE = sa.Table(
    "profile",
    METADATA,
    _assessment_id(key=True),
    *map(_text, ("facility", "country", "form", "state", "started", "ended")),
)

PERSON = sa.Table(
    "person",
    METADATA,
    _text("id", key=True),
    _text("name"),
    sa.Column("created_at", Moment, nullable=False),
)

# What this installation remembers about itself: its own id, and who sits at this computer.
INSTALLATION = sa.Table("installation", METADATA, _text("key", key=True), _text("value"))
