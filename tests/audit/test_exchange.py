"""One exchange with a browser: what is saved, what is told, and what nobody else gets to see."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from audit.assessments import Assessment, new_assessment
from audit.exchange import exchange, moment, now_ms, zone
from audit.permits import Permit, issue
from audit.storage import StorageFault, Store, open_store
from audit.trail import Entries
from audit.words import translator
from rubrics.loader import digest, find

NOW = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield opened


@pytest.fixture
def audit(store: Store) -> Assessment:
    rubric = find("peer-integration")
    begun = new_assessment(
        rubric_id=rubric.id, rubric_version=rubric.version, rubric_digest=digest(rubric), now=NOW
    )
    store.create_assessment(begun)
    return begun


def operation(name: str, subject: str, field: str, value: str, **more: Any) -> dict[str, Any]:
    about = {"id": f"operation-{name}", "subject": subject, "field": field, "value": value}
    return {**about, "bases": [], "draft": False, "order": 1, "device": "tablet", **more}


def send(store: Store, audit: Assessment, *listed: Any, person: str = "ama", **more: Any) -> Any:
    permit = issue(Permit(person, audit.id), store.secret(), NOW)
    sent = {"permit": permit, "language": "fr", "zone": "Africa/Bamako", "operations": list(listed)}
    now = more.pop("now", NOW)
    return exchange(store, sent | more, now)


def test_an_edit_is_saved_and_the_field_comes_back_as_it_stands(
    store: Store, audit: Assessment
) -> None:
    reply = send(store, audit, operation("1", "criterion/A1", "level", "2"))
    assert reply["taken"] == ["operation-1"]
    assert reply["values"] == {
        "criterion/A1|level": {"value": "2", "bases": ("operation-1",), "rivals": []}
    }
    assert reply["saved_at"] == "09:00:05"
    assert reply["trouble"] == ""
    assert reply["refused"] == {}
    assert Entries(store.rows(audit.id)).value("criterion/A1", "level", "ama") == "2"


def test_an_edit_sent_twice_is_taken_once_and_acknowledged_twice(
    store: Store, audit: Assessment
) -> None:
    for _ in range(2):
        reply = send(store, audit, operation("1", "criterion/A1", "level", "2"))
        assert reply["taken"] == ["operation-1"]
    assert len(store.rows(audit.id)) == 1


def test_a_refusal_is_told_in_the_readers_language(store: Store, audit: Assessment) -> None:
    reply = send(store, audit, operation("1", "criterion/A1", "level", "9"))
    assert reply["refused"]["operation-1"].startswith("Pas enregistré")
    assert reply["taken"] == []
    assert reply["saved_at"] == ""
    assert store.rows(audit.id) == ()


@pytest.mark.parametrize("sent", [None, 7, [], {}, {"permit": "x"}, {"permit": None}])
def test_without_a_permit_nothing_is_said_and_nothing_saved(
    store: Store, audit: Assessment, sent: object
) -> None:
    assert exchange(store, sent, NOW) is None
    assert store.rows(audit.id) == ()


def test_a_permit_for_an_audit_that_is_not_here_is_none(store: Store) -> None:
    permit = issue(Permit("ama", "gone"), store.secret(), NOW)
    assert exchange(store, {"permit": permit, "operations": []}, NOW) is None


def test_a_permit_that_has_ended_saves_nothing(store: Store, audit: Assessment) -> None:
    permit = issue(Permit("ama", audit.id), store.secret(), NOW - timedelta(days=4))
    sent = {"permit": permit, "operations": [operation("1", "facility", "name", "House")]}
    assert exchange(store, sent, NOW) is None
    assert store.rows(audit.id) == ()


def test_a_rating_of_somebody_else_never_comes_back(store: Store, audit: Assessment) -> None:
    send(store, audit, operation("1", "criterion/A1", "level", "3"), person="binta")
    reply = send(store, audit, operation("2", "criterion/A1", "level", "1"))
    assert reply["values"]["criterion/A1|level"] == {
        "value": "1",
        "bases": ("operation-2",),
        "rivals": [],
    }


def test_two_people_who_wrote_one_shared_field_see_both_answers(
    store: Store, audit: Assessment
) -> None:
    send(store, audit, operation("1", "facility", "name", "House"), person="binta")
    reply = send(store, audit, operation("2", "facility", "name", "Garden"))
    rivals = reply["values"]["facility|name"]["rivals"]
    assert [rival["value"] for rival in rivals] == ["House", "Garden"]


@pytest.mark.parametrize("touched", [None, 4, {}, {"subject": 3, "field": "x"}])
def test_what_is_no_operation_touches_nothing(
    store: Store, audit: Assessment, touched: object
) -> None:
    reply = send(store, audit, touched)
    assert (reply["taken"], reply["values"]) == ([], {})


def test_a_trouble_of_the_store_is_told_and_nothing_acknowledged(
    store: Store, audit: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(*_: object) -> None:
        raise StorageFault("storage.full", place="/somewhere/audits.db")

    monkeypatch.setattr("audit.storage.store.Store.take", take)
    reply = send(store, audit, operation("1", "facility", "name", "House"), language="en")
    assert reply["trouble"].startswith("The disk is full: /somewhere/audits.db.")
    assert reply["taken"] == []


def test_an_action_goes_one_step_at_a_time_whoever_sends_it(
    store: Store, audit: Assessment
) -> None:
    def status(number: str, value: str, *bases: str, person: str = "ama") -> Any:
        step = operation(number, "action/B7.0", "status", value, bases=list(bases))
        return send(store, audit, step, person=person, language="en")

    assert "one step at a time" in status("1", "done")["refused"]["operation-1"]
    assert status("2", "agreed")["taken"]
    assert status("3", "in_progress", "operation-2")["taken"]
    assert status("4", "done", "operation-3")["taken"]
    assert "cannot verify" in status("5", "verified", "operation-4")["refused"]["operation-5"]
    assert status("6", "verified", "operation-4", person="binta")["taken"]


def test_an_action_is_dropped_only_after_its_reason_which_may_come_along(
    store: Store, audit: Assessment
) -> None:
    dropped = operation("1", "action/B7.0", "status", "dropped")
    assert "why the action" in send(store, audit, dropped, language="en")["refused"]["operation-1"]
    reason = operation("2", "action/B7.0", "dropped_reason", "The unit closes.")
    dropped = operation("3", "action/B7.0", "status", "dropped", order=2)
    assert send(store, audit, reason, dropped)["taken"] == ["operation-2", "operation-3"]


def test_a_status_cannot_be_taken_away(store: Store, audit: Assessment) -> None:
    assert send(store, audit, operation("1", "action/B7.0", "status", "agreed"))["taken"]
    empty = operation("2", "action/B7.0", "status", "", bases=["operation-1"])
    assert send(store, audit, empty)["refused"]


def test_an_audit_whose_rubric_is_not_installed_takes_nothing(store: Store) -> None:
    begun = new_assessment(rubric_id="gone", rubric_version="1.0.0", rubric_digest="x", now=NOW)
    store.create_assessment(begun)
    reply = send(store, begun, operation("1", "facility", "name", "House"), language="en")
    assert reply["taken"] == []
    assert "is not installed here" in reply["trouble"]
    assert store.rows(begun.id) == ()


def test_a_database_that_cannot_even_be_read_is_told_as_trouble(
    store: Store, audit: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def assessment(*_: object) -> None:
        raise StorageFault("storage.locked", place="audits.db")

    monkeypatch.setattr("audit.storage.store.Store.assessment", assessment)
    reply = send(store, audit, operation("1", "facility", "name", "House"), language="en")
    assert reply["trouble"].startswith("Another program is using the database")
    assert reply["taken"] == []


def test_moments_of_reading_never_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = now_ms()
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert before < now_ms() < now_ms()


@pytest.mark.parametrize("name", ["criterion/\ud800", "a b", "x" * 101])
def test_a_name_that_is_none_touches_nothing(store: Store, audit: Assessment, name: str) -> None:
    reply = send(store, audit, operation("1", name, "level", "1"))
    assert (reply["taken"], reply["values"]) == ([], {})


def test_a_moment_of_today_is_a_time_and_any_other_has_its_date() -> None:
    t, here = translator("en"), ZoneInfo("Europe/Paris")
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert moment(t, NOW, NOW, here) == "10:00:05"
    assert moment(t, late, NOW, here) == "00:30:00"
    assert moment(t, late - timedelta(hours=1), NOW, here) == "1 Mar 2026, 23:30:00"


@pytest.mark.parametrize("name", [None, 3, "", "Nowhere/At-all", "../etc", "x" * 500])
def test_an_unknown_zone_is_utc(name: object) -> None:
    assert zone(name) is UTC


def test_a_rating_that_others_have_seen_stays_as_it_was_given(
    store: Store, audit: Assessment
) -> None:
    def rate(number: str, value: str, *bases: str, **more: Any) -> Any:
        level = operation(number, "criterion/A1", "level", value, bases=list(bases))
        return send(store, audit, level, language="en", **more)

    def finish(number: str, value: str = "yes", *bases: str, **more: Any) -> Any:
        done = operation(number, "ratings", "locked", value, bases=list(bases))
        return send(store, audit, done, language="en", **more)

    assert rate("1", "1")["taken"]
    assert rate("2", "3", person="binta")["taken"]
    assert finish("3")["taken"]
    # Nobody has seen it yet: one may still think again.
    assert rate("4", "2", "operation-1")["taken"]
    assert finish("5", person="binta")["taken"]

    assert "have been compared" in rate("6", "3", "operation-4")["refused"]["operation-6"]
    assert finish("7", "no", "operation-3")["refused"]
    assert Entries(store.rows(audit.id)).value("criterion/A1", "level", "ama") == "2"
    shown = operation("6b", "criterion/A1", "shown_documents", "3")
    assert send(store, audit, shown)["refused"]
    judged = operation("8", "criterion/A1", "judged", "3")
    note = operation("9", "criterion/A1", "note_documents", "The list is complete.")
    assert send(store, audit, judged, note)["taken"] == ["operation-8", "operation-9"]


def test_who_has_not_finished_rates_on_while_others_have(store: Store, audit: Assessment) -> None:
    for number, person in (("1", "binta"), ("2", "chidi")):
        assert send(store, audit, operation(number, "ratings", "locked", "yes"), person=person)
    assert send(store, audit, operation("3", "criterion/A1", "level", "2"))["taken"]


CODE = "P01-KX4"


def answered(number: str, value: str = "yes") -> dict[str, Any]:
    return operation(number, f"answer/{CODE}/G6/1", "answer", value)


def consented(number: str, value: str, *bases: str) -> dict[str, Any]:
    return operation(
        number,
        f"informant/{CODE}",
        "consent_interview",
        value,
        bases=[f"operation-{b}" for b in bases],
    )


@pytest.mark.parametrize("consent", ["no", "not_asked", ""])
def test_nothing_told_is_noted_without_consent_to_the_interview(
    store: Store, audit: Assessment, consent: str
) -> None:
    assert send(store, audit, consented("1", consent))["taken"]
    words = operation("3", f"said/{CODE}/hope", "words", "Hm", draft=True)
    reply = send(store, audit, answered("2"), words, language="en")
    assert reply["taken"] == []
    assert set(reply["refused"]) == {"operation-2", "operation-3"}
    assert reply["refused"]["operation-2"].startswith("Not saved: this person has not agreed")
    assert not any(row.key.subject.startswith(("answer", "said")) for row in store.rows(audit.id))


def test_consent_and_answer_may_come_in_one_go_and_consent_may_be_taken_back(
    store: Store, audit: Assessment
) -> None:
    reply = send(store, audit, consented("1", "yes"), answered("2"))
    assert reply["taken"] == ["operation-1", "operation-2"]
    assert send(store, audit, consented("3", "no", "1"))["taken"]
    assert send(store, audit, answered("4"))["refused"]
    # An answer may still be taken away, and one of somebody else changes nothing.
    taken_away = {**answered("5", ""), "bases": ["operation-2"]}
    assert send(store, audit, taken_away)["taken"] == ["operation-5"]
    other = operation("6", "answer/P02-KX4/G6/1", "answer", "yes")
    assert send(store, audit, other)["refused"]


def test_what_somebody_withdrew_is_forgotten_and_not_refused(
    store: Store, audit: Assessment
) -> None:
    store.erase_informant(audit.id, CODE, NOW)
    assert send(store, audit, answered("1"))["taken"] == ["operation-1"]
    assert store.rows(audit.id) == ()


def test_finished_ratings_are_reopened_after_saying_why_and_only_then(
    store: Store, audit: Assessment
) -> None:
    def put(number: str, place: str, value: str, *bases: str, **more: Any) -> Any:
        subject, _, field = place.rpartition(".")
        edit = operation(number, subject, field, value, bases=list(bases))
        return send(store, audit, edit, language="en", **more)

    for number, person in (("1", "ama"), ("2", "binta")):
        assert put(number, "ratings.locked", "yes", person=person)["taken"]
    # Sent once more, because the first answer was lost.
    assert put("1", "ratings.locked", "yes")["taken"]
    refused = put("3", "ratings.locked", "no", "operation-1")["refused"]["operation-3"]
    assert "first say why" in refused
    assert put("4", "criterion/A1.level", "2")["refused"]
    later = {"now": NOW + timedelta(minutes=1)}
    assert put("5", "ratings.reopened", "I mixed up the wards.", **later)["taken"]
    # Somebody else's reason is theirs.
    assert put("8", "ratings.locked", "no", "operation-2", person="binta", **later)["refused"]
    assert put("6", "ratings.locked", "no", "operation-1", **later)["taken"]
    assert put("7", "criterion/A1.level", "2", **later)["taken"]
    assert store.locked(audit.id) == {"binta"}


def test_ratings_stay_closed_once_the_facility_has_the_draft(
    store: Store, audit: Assessment
) -> None:
    for number, person in (("1", "ama"), ("2", "binta")):
        send(store, audit, operation(number, "ratings", "locked", "yes"), person=person)
    for number, state in (("3", "collecting"), ("4", "agreeing"), ("5", "with_facility")):
        base = [] if number == "3" else [f"operation-{int(number) - 1}"]
        assert send(store, audit, operation(number, "visit", "state", state, bases=base))["taken"]
    why = operation("6", "ratings", "reopened", "I mixed up the wards.")
    no = operation("7", "ratings", "locked", "no", bases=["operation-1"], order=2)
    answer = send(store, audit, why, no, language="en", now=NOW + timedelta(minutes=1))
    assert "the facility has the draft" in answer["refused"]["operation-7"]
