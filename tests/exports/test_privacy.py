"""Editions: nothing leaves that no list names, and an edition only narrows."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from exports import record as parts
from exports import record_voices
from exports.privacy import ALLOWED, SECOND_READER, WiderEditionError, edition
from exports.record import ActionRecord, Audience, AuditRecord, CriterionResult, StandardResult
from exports.record_part import Part
from rubrics.text import Text
from tests.exports.sample_record import sample_record

NARROW: tuple[Audience, ...] = ("facility", "public")
PARTS = {
    part
    for part in (*vars(parts).values(), *vars(record_voices).values())
    if isinstance(part, type) and issubclass(part, Part)
}


def planted(part: Any, audience: Audience, canary: str) -> Any:
    """Return the part with a canary in every text that no list lets out to this audience."""
    if isinstance(part, tuple):
        return tuple(planted(item, audience, canary) for item in part)
    if not isinstance(part, BaseModel) or isinstance(part, Text):
        return part
    fields = {
        name: _planted_field(part, name, audience, canary) for name in type(part).model_fields
    }
    return part.model_copy(update=fields)


def _planted_field(part: BaseModel, name: str, audience: Audience, canary: str) -> Any:
    value = getattr(part, name)
    allowed = name in ALLOWED[audience].get(type(part), ())
    if not allowed and type(part).model_fields[name].annotation is str:
        return canary
    tick = SECOND_READER.get((type(part), name))
    if audience == "public" and tick is not None and not getattr(part, tick):
        return canary
    return planted(value, audience, canary)


def strings_that_stay(audience: Audience) -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for name, field in part.model_fields.items():
            if field.annotation is str and name not in ALLOWED[audience].get(part, ()):
                yield part.__name__, name


@pytest.mark.parametrize("audience", NARROW)
@settings(max_examples=10)
@given(canary=st.from_regex(r"canary-[a-z0-9]{6,12}", fullmatch=True))
def test_no_text_leaves_that_is_not_allowed_to(audience: Audience, canary: str) -> None:
    record = planted(sample_record(), audience, canary)
    assert record.model_dump_json().count(canary) > 30
    assert canary not in edition(record, audience).model_dump_json()


def test_the_canaries_stand_where_secrets_would() -> None:
    stay = set(strings_that_stay("public"))
    assert stay >= {
        ("Notes", "documents"),
        ("Notes", "observation"),
        ("Notes", "interviews"),
        ("RatingGiven", "assessor"),
        ("Member", "name"),
        ("Member", "conflict"),
        ("Answered", "note"),
        ("Visit", "access_note"),
        ("StandardResult", "judged_reason"),
        ("CriterionResult", "reason"),
        ("ActionRecord", "text"),
        ("ActionRecord", "owner"),
        ("ActionRecord", "notes"),
        ("ActionRecord", "shaped_by"),
        ("ActionRecord", "completion_evidence"),
        ("ActionRecord", "dropped_reason"),
    }
    assert ("CriterionResult", "reason") not in set(strings_that_stay("facility"))


@pytest.mark.parametrize("audience", NARROW)
def test_nothing_of_a_single_rating_leaves_the_team(audience: Audience) -> None:
    assert parts.RatingGiven not in ALLOWED[audience]
    assert not any(c.ratings for c in edition(sample_record(), audience).criteria)


def test_the_team_reads_everything() -> None:
    record = sample_record()
    assert edition(record, "team") is record


def test_the_facility_reads_findings_reasons_and_its_plan_but_no_notes_and_no_names() -> None:
    record = sample_record("facility")
    assert record.audience == "facility"
    assert [s.finding for s in record.standards] == [s.finding for s in sample_record().standards]
    assert record.standards[4].judged_reason == "Nobody outside gives supervision yet."
    assert record.criteria[0].reason
    assert record.criteria[0].ratings == ()
    assert record.team.members == ()
    assert record.team.size == 3
    assert record.visit.access_note == ""
    assert record.actions[0].owner == "Dr Salma Owner"
    assert [one.note for one in (*record.context, *record.ethics)] == ["", "", ""]


def test_a_reason_that_only_stands_in_stays_with_the_team() -> None:
    judged = sample_record().criteria[0]
    one_assessors = judged.model_copy(update={"id": "A0", "provisional": True})
    record = sample_record(criteria=(judged, one_assessors))
    assert [c.reason for c in record.criteria] == [judged.reason, judged.reason]
    kept, held_back = edition(record, "facility").criteria
    assert (kept.reason, held_back.reason) == (judged.reason, "")
    assert held_back.rank == judged.rank


def test_dissent_is_read_by_the_facility_and_in_public_after_a_second_reader() -> None:
    def told(audience: Audience) -> list[str]:
        return [c.id for c in sample_record(audience).criteria if c.dissent]

    (first, second) = told("team")
    assert told("facility") == [first, second]
    assert told("public") == [second]
    reopened = sample_record().criteria[0].model_copy(update={"provisional": True})
    kept = edition(sample_record(criteria=(reopened,)), "facility").criteria[0]
    assert (kept.dissent, reopened.dissent != "") == ("", True)


def test_the_public_reads_only_what_a_second_reader_has_seen() -> None:
    record = sample_record("public")
    assert [bool(s.finding) for s in record.standards] == [True, False, True, True, False, False]
    assert {c.reason for c in record.criteria} == {""}
    assert {(a.owner, a.text, a.notes, a.shaped_by) for a in record.actions} == {("", "", "", "")}
    assert record.visit.access_note == ""
    assert record.facility == sample_record().facility
    assert record.visit.started == "2027-02-15"


@pytest.mark.parametrize("audience", NARROW)
def test_figures_and_levels_are_the_same_in_every_edition(audience: Audience) -> None:
    whole, narrow = sample_record(), sample_record(audience)
    assert narrow.overall == whole.overall
    assert [s.figures for s in narrow.standards] == [s.figures for s in whole.standards]
    assert [c.rank for c in narrow.criteria] == [c.rank for c in whole.criteria]
    assert [a.status for a in narrow.actions] == [a.status for a in whole.actions]


def test_an_edition_narrows_in_steps_as_it_does_at_once() -> None:
    record = sample_record()
    assert edition(edition(record, "facility"), "public") == edition(record, "public")
    for audience in NARROW:
        assert edition(edition(record, audience), audience) == edition(record, audience)


@pytest.mark.parametrize(("held", "asked"), [("public", "facility"), ("facility", "team")])
def test_an_edition_never_widens(held: Audience, asked: Audience) -> None:
    with pytest.raises(WiderEditionError):
        edition(sample_record(held), asked)


def test_every_list_names_fields_that_exist_and_every_field_that_must_be_there() -> None:
    for allowed in ALLOWED.values():
        for part, names in allowed.items():
            assert names <= set(part.model_fields)
            assert {n for n, f in part.model_fields.items() if f.is_required()} <= names
    assert set(ALLOWED) == set(get_args(Audience)) - {"team"}


def test_a_field_that_no_list_names_falls_back_to_nothing() -> None:
    record = sample_record()
    for part in (CriterionResult, StandardResult, ActionRecord):
        missing = set(part.model_fields) - ALLOWED["public"][part]
        assert missing, part
    public = edition(record, "public")
    for action in public.actions:
        for name in set(ActionRecord.model_fields) - ALLOWED["public"][ActionRecord]:
            assert getattr(action, name) == ActionRecord.model_fields[name].default
    assert isinstance(public, AuditRecord)


@pytest.mark.parametrize("audience", NARROW)
def test_a_screening_stays_a_screening(audience: Audience) -> None:
    record = sample_record()
    screening = record.model_copy(
        update={"instrument": record.instrument.model_copy(update={"kind": "screening"})}
    )
    assert edition(screening, audience).instrument.kind == "screening"


def test_the_team_s_notes_on_an_action_stay_with_the_team() -> None:
    record = sample_record()
    noted = record.actions[0].model_copy(update={"notes": "Ask Amina first."})
    given = edition(record.model_copy(update={"actions": (noted,)}), "facility")
    assert given.actions[0].notes == ""
