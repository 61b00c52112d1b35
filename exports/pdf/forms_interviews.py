"""A sheet to interview from, on paper: what is said, consents, code, questions with their boxes."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak

from exports.booklet.interviews import Asked, asked, boxes
from exports.booklet.words import Instrument
from exports.pdf.booklet_styles import CELLS, CELLS_HEAD, CELLS_STRONG
from exports.pdf.forms_checklist import APART, by_hand
from exports.pdf.forms_styles import ALOUD, ANSWER_CELL, FORM_LEAD, STANDARD_HEAD
from exports.pdf.marks import Sheet, Stamp
from exports.pdf.paragraph import heading, paragraph
from exports.pdf.styles import SECTION, WIDTH
from exports.pdf.table import tagged_table
from exports.pdf.writing import CodeBoxes, WritingLines
from exports.words import Words
from rubrics.interviews import Interviews
from rubrics.vocabulary import InformantGroup

# As in the codes that the application draws (`audit.questions`).
LETTERS: dict[InformantGroup, str] = {
    "peer_workers": "P",
    "service_users": "U",
    "families": "F",
    "staff": "S",
    "managers": "M",
}
_COLUMNS = tuple(share * WIDTH for share in (0.09, 0.41, 0.5))


def group_key(group: InformantGroup) -> str:
    """Return the key of a group's sheet in the table of contents."""
    return f"interview-{group}"


def interview(
    words: Words, t: Instrument, stamp: Stamp, group: InformantGroup
) -> Iterator[Flowable]:
    """Yield the sheet of one group: one copy is printed for each person."""
    interviews = t.rubric.interviews
    if interviews is None:
        return
    name = t(f"booklet.group.{group}")
    yield Sheet(stamp, LETTERS[group])
    yield heading(words("pdf.forms.interview.title", group=name), SECTION, 2, key=group_key(group))
    yield paragraph(words("pdf.forms.interview.code", letter=LETTERS[group]), FORM_LEAD)
    yield CodeBoxes(LETTERS[group], (2, 3))
    yield by_hand(words, ("assessor", "date"))
    yield from _part(t("booklet.interviews.opening"))
    yield paragraph(t.text(interviews.opening), ALOUD)
    yield from _part(t("booklet.interviews.consents"))
    yield _consents(words, t, interviews)
    yield from _part(t("booklet.interviews.question"))
    yield _questions(words, t, interviews, group)
    yield from _part(t("booklet.interviews.closing"))
    yield paragraph(t.text(interviews.closing), ALOUD)
    notes = paragraph(words("pdf.forms.interview.notes"), FORM_LEAD)
    yield KeepTogether([notes, WritingLines(5, APART)])
    yield PageBreak()


def _part(title: str) -> Iterator[Flowable]:
    yield CondPageBreak(45 * mm)
    yield heading(title, STANDARD_HEAD, 3)


def _consents(words: Words, t: Instrument, interviews: Interviews) -> Flowable:
    names = ("use", "script", "answer")
    head = [paragraph(t(f"booklet.interviews.{name}"), CELLS_HEAD) for name in names]
    answers = [
        t("booklet.interviews.box", answer=words(f"common.answer.{name}")) for name in ("yes", "no")
    ]
    rows = [
        [
            paragraph(t(f"booklet.use.{one.use}"), CELLS_STRONG),
            paragraph(t.text(one.script), CELLS),
            paragraph("\u00a0 ".join(answers), ANSWER_CELL),
        ]
        for one in interviews.consents
    ]
    widths = [share * WIDTH for share in (0.22, 0.56, 0.22)]
    return tagged_table([head, *rows], widths, t("booklet.interviews.consents_summary"))


def _questions(
    words: Words, t: Instrument, interviews: Interviews, group: InformantGroup
) -> Flowable:
    names = ("number", "question", "answer")
    head = [paragraph(t(f"booklet.interviews.{name}"), CELLS_HEAD) for name in names]
    form = words.record.instrument.form
    rows = [_row(words, t, one) for one in asked(t, interviews, group, form)]
    summary = t("booklet.interviews.sheet_summary", group=t(f"booklet.group.{group}"))
    return tagged_table([head, *rows], _COLUMNS, summary)


def _row(words: Words, t: Instrument, one: Asked) -> list[Flowable]:
    skipped = words("pdf.forms.interview.skipped")
    answer: Flowable = paragraph(boxes(t, one.answers, skipped), ANSWER_CELL)
    if not one.answers:
        answer = WritingLines(3, APART)
    return [paragraph(one.on, CELLS_STRONG), paragraph(one.text, CELLS), answer]
