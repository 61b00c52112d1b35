"""The checklist on paper: each criterion with its levels to tick, and lines for notes."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from exports.booklet.words import Instrument
from exports.pdf.booklet_styles import MARK_ALARM
from exports.pdf.composed import Labelled, Rule
from exports.pdf.forms_styles import (
    BECAUSE_INDENT,
    CRITERION_HEAD,
    FORM_LEAD,
    LOOK_FOR,
    NOTE_INDENT,
    NOTE_NAME,
    STANDARD_HEAD,
    TICK,
)
from exports.pdf.marks import Sheet, Stamp
from exports.pdf.paragraph import heading, paragraph
from exports.pdf.styles import CELL, CELL_STRONG, SECTION, WIDTH
from exports.pdf.table import facts_table
from exports.pdf.writing import WritingLines
from exports.words import Words
from rubrics.model import Criterion

CHECKLIST = "checklist"
APART = 6.6 * mm  # what a hand wants between two lines
_BOX = "☐"


def checklist(words: Words, t: Instrument, stamp: Stamp) -> Iterator[Flowable]:
    """Yield the checklist of the audit's form, in the order of the instrument."""
    chosen = t.core if words.record.instrument.form == "short" else t.criteria
    ids = {criterion.id for criterion in chosen}
    yield Sheet(stamp, "C")
    yield heading(words("pdf.forms.checklist.title"), SECTION, 2, key=CHECKLIST)
    yield paragraph(words("pdf.forms.checklist.lead"), FORM_LEAD)
    yield by_hand(words, ("assessor", "date"))
    for standard in t.rubric.standards:
        opening = [heading(t.numbered(standard.id, standard.title), STANDARD_HEAD, 3)]
        for criterion in standard.criteria:
            if criterion.id in ids:
                yield KeepTogether([*opening, *_criterion(words, t, criterion)])
                opening = []
    yield PageBreak()


def by_hand(words: Words, names: tuple[str, ...]) -> Flowable:
    """Return a table of what is filled in by hand."""
    rows = [
        (paragraph(words(f"pdf.forms.by_hand.{name}"), CELL_STRONG), paragraph("", CELL))
        for name in names
    ]
    return facts_table(rows, [0.4 * WIDTH, 0.6 * WIDTH], words("pdf.forms.by_hand.summary"))


def _criterion(words: Words, t: Instrument, criterion: Criterion) -> Iterator[Flowable]:
    yield Rule(4)
    yield heading(t.numbered(criterion.id, criterion.statement), CRITERION_HEAD, 4)
    if criterion.red_line:
        yield paragraph(t("booklet.criterion.red_line"), MARK_ALARM)
    for rank in sorted(criterion.anchors, reverse=True):
        anchor = t.text(criterion.anchors[rank])
        level = words("pdf.forms.level", rank=rank, level=t.level(rank), anchor=anchor)
        yield paragraph(level, TICK, "LI", label=_BOX)
    yield _because(words, t)
    look = criterion.look_for
    documents, observed = (t.joined(map(t.text, one)) for one in (look.documents, look.observation))
    for name, said in (
        ("documents", documents),
        ("observation", observed),
        ("interviews", t.groups(look.ask)),
    ):
        yield _notes(words, name, said)


def _because(words: Words, t: Instrument) -> Flowable:
    aside = words("pdf.forms.aside", not_applicable=t.text(t.rubric.scale.not_applicable))
    box = paragraph(aside, TICK, "LI", label=_BOX)
    return Labelled(box, [WritingLines(1, TICK.leading + 2, after=5)], BECAUSE_INDENT)


def _notes(words: Words, name: str, look_for: str) -> Flowable:
    lines = WritingLines(2, APART, after=3)
    values = [paragraph(look_for, LOOK_FOR), lines] if look_for else [lines]
    return Labelled(paragraph(words(f"common.field.{name}"), NOTE_NAME), values, NOTE_INDENT)
