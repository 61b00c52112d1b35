"""The audits before this one: which of them a record is compared with, and what of them is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit.assessments import Assessment, new_assessment
from audit.earlier import earlier_records
from audit.report import audit_record
from audit.storage import Store, open_store
from audit.trail import Operation, Row
from rubrics.loader import digest, find

RUBRIC = find("peer-integration")
FIRST = replace(
    new_assessment(
        rubric_id=RUBRIC.id,
        rubric_version=RUBRIC.version,
        rubric_digest=digest(RUBRIC),
        now=datetime(2025, 3, 2, tzinfo=UTC),
    ),
    id="first",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'audits.db'}")


def kept(store: Store, name: str, year: int, **changes: str) -> Assessment:
    """Keep another audit of the facility, begun in a year."""
    begun = FIRST.created_at + timedelta(days=365 * (year - 2025))
    found = replace(FIRST, id=name, created_at=begun, **changes)  # type: ignore[arg-type]
    store.create_assessment(found)
    return found


def put(store: Store, audit: Assessment, subject: str, field: str, value: str) -> None:
    name = f"{audit.id}-{subject}-{field}".replace("/", "-")
    operation = Operation(id=name, subject=subject, field=field, value=value)
    assert store.take(audit.id, (operation,), "ann", "tablet", audit.created_at)


def before(store: Store, audit: Assessment) -> list[str]:
    found = earlier_records(store, audit, lambda other: store.rows(other.id, "ann"))
    return [record.id for record in found]


def test_those_that_began_before_come_latest_first(store: Store) -> None:
    for name, year in (("second", 2026), ("first", 2025), ("fourth", 2028)):
        kept(store, name, year)
    kept(store, "elsewhere", 2024, facility_id="other")
    put(store, kept(store, "withdrawn", 2026), "visit", "state", "withdrawn")
    third = kept(store, "third", 2027)
    assert before(store, third) == ["second", "first"]
    assert before(store, FIRST) == []


def test_the_day_of_the_visit_counts_where_it_is_known(store: Store) -> None:
    first, second = kept(store, "first", 2025), kept(store, "second", 2026)
    put(store, first, "visit", "started", "2027-01-15")
    assert before(store, first) == ["second"]
    assert before(store, second) == []


def test_one_whose_rubric_is_not_installed_is_left_out(store: Store) -> None:
    kept(store, "first", 2025, rubric_digest="of another")
    assert before(store, kept(store, "second", 2026)) == []


def test_what_people_told_is_not_read(store: Store) -> None:
    first, second = kept(store, "first", 2025), kept(store, "second", 2026)
    put(store, first, "informant/U1", "group", "service_users")
    put(store, first, "criterion/A1", "level", "2")
    (record,) = earlier_records(store, second, lambda other: store.rows(other.id, "ann"))
    assert record.informants == audit_record(first, (), RUBRIC).informants
    assert next(c.rank for c in record.criteria if c.id == "A1") == 2


def test_a_record_is_compared_with_the_first_that_it_can_be_compared_with(store: Store) -> None:
    first, second = kept(store, "first", 2025), kept(store, "second", 2026)
    third = kept(store, "third", 2027)
    put(store, first, "criterion/A1", "level", "1")
    put(store, third, "criterion/A1", "level", "3")

    def rows(other: Assessment) -> Sequence[Row]:
        return store.rows(other.id, "ann")

    earlier = earlier_records(store, third, rows)
    # Nothing was rated in the second.
    found = audit_record(third, rows(third), RUBRIC, earlier=earlier).comparison
    assert found is not None
    assert (found.earlier.id, found.up, found.change) == ("first", 1, 2.0)
    assert audit_record(third, rows(third), RUBRIC).comparison is None
    put(store, second, "criterion/A1", "level", "3")
    again = audit_record(third, rows(third), RUBRIC, earlier=earlier_records(store, third, rows))
    assert again.comparison is not None
    assert again.comparison.earlier.id == "second"
