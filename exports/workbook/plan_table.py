"""The table of the action plan as the record has it: one row an action, chosen ones first."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from exports.record import ActionRecord, Audience
from exports.workbook import values
from exports.workbook.table import Field, Table, table
from exports.workbook.words import Words

SOON_DAYS = 30
CLOSED = ("done", "verified", "dropped")
# Columns whose fields an edition does not carry.
_WITHHELD: Mapping[Audience, Collection[str]] = {
    "team": (),
    "facility": ("action_notes",),
    "public": ("owner", "shaped_by", "completion_evidence", "action_notes", "dropped_reason"),
}
_BLANK_ROWS = 10


def plan_table(words: Words) -> Table:
    """Return the actions, with empty rows below for new ones where the plan may be worked in."""
    withheld = _WITHHELD[words.record.audience]
    fields = [field for field in _fields(words) if field.key not in withheld]
    made = table(words, "plan", fields, ordered(words.record.actions))
    blank = (None,) * len(fields)
    return replace(made, rows=made.rows + (blank,) * _blank_rows(words))


def _blank_rows(words: Words) -> int:
    # An edition for the public is to be read: it needs a row only where it would have none.
    return _BLANK_ROWS if words.record.audience != "public" else int(not words.record.actions)


def ordered(actions: tuple[ActionRecord, ...]) -> list[ActionRecord]:
    """Return the chosen actions first, breaches before others, then the gravest."""
    return sorted(actions, key=lambda a: (not a.chosen, not a.breach, -a.severity))


def _fields(words: Words) -> tuple[Field[ActionRecord], ...]:
    field = Field[ActionRecord]
    return (
        field("action_id", 11, lambda a: a.id, "strong"),
        field("standard_id", 12, lambda a: a.standard),
        field("criterion", 11, lambda a: a.criterion),
        field("action_breach", 10, lambda a: _breach(words, a), "alarm"),
        field("action", 46, lambda a: wording(words, a), answer=True),
        field("chosen", 10, lambda a: words.yes(a.chosen), answer=True),
        field("owner", 18, owner, answer=True),
        field("due", 13, lambda a: values.day_or_text(a.due), "date", answer=True),
        field("status", 15, lambda a: words.one_of("status", a.status), answer=True),
        field("alert", 14, lambda a: alert(words, a), "alarm"),
        field("priority", 11, lambda a: words.one_of("priority", a.priority), answer=True),
        field("in_power", 14, lambda a: words.one_of("in_power", a.in_power), answer=True),
        field("cost", 10, lambda a: words.one_of("cost", a.cost), answer=True),
        field("shaped_by", 26, lambda a: a.shaped_by, answer=True),
        field("completion_evidence", 26, lambda a: a.completion_evidence, answer=True),
        field("action_notes", 30, lambda a: a.notes, answer=True),
        field("dropped_reason", 26, lambda a: a.dropped_reason, answer=True),
        field("from_level", 15, lambda a: words.level(a.from_rank), "level"),
        field("current_level", 15, lambda a: words.level(a.current_rank), "level"),
        field("severity", 10, lambda a: a.severity, "number"),
        field("proposal", 46, lambda a: words.maybe(a.proposal)),
    )


def _breach(words: Words, action: ActionRecord) -> str:
    return words.say("common.figure.breach") if action.breach else ""


def wording(words: Words, action: ActionRecord) -> str:
    """Return what will be done: the team's own words, else the step proposed."""
    unnamed = words.say("workbook.plan.unnamed")
    return action.text.strip() or words.maybe(action.proposal) or unnamed


def owner(action: ActionRecord) -> str:
    """Return who answers for an action, exactly as the plan's cell holds it."""
    return values.clean(action.owner).strip()


def reference_day(words: Words) -> date | None:
    """Return the day from which alerts are counted: that of the record, never today's."""
    return values.day(words.record.as_of)


def alert(words: Words, action: ActionRecord) -> str:
    """Return the alert of a chosen action that is still open, as its formula computes it."""
    if not action.chosen or action.status in CLOSED:
        return ""
    due, reference = values.day(action.due), reference_day(words)
    if due is None:
        return words.say("workbook.alert.no_date")
    if reference is None or (due - reference).days > SOON_DAYS:
        return ""
    return words.say("workbook.alert.late" if due < reference else "workbook.alert.soon")
