"""The cover: which facility, when, what state the assessment is in, and what is inside."""

from collections.abc import Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from exports.pdf.booklet_styles import COVER_KICKER, COVER_SUMMARY, COVER_TITLE
from exports.pdf.composed import CoverGround
from exports.pdf.contents import contents
from exports.pdf.document import banners
from exports.pdf.paragraph import heading, paragraph
from exports.pdf.styles import (
    BODY,
    CELL,
    CELL_STRONG,
    NOTICE_BOX,
    PART,
    SUBTITLE,
    WIDTH,
)
from exports.pdf.table import facts_table
from exports.pdf.words import Words

# How many signs of a name the ground of the cover holds at each size.
_LONG_NAME, _LONGEST_NAME = 70, 260
COVER_KIND = ParagraphStyle(
    "cover kind", COVER_SUMMARY, fontName="Sans-Bold", fontSize=15, leading=20, spaceAfter=6
)
COVER_NAME = ParagraphStyle("cover name", COVER_TITLE, fontSize=27, leading=34, spaceAfter=8)
COVER_LONG_NAME = ParagraphStyle("long cover name", COVER_NAME, fontSize=15, leading=20)


def cover(words: Words, title: str, sections: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Return the cover, with a table of contents from (title, key) pairs."""
    return [
        *_ground(words, title),
        *warnings(words),
        heading(words("pdf.cover.facts"), PART, 2),
        facts(words),
        CondPageBreak(45 * mm),
        Spacer(0, 2 * mm),
        heading(words("pdf.cover.contents"), PART, 2),
        *contents(sections, BODY),
    ]


def _ground(words: Words, title: str) -> Iterator[Flowable]:
    """Yield which document this is, of which facility and when, where the eye goes first."""
    record = words.record
    name, subject = record.facility.name, words.text(record.instrument.title)
    opening = [
        paragraph(f"{words('pdf.product')} · {subject}", COVER_KICKER),
        heading(title, COVER_KIND, 1, key="cover"),
    ]
    long = paragraph(name, SUBTITLE) if len(name) > _LONGEST_NAME else None
    if long is None:
        opening.append(paragraph(name, COVER_NAME if len(name) <= _LONG_NAME else COVER_LONG_NAME))
    opening.append(paragraph(words.visited(), COVER_SUMMARY))
    yield CoverGround(opening, above=9 * mm, below=8 * mm)
    yield Spacer(0, 5 * mm)
    if long is not None:
        yield long


def warnings(words: Words) -> list[Flowable]:
    """Return what a reader must know first, each in its box."""
    return [paragraph(banner, NOTICE_BOX) for banner in banners(words)]


def facts(words: Words) -> Flowable:
    """Return the table that says what this document is."""
    cells = [
        (paragraph(name, CELL_STRONG), paragraph(value, CELL))
        for name, value in _facts(words)
        if value
    ]
    return facts_table(cells, [0.27 * WIDTH, 0.73 * WIDTH], words("pdf.cover.facts"))


def _facts(words: Words) -> Iterator[tuple[str, str]]:
    record = words.record
    facility, instrument = record.facility, record.instrument
    place = ", ".join(filter(None, (facility.region, words.country())))
    yield words("common.field.facility"), ", ".join(filter(None, (facility.name, place)))
    if facility.kind:
        yield words("common.field.kind"), words(f"common.facility_kind.{facility.kind}")
    for identifier in facility.identifiers:
        yield words("common.field.identifier"), f"{identifier.system} {identifier.value}"
    yield words("common.field.state"), words(f"common.state.{record.state}")
    yield words("common.field.as_of"), words.day(record.as_of)
    yield words("common.field.audience"), words(f"common.audience.{record.audience}")
    yield words("common.field.instrument"), _instrument(words)
    yield words("common.field.team"), _team(words)
    yield words("common.field.record"), record.id
    yield words("pdf.cover.cite"), words.citation
    yield words("pdf.cover.seal"), words.sealed_by()
    yield words("pdf.cover.verify"), words("pdf.cover.verify_how")
    yield words("common.field.licence"), instrument.licence


def _instrument(words: Words) -> str:
    instrument = words.record.instrument
    title = words.text(instrument.title)
    named = words("pdf.cover.instrument", title=title, version=instrument.version)
    return f"{named} · {words(f'common.form.{instrument.form}')}"


def _team(words: Words) -> str:
    team = words.record.team
    if not team.size:
        return words("pdf.cover.no_team")
    return words("pdf.cover.lived", size=team.size, lived=team.with_lived_experience)
