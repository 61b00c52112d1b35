"""What we found: breaches, levels in words and bars, strengths, first actions."""

from collections.abc import Iterator, Sequence

from exports.record import CriterionResult, Figures
from exports.report import voices
from exports.report.parts import Bar, Bars, Block, Heading, Point, Points, Section, Step, Words
from exports.report.standards import criterion_key
from exports.report.typed import CLOSE, OPEN, beginning
from exports.report.words import ReportWords

KEY = "found"
SHOWN = 3
LONGEST = 200


def found(words: ReportWords) -> Section:
    """Return the section that most readers will read alone."""
    blocks = (
        *_breaches(words),
        *voices.alerts(words),
        *_numbers(words),
        *_overall(words),
        *_strengths(words),
        *_gaps(words),
        *_first_actions(words),
    )
    return Section(KEY, words("pdf.found.title"), blocks, alone=True)


def _breaches(words: ReportWords) -> Iterator[Block]:
    ids = words.record.overall.figures.breaches
    unrated = sum(criterion.rank is None for criterion in words.red_lines)
    rated = len(words.red_lines) - unrated
    if ids:
        yield Heading(words("pdf.found.breaches", n=len(ids)), 3)
        yield from (_breach(words, words.criteria[one]) for one in ids)
    elif rated:
        yield Words(words("pdf.found.no_breach", n=rated), "strong")
    if unrated:
        yield Words(words("pdf.found.red_lines_open", n=unrated))


def _breach(words: ReportWords, criterion: CriterionResult) -> Words:
    statement = words(
        "pdf.found.breach", id=criterion.id, statement=words.text(criterion.statement)
    )
    rights = words.names(criterion.rights, words.rights)
    return Words(f"{statement} {words('pdf.found.breach_right', rights=rights)}", "alarm")


def _numbers(words: ReportWords) -> Iterator[Block]:
    figures = words.record.overall.figures
    yield Heading(words("pdf.found.levels"), 3)
    set_aside = sum(criterion.not_applicable for criterion in words.record.criteria)
    unrated = figures.applicable - figures.rated
    aside = words("pdf.counts.aside", set_aside=set_aside, unrated=unrated)
    provisional = sum(criterion.provisional for criterion in words.record.criteria)
    more = words("pdf.counts.provisional", n=provisional) if provisional else ""
    yield Words(" ".join(filter(None, (words.counted(figures), aside, more))))
    yield _bars(words)
    yield from voices.in_short(words)


def _bars(words: ReportWords) -> Bars:
    groups = [words.record.overall, *words.record.themes]
    rows = tuple(
        Bar(words.text(group.title), figures.counts, _unrated(figures), _told(words, figures))
        for group in groups
        for figures in (group.figures,)
    )
    said = (words("pdf.counts.chart_row", name=row.name, counts=row.told) for row in rows)
    caption = words("pdf.counts.chart", table=words("pdf.figures.title"))
    names = tuple(words.level(rank) for rank in range(words.top + 1))
    unrated = words.text(words.record.instrument.unrated)
    return Bars(caption, rows, names, unrated, " ".join((caption, *said)))


def _told(words: ReportWords, figures: Figures) -> str:
    unrated = _unrated(figures)
    if not unrated:
        return words.counts(figures)
    name = words.text(words.record.instrument.unrated)
    return f"{words.counts(figures)}, {words('pdf.counts.level', n=unrated, level=name)}"


def _unrated(figures: Figures) -> int:
    return figures.applicable - figures.rated


def _overall(words: ReportWords) -> Iterator[Block]:
    figures = words.record.overall.figures
    says = words("pdf.found.overall", level=words.level_or_reason(figures))
    yield Step(figures.level, words.top, says)
    if not figures.rated:
        yield Words(words("pdf.found.nothing"))
    elif figures.level is not None:
        yield Words(words("pdf.found.rule", cap=words.cap), "small")


def _strengths(words: ReportWords) -> Iterator[Block]:
    strong = [c for c in words.record.criteria if c.rank == words.top]
    level = words.level(words.top)
    if strong:
        yield Heading(words("pdf.found.strengths", n=len(strong), level=level), 3)
    elif words.record.overall.figures.rated:
        yield Words(words("pdf.found.no_strengths", level=level))
    yield from _points(
        words,
        [
            Point(words("pdf.found.strength", id=c.id, statement=statement), criterion_key(c.id))
            for c in strong
            for statement in (words.text(c.statement),)
        ],
    )


def _gaps(words: ReportWords) -> Iterator[Block]:
    """Yield the criteria furthest behind; breaches have been named already."""
    breaches = words.record.overall.figures.breaches
    behind = [
        (c.rank, words.text(c.statement), c.id)
        for c in words.record.criteria
        if c.rank is not None and c.rank < words.top and c.id not in breaches
    ]
    behind.sort(key=lambda gap: gap[0])
    if behind:
        yield Heading(words("pdf.found.gaps", n=len(behind)), 3)
    yield from _points(
        words,
        [
            Point(
                words("pdf.found.gap", id=one, statement=statement, level=words.level(rank)),
                criterion_key(one),
            )
            for rank, statement, one in behind
        ],
    )


def _points(
    words: ReportWords, points: Sequence[Point], where: str = "standards"
) -> Iterator[Points]:
    """Yield the first of many points as a list, and how many more there are, and where."""
    shown = list(points[:SHOWN])
    if len(points) > SHOWN:
        shown.append(Point(words(f"pdf.found.more.{where}", n=len(points) - SHOWN)))
    if shown:
        yield Points(tuple(shown))


def _first_actions(words: ReportWords) -> Iterator[Block]:
    chosen = [action for action in words.record.actions if action.chosen]
    yield Heading(words("pdf.found.actions"), 3)
    if not chosen:
        yield Words(words("pdf.found.no_actions"))
        return
    points = []
    for action in sorted(chosen, key=lambda action: not action.breach):
        says = shortened(words.action(action))
        named = words("pdf.found.action", id=action.criterion or "", action=says)
        points.append(Point(named if action.criterion else says))
    yield from _points(words, points, "plan")


def shortened(text: str) -> str:
    """Return the start of a very long text; the action plan and the record have all of it."""
    begun = beginning(text.strip(OPEN + CLOSE), LONGEST)
    return f"{OPEN}{begun}{CLOSE}" if text.startswith(OPEN) else begun
