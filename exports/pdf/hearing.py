"""How people were heard and how far assessors agreed; coefficients stand in the method alone."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from exports.agreement_words import method_lines, told
from exports.charts.differences import differences_chart
from exports.charts.of_record import compared
from exports.charts.words import translator
from exports.hearing_words import tested_gaps, who_is_hidden
from exports.pdf.chart import chart_story
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.styles import (
    BODY,
    CELL,
    CELL_HEAD,
    CELL_HEAD_NUMBER,
    CELL_NUMBER,
    CELL_STRONG,
    ITEM,
    PART,
    SMALL,
    STRONG,
    WIDTH,
)
from exports.pdf.table import tagged_table
from exports.pdf.words import Words
from exports.record_voices import Gap, Turnout
from exports.voices_words import in_two_decimals, of_shares, of_test

_COUNTS = ("planned", "done", "partial", "under_way", "declined", "withdrawn", "heard")


def interviews(words: Words) -> Iterator[Flowable]:
    """Yield the interviews by group; an edition has no column for what only the team may know."""
    record = words.record
    if record.informants or record.hidden:
        yield CondPageBreak(35 * mm)
        yield heading(words("hearing.interviews.title"), PART, 3)
    if record.informants:
        yield from (_turnouts(words), Spacer(0, 2 * mm))
        yield paragraph(words("hearing.apart"), SMALL)
    for said in who_is_hidden(record.hidden, record.joint_statement, words):
        yield paragraph(said, SMALL)
    if record.grades:
        yield paragraph(of_shares(record.grades, words), BODY)


def agreed(words: Words) -> Iterator[Flowable]:
    """Yield how far the assessors agreed before they discussed, in plain words."""
    found = words.record.agreement
    if found is not None:
        yield CondPageBreak(35 * mm)
        yield heading(words("hearing.agreement.title"), PART, 3)
        yield from (item(line, ITEM) for line in told(found, words))
        t = translator(words.language)
        yield from chart_story(differences_chart(compared(words.record, t), t))


def method(words: Words) -> Iterator[Flowable]:
    """Yield how voices and agreement were worked out, with every coefficient and test."""
    record = words.record
    if not record.informants and not record.hidden and record.agreement is None:
        return
    yield CondPageBreak(40 * mm)
    yield heading(words("hearing.method.title"), PART, 3)
    if record.informants or record.hidden:
        for name in ("voices", "gaps", "grades"):
            yield paragraph(words(f"hearing.method.{name}"), BODY)
    if record.agreement is not None:
        yield from (item(line, ITEM) for line in method_lines(record.agreement, words))
    tested = tested_gaps(record)
    if tested:
        yield CondPageBreak(40 * mm)
        yield paragraph(words("hearing.method.tests"), STRONG)
        compared = max(gap.test.comparisons for _, gap in tested if gap.test)
        yield paragraph(words("voices.test.comparisons", n=compared), BODY)
        yield _tests(words, tested)


def _turnouts(words: Words) -> Flowable:
    rows = words.record.informants
    counts = [name for name in _COUNTS if any(getattr(row, name) is not None for row in rows)]
    head = [
        paragraph(words("hearing.table.group"), CELL_HEAD),
        *(paragraph(words(f"hearing.interviews.{name}"), CELL_HEAD_NUMBER) for name in counts),
    ]
    cells = [
        [
            paragraph(words(f"hearing.lines.{row.group}"), CELL_STRONG),
            *(paragraph(_count(words, row, name), CELL_NUMBER) for name in counts),
        ]
        for row in rows
    ]
    widths = [0.25 * WIDTH, *[0.75 * WIDTH / len(counts)] * len(counts)]
    return tagged_table([head, *cells], widths, words("hearing.interviews.summary"))


def _count(words: Words, row: Turnout, name: str) -> str:
    number: int | None = getattr(row, name)
    return words("hearing.interviews.unknown") if number is None else words.number(number)


def _tests(words: Words, tested: tuple[tuple[str, Gap], ...]) -> Flowable:
    names = (
        ("standard", CELL_HEAD),
        ("between", CELL_HEAD),
        ("difference", CELL_HEAD_NUMBER),
        ("told", CELL_HEAD),
    )
    head = [paragraph(words(f"hearing.method.test.{name}"), style) for name, style in names]
    rows = [
        [
            paragraph(standard, CELL_STRONG),
            paragraph(_between(words, gap), CELL),
            paragraph(in_two_decimals(abs(gap.difference.amount), words), CELL_NUMBER),
            paragraph(of_test(gap, words), CELL),
        ]
        for standard, gap in tested
    ]
    widths = [share * WIDTH for share in (0.11, 0.24, 0.12, 0.53)]
    return tagged_table([head, *rows], widths, words("hearing.method.test.summary"))


def _between(words: Words, gap: Gap) -> str:
    sides = (gap.difference.one.who, gap.difference.other.who)
    return words("hearing.comma").join(words(f"voices.who.{who}") for who in sides)
