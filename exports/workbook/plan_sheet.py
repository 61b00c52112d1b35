"""The sheet of the action plan: lists to choose from, alerts that follow, codes that stay put."""

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook import cells
from exports.workbook.book import Book
from exports.workbook.plan_table import CLOSED, SOON_DAYS
from exports.workbook.sheet import add_table
from exports.workbook.table import Table
from exports.workbook.words import Words

_LISTS = {
    "chosen": "YesNo",
    "status": "Statuses",
    "priority": "Priorities",
    "in_power": "Powers",
    "cost": "Costs",
}
_ALERT_FILLS = {"late": "F8CBAD", "soon": cells.AMBER, "no_date": cells.PALE}
_DONE_FILL = "DDEFD2"
_ALERT = cells.TEXT._replace(bold=True, fill=cells.LOCKED)


class Formulas:
    """The formulas over the plan, written with the columns where they stand."""

    def __init__(self, words: Words, plan: Table) -> None:
        self._words, self._plan = words, plan
        self.last = len(plan.rows) + 1
        self._sheet = "'" + plan.title.replace("'", "''") + "'!"

    def letter(self, key: str) -> str:
        """Return the letter of a column of the plan."""
        return get_column_letter(self._plan.position(key))

    def area(self, key: str) -> str:
        """Return all cells of a column of the plan, seen from another sheet."""
        letter = self.letter(key)
        return f"{self._sheet}${letter}$2:${letter}${self.last}"

    def alert(self, row: int) -> str:
        """Return the alert of a row: late, soon or undated, for a chosen action still open."""
        chosen, status, due = (f"{self.letter(key)}{row}" for key in ("chosen", "status", "due"))
        closed = ",".join(f"{status}={self._status(choice)}" for choice in CLOSED)
        late, soon, no_date = (self._alert(kind) for kind in ("late", "soon", "no_date"))
        dated = f'IF({due}<ReferenceDate,{late},IF({due}-ReferenceDate<={SOON_DAYS},{soon},""))'
        dated = f'IF(ISNUMBER(ReferenceDate),{dated},"")'
        open_alert = f"IF(ISNUMBER({due}),{dated},{no_date})"
        return f'=IF(OR({chosen}<>{self._yes()},{closed}),"",{open_alert})'

    def count(self, *conditions: str) -> str:
        """Return the number of rows that meet conditions; wildcards in names mean nothing here."""
        return f"=SUMPRODUCT({'*'.join(f'({condition})' for condition in conditions)})"

    def chosen(self) -> str:
        """Return the condition that an action is chosen."""
        return f"{self.area('chosen')}={self._yes()}"

    def in_status(self, status: str) -> str:
        """Return the condition that an action is in a state."""
        return f"{self.area('status')}={self._status(status)}"

    def with_alert(self, kind: str) -> str:
        """Return the condition that an action has an alert."""
        return f"{self.area('alert')}={self._alert(kind)}"

    def cover(self, key: str, finished: tuple[str, ...]) -> str:
        """Return the formula of a number on the first sheet."""
        if key == "chosen":
            return self.count(self.chosen(), "1")
        if key == "finished":
            either = "+".join(f"({self.in_status(status)})" for status in finished)
            return self.count(self.chosen(), either)
        return self.count(self.with_alert(key), "1")

    def _yes(self) -> str:
        return _quoted(self._words.yes(True))

    def _status(self, status: str) -> str:
        return _quoted(self._words.one_of("status", status))

    def _alert(self, kind: str) -> str:
        return _quoted(self._words.say(f"workbook.alert.{kind}"))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def add_plan(book: Book, words: Words, plan: Table, formulas: Formulas) -> None:
    """Write the plan: what comes from the assessment is locked, decisions are open."""
    sheet = add_table(book, words, plan, frozen=1, printed=plan.position("cost"))
    _write_alerts(book, sheet, plan, formulas)
    _offer_lists(sheet, words, plan, formulas)
    _colour(sheet, words, formulas)
    sheet.protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatRows", "formatColumns", "formatCells"):
        setattr(sheet.protection, allowed, False)


def _write_alerts(book: Book, sheet: Worksheet, plan: Table, formulas: Formulas) -> None:
    column = plan.position("alert")
    for number, row in enumerate(plan.rows, 2):
        value = str(row[column - 1] or "")
        book.formula(sheet, (number, column), formulas.alert(number), value, _ALERT)


def _offer_lists(sheet: Worksheet, words: Words, plan: Table, formulas: Formulas) -> None:
    for key, name in _LISTS.items():
        rule = DataValidation(type="list", formula1=name, allow_blank=True)
        _add_rule(sheet, rule, formulas, key, words.say("workbook.plan.choose_title"))
        rule.error = words.say("workbook.plan.choose")
    rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    _add_rule(sheet, rule, formulas, "due", words.say("workbook.plan.date_title"))
    rule.error = words.say("workbook.plan.date")


def _add_rule(
    sheet: Worksheet, rule: DataValidation, formulas: Formulas, key: str, title: str
) -> None:
    rule.showErrorMessage, rule.errorTitle = True, title
    letter = formulas.letter(key)
    rule.add(f"{letter}2:{letter}{formulas.last}")
    sheet.add_data_validation(rule)


def _colour(sheet: Worksheet, words: Words, formulas: Formulas) -> None:
    """Colour what the words already say: alerts, and actions done or verified."""
    for kind, fill in _ALERT_FILLS.items():
        _mark(sheet, formulas, "alert", words.say(f"workbook.alert.{kind}"), fill)
    for closed in ("done", "verified"):
        _mark(sheet, formulas, "status", words.one_of("status", closed), _DONE_FILL)


def _mark(sheet: Worksheet, formulas: Formulas, key: str, word: str, fill: str) -> None:
    letter = formulas.letter(key)
    condition = f"${letter}2={_quoted(word)}"
    rule = FormulaRule([condition], fill=PatternFill(bgColor=fill))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"{letter}2:{letter}{formulas.last}", rule)
