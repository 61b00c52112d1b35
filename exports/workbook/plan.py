"""The plan workbook: what a manager works in, with choices, alerts and tallies that follow."""

from collections.abc import Mapping
from typing import Literal, get_args

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.canonical import canonical, digest
from exports.record import ActionRecord, ActionStatus, AuditRecord
from exports.seal import Seal, sealed_json
from exports.workbook import cells, values
from exports.workbook.about_tables import dictionary_table
from exports.workbook.book import Book, finish
from exports.workbook.cover import Cover, identify
from exports.workbook.long_texts import with_long_texts
from exports.workbook.plan_sheet import Formulas, add_plan
from exports.workbook.plan_summaries import add_tally, by_owner, by_standard
from exports.workbook.plan_table import CLOSED, alert, plan_table, reference_day
from exports.workbook.sheet import add_table
from exports.workbook.table import Table
from exports.workbook.words import Words
from rubrics.text import Language

SCHEMA = "peer-rights-audit/plan-workbook/1"
_FINISHED = tuple(status for status in CLOSED if status != "dropped")


def plan_workbook(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the action plan of an edition as an Excel file to work in and to hand back."""
    words = Words(record, language)
    title = words.say("workbook.title.plan")
    book = Book(f"{title} – {record.facility.name}", language)
    plan = plan_table(words)
    tallies = [by_standard(words)]
    if record.audience != "public":
        tallies.insert(0, by_owner(words))
    shown = with_long_texts(words, [plan, *(tally.table for tally in tallies)])
    shown.append(dictionary_table(words, shown))
    formulas = Formulas(words, plan)
    _add_cover(book, words, shown, formulas)
    add_plan(book, words, shown[0], formulas)
    for tally in tallies:
        add_tally(book, words, tally, formulas)
    for one in shown[1 + len(tallies) :]:
        add_table(book, words, one)
    _add_lists(book, words)
    _add_identity(book, words)
    attached = sealed_json(canonical(record), seal)
    return finish(book, values.day(record.as_of), "plan-xlsx", attached)


def _add_cover(book: Book, words: Words, shown: list[Table], formulas: Formulas) -> None:
    cover, say = Cover(book, words), words.say
    cover.open(say("workbook.title.plan"))
    cover.say(say("workbook.cover.what"), say("workbook.cover.plan"))
    cover.heading(say("workbook.cover.where_it_stands"))
    row = cover.say(say("workbook.cover.today"), reference_day(words), cells.ANSWER_DATE)
    book.name("ReferenceDate", f"'{cover.sheet.title}'!$B${row}")
    cover.say(say("workbook.cover.alerts"), say("workbook.cover.today_about"))
    for key, counted in _counted(words).items():
        cover.count(say(f"workbook.cover.{key}"), formulas.cover(key, _FINISHED), counted)
    identify(cover, words)
    cover.links(shown)
    cover.close()


def _counted(words: Words) -> Mapping[str, int]:
    chosen = [action for action in words.record.actions if action.chosen]
    return {
        "chosen": len(chosen),
        "finished": sum(action.status in _FINISHED for action in chosen),
        "late": _with_alert(words, chosen, "late"),
        "soon": _with_alert(words, chosen, "soon"),
    }


def _with_alert(words: Words, actions: list[ActionRecord], kind: str) -> int:
    return sum(alert(words, action) == words.say(f"workbook.alert.{kind}") for action in actions)


def _add_lists(book: Book, words: Words) -> None:
    """Write the choices of each list under a name, with their codes, on a hidden sheet."""
    sheet = book.add_sheet(words.say("workbook.sheet.lists"))
    for number, (name, kind, choices) in enumerate(_lists()):
        column = 2 * number + 1
        for row, choice in enumerate(choices, 1):
            book.write(sheet, (row, column), words.one_of(kind, choice), cells.PLAIN)
            book.write(sheet, (row, column + 1), choice, cells.PLAIN)
        letter = get_column_letter(column)
        book.name(name, f"'{sheet.title}'!${letter}$1:${letter}${len(choices)}")
    _hide(sheet, "hidden")


def _lists() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        ("YesNo", "answer", ("yes", "no")),
        ("Statuses", "status", get_args(ActionStatus)),
        ("Priorities", "priority", ("high", "medium", "low")),
        ("Powers", "in_power", ("yes", "partly", "no")),
        ("Costs", "cost", ("none", "low", "medium", "high")),
    )


def _add_identity(book: Book, words: Words) -> None:
    """Write, out of sight, what the file needs to come back: which audit, as it stood when."""
    record = words.record
    sheet = book.add_sheet("_audit")
    identity = {
        "schema": SCHEMA,
        "audit": record.id,
        "as_of": record.as_of,
        "audience": record.audience,
        "language": words.language,
        "rubric": record.instrument.id,
        "version": record.instrument.version,
        "digest": digest(record),
    }
    for row, (name, value) in enumerate(identity.items(), 1):
        book.write(sheet, (row, 1), name, cells.PLAIN)
        book.write(sheet, (row, 2), value, cells.PLAIN)
    _hide(sheet, "veryHidden")


def _hide(sheet: Worksheet, how: Literal["hidden", "veryHidden"]) -> None:
    sheet.sheet_state = how
    sheet.protection.sheet = True
