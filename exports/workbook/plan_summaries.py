"""Where the plan stands, by owner and by standard: formulas that follow the plan, with values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import get_args

from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.record import ActionRecord, ActionStatus
from exports.workbook import cells
from exports.workbook.book import Book
from exports.workbook.plan_sheet import Formulas
from exports.workbook.plan_table import alert, ordered, owner
from exports.workbook.sheet import add_table
from exports.workbook.table import Column, Field, Table, table
from exports.workbook.words import Words
from rubrics.rounding import half_up

_STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)
_ALERTS = ("late", "soon")
_FINISHED: tuple[ActionStatus, ...] = ("done", "verified")
_BAR, _NONE = "8CC0B4", "–"


@dataclass(frozen=True, slots=True)
class _Share:
    """The actions of one owner or of one standard; `id` is what the plan's cells hold."""

    id: str
    title: str
    actions: tuple[ActionRecord, ...]

    def chosen(self, test: Callable[[ActionRecord], bool] = lambda _: True) -> int:
        """Count the chosen actions that pass a test."""
        return sum(action.chosen and test(action) for action in self.actions)

    def in_status(self, status: ActionStatus) -> int:
        """Count the chosen actions in a state."""
        return self.chosen(lambda action: action.status == status)

    def finished(self) -> float | str:
        """Return how much of what was chosen is done, from 0 to 1; a dash where nothing was."""
        if not self.chosen():
            return _NONE
        done = sum(self.in_status(status) for status in _FINISHED)
        return float(half_up(Fraction(done, self.chosen()), 3))


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the plan, by one of its columns: `keys` are what that column holds."""

    table: Table
    by: str
    keys: tuple[str, ...]


def by_owner(words: Words) -> Tally:
    """Return how many chosen actions each person carries."""
    shares = _shares(ordered(words.record.actions), owner)
    nobody = words.say("workbook.plan.nobody")
    shares = [replace(share, title=share.id or nobody) for share in shares]
    first = (Field[_Share]("owner", 34, lambda share: share.title, "strong"),)
    return _tally(words, "owners", first, shares, "owner")


def by_standard(words: Words) -> Tally:
    """Return how many actions each standard calls for."""
    found = {s.id: s for s in _shares(words.record.actions, lambda a: a.standard or "")}
    known = [s.id for s in words.record.standards]
    order = [
        *known,
        *(key for key in found if key not in known and key),
        *([""] if "" in found else []),
    ]
    own = words.say("workbook.plan.no_standard")
    shares = [
        replace(found.get(key, _Share(key, "", ())), title=words.standard(key) if key else own)
        for key in order
    ]
    first = (
        Field[_Share]("standard_id", 12, lambda share: share.id, "strong"),
        Field[_Share]("standard", 40, lambda share: share.title),
        Field[_Share]("in_total", 11, lambda share: len(share.actions), "number"),
    )
    return _tally(words, "plan_standards", first, shares, "standard_id")


def _shares(actions: Iterable[ActionRecord], key: Callable[[ActionRecord], str]) -> list[_Share]:
    found: dict[str, list[ActionRecord]] = {}
    for action in actions:
        found.setdefault(key(action), []).append(action)
    return [_Share(name, "", tuple(own)) for name, own in sorted(found.items(), key=_last_if_empty)]


def _last_if_empty(item: tuple[str, list[ActionRecord]]) -> tuple[bool, str]:
    return not item[0], item[0]


def _tally(
    words: Words, key: str, first: Sequence[Field[_Share]], shares: Sequence[_Share], by: str
) -> Tally:
    fields = (
        *first,
        Field[_Share]("in_plan", 12, lambda share: share.chosen(), "number"),
        Field[_Share]("finished", 14, lambda share: share.finished(), "share"),
    )
    alerts = [_alert_field(words, kind) for kind in _ALERTS]
    made = table(words, key, (*fields, *alerts), shares)
    keys = tuple(share.id for share in shares)
    return Tally(_with_statuses(words, made, shares), by, keys)


def _alert_field(words: Words, kind: str) -> Field[_Share]:
    word = words.say(f"workbook.alert.{kind}")
    return Field(
        f"in_{kind}", 13, lambda share: share.chosen(lambda a: alert(words, a) == word), "number"
    )


def _with_statuses(words: Words, made: Table, shares: Sequence[_Share]) -> Table:
    columns = tuple(_status_column(words, status) for status in _STATUSES)
    rows = tuple(
        (*row, *(share.in_status(status) for status in _STATUSES))
        for row, share in zip(made.rows, shares, strict=True)
    )
    return replace(made, columns=made.columns + columns, rows=rows)


def _status_column(words: Words, status: str) -> Column:
    label = words.one_of("status", status)
    title = words.say("workbook.column.in_status", label=label)
    about = words.say("workbook.about.in_status", label=label)
    return Column(f"in_{status}", title, about, 14, "number", answer=False)


def add_tally(book: Book, words: Words, tally: Tally, formulas: Formulas) -> None:
    """Write a tally; each of its numbers is a formula over the plan."""
    sheet = add_table(book, words, tally.table, frozen=1)
    for number, (row, key) in enumerate(zip(tally.table.rows, tally.keys, strict=True), 2):
        area = formulas.area(tally.by)
        belongs = f"EXACT({area},$A{number})" if key else f'{area}=""'
        for at, (column, value) in enumerate(zip(tally.table.columns, row, strict=True), 1):
            if column.key == "finished":
                expression = _share_finished(tally.table, number)
                share = value if isinstance(value, float) else _NONE
                book.formula(sheet, (number, at), expression, share, cells.SHARE)
            elif isinstance(value, int):
                expression = _expression(column.key, belongs, formulas)
                book.formula(sheet, (number, at), expression, value, cells.NUMBER)
    _add_bars(sheet, tally.table)


def _share_finished(made: Table, row: int) -> str:
    """Return the share of the row's chosen actions that are done, a dash where none is chosen."""
    chosen = f"{get_column_letter(made.position('in_plan'))}{row}"
    done = "+".join(
        f"{get_column_letter(made.position(f'in_{status}'))}{row}" for status in _FINISHED
    )
    return f'=IF({chosen}=0,"{_NONE}",ROUND(({done})/{chosen},3))'


def _add_bars(sheet: Worksheet, made: Table) -> None:
    """Draw each share as a bar behind its number: a full cell is everything."""
    if not made.rows:
        return
    letter = get_column_letter(made.position("finished"))
    rule = DataBarRule(  # type: ignore[no-untyped-call]
        "num", 0, "num", 1, color=_BAR, showValue=True, minLength=0, maxLength=100
    )
    sheet.conditional_formatting.add(f"{letter}2:{letter}{len(made.rows) + 1}", rule)


def _expression(key: str, belongs: str, formulas: Formulas) -> str:
    kind = key.removeprefix("in_")
    if kind == "total":
        return formulas.count(belongs, f'{formulas.area("action")}<>""')
    if kind == "plan":
        return formulas.count(belongs, formulas.chosen())
    if kind in _ALERTS:
        return formulas.count(belongs, formulas.with_alert(kind))
    return formulas.count(belongs, formulas.chosen(), formulas.in_status(kind))
