"""Fills an empty store with the demonstration: two audits of an invented facility, a year apart."""

from collections.abc import Iterator, Mapping

from audit.action_plan import new_proposals
from audit.assessments import new_assessment, new_id
from audit.demonstration import story
from audit.demonstration.interviewing import interview
from audit.demonstration.pen import Pen, morning
from audit.demonstration.story import Judgement, Values, Year
from audit.fields import CONTEXT, ETHICS, NOT_APPLICABLE
from audit.judgements import Judged, judgements
from audit.life_cycle import form
from audit.storage import Store
from rubrics.loader import digest, find
from rubrics.text import Language

RUBRIC, VERSION = "peer-integration", "1.0.0"
SECOND, THIRD = "demonstration-second", "demonstration-third"
STATES = ("agreeing", "with_facility", "final")
STATUSES = ("proposed", "agreed", "in_progress", "done", "verified")
YEARS = ("year_one", "year_two")

# The people of the team: which of them, and under which id.
Team = Mapping[str, str]


def fill(store: Store, person: str, language: Language) -> str:
    """Enter both audits under this person's name and return the id of the later one."""
    facility, team = new_id(), {"first": person, "second": SECOND, "third": THIRD}
    pens = [_written(name, facility, team, language) for name in YEARS]
    for pen in pens:
        store.begin_assessment(pen.assessment, pen.rows)
    return pens[-1].assessment.id


def _written(name: str, facility: str, team: Team, language: Language) -> Pen:
    """Return one year's audit, written from its first day to its last."""
    rubric = find(RUBRIC, VERSION)
    told = story.year(name, language)
    begun = morning(told.visit["started"])
    assessment = new_assessment(
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        rubric_digest=digest(rubric),
        now=begun,
        facility_id=facility,
        invented=True,
    )
    pen = Pen(assessment, rubric, begun)
    _enter(pen, told, team, language)
    return pen


def _enter(pen: Pen, told: Year, team: Team, language: Language) -> None:
    person = team["first"]
    _prepare(pen, told, team, language)
    if told.interviews:
        interview(pen, story.interviews(told.interviews, language), team)
    pen.turn_to(told.dates["rated"])
    _rate(pen, told, team)
    pen.turn_to(told.dates["agreed"])
    pen.write(person, "visit", "state", STATES[0])
    _find(pen, told, person)
    _agree(pen, told, person)
    _propose(pen, person)
    for step in STATES[1 : STATES.index(told.state) + 1]:
        pen.write(person, "visit", "state", step)
    pen.turn_to(told.dates["followed_up"])
    _follow_up(pen, told, person)


def _prepare(pen: Pen, told: Year, team: Team, language: Language) -> None:
    person, people = team["first"], story.facility(language)
    pen.write_all(person, "facility", people.facility)
    for who, member in team.items():
        pen.write_all(person, f"member/{member}", people.members[who])
    pen.write_all(person, "visit", told.visit)
    for name in CONTEXT:
        pen.write(person, f"context/{name}", "answer", told.context[name])
    for name in ETHICS:
        pen.write(person, f"ethics/{name}", "done", "yes")


def _rate(pen: Pen, told: Year, team: Team) -> None:
    for who, author in team.items():
        _rate_alone(pen, told, who, author)
        _note(pen, told, who, author)
    for author in team.values():
        pen.write(author, "ratings", "locked", "yes")


def _rate_alone(pen: Pen, told: Year, who: str, author: str) -> None:
    for criterion, level in (told.levels | told.differs.get(who, {})).items():
        pen.write(author, f"criterion/{criterion}", "level", level)
    for criterion, reason in told.not_applicable.items():
        pen.write(author, f"criterion/{criterion}", "level", NOT_APPLICABLE)
        pen.write(author, f"criterion/{criterion}", "reason", reason)


def _note(pen: Pen, told: Year, who: str, author: str) -> None:
    """Enter what was read and seen: the levels it shows by itself, then somebody's notes."""
    for line, levels in told.shown.get(who, {}).items():
        for criterion, level in levels.items():
            pen.write(author, f"criterion/{criterion}", f"shown_{line}", level)
    for criterion, notes in told.notes.get(who, {}).items():
        of_lines = {f"note_{line}": note for line, note in notes.items()}
        pen.write_all(author, f"criterion/{criterion}", of_lines)


def _find(pen: Pen, told: Year, person: str) -> None:
    for standard, finding in told.findings.items():
        row = pen.write(person, f"standard/{standard}", "finding", finding)
        pen.write(SECOND, f"standard/{standard}", "finding_read", row)


def _agree(pen: Pen, told: Year, person: str) -> None:
    """Keep each proposal or change it with a reason, but for the standards still discussed."""
    entries = pen.entries()
    proposed = judgements(entries, pen.rubric, form(entries, pen.rubric))
    for standard in pen.rubric.standards:
        for criterion in standard.criteria:
            if standard.id not in told.still_open and criterion.id in proposed:
                _judge(pen, person, criterion.id, told.judged, proposed[criterion.id])


def _judge(
    pen: Pen, person: str, criterion: str, told: dict[str, Judgement], proposal: Judged
) -> None:
    subject = f"criterion/{criterion}"
    if criterion in told:
        pen.write(person, subject, "judged", told[criterion].level)
        pen.write(person, subject, "judged_reason", told[criterion].reason)
        if told[criterion].dissent:
            pen.write(THIRD, subject, "dissent", told[criterion].dissent)
    elif proposal.rank is not None:
        pen.write(person, subject, "judged", str(proposal.rank))
    elif proposal.not_applicable:
        pen.write(person, subject, "judged", NOT_APPLICABLE)
        pen.write(person, subject, "judged_reason", proposal.reason)


def _propose(pen: Pen, person: str) -> None:
    entries = pen.entries()
    for proposed in new_proposals(entries, pen.rubric, form(entries, pen.rubric), new_id):
        pen.write(person, proposed.subject, proposed.field, proposed.value)


def _follow_up(pen: Pen, told: Year, person: str) -> None:
    for action, values in told.actions.items():
        _work_on(pen, f"action/{action}", values, person)
    if told.own_action:
        _work_on(pen, f"action/own-{new_id()}", told.own_action, person)


def _work_on(pen: Pen, subject: str, values: Values, person: str) -> None:
    pen.write_all(person, subject, {k: v for k, v in values.items() if k != "status"})
    for status in _way_to(values["status"]):
        pen.write(SECOND if status == "verified" else person, subject, "status", status)


def _way_to(status: str) -> Iterator[str]:
    """Yield the steps an action takes from its proposal to a status."""
    if status == "dropped":
        yield status
    else:
        yield from STATUSES[1 : STATUSES.index(status) + 1]
