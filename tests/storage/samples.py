"""Small values that storage tests share."""

from datetime import UTC, datetime, timedelta

from audit.assessments import Assessment
from audit.trail import Operation, Row

NOW = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)


def minutes(count: int) -> datetime:
    return NOW + timedelta(minutes=count)


def assessment(name: str = "a1", *, at: datetime = NOW, invented: bool = False) -> Assessment:
    return Assessment(
        id=name,
        facility_id=f"facility-of-{name}",
        rubric_id="peer-integration",
        rubric_version="0.1.0",
        rubric_digest="d1",
        invented=invented,
        created_at=at,
    )


def op(
    name: str,
    value: str = "2",
    *,
    of: str = "criterion/A1.level",
    bases: tuple[str, ...] = (),
    draft: bool = False,
    order: int = 0,
) -> Operation:
    subject, _, field = of.rpartition(".")
    return Operation(
        id=name, subject=subject, field=field, value=value, bases=bases, draft=draft, order=order
    )


def brief(rows: tuple[Row, ...]) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return what most tests compare: id, value, bases, and whether it is a draft."""
    return [(row.id, row.value, row.bases, row.draft) for row in rows]
