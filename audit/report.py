"""The report: an assessment and its trail become the one record that every page and file shows."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC
from typing import Any, get_args

from audit import agreement_reading, hearing, sensitivity, team_agreement, visit
from audit.action_plan import plan_for
from audit.assessments import Assessment
from audit.comparison import compare, refusal
from audit.concerns import is_urgent
from audit.instrument import Place, instrument, places
from audit.joint_statement import WORDING, joint_statement
from audit.judgements import Judged, Outcome, outcome
from audit.labels import label
from audit.life_cycle import form as form_of
from audit.life_cycle import state
from audit.listening import gathered
from audit.questions import PLAN, is_of_interviews
from audit.ratings import Rating
from audit.trail import Entries, Row
from audit.voices_report import VoicesReport, voices_report
from exports.recompute import figures
from exports.record import (
    AuditRecord,
    CriterionResult,
    Group,
    LineOfEvidence,
    RatingGiven,
    StandardResult,
)
from exports.record_voices import Alert, Turnout
from exports.small_groups import hidden_groups, peers_are_hidden
from rubrics import groups
from rubrics.model import Rubric
from rubrics.scoring import GroupScore, Scores
from rubrics.text import Text
from rubrics.vocabulary import Form


def audit_record(
    assessment: Assessment,
    rows: Iterable[Row],
    rubric: Rubric,
    withdrawn: Collection[str] = (),
    earlier: Iterable[AuditRecord] = (),
) -> AuditRecord:
    """Return the record for the team, with the assessors under their names on the team.

    It holds what its reader may see: the rows are those the store gives to one reader. Of
    interviews only figures are in it: no code, no words, not even the day of one; of an urgent
    concern nothing. `withdrawn` are the codes of informants who took everything back; they are
    counted. `earlier` are the records of the facility's audits before, the latest first: the
    record is compared with the first of them that it can be compared with.
    """
    everything = tuple(rows)
    entries = Entries(row for row in everything if not _stays_out(row.key.subject))
    form = form_of(entries, rubric)
    found = outcome(entries, rubric, form)
    told, people = Entries(everything), visit.names(entries)
    heard = hearing.usable(told, gathered(told, rubric, form))
    said = voices_report(heard, _ranks(found), assessment.id)
    agreed = team_agreement.of_assessment(entries, rubric, form, assessment.id)
    informants = hearing.turnouts(told, heard, withdrawn)
    record = AuditRecord(
        **_circumstances(assessment, entries, rubric, form),
        **_groups(rubric, form, found.scores),
        standards=_standards(entries, rubric, groups.groups_of(rubric, form), found, said),
        criteria=_with_voices(
            _criteria(places(rubric, form), found, people, entries),
            said,
            dict(hearing.alerts(told, rubric, form)),
        ),
        actions=plan_for(entries, rubric, found.judgements),
        informants=informants,
        **_joint_statement(told, informants),
        grades=said.grades,
        agreement=agreement_reading.in_record(agreed, people),
    )
    return _compared(sensitivity.with_sensitivity(record, heard), earlier)


def _circumstances(
    assessment: Assessment, entries: Entries, rubric: Rubric, form: Form
) -> dict[str, Any]:
    """Return which audit it is: instrument, facility, visit, team, and how it stands."""
    changed = entries.latest_change() or assessment.created_at
    return {
        "audience": "team",
        "id": assessment.id,
        "as_of": changed.astimezone(UTC).date().isoformat(),
        "state": state(entries),
        "invented": assessment.invented,
        "instrument": instrument(rubric, assessment.rubric_digest, form),
        "facility": visit.facility(entries, assessment.facility_id),
        "visit": visit.visit(entries),
        "team": visit.team(entries),
        "context": visit.context(entries),
        "ethics": visit.ethics(entries),
    }


def _groups(rubric: Rubric, form: Form, scores: Scores) -> dict[str, Any]:
    """Return the figures of the whole, of its parts, and across them by right and theme."""
    known = groups.groups_of(rubric, form)
    themes = ((theme.id, theme.title) for theme in rubric.themes)
    rights = ((right.id, right.name) for right in rubric.rights)
    across = ((part.id, part.name) for part in rubric.qualityrights)
    return {
        "overall": _group(known, "overall", label("group.overall"), known.overall, scores.overall),
        "themes": _listed(known, themes, known.themes, scores.themes),
        "rights": _listed(known, rights, known.rights, scores.rights),
        "qualityrights": _listed(known, across, known.qualityrights, scores.qualityrights),
    }


def _compared(record: AuditRecord, earlier: Iterable[AuditRecord]) -> AuditRecord:
    found = next((before for before in earlier if refusal(before, record) is None), None)
    return record.model_copy(update={"comparison": compare(found, record)}) if found else record


def _ranks(found: Outcome) -> dict[str, int]:
    return {c: judged.rank for c, judged in found.judgements.items() if judged.rank is not None}


def _with_voices(
    criteria: Iterable[CriterionResult], said: VoicesReport, alerts: Mapping[str, Alert]
) -> tuple[CriterionResult, ...]:
    return tuple(
        c.model_copy(update={**said.criteria[c.id].fields(), "alert": alerts.get(c.id)})
        for c in criteria
    )


def _joint_statement(told: Entries, informants: Iterable[Turnout]) -> dict[str, Any]:
    """Return what peer workers say together, where outside the team their figures are hidden.

    A wording that not each of them has agreed to is in no record at all, not even in the team's.
    """
    found = joint_statement(told)
    if not found.agreed or not peers_are_hidden(hidden_groups(informants)):
        return {}
    read = _has_been_read(told, PLAN, WORDING)
    return {"joint_statement": found.wording, "joint_statement_read": read}


def _stays_out(subject: str) -> bool:
    return is_of_interviews(subject) or is_urgent(subject)


def _listed(
    known: groups.Groups,
    parts: Iterable[tuple[str, Text]],
    of: Mapping[str, groups.Group],
    scores: Mapping[str, GroupScore],
) -> tuple[Group, ...]:
    """Return the groups this form has criteria in: of the others an audit can say nothing."""
    return tuple(
        _group(known, name, title, of[name], scores[name])
        for name, title in parts
        if of[name].members
    )


def _group(
    known: groups.Groups, name: str, title: Text, of: groups.Group, score: GroupScore
) -> Group:
    return Group(id=name, title=title, criteria=_members(known, of), figures=figures(score))


def _members(known: groups.Groups, of: groups.Group) -> tuple[str, ...]:
    return tuple(known.criteria[member] for member in of.members)


def _standards(
    entries: Entries, rubric: Rubric, known: groups.Groups, found: Outcome, said: VoicesReport
) -> tuple[StandardResult, ...]:
    return tuple(
        StandardResult(
            id=standard.id,
            theme=theme.id,
            title=standard.title,
            intent=standard.intent,
            criteria=_members(known, known.standards[standard.id]),
            figures=figures(found.scores.standards[standard.id]),
            judged=found.standards[standard.id].level,
            judged_reason=found.standards[standard.id].reason,
            finding=entries.value(f"standard/{standard.id}", "finding"),
            finding_read=_has_been_read(entries, f"standard/{standard.id}", "finding"),
            voices=said.standards[standard.id],
        )
        for theme in rubric.themes
        for standard in theme.standards
        if known.standards[standard.id].members
    )


def _has_been_read(entries: Entries, subject: str, name: str) -> bool:
    """Tell whether somebody else has read a text as it stands now.

    The tick names the row that was read, so that a text changed since is unread again.
    """
    text, tick = entries.current(subject, name), entries.current(subject, f"{name}_read")
    if text is None or tick is None or not text.value.strip():
        return False
    return tick.value == text.id and tick.author != text.author


def _criteria(
    walked: Iterable[Place], found: Outcome, people: Mapping[str, str], entries: Entries
) -> tuple[CriterionResult, ...]:
    return tuple(
        _criterion(place, found.judgements[name], found.ratings[name], people).model_copy(
            update={"dissent_read": _has_been_read(entries, f"criterion/{name}", "dissent")}
        )
        for place in walked
        for name in (place.criterion.id,)
    )


def _criterion(
    place: Place, judged: Judged, ratings: tuple[Rating, ...], people: Mapping[str, str]
) -> CriterionResult:
    criterion = place.criterion
    return CriterionResult(
        id=criterion.id,
        standard=place.standard,
        theme=place.theme,
        statement=criterion.statement,
        why=criterion.why,
        core=criterion.core,
        red_line=criterion.red_line,
        rights=criterion.rights,
        qualityrights=criterion.crosswalk,
        cites=place.cites,
        support=criterion.support,
        anchors=place.anchors,
        next_step=None if judged.rank is None else criterion.next_steps.get(judged.rank),
        rank=judged.rank,
        not_applicable=judged.not_applicable,
        provisional=judged.provisional,
        reopened=bool(judged.reopened),
        proposed=judged.proposed,
        reason=judged.reason,
        dissent=judged.dissent,
        evidence=_evidence(ratings),
        ratings=tuple(_rating(rating, people) for rating in ratings),
    )


def _evidence(ratings: tuple[Rating, ...]) -> tuple[LineOfEvidence, ...]:
    """Return the lines of evidence somebody has a note on, or says the level of."""
    lines: tuple[LineOfEvidence, ...] = get_args(LineOfEvidence)
    return tuple(line for line in lines if any(r.rests_on(line) for r in ratings))


def _rating(rating: Rating, people: Mapping[str, str]) -> RatingGiven:
    return RatingGiven(
        assessor=people.get(rating.assessor, rating.assessor),
        rank=rating.rank,
        not_applicable=rating.not_applicable,
        reason=rating.reason,
        notes=rating.notes,
        shown_documents=rating.shown_documents,
        shown_observation=rating.shown_observation,
    )
