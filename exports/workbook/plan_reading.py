"""A plan workbook that comes back: what it says now, beside what it said when it was exported.

The record that the file carries tells what was exported; computed columns are not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import get_args

from exports.record import ActionRecord, ActionStatus, AuditRecord
from exports.verification.record import open_record
from exports.verification.verdict import Verdict
from exports.workbook.carried import carried_by
from exports.workbook.given_back import Held, Sheet, read_sheets, refused, tidy
from exports.workbook.plan_table import plan_table, wording
from exports.workbook.words import Words, messages
from rubrics.text import LANGUAGES, Language, Translator

PLAN_KIND = "plan-xlsx"
# The fields of an action by the columns where a manager writes them.
FIELDS: Mapping[str, str] = {
    "action": "text",
    "chosen": "chosen",
    "owner": "owner",
    "due": "due",
    "status": "status",
    "priority": "priority",
    "in_power": "in_power",
    "cost": "cost",
    "shaped_by": "shaped_by",
    "completion_evidence": "completion_evidence",
    "action_notes": "notes",
    "dropped_reason": "dropped_reason",
}
_CHOICES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "chosen": ("answer", ("yes", "no")),
    "status": ("status", get_args(ActionStatus)),
    "priority": ("priority", ("high", "medium", "low")),
    "in_power": ("in_power", ("yes", "partly", "no")),
    "cost": ("cost", ("none", "low", "medium", "high")),
}
# What an emptied cell means where nothing is not an answer.
_EMPTIED: Mapping[str, str] = {"chosen": "no", "status": "proposed"}
_CODE = "action_id"


@dataclass(frozen=True, slots=True)
class CellFault:
    """What cannot be read: where, the name of a message, what it names, and of which action."""

    at: str
    key: str
    values: tuple[tuple[str, str], ...] = ()
    action: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedCell:
    """One field of an action: where it stands, as it was exported, and as it came back."""

    at: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One action that came back; the code of one that somebody added is empty."""

    at: str
    action: str
    cells: tuple[ReturnedCell, ...]


@dataclass(frozen=True, slots=True)
class ReturnedPlan:
    """A plan workbook as it was read: the record it was made from, its rows and its faults.

    `missing` counts the actions whose rows are gone; that never deletes an action.
    """

    record: AuditRecord
    rows: tuple[ReturnedRow, ...] = ()
    faults: tuple[CellFault, ...] = ()
    missing: int = 0


@dataclass
class _Reading:
    """What is being read: the words of the record, its actions, and what was found so far."""

    words: Words
    actions: Mapping[str, ActionRecord]
    rows: list[ReturnedRow] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    met: set[str] = field(default_factory=set)


def read_plan(data: bytes) -> ReturnedPlan | CellFault:
    """Return what a plan workbook says; bad cells become faults, a bad file is one fault."""
    why = refused(data)
    if why is not None:
        return CellFault("", why)
    record = _as_exported(data)
    if isinstance(record, CellFault):
        return record
    sheets = read_sheets(data)
    if sheets is None:
        return CellFault("", "not_a_workbook")
    return _read(sheets, record)


def _as_exported(data: bytes) -> Words | CellFault:
    """Return the record that the file carries, in the words in which it was shown."""
    carried = carried_by(data)
    if carried is None:
        return CellFault("", "no_record")
    languages = [language for language in LANGUAGES if language == carried.language]
    if carried.kind != PLAN_KIND or not languages:
        return CellFault("", "not_a_plan")
    opened = open_record(carried.record)
    if isinstance(opened, Verdict):
        return CellFault("", "damaged")
    return Words(opened.record, languages[0])


def _read(sheets: tuple[Sheet, ...], words: Words) -> ReturnedPlan | CellFault:
    reading = _Reading(words, {action.id: action for action in words.record.actions})
    sheet, columns = _plan_sheet(sheets)
    wanted = [column.key for column in plan_table(words).columns if column.answer]
    lacking = [key for key in (_CODE, *wanted) if key not in columns]
    if sheet is None or lacking:
        heads = ", ".join(_head(key, words.language) for key in lacking)
        where = sheet.title if sheet else ""
        return CellFault(where, "no_column", (("column", heads),))
    for cells in sheet.rows[1:]:
        row = {key: cells[at] for key, at in columns.items() if at < len(cells)}
        if any(row[key].text or row[key].kind != "text" for key in (_CODE, *wanted) if key in row):
            _read_row(reading, row, wanted)
    missing = len(reading.actions.keys() - reading.met)
    return ReturnedPlan(words.record, tuple(reading.rows), tuple(reading.faults), missing)


def _plan_sheet(sheets: tuple[Sheet, ...]) -> tuple[Sheet | None, dict[str, int]]:
    """Return the sheet that has most of the plan's columns, whatever it is called, and where."""
    found = [(sheet, _columns(sheet)) for sheet in sheets]
    return max(found, key=lambda one: len(one[1]), default=(None, {}))


