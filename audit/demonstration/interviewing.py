"""Enters the interviews of an invented audit: whom the team asked, and what each of them told."""

from collections.abc import Mapping

from audit.demonstration.pen import Pen
from audit.demonstration.story import Interviewee, Interviews
from audit.life_cycle import form
from audit.questions import PLAN, USES, Asked, asked, choices, group_of, rank_of
from rubrics.model import Rubric
from rubrics.vocabulary import Form

CONSENT = {"y": "yes", "n": "no", "-": "not_asked"}
# How an answer without a rank is marked; a full stop: the question was never reached.
WITHOUT_RANK = {"?": "dont_know", "x": "refused", "-": "skipped"}
UNREACHED = "."


def interview(pen: Pen, told: Interviews, team: Mapping[str, str]) -> None:
    """Enter the plan of the interviews, then one interview after the other, day by day."""
    pen.write_all(team["first"], PLAN, told.plan)
    covered = form(pen.entries(), pen.rubric)
    settings = {code: told.usual | who.about for code, who in told.people.items()}
    for code in sorted(settings, key=lambda each: settings[each]["date"]):
        who, subject, author = told.people[code], f"informant/{code}", team[told.people[code].by]
        pen.turn_to(settings[code]["date"])
        pen.write(author, subject, "group", str(group_of(code)))
        pen.write_all(author, subject, settings[code] | _consents(who))
        if _agreed(who):
            _answer_all(pen, told, code, covered, author)
        pen.write(author, subject, "ended", who.ended)


def _consents(who: Interviewee) -> dict[str, str]:
    given = zip(USES, who.consents, strict=True)
    return {f"consent_{use}": CONSENT[letter] for use, letter in given}


def _agreed(who: Interviewee) -> bool:
    return who.consents.startswith("y")


def _answer_all(pen: Pen, told: Interviews, code: str, covered: Form, author: str) -> None:
    marks = _marks(told, code)
    for question in asked(pen.rubric, covered, code):
        mark = marks[question.criterion.id]
        if mark != UNREACHED:
            pen.write(author, question.subject, "answer", _answer(pen.rubric, question, mark))
    for said in told.said:
        if said.who == code:
            subject = f"said/{code}/{said.question}"
            if said.answer:
                pen.write(author, subject, "answer", said.answer)
            pen.write(author, subject, "words", said.words)


def _marks(told: Interviews, code: str) -> dict[str, str]:
    """Return the marks of one informant by criterion: their place is that among their group."""
    group = group_of(code)
    asked_of = [each for each in told.people if group_of(each) == group]
    place = [each for each in asked_of if _agreed(told.people[each])].index(code)
    standards = told.told[group].values() if group else ()
    return {name: marks[place] for standard in standards for name, marks in standard.items()}


def _answer(rubric: Rubric, question: Asked, mark: str) -> str:
    """Return the answer that stands for a rank by the question's own map, the last of several."""
    if mark in WITHOUT_RANK:
        return WITHOUT_RANK[mark]
    for answer in reversed(choices(question.subject, rubric)):
        if str(rank_of(question.question, rubric, answer)) == mark:
            return answer
    raise ValueError(f"{question.subject}: no answer stands for {mark}")
