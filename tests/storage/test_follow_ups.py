"""When follow-ups are due, read for every audit at once, and nothing else of what is urgent."""

from audit.storage import Store
from tests.storage.samples import NOW, assessment, op

CODE = "X01-KX4"
KEPT = (f"urgent/{CODE}.reported", f"urgent_check/{CODE}/2.done")
LEFT = (
    f"urgent/{CODE}.wishes",
    f"urgent_check/{CODE}/2.note",
    f"urgent_step/{CODE}/a.done",
    "urgent_plan.call_rights",
    "visit.started",
    "criterion/A1.level",
)


def test_only_the_days_and_ticks_are_read_by_audit(store: Store) -> None:
    for name in ("a2", "a3"):
        store.create_assessment(assessment(name))
    for audit in ("a1", "a2"):
        edits = tuple(op(f"{audit}-{n}", "x", of=of) for n, of in enumerate((*KEPT, *LEFT)))
        assert len(store.take(audit, edits, "ana", "tablet", NOW)) == len(edits)
    typed = op("a1-typed", "y", of=f"urgent/{CODE}.reported", bases=("a1-0",), draft=True)
    assert store.take("a1", (typed,), "ana", "tablet", NOW)

    found = store.follow_ups()

    assert set(found) == {"a1", "a2"}
    named = {
        audit: [f"{r.key.subject}.{r.key.field}" for r in rows] for audit, rows in found.items()
    }
    assert named == {"a1": [*KEPT, KEPT[0]], "a2": [*KEPT]}
    assert [row.draft for row in found["a1"]] == [False, False, True]


def test_what_was_erased_is_due_nowhere(store: Store) -> None:
    store.take("a1", (op("r", "2026-01-01", of=KEPT[0]),), "ana", "tablet", NOW)
    store.erase_concern("a1", CODE, NOW)
    assert store.follow_ups() == {}
