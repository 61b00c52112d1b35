"""What we found, on one page: breaches, levels in words and bars, strengths, first actions."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from exports.pdf import voices
from exports.pdf.levels import Figure, Meter, level_bars
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.styles import ALARM_BOX, BODY, ITEM, LEAD, PART, SECTION, SMALL, STRONG
from exports.pdf.words import Words
from exports.record import CriterionResult, Figures

KEY = "found"
SHOWN = 3
MOST_CHOSEN = 7
LONGEST = 200


def found(words: Words) -> list[Flowable]:
    """Return the page that most readers will read alone."""
    return [
        PageBreak(),
        heading(words("pdf.found.title"), SECTION, 2, key=KEY),
        *_breaches(words),
        *voices.alerts(words),
        *_numbers(words),
        *_overall(words),
        *_strengths(words),
        *_gaps(words),
        *_first_actions(words),
    ]


def _overall(words: Words) -> Iterator[Flowable]:
    figures = words.record.overall.figures
    says = words("pdf.found.overall", level=words.level_or_reason(figures))
    yield Meter(figures.level, words.top, paragraph(says, LEAD))
    if not figures.rated:
        yield paragraph(words("pdf.found.nothing"), BODY)
    elif figures.level is not None:
        yield paragraph(words("pdf.found.rule", cap=words.cap), SMALL)


def _breaches(words: Words) -> Iterator[Flowable]:
    ids = words.record.overall.figures.breaches
    unrated = sum(criterion.rank is None for criterion in words.red_lines)
    rated = len(words.red_lines) - unrated
    if ids:
        yield heading(words("pdf.found.breaches", n=len(ids)), PART, 3)
        yield from (_breach(words, words.criteria[one]) for one in ids)
    elif rated:
        yield paragraph(words("pdf.found.no_breach", n=rated), STRONG)
    if unrated:
        yield paragraph(words("pdf.found.red_lines_open", n=unrated), BODY)


def _breach(words: Words, criterion: CriterionResult) -> Flowable:
    statement = words(
        "pdf.found.breach", id=criterion.id, statement=words.text(criterion.statement)
    )
    rights = words.names(criterion.rights, words.rights)
    return paragraph(f"{statement} {words('pdf.found.breach_right', rights=rights)}", ALARM_BOX)


def _numbers(words: Words) -> Iterator[Flowable]:
    figures = words.record.overall.figures
    yield heading(words("pdf.found.levels"), PART, 3)
    yield paragraph(words.counted(figures), BODY)
    set_aside = sum(criterion.not_applicable for criterion in words.record.criteria)
    unrated = figures.applicable - figures.rated
    aside = words("pdf.counts.aside", set_aside=set_aside, unrated=unrated)
    provisional = sum(criterion.provisional for criterion in words.record.criteria)
    more = words("pdf.counts.provisional", n=provisional) if provisional else ""
    yield paragraph(f"{aside} {more}", SMALL)
    yield _bars(words)
    yield from voices.in_short(words)


def _bars(words: Words) -> Figure:
    groups = [words.record.overall, *words.record.themes]
    rows = [
        (words.text(group.title), group.figures.counts, _unrated(group.figures)) for group in groups
    ]
    names = [words.level(rank) for rank in range(words.top + 1)]
    told = " ".join(
        words(
            "pdf.counts.chart_row", name=words.text(group.title), counts=words.counts(group.figures)
        )
        for group in groups
    )
    alt = words("pdf.counts.chart", table=words("pdf.figures.title"), rows=told)
    unrated_name = words.text(words.record.instrument.unrated)
    return Figure(level_bars(rows, names, unrated_name), alt)


def _unrated(figures: Figures) -> int:
    return figures.applicable - figures.rated


def _strengths(words: Words) -> Iterator[Flowable]:
    strong = [c for c in words.record.criteria if c.rank == words.top]
    level = words.level(words.top)
    yield CondPageBreak(25 * mm)
    if strong:
        yield heading(words("pdf.found.strengths", n=len(strong), level=level), PART, 3)
    elif words.record.overall.figures.rated:
        yield paragraph(words("pdf.found.no_strengths", level=level), BODY)
    says = [words("pdf.found.strength", id=c.id, statement=words.text(c.statement)) for c in strong]
    yield from _items(words, says)


def _gaps(words: Words) -> Iterator[Flowable]:
    """Yield the criteria furthest behind; breaches have been named already."""
    breaches = words.record.overall.figures.breaches
    behind = [
        (c.rank, words.text(c.statement), c.id)
        for c in words.record.criteria
        if c.rank is not None and c.rank < words.top and c.id not in breaches
    ]
    behind.sort(key=lambda gap: gap[0])
    if behind:
        yield CondPageBreak(25 * mm)
        yield heading(words("pdf.found.gaps", n=len(behind)), PART, 3)
    says = [
        words("pdf.found.gap", id=one, statement=statement, level=words.level(rank))
        for rank, statement, one in behind
    ]
    yield from _items(words, says)


def _items(words: Words, says: Sequence[str]) -> Iterator[Flowable]:
    for text in says[:SHOWN]:
        yield item(text, ITEM)
    if len(says) > SHOWN:
        yield item(words("pdf.found.more", n=len(says) - SHOWN), ITEM)


def _first_actions(words: Words) -> Iterator[Flowable]:
    chosen = [action for action in words.record.actions if action.chosen]
    yield CondPageBreak(22 * mm)
    yield heading(words("pdf.found.actions"), PART, 3)
    if not chosen:
        yield paragraph(words("pdf.found.no_actions"), BODY)
    for action in sorted(chosen, key=lambda action: not action.breach)[:MOST_CHOSEN]:
        says = shortened(words.action(action))
        named = words("pdf.found.action", id=action.criterion or "", action=says)
        yield item(named if action.criterion else says, ITEM)


def shortened(text: str) -> str:
    """Return the start of a very long text; the action plan and the record have all of it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