def _columns(sheet: Sheet) -> dict[str, int]:
    heads = {_head(key, language): key for key in (_CODE, *FIELDS) for language in LANGUAGES}
    columns: dict[str, int] = {}
    for position, cell in enumerate(sheet.rows[0] if sheet.rows else ()):
        if cell.text in heads:
            columns.setdefault(heads[cell.text], position)
    return columns


def _head(key: str, language: Language) -> str:
    return tidy(Translator(language, messages())(f"workbook.column.{key}"))


def _read_row(reading: _Reading, row: Mapping[str, Held], wanted: list[str]) -> None:
    """Read one row that is not empty; a row without a code is an action somebody added."""
    code = row.get(_CODE, Held(""))
    action = reading.actions.get(code.text)
    wrong = _wrong_code(reading, code, action)
    if wrong is not None:
        reading.faults.append(wrong)
        return
    reading.met.add(code.text)
    found = [_cell(reading.words, key, row.get(key, Held(code.at)), action) for key in wanted]
    reading.faults += [
        replace(one, action=code.text, field=FIELDS[key])
        for key, one in zip(wanted, found, strict=True)
        if isinstance(one, CellFault)
    ]
    cells = tuple(one for one in found if isinstance(one, ReturnedCell))
    reading.rows.append(ReturnedRow(code.at, code.text, cells))


def _wrong_code(reading: _Reading, code: Held, action: ActionRecord | None) -> CellFault | None:
    if code.kind != "text":
        return CellFault(code.at, "formula" if code.kind == "formula" else "not_text")
    if code.text and action is None:
        return CellFault(code.at, "unknown_action", (("action", code.text),))
    if code.text and code.text in reading.met:
        return CellFault(code.at, "repeated_action", (("action", code.text),))
    return None


def _cell(
    words: Words, key: str, held: Held, action: ActionRecord | None
) -> ReturnedCell | CellFault:
    name = FIELDS[key]
    before = exported(action, name)
    if held.kind == "formula":
        return CellFault(held.at, "formula")
    if held.kind != "other" and held.text == tidy(_shown(words, name, action)):
        return ReturnedCell(held.at, name, before, before)
    after = _value(words, name, held, action)
    if isinstance(after, CellFault):
        return after
    return ReturnedCell(held.at, name, before, after)


def exported(action: ActionRecord | None, name: str) -> str:
    """Return a field of an action as the store holds it; of one not there yet, its beginning."""
    if name == "chosen":
        return "yes" if action is not None and action.chosen else "no"
    value = getattr(action, name) if action is not None else None
    return str(value or _EMPTIED.get(name, ""))


def _shown(words: Words, name: str, action: ActionRecord | None) -> str:
    """Return what the exported cell showed; choices are compared by what they mean."""
    if action is not None and name == "text":
        return wording(words, action)
    return exported(action, name)


def _value(words: Words, name: str, held: Held, action: ActionRecord | None) -> str | CellFault:
    if name == "due":
        return _due(held)
    if held.kind != "text":
        return CellFault(held.at, "not_text")
    if name in _CHOICES:
        return _choice(words, name, held, action)
    return "" if name == "text" and _is_proposal(held.text, action) else held.text


def _due(held: Held) -> str | CellFault:
    if held.kind == "other":
        return CellFault(held.at, "not_a_date")
    try:
        return date.fromisoformat(held.text).isoformat() if held.text else ""
    except ValueError:
        return CellFault(held.at, "not_a_date")


def _choice(words: Words, name: str, held: Held, action: ActionRecord | None) -> str | CellFault:
    if not held.text:
        # Whoever adds an action means it to be in the plan.
        return "yes" if name == "chosen" and action is None else _EMPTIED.get(name, "")
    code = _codes(name).get(_folded(held.text))
    if code is not None:
        return code
    kind, choices = _CHOICES[name]
    offered = " · ".join(words.one_of(kind, choice) for choice in choices)
    return CellFault(held.at, "not_a_choice", (("offered", offered),))


@cache
def _codes(name: str) -> Mapping[str, str]:
    """Return the choices of a field by their words, in every language, and by themselves."""
    kind, choices = _CHOICES[name]
    words = [Translator(language, messages()) for language in LANGUAGES]
    said = {_folded(say(f"common.{kind}.{choice}")): choice for say in words for choice in choices}
    return {**{choice: choice for choice in choices}, **said}


def _folded(text: str) -> str:
    return " ".join(tidy(text).casefold().split())


def _is_proposal(text: str, action: ActionRecord | None) -> bool:
    """Tell whether a text is only the step that the rubric proposes, in either language."""
    if action is None or action.proposal is None:
        return False
    return text in {tidy(action.proposal.in_language(language)) for language in LANGUAGES}
