"""How people were heard and how far assessors agreed; coefficients stand in the method alone."""

from collections.abc import Iterator

from exports.agreement_words import method_lines, told
from exports.charts.differences import differences_chart
from exports.charts.of_record import compared
from exports.charts.words import translator
from exports.hearing_words import of_method, tested_gaps, who_is_hidden
from exports.record_voices import Gap, Turnout
from exports.report.parts import Block, Heading, Picture, Point, Points, Table, Words
from exports.report.words import ReportWords
from exports.voices_words import in_two_decimals, of_shares, of_test

_COUNTS = ("planned", "done", "partial", "under_way", "declined", "withdrawn", "heard")


def interviews(words: ReportWords) -> Iterator[Block]:
    """Yield the interviews by group; an edition has no column for what only the team may know."""
    record = words.record
    if record.informants or record.hidden:
        yield Heading(words("hearing.interviews.title"), 3)
    if record.informants:
        yield _turnouts(words)
        yield Words(words("hearing.apart"), "small")
    hidden = who_is_hidden(record.hidden, record.joint_statement, words)
    yield from (Words(said, "small") for said in hidden)
    if record.grades:
        yield Words(of_shares(record.grades, words))


def agreed(words: ReportWords) -> Iterator[Block]:
    """Yield how far the assessors agreed before they discussed, in plain words."""
    found = words.record.agreement
    if found is not None:
        yield Heading(words("hearing.agreement.title"), 3)
        yield Points(tuple(map(Point, told(found, words))))
        t = translator(words.language)
        chart = differences_chart(compared(words.record, t), t)
        if chart is not None:
            yield Picture(chart)


def method(words: ReportWords) -> Iterator[Block]:
    """Yield how voices and agreement were worked out, with every coefficient and test."""
    record = words.record
    if not record.informants and not record.hidden and record.agreement is None:
        return
    yield Heading(words("hearing.method.title"), 3)
    if record.informants or record.hidden:
        yield from map(Words, of_method(record, words))
    if record.agreement is not None:
        yield Points(tuple(map(Point, method_lines(record.agreement, words))))
    tested = tested_gaps(record)
    if tested:
        comparisons = max(gap.test.comparisons for _, gap in tested if gap.test)
        yield Words(words("hearing.method.tests"), "strong")
        yield Words(words("voices.test.comparisons", n=comparisons))
        yield _tests(words, tested)


def _turnouts(words: ReportWords) -> Table:
    rows = words.record.informants
    counts = [name for name in _COUNTS if any(getattr(row, name) is not None for row in rows)]
    head = (words("hearing.table.group"), *(words(f"hearing.interviews.{n}") for n in counts))
    cells = tuple(
        (words(f"hearing.lines.{row.group}"), *(_count(words, row, name) for name in counts))
        for row in rows
    )
    widths = (0.25, *[0.75 / len(counts)] * len(counts))
    numbers = frozenset(range(1, len(counts) + 1))
    return Table(words("hearing.interviews.summary"), head, cells, widths, numbers)


def _count(words: ReportWords, row: Turnout, name: str) -> str:
    number: int | None = getattr(row, name)
    return words("hearing.interviews.unknown") if number is None else words.number(number)


def _tests(words: ReportWords, tested: tuple[tuple[str, Gap], ...]) -> Table:
    head = tuple(
        words(f"hearing.method.test.{name}")
        for name in ("standard", "between", "difference", "told")
    )
    rows = tuple(
        (
            standard,
            _between(words, gap),
            in_two_decimals(abs(gap.difference.amount), words),
            of_test(gap, words),
        )
        for standard, gap in tested
    )
    summary, widths = words("hearing.method.test.summary"), (0.11, 0.24, 0.12, 0.53)
    return Table(summary, head, rows, widths, frozenset((2,)))


def _between(words: ReportWords, gap: Gap) -> str:
    sides = (gap.difference.one.who, gap.difference.other.who)
    return words("hearing.comma").join(words(f"voices.who.{who}") for who in sides)
