"""The tables of figures: the whole and its parts, the findings, and the cross-sections by right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.record import AuditRecord, Figures, Group, StandardResult
from exports.workbook.table import Field, Table, table
from exports.workbook.words import Words, breach_ids


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the summary: the whole, a part of the tree or a standard."""

    kind: str
    id: str
    title: str
    figures: Figures


def summary_table(words: Words) -> Table:
    """Return the figures of the whole, of each part of the tree and of each standard in it."""
    lines = _lines(words)
    fields = (
        Field[_Line]("part", 11, lambda line: line.kind),
        Field[_Line]("id", 9, lambda line: line.id),
        Field[_Line]("title", 32, lambda line: line.title),
        *_counts(words),
        Field[_Line]("applicable", 12, lambda line: line.figures.applicable, "number"),
        Field[_Line]("rated", 8, lambda line: line.figures.rated, "number"),
        Field[_Line]("unrated", 10, lambda line: _unrated(line.figures), "number"),
        Field[_Line]("coverage", 12, lambda line: line.figures.coverage, "share"),
        Field[_Line]("level", 15, lambda line: words.level_or_none(line.figures), "level"),
        Field[_Line]("no_level", 20, lambda line: words.one_of("reason", line.figures.reason)),
        Field[_Line]("breaches", 11, lambda line: len(line.figures.breaches), "number"),
        Field[_Line]("breach_ids", 12, lambda line: breach_ids(line.figures), "alarm"),
        Field[_Line]("index", 8, lambda line: line.figures.index, "score"),
        Field[_Line]("low", 9, lambda line: _bound(line.figures, 0), "score"),
        Field[_Line]("high", 9, lambda line: _bound(line.figures, 1), "score"),
        Field[_Line]("proposed", 15, lambda line: words.level(line.figures.proposed)),
    )
    wide = frozenset(row for row, line in enumerate(lines) if line.id not in _ids(words.record))
    return replace(table(words, "summary", fields, lines), strong=wide)


def _ids(record: AuditRecord) -> frozenset[str]:
    return frozenset(standard.id for standard in record.standards)


def _lines(words: Words) -> list[_Line]:
    record, kind = words.record, words.say
    whole = kind("workbook.part.whole")
    lines = [
        _Line(whole, record.overall.id, words.text(record.overall.title), record.overall.figures)
    ]
    for theme in record.themes:
        part = kind("workbook.part.theme")
        lines.append(_Line(part, theme.id, words.text(theme.title), theme.figures))
        lines += (
            _Line(kind("workbook.part.standard"), s.id, words.text(s.title), s.figures)
            for s in record.standards
            if s.theme == theme.id
        )
    return lines


def _counts(words: Words) -> list[Field[_Line]]:
    return [_count(rank) for rank in range(words.top + 1)]


def _count(rank: int) -> Field[_Line]:
    return Field("count", 12, lambda line: line.figures.counts[rank], "number", rank)


def _unrated(figures: Figures) -> int:
    return figures.applicable - figures.rated


def _bound(figures: Figures, which: int) -> float | None:
    return figures.bounds[which] if figures.bounds is not None else None


def findings_table(words: Words) -> Table:
    """Return what the team found on each standard, and why it judged as it did."""
    fields = (
        Field[StandardResult]("id", 10, lambda s: s.id),
        Field[StandardResult]("standard", 26, lambda s: words.text(s.title), "strong"),
        Field[StandardResult]("intent", 36, lambda s: words.text(s.intent)),
        Field[StandardResult]("level", 15, lambda s: words.level_or_none(s.figures), "level"),
        Field[StandardResult]("finding", 60, lambda s: s.finding),
        Field[StandardResult]("finding_read", 14, lambda s: words.yes(s.finding_read)),
        Field[StandardResult]("judged", 15, lambda s: words.level(s.judged)),
        Field[StandardResult]("judged_reason", 36, lambda s: s.judged_reason),
    )
    return table(words, "findings", fields, words.record.standards)


def cross_section(words: Words, key: str, groups: Sequence[Group]) -> Table:
    """Return the counts and breaches of rights or QualityRights themes, never with a level."""
    lines = [_Line("", group.id, words.text(group.title), group.figures) for group in groups]
    criteria = {group.id: ", ".join(group.criteria) for group in groups}
    fields = (
        Field[_Line]("id", 20, lambda line: line.id),
        Field[_Line](key, 44, lambda line: line.title, "strong"),
        *_counts(words),
        Field[_Line]("applicable", 12, lambda line: line.figures.applicable, "number"),
        Field[_Line]("rated", 9, lambda line: line.figures.rated, "number"),
        Field[_Line]("coverage", 12, lambda line: line.figures.coverage, "share"),
        Field[_Line]("breaches", 11, lambda line: len(line.figures.breaches), "number"),
        Field[_Line]("breach_ids", 20, lambda line: breach_ids(line.figures), "alarm"),
        Field[_Line]("criteria", 40, lambda line: criteria[line.id]),
    )
    return table(words, key, fields, lines)
