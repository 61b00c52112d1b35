"""The calendar of due dates: whole by RFC 5545, the same anywhere, and silent about people."""

import os
import re
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exports.calendar import LONGEST_LINE, due_dates, folded, in_calendar
from exports.citations import plain
from exports.privacy import edition
from exports.record import ActionRecord, ActionStatus, Audience, AuditRecord, Facility
from rubrics.text import LANGUAGES, Language
from tests.exports.sample_record import empty_record, hostile_record, sample_record
from tests.exports.test_privacy import planted
from tests.house.floors import ROOT

AUDIENCES: tuple[Audience, ...] = ("team", "facility", "public")


def unfolded(content: bytes) -> list[str]:
    """Read the lines of a calendar as RFC 5545, 3.1, says; each ends in CR LF."""
    assert content.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    assert all(len(line) <= LONGEST_LINE for line in content.split(b"\r\n"))
    # Each physical line stands on its own: no character is cut in two.
    "".join(line.decode() for line in content.split(b"\r\n"))
    return content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def events(content: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfolded(content):
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            name, value = line.split(":", 1)
            found[-1][name] = value
    return found


def understood(value: str) -> str:
    """Return the text behind a value of type TEXT; a bare separator is a fault."""
    assert not re.search(r"[\\;,]", re.sub(r"\\[\\;,nN]", "", value))
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def with_actions(*actions: ActionRecord, **changes: Any) -> AuditRecord:
    return sample_record(actions=actions, **changes)


def action(
    name: str = "a", due: str = "2027-05-01", status: ActionStatus = "agreed", **more: object
) -> ActionRecord:
    fields = {"id": name, "criterion": "B7", "standard": "B", "chosen": True, **more}
    return ActionRecord.model_validate({**fields, "due": due, "status": status})


CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Peer Rights Audit//Action plan//EN
CALSCALE:GREGORIAN
NAME:Action plan f1
X-WR-CALNAME:Action plan f1
BEGIN:VEVENT
UID:c2557d1f-3e55-5a51-b6ee-bda0e61ee3a8
DTSTAMP:20270309T000000Z
SEQUENCE:740049
DTSTART;VALUE=DATE:20270501
SUMMARY:Action due: B7 (f1)
CLASS:PRIVATE
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_letter_for_letter() -> None:
    record = with_actions(action(), state="final", invented=False)
    assert due_dates(record, "en").decode() == CALENDAR.replace("\n", "\r\n")


def test_chosen_actions_still_open_are_listed_by_due_date() -> None:
    statuses: tuple[ActionStatus, ...] = ("in_progress", "proposed", "done", "verified", "dropped")
    actions = (
        action("late", due="2027-12-31", criterion="N4"),
        action("undated", due=""),
        action("not chosen", chosen=False),
        *(action(status, status=status, due="2027-04-30") for status in statuses),
    )
    found = events(due_dates(with_actions(*actions), "fr"))
    assert [(e["DTSTART;VALUE=DATE"], e["SUMMARY"]) for e in found] == [
        ("20270430", "Échéance d’une action\u00a0: B7 (f1)"),
        ("20270430", "Échéance d’une action\u00a0: B7 (f1)"),
        ("20271231", "Échéance d’une action\u00a0: N4 (f1)"),
    ]


def test_an_action_of_ones_own_is_known_by_its_standard_or_by_nothing() -> None:
    one = action("one", criterion=None)
    two = action("two", criterion=None, standard=None)
    found = events(due_dates(with_actions(one, two), "en"))
    assert {e["SUMMARY"] for e in found} == {"Action due: B (f1)", "Action due (f1)"}


def test_a_facility_is_known_by_the_start_of_its_id() -> None:
    facility = Facility(id="17c6f2fa5f31efdf", name="Centre")
    (found,) = events(due_dates(with_actions(action(), facility=facility), "en"))
    assert found["SUMMARY"] == "Action due: B7 (17c6f2fa)"


def test_an_action_keeps_its_identifier_in_every_edition_language_and_year() -> None:
    def uids(record: AuditRecord, language: Language) -> list[str]:
        return [e["UID"] for e in events(due_dates(record, language))]

    record = with_actions(action("one"), action("two"))
    first = uids(record, "en")
    assert len(set(first)) == 2
    for audience in AUDIENCES:
        assert uids(edition(record, audience), "fr") == first
    moved = with_actions(action("one", due="2028-01-01"), action("two", due="2028-01-02"))
    assert uids(moved.model_copy(update={"as_of": "2027-10-10"}), "en") == first
    other = record.model_copy(update={"id": "2027-0002"})
    assert not set(uids(other, "en")) & set(first)


@given(st.dates(date(2020, 1, 1)), st.dates(date(2020, 1, 1)))
def test_a_later_record_replaces_an_earlier_one(one: date, other: date) -> None:
    def told(day: date) -> tuple[int, str]:
        (event,) = events(due_dates(record.model_copy(update={"as_of": day.isoformat()}), "en"))
        return int(event["SEQUENCE"]), event["DTSTAMP"]

    record = with_actions(action())
    assert (told(one) < told(other)) == (one < other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_says_that_it_is_a_draft_and_invented(language: Language) -> None:
    lines = dict(line.split(":", 1) for line in unfolded(due_dates(sample_record(), language)))
    said = understood(lines["DESCRIPTION"])
    assert lines["X-WR-CALDESC"] == lines["DESCRIPTION"]
    assert len(said.split(" · ")) == 2


@pytest.mark.parametrize("make", [sample_record, empty_record, hostile_record])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_is_whole(make: object, language: Language) -> None:
    assert callable(make)
    lines = unfolded(due_dates(make(), language))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    opened: list[str] = []
    inner = 0
    for line in lines:
        name, value = line.split(":", 1)
        if name == "BEGIN":
            opened.append(value)
            inner += len(opened) == 2
        elif name == "END":
            assert opened.pop() == value
    assert opened == []
    # RFC 5545, 3.6: at least one component.
    assert inner >= 1


def test_a_plan_without_due_dates_has_no_event() -> None:
    assert events(due_dates(empty_record(), "en")) == []


@given(st.text())
def test_any_text_can_be_a_value(text: str) -> None:
    assert understood(in_calendar(text)) == plain(text)


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
@example("x" * 300)
@example("xé" * 150)
@example("\U0001f600﷽a" * 60)
def test_a_folded_line_is_short_enough_and_unfolds_to_itself(line: str) -> None:
    made = folded(line)
    assert unfolded(made) == [line]
    # No line is shorter than it must be: only the room a character needs may stay empty.
    assert all(len(part) > LONGEST_LINE - 4 for part in made.split(b"\r\n")[:-2])


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_calendar_tells_what_is_done_or_by_whom(audience: Audience, language: Language) -> None:
    record = planted(sample_record(), "public", "canary-4242")
    hidden = {"name": "canary-4242", "region": "canary-4242"}
    record = record.model_copy(update={"facility": record.facility.model_copy(update=hidden)})
    content = due_dates(edition(record, audience), language)
    assert events(content)
    assert not [line for line in unfolded(content) if "canary" in line]
    shown = {value for event in events(content) for value in event.values()}
    assert not any(a.proposal and a.proposal.in_language(language) in shown for a in record.actions)


DUE = """
import sys
from exports.calendar import due_dates
from tests.exports.sample_record import sample_record
sys.stdout.buffer.write(due_dates(sample_record(), "fr"))
"""


def test_the_same_record_gives_the_same_calendar_anywhere() -> None:
    here = due_dates(sample_record(), "fr")
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/St_Johns")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", DUE]
        done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, check=True)
        assert done.stdout == here
