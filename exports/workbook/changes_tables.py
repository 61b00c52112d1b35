"""The tables of what changed since the facility's audit before: by criterion, and in words."""

from collections.abc import Iterator
from typing import NamedTuple

from exports import changes_words
from exports.compared import ComparedCriterion, Comparison
from exports.workbook.table import Field, Table, table
from exports.workbook.words import Words


class _Said(NamedTuple):
    """One thing said of the change as a whole, with its figure in ranks where it has one."""

    topic: str
    told: str
    figure: float | None = None


def changes_tables(words: Words) -> Iterator[Table]:
    """Yield the tables of a comparison, where the record holds one."""
    if words.record.comparison is not None:
        yield from changes_lines(words)


def changes_lines(words: Words) -> tuple[Table, Table]:
    """Return both tables for programs: without rows where there is nothing to compare with."""
    return _by_criterion(words), _in_words(words)


def in_short(words: Words) -> str:
    """Return the sentences that say how many criteria moved, and whether that is more than error.

    Empty where there is nothing to compare with.
    """
    found = words.record.comparison
    return "\n".join(changes_words.told(found, words.top, words.say)) if found else ""


def _by_criterion(words: Words) -> Table:
    found, field = words.record.comparison, Field[ComparedCriterion]
    statements = {c.id: words.text(c.statement) for c in words.record.criteria}
    fields = (
        field("id", 11, lambda c: c.id, "strong"),
        field("statement", 44, lambda c: statements[c.id]),
        field("level_before", 16, lambda c: words.level(c.before), "level"),
        field("level_now", 16, lambda c: words.level(c.after), "level"),
        field("moved", 15, lambda c: c.after - c.before, "move"),
        field("standard_id", 11, lambda c: c.standard),
        field("standard", 28, lambda c: words.standard(c.standard)),
        field("rank_before", 10, lambda c: c.before, "number"),
        field("rank_now", 10, lambda c: c.after, "number"),
    )
    return table(words, "comparison", fields, found.criteria if found else ())


def _in_words(words: Words) -> Table:
    found = words.record.comparison
    fields = (
        Field[_Said]("topic", 34, lambda said: said.topic, "strong"),
        Field[_Said]("told", 96, lambda said: said.told),
        Field[_Said]("figure", 12, lambda said: said.figure, "mean"),
    )
    return table(words, "comparison_told", fields, _sentences(words, found) if found else ())


def _sentences(words: Words, found: Comparison) -> Iterator[_Said]:
    say = words.say
    counts, mean, verdict = changes_words.told(found, words.top, say)
    levels, error = changes_words.method_lines(found, say)
    yield _Said(say("workbook.changes.audits"), changes_words.beside(found, say))
    yield _Said(say("workbook.changes.criteria"), counts)
    yield _Said(say("workbook.changes.mean"), mean, found.change)
    yield _Said(say("workbook.changes.verdict"), verdict)
    yield _Said(say("workbook.changes.smallest"), error, found.smallest)
    for line in changes_words.left_out(found, say):
        yield _Said(say("workbook.changes.left_out"), line)
    yield _Said(say("workbook.changes.levels"), levels)
