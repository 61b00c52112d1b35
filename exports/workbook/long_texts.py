"""Texts taller than any row may be: their cells keep them whole, a sheet shows them in parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exports.workbook import cells, values
from exports.workbook.table import Field, Table, table
from exports.workbook.words import Words

_WIDTH = 100.0


@dataclass(frozen=True, slots=True)
class _Long:
    """A text that is too tall, and where it stands: table, row and column, counted from 0."""

    table: Table
    row: int
    column: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of such a text, counted from 1."""

    long: _Long
    number: int


def with_long_texts(words: Words, tables: Sequence[Table]) -> list[Table]:
    """Return tables and, where a text is too tall for its row, one more that has it in parts.

    A cell with such a text leads to its first part, unless it is there to be written in.
    """
    found = [long for each in tables for long in _too_tall(each)]
    if not found:
        return list(tables)
    parts = [_Part(long, number) for long in found for number in range(1, len(long.parts) + 1)]
    made = table(words, "long", _fields(), parts)
    return [*(_leading(each, made.title, parts) for each in tables), made]


def _fields() -> tuple[Field[_Part], ...]:
    return (
        Field[_Part]("sheet", 28, lambda part: part.long.table.title, "strong"),
        Field[_Part]("text_line", 24, lambda part: part.long.table.rows[part.long.row][0]),
        Field[_Part]("column", 28, lambda part: part.long.table.columns[part.long.column].title),
        Field[_Part]("text_part", 9, lambda part: f"{part.number} / {len(part.long.parts)}"),
        Field[_Part]("long_text", _WIDTH, lambda part: part.long.parts[part.number - 1]),
    )


def _too_tall(held: Table) -> Iterator[_Long]:
    widths = [column.width for column in held.columns]
    for row, line in enumerate(held.rows):
        for column, value in enumerate(line):
            # No text has more lines than letters.
            if not isinstance(value, str) or len(value) < cells.MOST_LINES:
                continue
            if cells.is_too_tall(value, widths[column]):
                parts = tuple(cells.in_parts(values.clean(value), _WIDTH))
                yield _Long(held, row, column, parts)


def _leading(held: Table, title: str, parts: Sequence[_Part]) -> Table:
    """Return a table whose cells lead to the first part of their text."""
    leads = {
        (part.long.row, part.long.column): (title, number)
        for number, part in enumerate(parts, 2)
        if part.long.table is held
        and part.number == 1
        and not held.columns[part.long.column].answer
    }
    return replace(held, leads=leads) if leads else held
