"""A table before it is a sheet: columns with their titles and meanings, and rows of plain values.

The sheets, the data dictionary and the CSV file are all made from these, so they cannot disagree.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from exports.workbook.values import Value
from exports.workbook.words import Words

Item = TypeVar("Item")
Kind = Literal[
    "text", "strong", "number", "share", "score", "mean", "move", "date", "level", "alarm"
]


@dataclass(frozen=True)
class Field(Generic[Item]):
    """One column to be: its key in the messages, its width, and how to read it from an item.

    `level` is the rank that a column of counts is about.
    """

    key: str
    width: float
    read: Callable[[Item], Value]
    kind: Kind = "text"
    level: int | None = None
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column in the reader's language; an `answer` column is there to be written in."""

    key: str
    title: str
    about: str
    width: float
    kind: Kind
    answer: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `strong` rows stand out, `key` is its name in every language.

    By row and column, counted from 0, `leads` names the sheet and the row on which a text that is
    too long for its cell can be read.
    """

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    strong: frozenset[int] = frozenset()
    leads: Mapping[tuple[int, int], tuple[str, int]] = field(default_factory=dict)

    def position(self, key: str) -> int:
        """Return the place of a column, counted from 1."""
        return [column.key for column in self.columns].index(key) + 1


def table(words: Words, key: str, fields: Sequence[Field[Item]], items: Iterable[Item]) -> Table:
    """Read the items, field by field."""
    return Table(
        key=key,
        title=words.say(f"workbook.sheet.{key}"),
        about=words.say(f"workbook.sheet_about.{key}"),
        columns=tuple(_column(words, field) for field in fields),
        rows=tuple(tuple(field.read(item) for field in fields) for item in items),
    )


def _column(words: Words, field: Field[Item]) -> Column:
    label = {}
    if field.level is not None:
        label = {"label": f"{field.level} · {words.level(field.level)}"}
    return Column(
        key=field.key if field.level is None else f"{field.key}_{field.level}",
        title=words.say(f"workbook.column.{field.key}", **label),
        about=words.say(f"workbook.about.{field.key}", **label),
        width=field.width,
        kind=field.kind,
        answer=field.answer,
    )
