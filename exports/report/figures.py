"""The figures in tables: by part of the tree and standard, by right, by QualityRights theme."""

from collections.abc import Iterator, Sequence

from exports.record import Figures, Group, StandardResult
from exports.report.parts import Block, Cell, Heading, Section, Table, Words
from exports.report.standards import named
from exports.report.typed import typed_lines
from exports.report.words import ReportWords

FIGURES_KEY, RIGHTS_KEY = "figures", "rights"
INDEX_FROM = 10  # rated criteria
_MOST_NAMED_LEVELS = 5  # above, columns are headed by ranks
_Row = tuple[Cell, ...]


def figures(words: ReportWords) -> Section:
    """Return the table of the whole, the parts and the standards, then the findings."""
    blocks = (
        Words(words("pdf.figures.intro", n=INDEX_FROM)),
        _results_table(words),
        *_findings(words),
    )
    return Section(FIGURES_KEY, words("pdf.figures.title"), blocks)


def rights(words: ReportWords) -> Section:
    """Return the cross-sections: counts and breaches, never a level."""
    record = words.record
    blocks: list[Block] = [Words(words("pdf.rights.intro"))]
    for name, groups in (("convention", record.rights), ("qualityrights", record.qualityrights)):
        if groups:
            blocks.append(Heading(words(f"pdf.rights.{name}"), 3))
            blocks.append(_cross_section(words, groups, name))
    return Section(RIGHTS_KEY, words("pdf.rights.title"), tuple(blocks))


def _results_table(words: ReportWords) -> Table:
    record = words.record
    rows = [_row(words, words("common.group.overall"), record.overall.figures)]
    strong = {0}
    for theme in record.themes:
        strong.add(len(rows))
        rows.append(_row(words, words.text(theme.title), theme.figures))
        rows += [
            _row(words, named(words, standard), standard.figures)
            for standard in record.standards
            if standard.theme == theme.id
        ]
    titles = _count_titles(words)
    head = (
        words("pdf.figures.group"),
        *titles,
        *(words(f"common.figure.{name}") for name in ("coverage", "level", "index")),
    )
    widths = _widths(len(titles), 0.3, (0.1, 0.19, 0.13))
    numbers = frozenset(range(1, len(titles) + 2))
    return Table(
        words("pdf.figures.summary"), head, tuple(rows), widths, numbers, frozenset(strong)
    )


def _row(words: ReportWords, name: str, found: Figures) -> _Row:
    level = words.step(found.level, words.level_or_reason(found))
    return name, *_counts(words, found), _coverage(words, found), level, _index(words, found)


def _counts(words: ReportWords, found: Figures) -> tuple[str, ...]:
    return tuple(words.number(count) for count in reversed(found.counts))


def _count_titles(words: ReportWords) -> tuple[str, ...]:
    """Return the titles of the columns of counts, from the highest level down."""
    levels = words.record.instrument.levels
    named_levels = len(levels) <= _MOST_NAMED_LEVELS
    return tuple(words.text(one.label) if named_levels else str(one.rank) for one in levels[::-1])


def _widths(counts: int, first: float, last: Sequence[float]) -> tuple[float, ...]:
    """Return the shares of the columns: what the first and the last leave is for the counts."""
    return first, *((1 - first - sum(last)) / counts for _ in range(counts)), *last


def _coverage(words: ReportWords, found: Figures) -> str:
    return words("pdf.figures.of", rated=found.rated, applicable=found.applicable)


def _index(words: ReportWords, found: Figures) -> str:
    if found.index is None or found.bounds is None:
        return words("pdf.figures.none")
    index, low, high = (words.number(value, 1) for value in (found.index, *found.bounds))
    return words("pdf.figures.index", index=index, low=low, high=high)


def _cross_section(words: ReportWords, groups: Sequence[Group], name: str) -> Table:
    titles = _count_titles(words)
    head = (
        words(f"pdf.rights.{name}_head"),
        *titles,
        *(words(f"common.figure.{name}") for name in ("coverage", "breaches")),
    )
    rows = tuple(_cross_row(words, group) for group in groups)
    widths = _widths(len(titles), 0.38, (0.12, 0.12))
    numbers = frozenset(range(1, len(titles) + 2))
    return Table(words(f"pdf.rights.{name}_summary"), head, rows, widths, numbers)


def _cross_row(words: ReportWords, group: Group) -> _Row:
    found = group.figures
    breaches = ", ".join(found.breaches) or words("pdf.rights.none")
    return words.text(group.title), *_counts(words, found), _coverage(words, found), breaches


def _findings(words: ReportWords) -> Iterator[Block]:
    """Yield all findings, on one page if they have room on one."""
    told = [
        said
        for standard in words.record.standards
        if standard.finding
        for said in (Words(named(words, standard), "strong"), *_finding(words, standard))
    ]
    none = Words(words("pdf.figures.no_findings"))
    yield Heading(words("pdf.figures.findings"), 3, together=len(told))
    yield from told or [none]


def _finding(words: ReportWords, standard: StandardResult) -> Iterator[Words]:
    """Yield a standard's finding, and whether a second reader has seen it."""
    yield from map(Words, typed_lines(standard.finding))
    if not standard.finding_read:
        yield Words(words("pdf.standards.unread"), "small")
