"""Another visit of a facility: what comes along, what never does, which audits it may follow."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit.another_visit import another_visit, to_visit_again
from audit.assessments import Overview, new_assessment
from audit.trail import Entries, Key
from rubrics.loader import digest
from tests.audit.typed_trail import TINY, Trail

AGAIN = datetime(2027, 3, 2, 9, 30, tzinfo=UTC)
BEFORE = new_assessment(
    rubric_id="tiny",
    rubric_version="0.9.0",
    rubric_digest="of an older version",
    now=datetime(2026, 3, 2, tzinfo=UTC),
    invented=True,
)
FACILITY = {
    "name": "Maison des Collines",
    "country": "ML",
    "region": "Ségou",
    "kind": "inpatient",
    "register": "FINESS",
    "number": "010000017",
}


def listed(audit_id: str, facility: str, state: str) -> Overview:
    return Overview(
        assessment=replace(BEFORE, id=audit_id, facility_id=facility),
        facility="",
        country="",
        form="full",
        state=state,
        started="",
        ended="",
    )


def audited() -> Trail:
    """Return the rows of an audit with something in each place that must stay behind."""
    trail = Trail()
    for name, value in FACILITY.items():
        trail.put("facility", name, value)
    trail.put("visit", "started", "2026-03-02")
    trail.put("visit", "state", "final")
    trail.put("member/ann", "name", "Ann")
    trail.put("context/law", "note", "A note.")
    trail.rate("A1", 2)
    trail.judge("criterion/A1", 2, "So agreed.")
    trail.put("standard/A", "finding", "A finding.")
    return trail


def test_only_what_the_facility_is_comes_along() -> None:
    begun, rows = another_visit(BEFORE, audited().entries, TINY, "bea", AGAIN)
    assert {row.key: row.value for row in rows} == {
        Key("facility", name): value for name, value in FACILITY.items()
    }
    assert {(row.author, row.at, row.bases, row.draft) for row in rows} == {
        ("bea", AGAIN, (), False)
    }
    assert len({row.id for row in rows}) == len(FACILITY)
    assert (begun.facility_id, begun.invented) == (BEFORE.facility_id, True)
    assert (begun.rubric_id, begun.rubric_version) == ("tiny", TINY.version)
    assert begun.rubric_digest == digest(TINY)
    assert begun.id != BEFORE.id
    assert begun.created_at == AGAIN


def test_what_was_corrected_comes_along_as_it_stands_now_and_blanks_make_no_row() -> None:
    trail = audited()
    trail.put("facility", "name", "Maison du Fleuve")
    trail.put("facility", "number", "")
    found = Entries(another_visit(BEFORE, trail.entries, TINY, "bea", AGAIN)[1])
    assert found.value("facility", "name") == "Maison du Fleuve"
    assert found.current("facility", "number") is None


def test_what_the_checks_of_today_refuse_is_left_to_be_entered() -> None:
    trail = audited()
    trail.put("facility", "kind", "asylum")
    rows = another_visit(BEFORE, trail.entries, TINY, "bea", AGAIN)[1]
    assert {row.key.field for row in rows} == set(FACILITY) - {"kind"}


def test_a_facility_nobody_named_yet_begins_without_rows() -> None:
    assert another_visit(BEFORE, Entries(()), TINY, "bea", AGAIN)[1] == ()


@pytest.mark.parametrize(
    ("states", "followed"),
    [
        (["planned"], []),
        (["collecting"], []),
        (["agreeing"], ["0"]),
        (["with_facility"], ["0"]),
        (["final"], ["0"]),
        (["withdrawn"], ["0"]),
        # An audit of the facility goes on already; a closed one follows a closed one.
        (["planned", "final"], []),
        (["final", "final"], ["0"]),
    ],
)
def test_another_audit_follows_the_last_of_a_facility_once_it_is_rated(
    states: list[str], followed: list[str]
) -> None:
    audits = [listed(str(number), "house", state) for number, state in enumerate(states)]
    other = listed("other", "ward", "collecting")
    assert to_visit_again([*audits, other]) == frozenset(followed)
