"""The rest of the store: assessments and their overview, people, the installation, its health."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from audit.assessments import Overview, new_assessment
from audit.storage import Store, open_store
from tests.storage.samples import NOW, assessment, minutes, op


def test_a_new_assessment_pins_its_rubric_and_draws_its_identifiers() -> None:
    begin = partial(
        new_assessment, rubric_id="r", rubric_version="1.0.0", rubric_digest="d", now=NOW
    )
    first, second = begin(), begin(facility_id="f1")

    assert (first.rubric_id, first.rubric_version, first.rubric_digest) == ("r", "1.0.0", "d")
    assert first.created_at == NOW
    assert not first.invented
    assert len({first.id, first.facility_id, second.id}) == 3
    assert second.facility_id == "f1"


def test_an_assessment_is_found_by_its_id_only(store: Store) -> None:
    assert store.assessment("a1") == assessment()
    assert store.assessment("a2") is None


def test_an_empty_store_says_so(database: str) -> None:
    with open_store(database) as store:
        assert not store.has_assessments()
        assert (store.assessments(), store.overview(), store.people()) == ((), (), ())
        store.create_assessment(assessment())
        assert store.has_assessments()


def test_another_audit_of_the_same_facility_is_known(store: Store) -> None:
    here = assessment()
    store.create_assessment(assessment("a2"))
    assert not store.has_other_audits(here)
    store.create_assessment(replace(assessment("a3"), facility_id=here.facility_id))
    assert store.has_other_audits(here)


def test_creating_an_assessment_again_keeps_the_first(store: Store) -> None:
    store.create_assessment(assessment(at=minutes(9)))

    assert store.assessments() == (assessment(),)


def test_the_latest_assessment_comes_first(store: Store) -> None:
    later, invented = (
        assessment("a0", at=minutes(1)),
        assessment("a9", at=minutes(-1), invented=True),
    )
    store.create_assessment(invented)
    store.create_assessment(later)

    assert store.assessments() == (later, assessment(), invented)


def test_the_overview_shows_current_values_only(store: Store) -> None:
    store.create_assessment(assessment("a2", at=minutes(1)))
    first = [
        op("n1", "Old name", of="facility.name"),
        op("n2", "Blue house", of="facility.name", bases=("n1",)),
        op("c1", "NP", of="facility.country"),
        op("s1", "collecting", of="visit.state"),
        op("f1", "short", of="visit.form"),
        op("d1", "2026-03-02", of="visit.started"),
        op("r1", "Bagmati", of="facility.region"),
        op("l1", "0"),
    ]
    store.take("a1", first, "ana", "tablet", NOW)
    store.take("a1", [op("x", "2026-03-04", of="visit.ended", draft=True)], "ana", "tablet", NOW)
    store.take("a2", [op("n9", "Red house", of="facility.name")], "ana", "tablet", NOW)

    blank = {"country": "", "form": "", "started": "", "ended": ""}
    second = assessment("a2", at=minutes(1))
    assert store.overview() == (
        Overview(assessment=second, facility="Red house", state="planned", **blank),
        Overview(
            assessment=assessment(),
            facility="Blue house",
            country="NP",
            form="short",
            state="collecting",
            started="2026-03-02",
            ended="2026-03-04",
        ),
    )


def test_this_computer_has_one_person_who_may_take_a_name(store: Store, database: str) -> None:
    person = store.person(NOW)
    assert (person.name, person.created_at) == ("", NOW)

    store.rename_person(person.id, "Ana Élise")
    with open_store(database) as again:
        found = again.person(NOW + timedelta(days=1))
        assert (found.id, found.name, found.created_at) == (person.id, "Ana Élise", NOW)
        assert again.people() == (found,)


def test_an_installation_keeps_its_id(store: Store, database: str) -> None:
    with open_store(database) as again:
        assert again.installation() == store.installation() != store.person(NOW).id


def test_health_tells_what_the_database_is(store: Store, database: str) -> None:
    health = store.health()

    assert set(health) == {"database", "place", "schema", "version", "journal", "check", "bytes"}
    assert health["schema"] == "0005"
    assert health["check"] == "ok"
    assert int(health["bytes"]) > 4096
    assert health["database"] == ("SQLite" if database.startswith("sqlite") else "PostgreSQL")
