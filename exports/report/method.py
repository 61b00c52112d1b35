"""The method in words, its limits, the references and the licence."""

from collections.abc import Iterator

from exports.report import hearing
from exports.report.parts import Block, Heading, Point, Points, Section, Table, Words
from exports.report.standards import NEEDED
from exports.report.typed import plain
from exports.report.words import ReportWords

KEY = "method"


def method(words: ReportWords, check: tuple[str, ...]) -> Section:
    """Return the method and its limits; `check` says how this file can be checked."""
    blocks = (
        Words(words.text(words.record.instrument.basis)),
        Heading(words("pdf.method.levels"), 3),
        _levels(words),
        Heading(words("pdf.method.how"), 3),
        *map(Words, _rules(words)),
        *hearing.method(words),
        Heading(words("pdf.method.limits"), 3),
        *map(Words, _limits(words)),
        *_references(words),
        *_licence(words),
        *_check(words, check),
    )
    return Section(KEY, words("pdf.method.title"), blocks)


def _levels(words: ReportWords) -> Table:
    head = tuple(words(f"pdf.method.{name}") for name in ("level", "meaning"))
    rows = tuple(
        (words.step(level.rank, words.text(level.label)), words.text(level.meaning))
        for level in reversed(words.record.instrument.levels)
    )
    return Table(words("pdf.method.levels_summary"), head, rows, (0.27, 0.73))


def _rules(words: ReportWords) -> Iterator[str]:
    instrument = words.record.instrument
    yield words("pdf.method.rule_criterion")
    yield words("pdf.method.rule_standard", needed=words.percent(NEEDED), cap=words.cap)
    yield words("pdf.method.rule_red_line", lowest=words.level(0))
    aside, unrated = words.text(instrument.not_applicable), words.text(instrument.unrated)
    yield words("pdf.method.rule_not_applicable", set_aside=aside, unrated=unrated)
    yield words("pdf.method.rule_index")


def _limits(words: ReportWords) -> Iterator[str]:
    record = words.record
    yield words.text(record.instrument.limits)
    yield words(f"pdf.method.edition.{record.audience}")
    if record.is_draft:
        yield words("pdf.method.draft")
    if record.invented:
        yield words("pdf.method.invented")


def _references(words: ReportWords) -> Iterator[Block]:
    works = words.record.instrument.works
    if works:
        yield Heading(words("pdf.method.references"), 3)
        said = (f"{plain(work.citation)} {words.text(work.terms)}" for work in works)
        yield Points(tuple(map(Point, said)))


def _licence(words: ReportWords) -> Iterator[Block]:
    instrument = words.record.instrument
    yield Heading(words("pdf.method.licence"), 3)
    yield Words(f"{plain(instrument.licence)}. {words.text(instrument.licence_notice)}")


def _check(words: ReportWords, check: tuple[str, ...]) -> Iterator[Block]:
    """Yield how to check the file, together: nobody should find one line alone on a last page."""
    digest = plain(words.record.instrument.digest)
    numbers = (
        words("pdf.method.citation", citation=words.citation),
        words("pdf.method.record_digest", digest=words.digest),
        words("pdf.method.instrument_digest", digest=digest),
    )
    told = (*map(Words, check), *(Words(number, "small") for number in numbers))
    yield Heading(words("pdf.method.check"), 3, "check", together=len(told))
    yield from told
