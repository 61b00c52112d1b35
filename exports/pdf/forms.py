"""Paper forms of an audit: the checklist, and a sheet of questions for each informant group.

The facility and the audit are filled in, nothing that was found is: a form is taken along on a
visit, and whoever types it in afterwards finds by its code where it belongs.
"""

from collections.abc import Iterator
from typing import get_args

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from exports.booklet.words import Instrument
from exports.pdf.contents import contents
from exports.pdf.cover import boxes
from exports.pdf.document import About, build
from exports.pdf.forms_checklist import CHECKLIST, checklist
from exports.pdf.forms_interviews import group_key, interview
from exports.pdf.forms_styles import FORM_LEAD
from exports.pdf.marks import Sheet, Stamp
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.styles import (
    BODY,
    CELL,
    CELL_STRONG,
    ITEM,
    KICKER,
    PART,
    SUBTITLE,
    TITLE,
    WIDTH,
)
from exports.pdf.table import facts_table
from exports.record import AuditRecord
from exports.seal import Seal
from exports.words import Words
from rubrics.loader import pinned
from rubrics.text import Language
from rubrics.vocabulary import InformantGroup

_RULES = ("alone", "boxes", "own", "code", "names")
_NO_AUDIT = "NONE"  # what the code of each page says instead of the audit, before there is one
_ABOUT = "A"


def forms_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the paper forms of a record's audit; record and seal are attached.

    Raises `FaultsError` where the very instrument of the record is not installed.
    """
    words = Words(record, language, seal)
    used = record.instrument
    t = Instrument(pinned(used.id, used.version, used.digest), used.digest, language)
    stamp = Stamp("PRA", record.id or _NO_AUDIT, used.id, used.version, used.form)
    title = words("pdf.forms.title")
    story = [*_opening(words, t, stamp, title), *checklist(words, t, stamp)]
    for group in _groups(words, t):
        story += interview(words, t, stamp, group)
    about = About("forms-pdf", title, words("pdf.forms.subject"), passed_around=True)
    return build(about, story, words, stamp)


def _groups(words: Words, t: Instrument) -> list[InformantGroup]:
    """Return the groups that are asked something in the form of this audit."""
    short = words.record.instrument.form == "short"
    criteria = t.criteria  # a short form may ask a core question of a criterion it does not rate
    asked = {q.group for c in criteria for q in c.questions if q.core or not short}
    return [group for group in get_args(InformantGroup) if group in asked]


def _opening(words: Words, t: Instrument, stamp: Stamp, title: str) -> Iterator[Flowable]:
    record = words.record
    yield Sheet(stamp, _ABOUT)
    yield Spacer(0, 4 * mm)
    yield paragraph(f"{words('pdf.product')} · {words.text(record.instrument.title)}", KICKER)
    yield heading(title, TITLE, 1, key="cover")
    if not record.is_blank:
        yield paragraph(record.facility.name, SUBTITLE)
    yield from boxes(words.banners())
    yield Spacer(0, 3 * mm)
    yield _facts(words)
    yield heading(words("pdf.forms.inside"), PART, 2)
    sheets = [(words("pdf.forms.checklist.title"), CHECKLIST)]
    sheets += [
        (words("pdf.forms.interview.title", group=t(f"booklet.group.{group}")), group_key(group))
        for group in _groups(words, t)
    ]
    yield from contents(sheets, BODY)
    yield heading(words("pdf.forms.how"), PART, 2)
    yield paragraph(words("pdf.forms.lead"), FORM_LEAD)
    rules = ("blank", *_RULES) if record.is_blank else _RULES
    yield from (item(words(f"pdf.forms.rule.{name}"), ITEM) for name in rules)
    yield PageBreak()


def _facts(words: Words) -> Flowable:
    record = words.record
    instrument = record.instrument
    named = words(
        "pdf.cover.instrument",
        title=words.text(instrument.title),
        version=instrument.version,
    )
    facility = (("common.field.facility", ""),) if record.is_blank else ()
    facts = (
        ("common.field.instrument", named),
        ("pdf.forms.form", words(f"common.form.{instrument.form}")),
        *facility,
        ("common.field.visit", "" if record.is_blank else words.visited()),
        ("common.field.record", record.id),
    )
    rows = [(paragraph(words(key), CELL_STRONG), paragraph(said, CELL)) for key, said in facts]
    return facts_table(rows, [0.27 * WIDTH, 0.73 * WIDTH], words("pdf.cover.facts"))
