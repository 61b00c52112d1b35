"""Rules about interviews and lenses: who is asked what, how it may be answered, what is covered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from rubrics.draft import Draft, Place
from rubrics.faults import Fault
from rubrics.interviews import OpenQuestion, Question
from rubrics.model import Rubric
from rubrics.places import criteria, standards
from rubrics.reading import words
from rubrics.text import LANGUAGES
from rubrics.vocabulary import WITHOUT_RANK, Form, InformantGroup

# An interview that tires people is answered badly, or not at all.
MOST_QUESTIONS: dict[Form, int] = {"short": 15, "full": 35}
SHARED_CRITERIA = 2
# What is asked aloud must be understood at first hearing.
MOST_WORDS_ASKED = 20
_COMPARED: tuple[InformantGroup, ...] = ("peer_workers", "service_users")


def questions(rubric: Rubric) -> Iterator[tuple[Place, Question]]:
    """Yield each question of a criterion with its place."""
    for place, criterion in criteria(rubric):
        for q, question in enumerate(criterion.questions):
            yield (*place, "questions", str(q)), question


def answerable(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Each question has a set of answers, a rank of the scale for each, and not all the same."""
    last = len(rubric.scale.levels) - 1
    for place, question in questions(rubric):
        found = rubric.interviews.answers(question.answers) if rubric.interviews else None
        if found is None:
            yield draft.fault("unknown_answers", (*place, "answers"), id=question.answers)
        elif len(found.choices) != len(question.ranks):
            counts = {"found": str(len(question.ranks)), "expected": str(len(found.choices))}
            yield draft.fault("ranks_of_answers", (*place, "ranks"), **counts)
        elif len(set(question.ranks)) == 1:
            yield draft.fault("same_ranks", (*place, "ranks"))
        for r, rank in enumerate(question.ranks):
            if rank > last:
                here = (*place, "ranks", str(r))
                yield draft.fault("answer_rank", here, rank=str(rank), last=str(last))


def ranked_answers(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """No answer of a set is one of those that every question offers and that have no rank."""
    for s, answers in enumerate(rubric.interviews.answer_sets if rubric.interviews else ()):
        for c, choice in enumerate(answers.choices):
            if choice.id in WITHOUT_RANK:
                here = ("interviews", "answer_sets", str(s), "choices", str(c), "id")
                yield draft.fault("answer_without_rank", here, id=choice.id)


def unscored_answers(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Each unscored question that offers answers names a set that exists."""
    for place, question in _unscored(rubric):
        known = rubric.interviews is not None and (
            question.answers is None or rubric.interviews.answers(question.answers) is not None
        )
        if not known:
            yield draft.fault("unknown_answers", (*place, "answers"), id=str(question.answers))


def plain_questions(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Each question can be understood at first hearing, in both languages."""
    asked: Iterable[tuple[Place, Question | OpenQuestion]] = (
        *questions(rubric),
        *_unscored(rubric),
    )
    for place, question in asked:
        for language in LANGUAGES:
            count = len(words(question.text.in_language(language)))
            if count > MOST_WORDS_ASKED:
                values = {"count": str(count), "limit": str(MOST_WORDS_ASKED)}
                yield draft.fault("long_question", (*place, "text", language), **values)


def askable(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Whoever gets a question is among those to ask, and the short form asks of core criteria."""
    for place, criterion in criteria(rubric):
        for q, question in enumerate(criterion.questions):
            here = (*place, "questions", str(q))
            if question.group not in criterion.look_for.ask:
                yield draft.fault("not_among_asked", (*here, "group"), group=question.group)
            if question.core and not criterion.core:
                yield draft.fault("question_not_core", (*here, "core"))


def everything_asked(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """In a rubric with interviews, every criterion has a question."""
    for place, criterion in criteria(rubric) if rubric.interviews else ():
        if not criterion.questions:
            yield draft.fault("no_question", place)


def gaps_measurable(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """In each standard of an audit, peer workers and service users share at least two criteria."""
    if rubric.interviews is None or rubric.kind != "audit":
        return
    for place, standard in standards(rubric):
        asked = [{q.group for q in criterion.questions} for criterion in standard.criteria]
        shared = sum(set(_COMPARED) <= groups for groups in asked)
        if shared < SHARED_CRITERIA:
            values = {"found": str(shared), "expected": str(SHARED_CRITERIA)}
            yield draft.fault("too_few_shared", (*place, "criteria"), **values)


def bearable_interviews(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """No group is asked more than people can bear, unscored questions included."""
    for form, most in MOST_QUESTIONS.items():
        for group, count in asked_of(rubric, form).items():
            if count > most:
                values = {"group": group, "form": form, "count": str(count), "limit": str(most)}
                yield draft.fault("long_interview", ("interviews",), **values)


def asked_of(rubric: Rubric, form: Form) -> dict[InformantGroup, int]:
    """Return how many questions each group is asked in a form, unscored ones included."""
    counted: Counter[InformantGroup] = Counter(dict.fromkeys(get_args(InformantGroup), 0))
    for _, question in questions(rubric):
        counted[question.group] += question.core or form == "full"
    for _, unscored in _unscored(rubric):
        for group in unscored.groups:
            counted[group] += unscored.core or form == "full"
    return dict(counted)


def known_lenses(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Every lens that is named exists."""
    known = {lens.id for lens in rubric.lenses}
    for place, names in _named_lenses(rubric):
        for index, name in enumerate(names):
            if name not in known:
                yield draft.fault("unknown_lens", (*place, "lenses", str(index)), id=name)


def used_lenses(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Every lens looks at something: each part and principle of the guide is asked about."""
    used = {name for _, names in _named_lenses(rubric) for name in names}
    for index, lens in enumerate(rubric.lenses):
        if lens.id not in used:
            yield draft.fault("orphan_lens", ("lenses", str(index)), id=lens.id)


def _named_lenses(rubric: Rubric) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for place, criterion in criteria(rubric):
        yield place, criterion.lenses
    for place, question in _unscored(rubric):
        yield place, question.lenses


def _unscored(rubric: Rubric) -> Iterator[tuple[Place, OpenQuestion]]:
    for q, question in enumerate(rubric.interviews.unscored if rubric.interviews else ()):
        yield ("interviews", "unscored", str(q)), question


INTERVIEW_RULES = (
    answerable,
    ranked_answers,
    unscored_answers,
    plain_questions,
    askable,
    everything_asked,
    gaps_measurable,
    bearable_interviews,
    known_lenses,
    used_lenses,
)
