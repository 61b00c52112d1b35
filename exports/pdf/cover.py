"""The cover: which facility, when, what state the assessment is in, and what is inside."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from exports.pdf.contents import contents
from exports.pdf.document import banners
from exports.pdf.paragraph import heading, paragraph
from exports.pdf.styles import (
    BODY,
    CELL,
    CELL_STRONG,
    KICKER,
    NOTICE_BOX,
    PART,
    SUBTITLE,
    TITLE,
    WIDTH,
)
from exports.pdf.table import facts_table
from exports.pdf.words import Words


def cover(words: Words, title: str, sections: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Return the cover, with a table of contents from (title, key) pairs."""
    record = words.record
    return [
        Spacer(0, 14 * mm),
        paragraph(f"{words('pdf.product')} · {words.text(record.instrument.title)}", KICKER),
        heading(title, TITLE, 1, key="cover"),
        paragraph(record.facility.name, SUBTITLE),
        paragraph(words.visited(), BODY),
        *warnings(words),
        Spacer(0, 7 * mm),
        heading(words("pdf.cover.facts"), PART, 2),
        facts(words),
        Spacer(0, 5 * mm),
        heading(words("pdf.cover.contents"), PART, 2),
        *contents(sections, BODY),
    ]


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
    yield words("pdf.cover.seal"), f"{words.sealed_by()} {words('pdf.cover.check')}"
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
