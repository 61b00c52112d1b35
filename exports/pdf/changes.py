"""What changed since the facility's audit before: in short, standard by standard, what moved."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from exports import changes_words
from exports.charts.changes import changes_chart, when
from exports.charts.of_record import level_names
from exports.charts.words import translator
from exports.compared import ComparedCriterion, Comparison
from exports.pdf.chart import chart_story
from exports.pdf.levels import Meter
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.styles import BODY, CELL, CELL_HEAD, ITEM, PART, SECTION, SMALL, WIDTH
from exports.pdf.table import tagged_table
from exports.pdf.words import Words

KEY = "changes"
_WIDTHS = [share * WIDTH for share in (0.5, 0.25, 0.25)]


def changes(words: Words) -> Iterator[Flowable]:
    """Yield the section, where the facility was audited before and the two can be compared."""
    found = words.record.comparison
    if found is not None:
        yield PageBreak()
        yield heading(words("changes.title"), SECTION, 2, key=KEY)
        yield from _in_short(words, found)
        yield from _moved(words, found)
        yield from _method(words, found)


def _in_short(words: Words, found: Comparison) -> Iterator[Flowable]:
    yield paragraph(changes_words.beside(found, words), BODY)
    for line in changes_words.told(found, words.top, words):
        yield item(line, ITEM)
    yield Spacer(0, 2 * mm)
    t = translator(words.language)
    yield from chart_story(changes_chart(found, level_names(words.record, t), t))


def _moved(words: Words, found: Comparison) -> Iterator[Flowable]:
    moved = changes_words.moved(found)
    if moved:
        yield CondPageBreak(45 * mm)
        yield heading(words("changes.criteria.title"), PART, 3)
        days = (when(audit, words) for audit in (found.earlier, found.later))
        head = [paragraph(t, CELL_HEAD) for t in (words("changes.criteria.criterion"), *days)]
        rows = [_criterion(words, criterion) for criterion in moved]
        yield tagged_table([head, *rows], _WIDTHS, words("changes.criteria.caption"))


def _criterion(words: Words, moved: ComparedCriterion) -> list[Flowable]:
    statement = words.text(words.criteria[moved.id].statement)
    named = words("changes.criteria.named", code=moved.id, statement=statement)
    levels = (Meter(r, words.top, _level(words, r)) for r in (moved.before, moved.after))
    return [paragraph(named, CELL), *levels]


def _level(words: Words, rank: int) -> Flowable:
    return paragraph(words.level(rank), CELL)


def _method(words: Words, found: Comparison) -> Iterator[Flowable]:
    for line in (*changes_words.left_out(found, words), *changes_words.method_lines(found, words)):
        yield paragraph(line, SMALL)
