"""The figures in tables: by part of the tree and standard, by right, by QualityRights theme."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable

from exports.pdf.levels import Meter
from exports.pdf.paragraph import heading, paragraph, paragraphs
from exports.pdf.styles import (
    BODY,
    CELL,
    CELL_HEAD,
    CELL_HEAD_NUMBER,
    CELL_NUMBER,
    CELL_STRONG,
    FOLLOWING,
    FOUND_NAME,
    PART,
    SMALL,
    WIDTH,
)
from exports.pdf.table import tagged_table
from exports.pdf.words import Words
from exports.record import Figures, Group, StandardResult

FIGURES_KEY, RIGHTS_KEY = "figures", "rights"
INDEX_FROM = 10  # rated criteria
_MOST_NAMED_LEVELS = 5  # above, columns are headed by ranks


def figures(words: Words) -> list[Flowable]:
    """Return the table of the whole, the parts and the standards, then the findings."""
    return [
        CondPageBreak(120 * mm),
        heading(words("pdf.figures.title"), FOLLOWING, 2, key=FIGURES_KEY),
        paragraph(words("pdf.figures.intro", n=INDEX_FROM), BODY),
        _results_table(words),
        *_findings(words),
    ]


def rights(words: Words) -> list[Flowable]:
    """Return the cross-sections: counts and breaches, never a level."""
    record = words.record
    story: list[Flowable] = [
        CondPageBreak(120 * mm),
        heading(words("pdf.rights.title"), FOLLOWING, 2, key=RIGHTS_KEY),
        paragraph(words("pdf.rights.intro"), BODY),
    ]
    for name, groups in (("convention", record.rights), ("qualityrights", record.qualityrights)):
        if groups:
            story += [
                CondPageBreak(40 * mm),
                heading(words(f"pdf.rights.{name}"), PART, 3),
                _cross_section(words, groups, name),
            ]
    return story


def _results_table(words: Words) -> Flowable:
    record = words.record
    rows = [_row(words, words("common.group.overall"), record.overall.figures, strong=True)]
    shaded = [1]
    for theme in record.themes:
        shaded.append(len(rows) + 1)
        rows.append(_row(words, words.text(theme.title), theme.figures, strong=True))
        rows += [
            _row(words, _named(words, standard), standard.figures)
            for standard in record.standards
            if standard.theme == theme.id
        ]
    head = [
        paragraph(words("pdf.figures.group"), CELL_HEAD),
        *_count_heads(words),
        paragraph(words("common.figure.coverage"), CELL_HEAD_NUMBER),
        *(paragraph(words(f"common.figure.{name}"), CELL_HEAD) for name in ("level", "index")),
    ]
    counts = _count_widths(words)
    rest = WIDTH - sum(counts)
    widths = [rest - 69 * mm, *counts, 18 * mm, 30 * mm, 21 * mm]
    return tagged_table([head, *rows], widths, words("pdf.figures.summary"), shaded)


def _named(words: Words, standard: StandardResult) -> str:
    return words("pdf.standards.heading", id=standard.id, title=words.text(standard.title))


def _row(words: Words, name: str, found: Figures, *, strong: bool = False) -> list[Flowable]:
    style = CELL_STRONG if strong else CELL
    return [
        paragraph(name, style),
        *_counts(words, found),
        paragraph(_coverage(words, found), CELL_NUMBER),
        Meter(found.level, words.top, paragraph(words.level_or_reason(found), style)),
        paragraph(_index(words, found), CELL),
    ]


def _counts(words: Words, found: Figures) -> list[Flowable]:
    return [paragraph(words.number(count), CELL_NUMBER) for count in reversed(found.counts)]


def _count_titles(words: Words) -> list[str]:
    """Return the titles of the columns of counts, from the highest level down."""
    levels = words.record.instrument.levels
    named = len(levels) <= _MOST_NAMED_LEVELS
    return [words.text(level.label) if named else str(level.rank) for level in reversed(levels)]


def _count_heads(words: Words) -> list[Flowable]:
    return [paragraph(title, CELL_HEAD_NUMBER) for title in _count_titles(words)]


def _count_widths(words: Words) -> list[float]:
    """Return a width for each column of counts: the longest word of its head, and room around."""
    return [max(12 * mm, _longest_word(text) + 10) for text in _count_titles(words)]


def _longest_word(text: str) -> float:
    look = CELL_HEAD.fontName, CELL_HEAD.fontSize
    return max(stringWidth(word, *look) for word in text.split(" "))


def _coverage(words: Words, found: Figures) -> str:
    return words("pdf.figures.of", rated=found.rated, applicable=found.applicable)


def _index(words: Words, found: Figures) -> str:
    if found.index is None or found.bounds is None:
        return words("pdf.figures.none")
    index, low, high = (words.number(value, 1) for value in (found.index, *found.bounds))
    return words("pdf.figures.index", index=index, low=low, high=high)


def _cross_section(words: Words, groups: Sequence[Group], name: str) -> Flowable:
    head = [
        paragraph(words(f"pdf.rights.{name}_head"), CELL_HEAD),
        *_count_heads(words),
        paragraph(words("common.figure.coverage"), CELL_HEAD_NUMBER),
        paragraph(words("common.figure.breaches"), CELL_HEAD),
    ]
    rows = [_cross_row(words, group) for group in groups]
    counts = _count_widths(words)
    widths = [WIDTH - sum(counts) - 40 * mm, *counts, 18 * mm, 22 * mm]
    return tagged_table([head, *rows], widths, words(f"pdf.rights.{name}_summary"))


def _cross_row(words: Words, group: Group) -> list[Flowable]:
    found = group.figures
    breaches = ", ".join(found.breaches) or words("pdf.rights.none")
    return [
        paragraph(words.text(group.title), CELL),
        *_counts(words, found),
        paragraph(_coverage(words, found), CELL_NUMBER),
        paragraph(breaches, CELL_STRONG if found.breaches else CELL),
    ]


def _findings(words: Words) -> Iterator[Flowable]:
    yield CondPageBreak(40 * mm)
    yield heading(words("pdf.figures.findings"), PART, 3)
    published = [standard for standard in words.record.standards if standard.finding]
    if not published:
        yield paragraph(words("pdf.figures.no_findings"), BODY)
    for standard in published:
        yield CondPageBreak(18 * mm)
        yield paragraph(_named(words, standard), FOUND_NAME)
        yield from finding(words, standard)


def finding(words: Words, standard: StandardResult) -> Iterator[Flowable]:
    """Yield a standard's finding, and whether a second reader has seen it."""
    yield from paragraphs(standard.finding, BODY)
    if not standard.finding_read:
        yield paragraph(words("pdf.standards.unread"), SMALL)
