"""The record: everything the team entered, once, with figures that can be computed again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.assessments import Assessment
from audit.fields import CATALOGUE, CONTEXT, ETHICS
from audit.labels import label, printed
from audit.report import audit_record
from audit.sheets.judging import assessor_name
from audit.sheets.sheet import Filler
from audit.visit import names
from audit.words import translator
from exports.privacy import edition
from exports.recompute import figures
from exports.record import AuditRecord, Figures, Identifier, Member, Notes, PeerSupport, RatingGiven
from rubrics.groups import groups_of
from rubrics.model import Rubric
from rubrics.scoring import JudgedStandard, Judgement, NotApplicable, as_json, score
from rubrics.text import Text
from rubrics.vocabulary import Form
from tests.audit.typed_trail import CRITERIA, TINY, Trail

ASSESSMENT = Assessment(
    id="a1",
    facility_id="f1",
    rubric_id="tiny",
    rubric_version="1.0.0",
    rubric_digest="ab" * 32,
    invented=True,
    created_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
)


def record_of(trail: Trail, rubric: Rubric = TINY) -> AuditRecord:
    return audit_record(ASSESSMENT, trail.rows, rubric)


def test_a_judgement_that_a_later_rating_reopened_is_said_to_be() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.judge("criterion/S1", 1)
    assert not record_of(trail).criteria[0].reopened
    trail.rate("S1", 2)
    record = record_of(trail)
    assert (record.criteria[0].reopened, record.criteria[0].provisional) == (True, True)
    assert not edition(record, "facility").criteria[0].reopened


def test_dissent_stands_beside_its_judgement_and_waits_for_a_second_reader() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    row = trail.put("criterion/S1", "dissent", "One of us saw a locked door.")
    assert record_of(trail).criteria[0].dissent == ""
    trail.judge("criterion/S1", 1)
    assert record_of(trail).criteria[0].dissent == "One of us saw a locked door."
    trail.put("criterion/S1", "dissent_read", row.id, author="ben")
    assert record_of(trail).criteria[0].dissent_read
    trail.put("criterion/S1", "dissent", "Two of us did.")
    assert not record_of(trail).criteria[0].dissent_read


def test_an_empty_assessment_is_a_planned_one_with_everything_open() -> None:
    record = audit_record(ASSESSMENT, (), TINY)
    assert (record.audience, record.state, record.as_of) == ("team", "planned", "2026-03-01")
    assert (record.id, record.facility.id, record.facility.name) == ("a1", "f1", "")
    assert record.invented
    assert record.instrument.form == "short"
    assert record.instrument.digest == "ab" * 32
    assert [c.id for c in record.criteria] == ["S1", "S2", "T1", "T2", "U1", "U2"]
    assert record.overall.figures == Figures(
        applicable=6,
        rated=0,
        counts=(0, 0, 0),
        coverage=0.0,
        index=None,
        bounds=(0.0, 100.0),
        breaches=(),
        proposed=None,
        level=None,
        reason="not_enough_evidence",
    )
    assert record.actions == ()


def test_the_state_becomes_collecting_with_the_first_rating() -> None:
    trail = Trail()
    assert record_of(trail).state == "planned"
    trail.rate("S1", 1)
    assert record_of(trail).state == "collecting"
    trail.put("visit", "state", "agreeing")
    assert record_of(trail).state == "agreeing"


def test_the_date_is_that_of_the_last_change_in_utc() -> None:
    trail = Trail()
    late = replace(trail.rows[0], at=datetime.fromisoformat("2026-05-01T00:30:00+02:00"))
    assert audit_record(ASSESSMENT, [late], TINY).as_of == "2026-04-30"


def test_facility_and_visit_are_as_entered() -> None:
    trail = Trail()
    entered = {
        "facility": {
            "name": "Centre de l’Exemple",
            "country": "MA",
            "region": "Rabat",
            "kind": "day_centre",
            "register": "Ministry",
            "number": "MH-42",
        },
        "visit": {
            "started": "2026-02-15",
            "ended": "2026-02-17",
            "announced": "unannounced",
            "access": "limited",
            "access_note": "One ward stayed shut.",
            "organisation": "association",
            "paid": "2",
            "volunteers": "0",
            "remote": "yes",
            "one_to_one": "yes",
            "group": "no",
        },
    }
    for subject, values in entered.items():
        for field, value in values.items():
            trail.put(subject, field, value)
    record = record_of(trail)
    assert record.facility.identifiers == (Identifier(system="Ministry", value="MH-42"),)
    assert (record.facility.name, record.facility.country) == ("Centre de l’Exemple", "MA")
    assert (record.facility.region, record.facility.kind) == ("Rabat", "day_centre")
    assert (record.visit.started, record.visit.ended) == ("2026-02-15", "2026-02-17")
    assert (record.visit.announced, record.visit.access) == ("unannounced", "limited")
    assert record.visit.access_note == "One ward stayed shut."
    assert record.visit.peer_support == PeerSupport(
        organisation="association", paid=2, volunteers=0, modes=("one_to_one", "remote")
    )


def test_a_register_without_a_number_identifies_nothing() -> None:
    trail = Trail()
    trail.put("facility", "register", "Ministry")
    assert record_of(trail).facility.identifiers == ()


def test_the_team_is_counted_without_those_who_left() -> None:
    trail = Trail()
    people = {
        "m1": {"name": "Ann", "role": "Lead", "lived_experience": "yes", "paid": "yes"},
        "m2": {"name": "Ben", "lived_experience": "yes", "paid": "no", "conflict": "A cousin."},
        "m3": {"name": "Cleo", "lived_experience": "no", "paid": "yes", "conflict": " "},
        "m4": {"name": "Dan", "lived_experience": "yes", "paid": "yes", "removed": "yes"},
    }
    for member, values in people.items():
        for field, value in values.items():
            trail.put(f"member/{member}", field, value)
    team = record_of(trail).team
    assert (team.size, team.with_lived_experience, team.with_lived_experience_paid) == (3, 2, 1)
    assert team.conflicts_declared == 1
    assert team.members[0] == Member(name="Ann", role="Lead", lived_experience=True, paid=True)
    assert [member.name for member in team.members] == ["Ann", "Ben", "Cleo"]


def test_members_of_one_name_are_told_apart_wherever_they_are_named() -> None:
    trail = Trail()
    typed = {"m1": "Anna", "m2": " anna", "m3": "Anna (2)", "m4": "Anna", "m5": "", "m6": "Ben"}
    for member, name in typed.items():
        trail.put(f"member/{member}", "name", name)
        trail.rate("S1", 1, member)
    trail.lock(*typed)
    shown = ["Anna", "anna (2)", "Anna (2) (2)", "Anna (3)", "Ben"]
    assert list(names(trail.entries).values()) == shown
    record = record_of(trail)
    given = [r.assessor for c in record.criteria if c.id == "S1" for r in c.ratings]
    assert given == [*shown[:-1], "m5", "Ben"]
    assert [member.name for member in record.team.members] == [*shown[:-1], "", "Ben"]
    assert record.agreement
    assert [each.name for each in record.agreement.assessors] == [*shown[:-1], "", "Ben"]
    fill = Filler(trail.entries, translator("en"), "m6", UTC)
    assert [assessor_name(fill, who) for who in ("m1", "m4", "m5", "m6")] == [
        "Anna",
        "Anna (3)",
        "Another assessor",
        "You",
    ]


def test_context_and_ethics_carry_their_labels() -> None:
    trail = Trail()
    trail.put("context/law", "answer", "mixed")
    trail.put("context/law", "note", "A bill is being read.")
    trail.put("ethics/consent", "done", "no")
    record = record_of(trail)
    law = record.context[0]
    assert law.label == Text(
        en="Law on mental health and disability", fr="Loi sur la santé mentale et le handicap"
    )
    assert (law.answer, law.note) == (Text(en="Mixed", fr="Mitigé"), "A bill is being read.")
    assert [point.id for point in record.context] == list(CONTEXT)
    assert [point.id for point in record.ethics] == list(ETHICS)
    answers = {point.id: point.answer for point in record.ethics}
    assert answers["consent"] == Text(en="No", fr="Non")
    assert answers["purpose"] is None


def test_a_criterion_carries_its_judgement_ratings_and_evidence() -> None:
    trail = Trail()
    trail.rate("S2", 1)
    trail.put("member/ann", "name", "Ann Example")
    trail.put("member/ben", "name", "Ben Example")
    trail.put("criterion/S2", "note_documents", "Sign of March.", owner="ann")
    trail.rate("S2", 2, "ben")
    trail.put("criterion/S2", "note_interviews", "Open, they say.", owner="ben")
    trail.put("criterion/S2", "shown_observation", "0", owner="ben")
    trail.lock("ann", "ben")
    trail.judge("criterion/S2", 0, "Nobody could read it.")
    found = {c.id: c for c in record_of(trail).criteria}["S2"]
    criterion = TINY.criterion("S2")
    assert (found.rank, found.proposed, found.provisional) == (0, 1, False)
    assert found.reason == "Nobody could read it."
    assert found.evidence == ("documents", "observation", "interviews")
    assert found.ratings == (
        RatingGiven(assessor="Ann Example", rank=1, notes=Notes(documents="Sign of March.")),
        RatingGiven(
            assessor="Ben Example",
            rank=2,
            notes=Notes(interviews="Open, they say."),
            shown_observation=0,
        ),
    )
    assert (found.standard, found.theme) == ("S", "place")
    assert found.anchors == tuple(criterion.anchors[rank] for rank in (0, 1, 2))
    assert found.next_step == criterion.next_steps[0]
    assert found.cites == (Text(en="A Gardener (2020), p. 3", fr="A Gardener (2020), p. 3"),)


@pytest.mark.parametrize(("level", "shown"), [("2", None), ("na", None), ("", None), ("1", 1)])
def test_only_a_gap_has_a_next_step(level: str, shown: int | None) -> None:
    trail = Trail()
    trail.rate("S2", level, reason="Here is why.")
    found = record_of(trail).criteria[1]
    expected = None if shown is None else TINY.criterion("S2").next_steps[shown]
    assert found.next_step == expected


def finding_read(trail: Trail) -> bool:
    return record_of(trail).standards[0].finding_read


def test_a_finding_counts_as_read_when_somebody_else_read_it_as_it_stands() -> None:
    trail = Trail()
    finding = trail.put("standard/S", "finding", "The gate opens.", author="ann")
    assert not finding_read(trail)
    trail.put("standard/S", "finding_read", finding.id, author="ann")
    assert not finding_read(trail)
    trail.put("standard/S", "finding_read", finding.id, author="ben")
    assert finding_read(trail)
    changed = trail.put("standard/S", "finding", "The gate opens late.", author="ann")
    assert not finding_read(trail)
    trail.put("standard/S", "finding_read", changed.id, author="ben")
    assert finding_read(trail)
    trail.put("standard/S", "finding_read", "", author="ben")
    assert not finding_read(trail)
    assert record_of(trail).standards[0].finding == "The gate opens late."


def test_an_empty_finding_is_never_read() -> None:
    trail = Trail()
    finding = trail.put("standard/S", "finding", "", author="ann")
    trail.put("standard/S", "finding_read", finding.id, author="ben")
    assert not finding_read(trail)


def test_a_judged_standard_is_in_the_record_with_its_reason() -> None:
    trail = Trail()
    for criterion in ("S1", "S2", "S3"):
        trail.rate(criterion, 1)
    trail.judge("standard/S", 2, "A new gate was built.")
    found = record_of(trail).standards[0]
    assert (found.judged, found.judged_reason) == (2, "A new gate was built.")
    assert (found.figures.proposed, found.figures.level) == (1, 2)


def test_figures_are_rounded_half_up_at_the_end() -> None:
    trail = Trail()
    for criterion, level in (("S1", 0), ("S2", 1), ("S3", 2), ("T1", 1), ("T2", 2), ("T3", 1)):
        trail.rate(criterion, level)
    overall = record_of(trail).overall.figures
    assert (overall.applicable, overall.rated, overall.counts) == (10, 6, (1, 3, 2))
    assert (overall.coverage, overall.index, overall.bounds) == (0.6, None, (35.0, 75.0))
    assert overall.breaches == ("S1",)
    themes = {theme.id: theme.figures for theme in record_of(trail).themes}
    assert themes["place"].bounds == (58.3, 58.3)
    assert (themes["place"].level, themes["people"].reason) == (0, "not_enough_evidence")


def judgements_in(record: AuditRecord) -> dict[str, Judgement]:
    given: dict[str, Judgement] = {}
    for criterion in record.criteria:
        if criterion.not_applicable:
            given[criterion.id] = NotApplicable(criterion.reason)
        elif criterion.rank is not None:
            given[criterion.id] = criterion.rank
    return given


def printed_figures(found: Figures) -> dict[str, object]:
    said = found.model_dump(mode="json")
    said["counts"] = {str(rank): n for rank, n in enumerate(found.counts)}
    return said


LEVELS = st.sampled_from(["0", "1", "2", "na", ""])


@given(
    form=st.sampled_from(["short", "full"]),
    rated=st.dictionaries(st.sampled_from(CRITERIA), LEVELS),
    judged=st.dictionaries(st.sampled_from(CRITERIA), LEVELS, max_size=4),
    levels=st.dictionaries(st.sampled_from("STU"), LEVELS),
    reason=st.sampled_from(["", "why"]),
    chance=st.randoms(use_true_random=False),
)
def test_the_figures_of_a_record_follow_from_its_own_judgements(
    form: Form,
    rated: dict[str, str],
    judged: dict[str, str],
    levels: dict[str, str],
    reason: str,
    chance: Random,
) -> None:
    trail = Trail(form)
    for criterion, level in rated.items():
        trail.rate(criterion, level, reason="why")
    for criterion, level in judged.items():
        trail.judge(f"criterion/{criterion}", level, reason)
    for standard, level in levels.items():
        trail.judge(f"standard/{standard}", level, reason)
    record = record_of(trail)
    standards = {
        s.id: JudgedStandard(s.judged, s.judged_reason)
        for s in record.standards
        if s.judged is not None
    }
    again: Any = as_json(score(TINY, form, judgements_in(record), standards))
    assert printed_figures(record.overall.figures) == again["overall"]
    for kind in ("themes", "standards", "rights", "qualityrights"):
        shown = {group.id: printed_figures(group.figures) for group in getattr(record, kind)}
        assert shown.items() <= again[kind].items()
    chance.shuffle(trail.rows)
    assert record_of(trail) == record


def test_groups_name_the_criteria_they_are_counted_from() -> None:
    record = record_of(Trail("short"))
    groups = (*record.themes, *record.rights, *record.qualityrights, record.overall)
    assert all(len(group.criteria) == group.figures.applicable for group in groups)
    assert [s.id for s in record.standards] == ["S", "T", "U"]
    rights = {right.id: right.criteria for right in record.rights}
    assert rights["crpd:19"] == ("S1", "T2", "U1", "U2")
    silent = {r for r, group in groups_of(TINY, "short").rights.items() if not group.members}
    assert not silent & set(rights)


def test_figures_of_a_group_of_which_nothing_applies_are_open() -> None:
    nothing = {name: NotApplicable("why") for name in CRITERIA}
    found = figures(score(TINY, "full", nothing).overall)
    assert (found.applicable, found.coverage, found.index, found.bounds) == (0, None, None, None)
    assert (found.level, found.reason) == (None, "not_applicable")


def test_works_are_printed_as_citations() -> None:
    (work,) = record_of(Trail()).instrument.works
    assert work.citation == "A Gardener (2020). Open Gardens. Shed Press."
    reference = TINY.references[0].model_copy(
        update={"publisher": "A Gardener", "identifier": "ISBN 1"}
    )
    assert printed(reference) == "A Gardener (2020). Open Gardens. ISBN 1."


def test_a_work_without_a_date_is_cited_so_in_each_language() -> None:
    undated = TINY.references[0].model_copy(update={"year": "n.d."})
    rubric = TINY.model_copy(update={"version": "1.0.1", "references": (undated,)})
    (cite,) = record_of(Trail(), rubric).criteria[0].cites
    assert (cite.en, cite.fr) == ("A Gardener (n.d.), p. 3", "A Gardener (s. d.), p. 3")


@pytest.mark.parametrize(
    ("words", "subject", "field"),
    [
        ("facility_kind", "facility", "kind"),
        ("form", "visit", "form"),
        ("announced", "visit", "announced"),
        ("access", "visit", "access"),
        ("organisation", "visit", "organisation"),
        ("state", "visit", "state"),
        ("context_answer", "context", "answer"),
        ("tick", "ethics", "done"),
        ("action_status", "action", "status"),
        ("priority", "action", "priority"),
        ("in_power", "action", "in_power"),
        ("cost", "action", "cost"),
    ],
)
def test_every_choice_has_a_label(words: str, subject: str, field: str) -> None:
    choices = CATALOGUE[subject][field].choices
    assert len({label(f"{words}.{choice}").fr for choice in choices}) == len(choices)


URGENT = {
    "urgent_plan": "urgent_plan",
    "urgent": "urgent/X01-KX4",
    "urgent_step": "urgent_step/X01-KX4/s1",
    "urgent_check": "urgent_check/X01-KX4/2",
}


def test_no_trace_of_an_urgent_concern_is_in_the_record_not_even_its_day() -> None:
    """Every document is a face of the record: what is not in it leaves in no file at all."""
    trail = Trail()
    trail.rate("S1", 1)
    before = record_of(trail)
    assert set(URGENT) == {kind for kind in CATALOGUE if kind.startswith("urgent")}
    for kind, subject in URGENT.items():
        for field in CATALOGUE[kind]:
            row = trail.put(subject, field, "zebra-canary")
            trail.rows[-1] = replace(row, at=row.at + timedelta(days=30))
    assert record_of(trail) == before
    assert "zebra" not in record_of(trail).model_dump_json()
