"""What changed since the facility's audit before: in short, standard by standard, what moved."""

from collections.abc import Iterator

from exports import changes_words
from exports.charts.changes import changes_chart, when
from exports.charts.of_record import level_names
from exports.charts.words import translator
from exports.compared import ComparedCriterion, Comparison
from exports.report.parts import Block, Cell, Heading, Picture, Point, Points, Section, Table, Words
from exports.report.words import ReportWords

KEY = "changes"
_WIDTHS = (0.6, 0.2, 0.2)


def changes(words: ReportWords) -> Iterator[Section]:
    """Yield the section, where the facility was audited before and the two can be compared."""
    found = words.record.comparison
    if found is not None:
        blocks = (*_in_short(words, found), *_moved(words, found), *_method(words, found))
        yield Section(KEY, words("changes.title"), blocks, alone=True)


def _in_short(words: ReportWords, found: Comparison) -> Iterator[Block]:
    yield Words(changes_words.beside(found, words))
    yield Points(tuple(map(Point, changes_words.told(found, words.top, words))))
    t = translator(words.language)
    yield Picture(changes_chart(found, level_names(words.record, t), t))


def _moved(words: ReportWords, found: Comparison) -> Iterator[Block]:
    moved = changes_words.moved(found)
    if moved:
        yield Heading(words("changes.criteria.title"), 3)
        days = (when(audit, words) for audit in (found.earlier, found.later))
        head = (words("changes.criteria.criterion"), *days)
        rows = tuple(_criterion(words, criterion) for criterion in moved)
        yield Table(words("changes.criteria.caption"), head, rows, _WIDTHS)


def _criterion(words: ReportWords, moved: ComparedCriterion) -> tuple[Cell, ...]:
    statement = words.text(words.criteria[moved.id].statement)
    levels = (words.step(rank, words.level(rank)) for rank in (moved.before, moved.after))
    return words("changes.criteria.named", code=moved.id, statement=statement), *levels


def _method(words: ReportWords, found: Comparison) -> Iterator[Words]:
    lines = (*changes_words.left_out(found, words), *changes_words.method_lines(found, words))
    yield from (Words(line, "small") for line in lines)
