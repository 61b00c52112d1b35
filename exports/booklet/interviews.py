"""The interviews of a booklet: what is said, and a sheet of questions for each group and form."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from exports.booklet.parts import Part, Table, Words
from exports.booklet.words import Instrument
from rubrics.interviews import Interviews, OpenQuestion
from rubrics.vocabulary import Form, InformantGroup

Row = tuple[str, ...]
_FORMS: tuple[Form, ...] = get_args(Form)
_COLUMNS = (0.09, 0.43, 0.48)
_WIDE_SPACE = "\u00a0 "


class Asked(NamedTuple):
    """A question as it stands on a sheet: what it bears on, and the answers, if it has any."""

    on: str
    text: str
    answers: Sequence[str]
    own_words: str


def interviews_part(t: Instrument, interviews: Interviews) -> Part:
    """Return the interviews, from the opening to the closing words."""
    parts = (
        _said(t, "opening", t.text(interviews.opening)),
        _consents(t, interviews),
        _said(t, "closing", t.text(interviews.closing)),
        *_unscored(t, interviews),
        *(sheet for group in get_args(InformantGroup) for sheet in _sheets(t, interviews, group)),
    )
    intro = Words(t("booklet.interviews.intro"))
    return Part("interviews", t("booklet.interviews.title"), (intro,), parts, alone=True)


def _said(t: Instrument, name: str, text: str) -> Part:
    words = Words(text, "aloud")
    title = t(f"booklet.interviews.{name}")
    return Part(f"interview-{name}", title, (words,), together=1, listed=False)


def _consents(t: Instrument, interviews: Interviews) -> Part:
    table = Table(
        t("booklet.interviews.consents_summary"),
        (t("booklet.interviews.use"), t("booklet.interviews.script")),
        tuple((t(f"booklet.use.{one.use}"), t.text(one.script)) for one in interviews.consents),
        (0.27, 0.73),
    )
    title = t("booklet.interviews.consents")
    return Part("interview-consents", title, (table,), together=1, listed=False)


def _unscored(t: Instrument, interviews: Interviews) -> Iterator[Part]:
    if not interviews.unscored:
        return
    table = Table(
        t("booklet.interviews.unscored_summary"),
        tuple(t(f"booklet.interviews.{name}") for name in ("question", "whom", "answer")),
        tuple(_unscored_row(t, interviews, one) for one in interviews.unscored),
        (0.46, 0.26, 0.28),
    )
    intro = Words(t("booklet.interviews.unscored_intro"))
    yield Part("interview-unscored", t("booklet.interviews.unscored"), (intro, table), together=1)


def _unscored_row(t: Instrument, interviews: Interviews, question: OpenQuestion) -> Row:
    groups = t.groups(question.groups)
    if question.core:
        groups = t("booklet.interviews.in_short", groups=groups)
    answers = _choices(t, interviews, question.answers)
    said = t.listed(answers) or t("booklet.interviews.own_words")
    return t.text(question.text), groups, said


def _sheets(t: Instrument, interviews: Interviews, group: InformantGroup) -> Iterator[Part]:
    name = t(f"booklet.group.{group}")
    asked = {form: tuple(_rows(t, interviews, group, form)) for form in _FORMS}
    forms = [form for form in _FORMS if asked[form] and (form == "full" or t.core)]
    parts = tuple(
        _sheet(t, group, form, asked[form], alone=place > 0) for place, form in enumerate(forms)
    )
    if parts:
        title = t("booklet.interviews.sheet", group=name)
        yield Part(f"sheet-{group}", title, parts=parts, alone=True)


def _sheet(
    t: Instrument, group: InformantGroup, form: Form, rows: Sequence[Row], *, alone: bool
) -> Part:
    table = Table(
        t("booklet.interviews.sheet_summary", group=t(f"booklet.group.{group}")),
        tuple(t(f"booklet.interviews.{name}") for name in ("number", "question", "answer")),
        tuple(rows),
        _COLUMNS,
    )
    title = t(f"booklet.interviews.{form}", n=len(rows))
    return Part(f"sheet-{group}-{form}", title, (table,), alone=alone, listed=False)


def _rows(
    t: Instrument, interviews: Interviews, group: InformantGroup, form: Form
) -> Iterator[Row]:
    for one in asked(t, interviews, group, form):
        yield one.on, one.text, boxes(t, one.answers) if one.answers else one.own_words


def asked(
    t: Instrument, interviews: Interviews, group: InformantGroup, form: Form
) -> Iterator[Asked]:
    """Yield the questions of a group in a form, those that are never scored last."""
    own_words, aside = t("booklet.interviews.own_words"), t("booklet.interviews.never_scored")
    for criterion in t.criteria:
        for question in criterion.questions:
            if question.group == group and (form == "full" or question.core):
                answers = _choices(t, interviews, question.answers)
                yield Asked(criterion.id, t.text(question.text), answers, own_words)
    for unscored in interviews.unscored:
        if group in unscored.groups and (form == "full" or unscored.core):
            answers = _choices(t, interviews, unscored.answers)
            yield Asked(aside, t.text(unscored.text), answers, own_words)


def boxes(t: Instrument, answers: Sequence[str], *more: str) -> str:
    """Return boxes to tick for answers, for what gives no rank, and for whatever else may be."""
    aside = (t("booklet.interviews.dont_know"), t("booklet.interviews.refused"))
    ticked = (t("booklet.interviews.box", answer=one) for one in (*answers, *aside, *more))
    return _WIDE_SPACE.join(ticked)


def _choices(t: Instrument, interviews: Interviews, set_id: str | None) -> list[str]:
    found = interviews.answers(set_id) if set_id is not None else None
    return [t.text(choice.text) for choice in found.choices] if found else []
