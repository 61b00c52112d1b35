"""The criteria of a booklet, theme by theme: what to look for, the levels, the questions."""

from collections.abc import Iterator
from typing import get_args

from exports.booklet.parts import Block, Cell, Facts, Mark, Part, Table, Words
from exports.booklet.words import Instrument, facts
from rubrics.interviews import Question
from rubrics.model import Applicability, Criterion, Standard, Theme
from rubrics.vocabulary import FacilityKind, Mode, Organisation

# A standard of so many criteria is worth a sheet of its own.
_MANY = 3
_COLUMNS = (0.2, 0.43, 0.37)
_DIMENSIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("organisation", "organisation", get_args(Organisation)),
    ("facilities", "facility_kind", get_args(FacilityKind)),
    ("modes", "mode", get_args(Mode)),
)


def theme_part(t: Instrument, theme: Theme) -> Part:
    """Return a theme with its standards."""
    standards = tuple(
        _standard(t, standard, alone=at > 0 and len(standard.criteria) >= _MANY)
        for at, standard in enumerate(theme.standards)
    )
    summary = Words(t.text(theme.summary), "lead")
    return Part(f"theme-{theme.id}", t.text(theme.title), (summary,), standards, alone=True)


def _standard(t: Instrument, standard: Standard, *, alone: bool) -> Part:
    title = t.numbered(standard.id, standard.title)
    intent = Words(t.text(standard.intent), "intent")
    criteria = tuple(_criterion(t, criterion) for criterion in standard.criteria)
    return Part(f"standard-{standard.id}", title, (intent,), criteria, alone=alone)


def _criterion(t: Instrument, criterion: Criterion) -> Part:
    title = t.numbered(criterion.id, criterion.statement)
    first = (*_marks(t, criterion), _looked_for(t, criterion), _anchors(t, criterion))
    blocks = (*first, *_questions(t, criterion), _origins(t, criterion))
    return Part(
        f"criterion-{criterion.id}",
        title,
        blocks,
        together=len(first),
        listed=False,
        short=criterion.id,
    )


def _marks(t: Instrument, criterion: Criterion) -> Iterator[Block]:
    if criterion.red_line:
        yield Mark(t("booklet.criterion.red_line"), alarm=True)
    if criterion.core:
        yield Mark(t("booklet.criterion.core"))


def _looked_for(t: Instrument, criterion: Criterion) -> Facts:
    look = criterion.look_for
    return facts(
        (t("booklet.criterion.why"), [t.text(criterion.why)]),
        (t("booklet.criterion.documents"), map(t.text, look.documents)),
        (t("booklet.criterion.observation"), map(t.text, look.observation)),
        (t("booklet.criterion.ask"), [t.groups(look.ask)]),
        (t("booklet.criterion.applies"), _applies(t, criterion.applies)),
    )


def _applies(t: Instrument, applies: Applicability | None) -> Iterator[str]:
    if applies is None:
        return
    for field, family, every in _DIMENSIONS:
        chosen: tuple[str, ...] = getattr(applies, field)
        if set(chosen) != set(every):
            yield t.listed(t(f"common.{family}.{one}") for one in chosen)
    yield t.text(applies.reason)


def _anchors(t: Instrument, criterion: Criterion) -> Table:
    return Table(
        t("booklet.criterion.anchors_summary", id=criterion.id),
        (
            t("booklet.scale.level"),
            t("booklet.criterion.anchor"),
            t("booklet.criterion.next_step"),
        ),
        tuple(_anchor(t, criterion, rank) for rank in sorted(criterion.anchors)),
        _COLUMNS,
    )


def _anchor(t: Instrument, criterion: Criterion, rank: int) -> tuple[Cell, ...]:
    step = criterion.next_steps.get(rank)
    further = t("booklet.criterion.top") if step is None else t.text(step)
    return t.step(rank), t.text(criterion.anchors[rank]), further


def _questions(t: Instrument, criterion: Criterion) -> Iterator[Table]:
    if criterion.questions:
        names = ("group", "question", "answers")
        yield Table(
            t("booklet.criterion.questions_summary", id=criterion.id),
            tuple(t(f"booklet.criterion.{name}") for name in names),
            tuple(_question(t, question) for question in criterion.questions),
            _COLUMNS,
        )


def _question(t: Instrument, question: Question) -> tuple[str, ...]:
    group = t(f"booklet.group.{question.group}")
    if question.core:
        group = t("booklet.criterion.in_short", group=group)
    return group, t.text(question.text), t.listed(_ranked(t, question))


def _ranked(t: Instrument, question: Question) -> Iterator[str]:
    interviews = t.rubric.interviews
    found = interviews.answers(question.answers) if interviews else None
    choices = found.choices if found else ()
    for choice, rank in zip(choices, question.ranks, strict=False):
        yield t("booklet.criterion.answer", answer=t.text(choice.text), rank=rank)


def _origins(t: Instrument, criterion: Criterion) -> Facts:
    return facts(
        (t("booklet.criterion.rights"), [t.joined(map(t.right, criterion.rights))]),
        (t("booklet.criterion.crosswalk"), [t.joined(map(t.counterpart, criterion.crosswalk))]),
        (t("booklet.criterion.lenses"), [t.joined(t.lenses(criterion.lenses))]),
        (t("booklet.criterion.support"), [t(f"booklet.support.{criterion.support}")]),
        (t("booklet.criterion.cites"), [t.joined(map(t.cite, criterion.cites))]),
        quiet=True,
    )
