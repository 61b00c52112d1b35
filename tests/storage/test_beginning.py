"""An assessment that is kept with its rows at once is as if each had been taken one by one."""

import pytest
import sqlalchemy as sa

from audit.storage import StorageFault, Store
from audit.trail import Operation, Row
from tests.storage.samples import NOW, assessment, minutes, op

ENTERED = [
    op("n1", "Old name", of="facility.name"),
    op("n2", "Blue house", of="facility.name", bases=("n1",), order=1),
    op("s1", "collecting", of="visit.state", order=2),
    op("l1", "0", order=3),
    op("i1", "peer_workers", of="informant/P01.group", order=4),
]


def sent_again(operation: Operation) -> Operation:
    return op(
        f"again-{operation.id}",
        operation.value,
        of=f"{operation.subject}.{operation.field}",
        bases=tuple(f"again-{base}" for base in operation.bases),
        order=operation.order,
    )


def renamed(row: Row) -> Row:
    return Row(
        id=row.id.removeprefix("again-"),
        key=row.key,
        value=row.value,
        bases=tuple(base.removeprefix("again-") for base in row.bases),
        draft=row.draft,
        author=row.author,
        device=row.device,
        at=row.at,
    )


def test_it_is_as_if_each_row_had_been_taken_one_by_one(store: Store) -> None:
    store.create_assessment(assessment("a2"))
    store.take("a2", [sent_again(each) for each in ENTERED], "ana", "tablet", NOW)
    rows = tuple(map(renamed, store.rows("a2")))

    store.begin_assessment(assessment("a3"), rows)

    assert store.rows("a3") == rows
    listed = {each.assessment.id: (each.facility, each.state) for each in store.overview()}
    assert listed["a3"] == listed["a2"] == ("Blue house", "collecting")
    # What comes later replaces what was there: nothing is a rival.
    store.take("a3", [op("n3", "Red", of="facility.name", bases=("n2",))], "b", "t", minutes(1))
    assert store.rows("a3")[-1].value == "Red"
    assert next(o.facility for o in store.overview() if o.assessment.id == "a3") == "Red"


def test_it_is_all_or_nothing(store: Store) -> None:
    store.take("a1", ENTERED, "ana", "tablet", NOW)
    taken = store.rows("a1")

    for name, known in (("a1", ()), ("a4", taken)):
        with pytest.raises((StorageFault, sa.exc.IntegrityError)):
            store.begin_assessment(assessment(name, at=minutes(1)), known)

    assert store.assessments() == (assessment(),)
    assert store.rows("a1") == taken


def test_a_draft_is_no_row_yet(store: Store) -> None:
    store.take("a1", [op("d1", draft=True)], "ana", "tablet", NOW)
    with pytest.raises(ValueError, match="no row yet"):
        store.begin_assessment(assessment("a2"), store.rows("a1"))
    assert store.assessments() == (assessment(),)
