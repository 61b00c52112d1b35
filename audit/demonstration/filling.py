"""Fills an empty store with the demonstration: two audits of an invented facility, a year apart."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from itertools import count

from pydantic import BaseModel

from audit.action_plan import new_proposals, status_fault
from audit.assessments import Assessment, new_assessment, new_id
from audit.fields import CONTEXT, ETHICS, NOT_APPLICABLE, refusal
from audit.judgements import Judged, judgements
from audit.life_cycle import form
from audit.storage import Store
from audit.trail import Entries, Key, Operation
from rubrics import strict_yaml
from rubrics.loader import digest, find
from rubrics.model import Rubric
from rubrics.strict_yaml import Tree
from rubrics.text import Language

RUBRIC, VERSION = "peer-integration", "1.0.0"
DEVICE = "demonstration"
SECOND = "demonstration-second"
STATES = ("agreeing", "with_facility", "final")
STATUSES = ("proposed", "agreed", "in_progress", "done", "verified")
YEARS = ("year_one", "year_two")

Values = dict[str, str]


class Facility(BaseModel):
    """What is told of the invented facility and the two people who audit it."""

    facility: Values
    members: dict[str, Values]


class Judgement(BaseModel):
    """A level the team agreed, with its reason where it departs from the proposal."""

    level: str
    reason: str


class Year(BaseModel):
    """What is told of one audit, in one language."""

    visit: Values
    dates: Values
    context: Values
    levels: Values
    not_applicable: Values
    second_differs: Values
    notes: dict[str, Values]
    findings: Values
    judged: dict[str, Judgement]
    still_open: list[str] = []
    actions: dict[str, Values]
    own_action: Values | None = None
    state: str


class Pen:
    """Enters values the way a person does: as checked operations, each replacing the one before."""

    def __init__(self, store: Store, assessment: Assessment, rubric: Rubric, now: datetime) -> None:
        self.store, self.assessment, self.rubric, self.now = store, assessment, rubric, now
        self._last: dict[Key, str] = {}
        self._order = count(1)
        # As soon as somebody rates; nothing before that depends on it.
        self._state = "collecting"

    def turn_to(self, day: str) -> None:
        """Go on writing on another day."""
        self.now = _morning(day)

    def write(self, author: str, subject: str, name: str, value: str, owner: str = "") -> str:
        """Enter one value and return the id of its row; an operation refused is an error."""
        key = Key(subject, name, owner)
        operation = Operation(
            id=f"{self.assessment.id}-{next(self._order):05}",
            subject=subject,
            field=name,
            value=value,
            bases=(self._last[key],) if key in self._last else (),
            order=next(self._order),
        )
        if why := refusal(operation, self.rubric, self._state):
            raise ValueError(f"{subject}.{name}: {why.message}")
        self.now += timedelta(seconds=40)
        self.store.take(self.assessment.id, [operation], author, DEVICE, self.now)
        self._last[key] = operation.id
        if name == "state":
            self._state = value
        return operation.id

    def write_all(self, author: str, subject: str, values: Values) -> None:
        """Enter several values of one subject."""
        for name, value in values.items():
            self.write(author, subject, name, value)

    def entries(self) -> Entries:
        """Return the assessment as it stands, with everybody's ratings."""
        return Entries(self.store.rows(self.assessment.id))


def fill(store: Store, person: str, language: Language) -> str:
    """Enter both audits under this person's name and return the id of the later one."""
    rubric, facility, latest = find(RUBRIC, VERSION), new_id(), ""
    for year in YEARS:
        told = Year.model_validate(_in_language(_read(year), language))
        begun = _morning(told.visit["started"])
        assessment = new_assessment(
            rubric_id=rubric.id,
            rubric_version=rubric.version,
            rubric_digest=digest(rubric),
            now=begun,
            facility_id=facility,
            invented=True,
        )
        store.create_assessment(assessment)
        _enter(Pen(store, assessment, rubric, begun), told, person, language)
        latest = assessment.id
    return latest


def _enter(pen: Pen, told: Year, person: str, language: Language) -> None:
    people = Facility.model_validate(_in_language(_read("facility"), language))
    pen.write_all(person, "facility", people.facility)
    for member, who in ((person, "first"), (SECOND, "second")):
        pen.write_all(person, f"member/{member}", people.members[who])
    pen.write_all(person, "visit", told.visit)
    for name in CONTEXT:
        pen.write(person, f"context/{name}", "answer", told.context[name])
    for name in ETHICS:
        pen.write(person, f"ethics/{name}", "done", "yes")
    pen.turn_to(told.dates["rated"])
    _rate(pen, told, person)
    pen.turn_to(told.dates["agreed"])
    pen.write(person, "visit", "state", STATES[0])
    _find(pen, told, person)
    _agree(pen, told, person)
    _propose(pen, person)
    for step in STATES[1 : STATES.index(told.state) + 1]:
        pen.write(person, "visit", "state", step)
    pen.turn_to(told.dates["followed_up"])
    _follow_up(pen, told, person)


def _rate(pen: Pen, told: Year, person: str) -> None:
    for author, differs in ((person, {}), (SECOND, told.second_differs)):
        for criterion, level in (told.levels | differs).items():
            pen.write(author, f"criterion/{criterion}", "level", level, author)
        for criterion, reason in told.not_applicable.items():
            pen.write(author, f"criterion/{criterion}", "level", NOT_APPLICABLE, author)
            pen.write(author, f"criterion/{criterion}", "reason", reason, author)
    for criterion, notes in told.notes.items():
        for line, note in notes.items():
            pen.write(person, f"criterion/{criterion}", f"note_{line}", note, person)
    for author in (person, SECOND):
        pen.write(author, "ratings", "locked", "yes", author)


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
        author = SECOND if status == "verified" else person
        rows = pen.store.rows(pen.assessment.id)
        if why := status_fault(rows, subject.partition("/")[2], status, author):
            raise ValueError(f"{subject}: {why}")
        pen.write(author, subject, "status", status)


def _way_to(status: str) -> Iterator[str]:
    """Yield the steps an action takes from its proposal to a status."""
    if status == "dropped":
        yield status
    else:
        yield from STATUSES[1 : STATUSES.index(status) + 1]


def _morning(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)


@cache
def _read(name: str) -> Tree:
    file = resources.files("audit.demonstration").joinpath(f"{name}.yaml")
    return strict_yaml.read(file.read_bytes()).tree


def _in_language(tree: Tree, language: Language) -> Tree:
    """Return a tree with each text in one language; a half that is missing is a `KeyError`."""
    if not isinstance(tree, dict):
        return tree
    if "en" in tree:
        return {"en": tree["en"], "fr": tree["fr"]}[language]
    return {key: _in_language(branch, language) for key, branch in tree.items()}
