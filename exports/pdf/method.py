"""The method in words, its limits, the references, the licence, and how to check the file."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from exports.pdf import hearing
from exports.pdf.levels import Meter
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.plain_text import without_glyph
from exports.pdf.standards import NEEDED
from exports.pdf.styles import (
    BODY,
    CELL,
    CELL_HEAD,
    CELL_STRONG,
    FOLLOWING,
    ITEM,
    PART,
    SMALL,
    WIDTH,
)
from exports.pdf.table import tagged_table
from exports.pdf.words import Words

KEY = "method"


def method(words: Words) -> list[Flowable]:
    """Return the method, its limits, the references and the licence."""
    return [
        CondPageBreak(120 * mm),
        heading(words("pdf.method.title"), FOLLOWING, 2, key=KEY),
        paragraph(words.text(words.record.instrument.basis), BODY),
        heading(words("pdf.method.levels"), PART, 3),
        _levels(words),
        heading(words("pdf.method.how"), PART, 3),
        *_rules(words),
        *hearing.method(words),
        *_limits(words),
        *_references(words),
        *_licence(words),
        *_check(words),
    ]


def _levels(words: Words) -> Flowable:
    head = [paragraph(words(f"pdf.method.{name}"), CELL_HEAD) for name in ("level", "meaning")]
    rows = [
        (
            Meter(level.rank, words.top, paragraph(words.text(level.label), CELL_STRONG)),
            paragraph(words.text(level.meaning), CELL),
        )
        for level in reversed(words.record.instrument.levels)
    ]
    widths = [0.27 * WIDTH, 0.73 * WIDTH]
    return tagged_table([head, *rows], widths, words("pdf.method.levels_summary"))


def _rules(words: Words) -> Iterator[Flowable]:
    instrument = words.record.instrument
    yield paragraph(words("pdf.method.rule_criterion"), BODY)
    needed = words.percent(NEEDED)
    yield paragraph(words("pdf.method.rule_standard", needed=needed, cap=words.cap), BODY)
    yield paragraph(words("pdf.method.rule_red_line", lowest=words.level(0)), BODY)
    aside, unrated = words.text(instrument.not_applicable), words.text(instrument.unrated)
    said = words("pdf.method.rule_not_applicable", set_aside=aside, unrated=unrated)
    yield paragraph(said, BODY)
    yield paragraph(words("pdf.method.rule_index"), BODY)


def _limits(words: Words) -> Iterator[Flowable]:
    record = words.record
    yield CondPageBreak(30 * mm)
    yield heading(words("pdf.method.limits"), PART, 3)
    yield paragraph(words.text(record.instrument.limits), BODY)
    yield paragraph(words(f"pdf.method.edition.{record.audience}"), BODY)
    if record.is_draft:
        yield paragraph(words("pdf.method.draft"), BODY)
    if record.invented:
        yield paragraph(words("pdf.method.invented"), BODY)
    if without_glyph(words.canonical.decode()):
        yield paragraph(words("pdf.method.glyphs"), BODY)


def _references(words: Words) -> Iterator[Flowable]:
    works = words.record.instrument.works
    if works:
        yield CondPageBreak(30 * mm)
        yield heading(words("pdf.method.references"), PART, 3)
    for work in works:
        yield item(f"{work.citation} {words.text(work.terms)}", ITEM)


def _licence(words: Words) -> Iterator[Flowable]:
    instrument = words.record.instrument
    yield CondPageBreak(25 * mm)
    yield heading(words("pdf.method.licence"), PART, 3)
    yield paragraph(f"{instrument.licence}. {words.text(instrument.licence_notice)}", BODY)


def _check(words: Words) -> Iterator[Flowable]:
    instrument = words.record.instrument
    told = [
        heading(words("pdf.method.check"), PART, 3),
        paragraph(words("pdf.method.check_text"), BODY),
        paragraph(words.sealed_by(), BODY),
        paragraph(words("pdf.method.citation", citation=words.citation), SMALL),
        paragraph(words("pdf.method.record_digest", digest=words.digest), SMALL),
        paragraph(words("pdf.method.instrument_digest", digest=instrument.digest), SMALL),
    ]
    # On the last page nobody should find one line alone.
    yield KeepTogether(told)
