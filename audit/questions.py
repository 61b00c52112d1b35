"""Who is asked what, and how it may be answered: informants' codes, their questions, their answers.

What an informant says is kept under their code, never under a name: `informant/<code>` for the
interview itself, `answer/<code>/<criterion>/<n>` for the n-th question of a criterion (from 1), and
`said/<code>/<id>` for a question that is never scored.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from rubrics.interviews import OpenQuestion, Question
from rubrics.model import Criterion, Rubric
from rubrics.vocabulary import WITHOUT_RANK, Form, InformantGroup, Use

GROUPS: tuple[InformantGroup, ...] = get_args(InformantGroup)
USES: tuple[Use, ...] = get_args(Use)
# The plan of the interviews, and the kinds of subjects that belong to one informant.
PLAN = "interviews"
OF_INFORMANT = ("informant", "answer", "said")

_LETTERS: dict[str, InformantGroup] = dict(zip("PUFSM", GROUPS, strict=True))
# No vowels, no 0 and 1: it spells nothing and is read aloud without mistakes.
_MARKS = "BCDFGHJKLMNPQRSTVWXZ23456789"
_CODE = re.compile(rf"([PUFSM])([0-9]{{2,3}})(?:-[{_MARKS}]{{3}})?")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to one informant, and where the answer is kept."""

    subject: str
    criterion: Criterion
    question: Question


def group_of(code: str) -> InformantGroup | None:
    """Return the group of an informant, nothing where this is not a code (P01, U12-KX4)."""
    found = _CODE.fullmatch(code)
    return _LETTERS[found[1]] if found else None


def draw_mark() -> str:
    """Draw the end of a code: two laptops that count on from the same number never meet."""
    return "".join(secrets.choice(_MARKS) for _ in range(3))


def next_code(group: InformantGroup, used: Iterable[str], mark: str) -> str:
    """Return the code of a group's next informant; the number of a withdrawn one stays used."""
    letter = next(letter for letter, named in _LETTERS.items() if named == group)
    found = filter(None, map(_CODE.fullmatch, used))
    number = max((int(code[2]) for code in found if code[1] == letter), default=0) + 1
    return f"{letter}{number:02}-{mark}"


def is_of_interviews(subject: str) -> bool:
    """Tell whether a subject belongs to the interviews: their plan, or one informant's words."""
    return subject == PLAN or informant_of(subject) is not None


def informant_of(subject: str) -> str | None:
    """Return the code of the informant a subject belongs to, nothing where it belongs to none."""
    kind, _, rest = subject.partition("/")
    return rest.partition("/")[0] if kind in OF_INFORMANT else None


def asked(rubric: Rubric, form: Form, code: str) -> tuple[Asked, ...]:
    """Return the questions of criteria that an informant is asked in a form, in their order."""
    return tuple(
        Asked(f"answer/{code}/{criterion.id}/{number}", criterion, question)
        for criterion in rubric.criteria(form)
        for number, question in enumerate(criterion.questions, start=1)
        if question.group == group_of(code) and (question.core or form == "full")
    )


def unscored(rubric: Rubric, form: Form, code: str) -> tuple[OpenQuestion, ...]:
    """Return the questions, never scored, that an informant is asked in a form."""
    known = rubric.interviews.unscored if rubric.interviews else ()
    group = group_of(code)
    return tuple(q for q in known if group in q.groups and (q.core or form == "full"))


def exists(subject: str, rubric: Rubric) -> bool:
    """Tell whether a subject is the plan, an informant with a code, or a question they get."""
    code = informant_of(subject)
    if rubric.interviews is None or code is None or group_of(code) is None:
        return subject == PLAN and rubric.interviews is not None
    return subject == f"informant/{code}" or _question(subject, rubric) is not None


def choices(subject: str, rubric: Rubric) -> tuple[str, ...]:
    """Return the answers that a question accepts, those without a rank last."""
    question = _question(subject, rubric)
    return (*(_named(rubric, question.answers) if question else ()), *WITHOUT_RANK)


def rank_of(question: Question, rubric: Rubric, answer: str) -> int | None:
    """Return the rank an answer stands for by the question's own map; nothing where it has none."""
    named = _named(rubric, question.answers)
    return question.ranks[named.index(answer)] if answer in named else None


def _named(rubric: Rubric, set_id: str | None) -> tuple[str, ...]:
    known = rubric.interviews.answers(set_id) if rubric.interviews and set_id else None
    return tuple(choice.id for choice in known.choices) if known else ()


def _question(subject: str, rubric: Rubric) -> Question | OpenQuestion | None:
    match subject.split("/"):
        case ["answer", code, criterion, number]:
            return _of_criterion(rubric, group_of(code), criterion, number)
        case ["said", code, name] if rubric.interviews:
            group = group_of(code)
            known = rubric.interviews.unscored
            return next((q for q in known if q.id == name and group in q.groups), None)
        case _:
            return None


def _of_criterion(
    rubric: Rubric, group: InformantGroup | None, criterion_id: str, number: str
) -> Question | None:
    try:
        found = enumerate(rubric.criterion(criterion_id).questions, start=1)
    except KeyError:
        return None
    return next((q for n, q in found if str(n) == number and q.group == group), None)
