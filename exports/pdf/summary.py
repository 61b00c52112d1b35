"""The summary in plain words, on two pages: for whoever will not read a report."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

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
from exports.pdf.brief_styles import PLAIN, PLAIN_ALARM_HEAD, PLAIN_HEAD, PLAIN_ITEM, PLAIN_STRONG
from exports.pdf.document import About, build
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.writing import WritingLines
from exports.record import AuditRecord
from exports.report.found import shortened
from exports.seal import Seal
from exports.words import Words
from rubrics.text import Language


def summary_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the plain-language summary of a record, on two pages; record and seal attached."""
    words = Words(record, language, seal)
    title = words("pdf.summary.title")
    story = [
        *_first_page(words, title),
        PageBreak(),
        *_second_page(words),
    ]
    about = About("summary-pdf", title, words("pdf.summary.subject"), passed_around=True)
    return build(about, story, words)


def _first_page(words: Words, title: str) -> list[Flowable]:
    def page(most: Sequence[int]) -> list[Flowable]:
        breached, good = most
        return [
            *opening(words, title),
            *_looked(words),
            *_good(words, good),
            *_breaches(words, breached),
        ]

    return as_much_as_fits(page, [len(breaches(words)), len(strengths(words))])


def _second_page(words: Words) -> list[Flowable]:
    def page(most: Sequence[int]) -> list[Flowable]:
        change, first = most
        return [*_change(words, change), *_next(words, first), *_ask(words)]

    return as_much_as_fits(page, [len(gaps(words)), len(first_actions(words))])


def _looked(words: Words) -> Iterator[Flowable]:
    yield heading(words("pdf.summary.looked.title"), PLAIN_HEAD, 2)
    yield paragraph(" ".join(_what_was_done(words)), PLAIN)


def _what_was_done(words: Words) -> Iterator[str]:
    record = words.record
    title = shortened(words.text(record.instrument.title))
    yield words("pdf.summary.looked.about", title=title)
    yield words("pdf.summary.looked.about_rights")
    team = record.team
    if team.size:
        yield words("pdf.summary.looked.team", n=team.size)
        lived = team.with_lived_experience
        key = "lived" if lived else "nobody_lived"
        yield words(f"pdf.summary.looked.{key}", **({"n": lived} if lived else {}))
    figures = record.overall.figures
    if figures.rated:
        yield words("pdf.summary.looked.points", n=figures.rated)
    if figures.rated and figures.applicable > figures.rated:
        yield words("pdf.summary.looked.unrated", n=figures.applicable - figures.rated)


def _good(words: Words, most: int) -> Iterator[Flowable]:
    yield heading(words("pdf.summary.good.title"), PLAIN_HEAD, 2)
    found = strengths(words)
    if found:
        yield paragraph(words("pdf.summary.good.lead", n=len(found)), PLAIN)
        yield from listed(words, statements(words, found), most)
    else:
        yield paragraph(nothing_to_say(words) or words("pdf.summary.good.none"), PLAIN)


def _breaches(words: Words, most: int) -> Iterator[Flowable]:
    found, red_lines = breaches(words), words.red_lines
    if not red_lines:
        return
    checked = sum(criterion.rank is not None for criterion in red_lines)
    yield heading(words("pdf.summary.breach.title"), PLAIN_ALARM_HEAD if found else PLAIN_HEAD, 2)
    if found:
        yield paragraph(words("pdf.summary.breach.lead"), PLAIN)
        yield from boxed(words, contrary_practice(words, found), most)
    elif checked:
        yield paragraph(words("pdf.summary.breach.none", n=checked), PLAIN)
    else:
        yield paragraph(words("pdf.summary.breach.not_asked"), PLAIN)
    if checked and checked < len(red_lines):
        yield paragraph(words("pdf.summary.breach.open", n=len(red_lines) - checked), PLAIN)


def _change(words: Words, most: int) -> Iterator[Flowable]:
    yield heading(words("pdf.summary.change.title"), PLAIN_HEAD, 2)
    found = gaps(words)
    if found:
        yield paragraph(words("pdf.summary.change.lead", n=len(found)), PLAIN)
        yield from listed(words, statements(words, found), most)
    else:
        yield paragraph(nothing_to_say(words) or words("pdf.summary.change.none"), PLAIN)


def _next(words: Words, most: int) -> Iterator[Flowable]:
    record = words.record
    yield heading(words("pdf.summary.next.title"), PLAIN_HEAD, 2)
    state = "draft" if record.is_draft else "done"
    if record.state == "withdrawn":
        state = "withdrawn"
    yield paragraph(words(f"pdf.summary.next.{state}"), PLAIN)
    if count := len(chosen(words)):
        found = first_actions(words)
        yield paragraph(words("pdf.summary.next.steps", n=count), PLAIN)
        yield from listed(words, steps(words, found), most)
        if also := others(words, found):
            yield item(words("pdf.summary.next.also", others=also) if found else also, PLAIN_ITEM)
    else:
        yield paragraph(words("pdf.summary.next.none"), PLAIN)


def _ask(words: Words) -> Iterator[Flowable]:
    yield heading(words("pdf.summary.ask.title"), PLAIN_HEAD, 2)
    yield paragraph(words("pdf.summary.ask.team"), PLAIN)
    yield paragraph(words("pdf.summary.ask.contact"), PLAIN_STRONG)
    yield WritingLines(2, 8 * mm, after=8)
    yield paragraph(words("pdf.summary.ask.report", citation=words.citation), PLAIN)
