"""The cover: which facility, when, what state the assessment is in, and what is inside."""

from collections.abc import Iterable, Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from exports.pdf.booklet_styles import COVER_KICKER, COVER_SUMMARY, COVER_TITLE
from exports.pdf.cells import framed
from exports.pdf.composed import CoverGround
from exports.pdf.contents import contents
from exports.pdf.paragraph import heading, paragraph
from exports.pdf.styles import BODY, NOTICE_BOX, PART, SUBTITLE
from exports.report.cover import facts as about
from exports.report.parts import Report
from exports.report.words import ReportWords

_FACT_NAMES = 0.27
# How many signs of a name the ground of the cover holds at each size.
_LONG_NAME, _LONGEST_NAME = 70, 260
COVER_KIND = ParagraphStyle(
    "cover kind", COVER_SUMMARY, fontName="Sans-Bold", fontSize=15, leading=20, spaceAfter=6
)
COVER_NAME = ParagraphStyle("cover name", COVER_TITLE, fontSize=27, leading=34, spaceAfter=8)
COVER_LONG_NAME = ParagraphStyle("long cover name", COVER_NAME, fontSize=15, leading=20)


def cover(made: Report) -> Iterator[Flowable]:
    """Yield the cover of a report, with its table of contents."""
    yield from _ground(made)
    yield from boxes(made.notices)
    yield heading(made.facts_title, PART, 2)
    yield framed(made.facts, _FACT_NAMES)
    yield CondPageBreak(45 * mm)
    yield Spacer(0, 2 * mm)
    yield heading(made.contents_title, PART, 2)
    yield from contents([(section.title, section.key) for section in made.sections], BODY)


def _ground(made: Report) -> Iterator[Flowable]:
    """Yield which document this is, of which facility and when, where the eye goes first."""
    name = made.facility
    opening = [
        paragraph(made.kicker, COVER_KICKER),
        heading(made.title, COVER_KIND, 1, key="cover"),
    ]
    long = paragraph(name, SUBTITLE) if len(name) > _LONGEST_NAME else None
    if long is None:
        opening.append(paragraph(name, COVER_NAME if len(name) <= _LONG_NAME else COVER_LONG_NAME))
    opening.append(paragraph(made.visited, COVER_SUMMARY))
    yield CoverGround(opening, above=9 * mm, below=8 * mm)
    yield Spacer(0, 5 * mm)
    if long is not None:
        yield long


def boxes(notices: Iterable[str]) -> Iterator[Flowable]:
    """Yield what a reader must know first, each in its box."""
    yield from (paragraph(notice, NOTICE_BOX) for notice in notices)


def facts(words: ReportWords) -> Flowable:
    """Return the table that says what a document is."""
    return framed(about(words, words.sealed_by(), words("pdf.cover.verify_how")), _FACT_NAMES)
