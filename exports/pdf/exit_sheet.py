"""The sheet of the exit meeting, on one page: strengths first, and no words of anybody's."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from exports.pdf.brief import (
    as_much_as_fits,
    boxed,
    breaches,
    contrary_practice,
    first_actions,
    gaps,
    listed,
    nothing_to_say,
    opening,
    statements,
    steps,
    strengths,
)
from exports.pdf.brief_steps import chosen, others
from exports.pdf.brief_styles import (
    SHEET,
    SHEET_ALARM,
    SHEET_ALARM_HEAD,
    SHEET_CELL,
    SHEET_HEAD,
    SHEET_ITEM,
    SHEET_QUIET,
)
from exports.pdf.document import About, build
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.styles import WIDTH
from exports.pdf.table import facts_table
from exports.record import ActionRecord, AuditRecord, CriterionResult
from exports.seal import Seal
from exports.words import Words
from rubrics.text import Language

_DATES = ("draft", "answer", "final")


def exit_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the sheet of the exit meeting of a record, on one page; record and seal attached."""
    words = Words(record, language, seal)
    title = words("pdf.exit.title")
    about = About("exit-pdf", title, words("pdf.exit.subject"), passed_around=True)
    return build(about, _page(words, title), words)


def _page(words: Words, title: str) -> list[Flowable]:
    def page(most: Sequence[int]) -> list[Flowable]:
        breached, good, work, dated = most
        return [
            *opening(words, title),
            paragraph(words("pdf.exit.status"), SHEET_QUIET),
            *_good(words, good),
            *_work(words, work),
            *_breaches(words, breached),
            *_dates(words, dated),
        ]

    sizes = [
        len(breaches(words)),
        len(_praised(words)),
        len(_to_work_on(words)),
        len(_dated(words)),
    ]
    return as_much_as_fits(page, sizes)


def _good(words: Words, most: int) -> Iterator[Flowable]:
    found = _praised(words)
    name = "title" if strengths(words) or not found else "nearly"
    yield heading(words(f"pdf.exit.good.{name}"), SHEET_HEAD, 2)
    yield from listed(words, statements(words, found), most, SHEET_ITEM)
    if not found:
        yield paragraph(nothing_to_say(words) or words("pdf.exit.good.none"), SHEET)


def _praised(words: Words) -> list[CriterionResult]:
    """Return the strengths; where there are none, the criteria one step below."""
    rank = max(words.top - 1, 1)
    return strengths(words) or [c for c in words.record.criteria if c.rank == rank]


def _work(words: Words, most: int) -> Iterator[Flowable]:
    found = _to_work_on(words)
    yield heading(words("pdf.exit.work.title"), SHEET_HEAD, 2)
    yield from listed(words, statements(words, found), most, SHEET_ITEM)
    if not found:
        yield paragraph(nothing_to_say(words) or words("pdf.exit.work.none"), SHEET)


def _to_work_on(words: Words) -> list[CriterionResult]:
    praised = {criterion.id for criterion in _praised(words)}
    return [criterion for criterion in gaps(words) if criterion.id not in praised]


def _breaches(words: Words, most: int) -> Iterator[Flowable]:
    found = breaches(words)
    unrated = sum(criterion.rank is None for criterion in words.red_lines)
    yield heading(words("pdf.exit.breach.title"), SHEET_ALARM_HEAD if found else SHEET_HEAD, 2)
    if found:
        yield paragraph(words("pdf.exit.breach.lead", n=len(found)), SHEET)
        yield from boxed(words, contrary_practice(words, found), most, SHEET_ALARM, SHEET_ITEM)
    else:
        yield paragraph(words("pdf.exit.breach.none"), SHEET)
    if unrated:
        yield paragraph(words("pdf.exit.breach.open", n=unrated), SHEET)


def _dates(words: Words, most: int) -> Iterator[Flowable]:
    """Yield what comes next: dates to be written in at the meeting, then the first actions."""
    yield heading(words("pdf.exit.dates.title"), SHEET_HEAD, 2)
    rows = [
        (paragraph(words(f"pdf.exit.dates.{name}"), SHEET_CELL), paragraph("", SHEET_CELL))
        for name in _DATES
    ]
    yield facts_table(rows, [0.6 * WIDTH, 0.4 * WIDTH], words("pdf.exit.dates.summary"))
    yield Spacer(0, 6)
    named = _dated(words)[:most]
    yield from listed(words, steps(words, named), most, SHEET_ITEM)
    if left := others(words, named):
        said = words("pdf.exit.dates.others", n=len(chosen(words)), others=left)
        yield item(said, SHEET_ITEM)


def _dated(words: Words) -> list[ActionRecord]:
    return [action for action in first_actions(words) if action.due]
