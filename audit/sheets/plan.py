"""The sheet of the action plan: what is proposed, and what facility and peers make of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from audit.action_plan import MOST_CHOSEN, NEXT_STATUSES, OPEN_STATUSES, opening, status_fault
from audit.fields import ACTION_STATUSES
from audit.sheets.judging import level_name
from audit.sheets.sheet import Badge, Filler, Item, Option, Sheet, SheetField
from audit.trail import Row
from exports.record import ActionRecord
from rubrics.model import Rubric
from rubrics.text import Translator

VIEWS = ("first", "all", "own", "dropped")


def in_view(actions: Sequence[ActionRecord], view: str) -> tuple[ActionRecord, ...]:
    """Return the actions of a view, in the order of the plan."""
    match view:
        case "first":
            return first(actions)
        case "own":
            return tuple(a for a in actions if a.criterion is None and a.status != "dropped")
        case "dropped":
            return tuple(a for a in actions if a.status == "dropped")
        case _:
            return tuple(a for a in actions if a.status != "dropped")


def first(actions: Sequence[ActionRecord]) -> tuple[ActionRecord, ...]:
    """Return the few actions to begin with: those chosen, filled up with the first open ones.

    A first choice must not make the other suggestions vanish.
    """
    begun = {a.id for a in opening(actions)}
    spare = [a.id for a in actions if a.id not in begun and is_open(a) and not is_outdated(a)]
    kept = begun | set(spare[: MOST_CHOSEN - len(begun)])
    return tuple(a for a in actions if a.id in kept)


def is_open(action: ActionRecord) -> bool:
    """Tell whether something is left to do."""
    return action.status in OPEN_STATUSES


def is_outdated(action: ActionRecord) -> bool:
    """Tell whether the level has changed since an action was proposed for it."""
    return action.criterion is not None and action.from_rank != action.current_rank


def is_overdue(action: ActionRecord, today: date) -> bool:
    """Tell whether an open action should have been done before today."""
    return bool(action.due) and is_open(action) and date.fromisoformat(action.due) < today


def severity_band(severity: int, top: int) -> str | None:
    """Name how grave a gap is: every breach is high, whatever is worth nothing has no band.

    A criterion with nothing in place weighs `top` at least, one on safety twice as much.
    """
    if severity <= 0:
        return None
    if severity >= 2 * top:
        return "high"
    return "medium" if severity >= top else "low"


def plan_sheet(
    fill: Filler, rubric: Rubric, actions: Iterable[ActionRecord], rows: Sequence[Row], today: date
) -> Sheet:
    """Return the given actions as a sheet, in the order given."""
    return Sheet(
        id="plan", items=tuple(_item(fill, rubric, action, rows, today) for action in actions)
    )


def _item(
    fill: Filler, rubric: Rubric, action: ActionRecord, rows: Sequence[Row], today: date
) -> Item:
    t = fill.t
    own = action.criterion is None
    proposed = t.text(action.proposal) if action.proposal else t("plan.own_title")
    return Item(
        subject=f"action/{action.id}",
        title=proposed,
        code=action.criterion or "",
        badges=_badges(t, rubric, action, today),
        lines=() if own else _reasons(t, rubric, action),
        fields=_fields(fill, rubric, action, rows),
        more=t("plan.more"),
    )


def _badges(t: Translator, rubric: Rubric, action: ActionRecord, today: date) -> tuple[Badge, ...]:
    band = severity_band(action.severity, rubric.scale.top)
    marks = (
        Badge("red_line", t("plan.badge.breach")) if action.breach else None,
        Badge(f"severity_{band}", t(f"plan.severity.{band}")) if band else None,
        Badge("stage", t(f"action_status.{action.status}")),
        Badge("priority", t(f"plan.badge.priority.{action.priority}")) if action.priority else None,
        Badge("overdue", t("plan.badge.overdue")) if is_overdue(action, today) else None,
    )
    return tuple(mark for mark in marks if mark)


def _reasons(t: Translator, rubric: Rubric, action: ActionRecord) -> tuple[str, ...]:
    criterion = rubric.criterion(action.criterion or "")
    line = t("plan.criterion", code=criterion.id, statement=t.text(criterion.statement))
    if not is_outdated(action):
        return (line,)
    before = level_name(t, rubric, action.from_rank, not_applicable=False)
    if action.current_rank is None:
        return (line, t("plan.no_level_now", before=before))
    today = level_name(t, rubric, action.current_rank, not_applicable=False)
    return (line, t("plan.changed", before=before, today=today))


def _fields(
    fill: Filler, rubric: Rubric, action: ActionRecord, rows: Sequence[Row]
) -> tuple[SheetField, ...]:
    t, subject = fill.t, f"action/{action.id}"
    own = action.criterion is None
    text_help = "plan.own_text_help" if own else "plan.text_help"
    about = (_standard(fill, rubric, subject),) if own else ()
    return (
        fill.field(subject, "chosen", t("plan.chosen")),
        fill.field(subject, "text", t("plan.text"), help=t(text_help)),
        *about,
        fill.field(subject, "owner", t("plan.owner")),
        fill.field(subject, "due", t("plan.due")),
        _status(fill, action, rows),
        _dropped_reason(fill, subject),
        fill.choice(subject, "in_power", t("plan.in_power"), "in_power"),
        fill.field(subject, "shaped_by", t("plan.shaped_by"), help=t("plan.shaped_by_help")),
        fill.choice(subject, "priority", t("plan.priority"), "priority", folded=True),
        fill.choice(subject, "cost", t("plan.cost"), "cost", folded=True),
        fill.field(
            subject,
            "completion_evidence",
            t("plan.completion_evidence"),
            help=t("plan.completion_evidence_help"),
            folded=True,
        ),
        fill.field(subject, "notes", t("plan.notes"), folded=True),
    )


def _standard(fill: Filler, rubric: Rubric, subject: str) -> SheetField:
    t = fill.t
    field = fill.field(subject, "standard", t("plan.standard"))
    options = tuple(
        Option(value=s.id, label=f"{s.id} · {t.text(s.title)}") for s in rubric.standards
    )
    return replace(field, kind="choice", options=options)


def _status(fill: Filler, action: ActionRecord, rows: Sequence[Row]) -> SheetField:
    """Offer the status an action has and those it may go to next, as the intake will take them."""
    next_ones = NEXT_STATUSES[action.status]
    offered = {s for s in next_ones if not status_fault(rows, action.id, s, fill.person)}
    t, help_text = fill.t, ""
    if "dropped" in set(next_ones) - offered:
        help_text = t("plan.status_help", more=t("plan.more"))
    field = fill.choice(
        f"action/{action.id}",
        "status",
        t("plan.status"),
        "action_status",
        help=help_text,
        clearable=False,
    )
    options = tuple(o for o in field.options if o.value in offered | {action.status, field.value})
    # A proposal that nobody touched has no row of its own yet, but it is proposed.
    return replace(field, value=field.value or ACTION_STATUSES[0], options=options)


def _dropped_reason(fill: Filler, subject: str) -> SheetField:
    t = fill.t
    return fill.field(
        subject,
        "dropped_reason",
        t("plan.dropped_reason"),
        help=t("plan.dropped_reason_help"),
        folded=True,
    )
