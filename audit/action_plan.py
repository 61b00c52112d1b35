"""The action plan: every gap proposes the rubric's next step, and nothing proposed is ever lost."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from audit.fields import CATALOGUE
from audit.judgements import Judged, judgements
from audit.trail import Entries, Operation, Row, heads
from exports.record import ActionRecord
from rubrics.model import Criterion, Rubric
from rubrics.vocabulary import Form

MOST_CHOSEN = 7
# Liberty, torture and ill-treatment, violence and abuse, integrity of the person.
SAFETY_RIGHTS = frozenset({"crpd:14", "crpd:15", "crpd:16", "crpd:17"})
OPEN_STATUSES = ("proposed", "agreed", "in_progress")
# One step forward at a time, so that nobody can skip the agreement; and back, to correct or reopen.
NEXT_STATUSES: Mapping[str, tuple[str, ...]] = {
    "proposed": ("agreed", "dropped"),
    "agreed": ("proposed", "in_progress", "dropped"),
    "in_progress": ("agreed", "done", "dropped"),
    "done": ("in_progress", "verified"),
    "verified": ("in_progress",),
    "dropped": ("proposed",),
}
_EFFORT = ("none", "low", "medium", "high")
_WORDS = ("text", "dropped_reason", "owner", "due", "shaped_by", "completion_evidence", "notes")
_CHOICES = ("priority", "in_power", "cost")


@dataclass(frozen=True, slots=True)
class _Step:
    """One next step of the rubric: its criterion, the standard above, the level it starts from."""

    criterion: Criterion
    standard: str
    rank: int
    position: int


def severity(criterion: Criterion, rank: int | None, top: int) -> int:
    """Return harm × scope, the first order of the plan after breaches.

    Scope is how much is missing: top − rank; nothing is missing where the criterion is unrated or
    not applicable. Harm is 1, or 2 where the criterion protects liberty, safety or integrity (CRPD
    articles 14 to 17), and 2 more for a breach. On a scale of 0 to 3, a breach of article 15 weighs
    4 × 3 = 12, another breach 3 × 3 = 9, a criterion on article 15 at rank 1 weighs 2 × 2 = 4, and
    one on employment at rank 2 weighs 1 × 1 = 1. Any breach outweighs whatever is none.
    """
    if rank is None:
        return 0
    harm = 1 + bool(SAFETY_RIGHTS & set(criterion.rights)) + 2 * _is_breach(criterion, rank)
    return harm * (top - rank)


def plan(entries: Entries, rubric: Rubric, form: Form) -> tuple[ActionRecord, ...]:
    """Return all actions, breaches first, then by severity, then the least effort."""
    return plan_for(entries, rubric, judgements(entries, rubric, form))


def plan_for(
    entries: Entries, rubric: Rubric, judged: Mapping[str, Judged]
) -> tuple[ActionRecord, ...]:
    """Return the plan from judgements at hand: what they propose, and what was ever kept."""
    steps = _steps(rubric)
    found = dict.fromkeys((*entries.subjects("action"), *_gaps(rubric, judged)))
    actions = (
        _proposed(entries, name, steps[name], judged, rubric.scale.top)
        if name in steps
        else _own(entries, name, rubric)
        for name in found
    )
    kept = [action for action in actions if action is not None]
    return tuple(sorted(kept, key=lambda action: _order(action, steps)))


def opening(actions: Iterable[ActionRecord]) -> tuple[ActionRecord, ...]:
    """Return the few actions the plan opens with: those chosen, else the first that are open."""
    listed = tuple(actions)
    chosen = tuple(a for a in listed if a.chosen)
    still_open = tuple(a for a in listed if a.status in OPEN_STATUSES and not _is_outdated(a))
    return (chosen or still_open)[:MOST_CHOSEN]


def new_proposals(
    entries: Entries, rubric: Rubric, form: Form, new_id: Callable[[], str]
) -> tuple[Operation, ...]:
    """Return the operations that put proposals into the plan for good, in the rubric's order.

    To be used once ratings may be seen by all: a proposal tells which level was given.
    """
    known = set(entries.subjects("action"))
    gaps = _gaps(rubric, judgements(entries, rubric, form))
    missing = [name for name in gaps if name not in known]
    return tuple(
        Operation(
            id=new_id(), subject=f"action/{name}", field="status", value="proposed", order=order
        )
        for order, name in enumerate(missing)
    )


def status_fault(rows: Iterable[Row], action_id: str, status: str, author: str) -> str | None:
    """Tell why an action may not take a status, as a message key; nothing when it may.

    *Done* is the facility's word, *verified* somebody else's: never the same person's.
    """
    subject = f"action/{action_id}"
    own = [row for row in rows if row.key.subject == subject]
    entries = Entries(own)
    current = entries.value(subject, "status") or "proposed"
    if status not in (current, *NEXT_STATUSES[current]):
        return "refused.action_status"
    if status == "dropped" and not entries.value(subject, "dropped_reason").strip():
        return "refused.action_dropped"
    if status == "verified" and author in _said_done([r for r in own if r.key.field == "status"]):
        return "refused.action_verified"
    return None


def _said_done(rows: list[Row]) -> set[str]:
    """Return who said *done*, back to the last time the action stood at something else."""
    by_id = {row.id: row for row in rows}
    found, waiting = set(), list(heads(rows))
    while waiting:
        row = waiting.pop()
        if row.value in ("done", "verified"):
            waiting += (by_id[base] for base in row.bases if base in by_id)
        if row.value == "done":
            found.add(row.author)
    return found


@lru_cache(maxsize=8)
def _steps(rubric: Rubric) -> Mapping[str, _Step]:
    every = (
        (criterion, standard.id, rank)
        for standard in rubric.standards
        for criterion in standard.criteria
        for rank in sorted(criterion.next_steps)
    )
    return {f"{step[0].id}.{step[2]}": _Step(*step, at) for at, step in enumerate(every)}


def _gaps(rubric: Rubric, judged: Mapping[str, Judged]) -> tuple[str, ...]:
    top = rubric.scale.top
    return tuple(f"{c}.{j.rank}" for c, j in judged.items() if j.rank is not None and j.rank < top)


def _proposed(
    entries: Entries, name: str, step: _Step, judged: Mapping[str, Judged], top: int
) -> ActionRecord:
    criterion = step.criterion
    today = judged[criterion.id].rank if criterion.id in judged else None
    return ActionRecord(
        id=name,
        criterion=criterion.id,
        standard=step.standard,
        breach=_is_breach(criterion, today),
        severity=severity(criterion, today, top),
        proposal=criterion.next_steps[step.rank],
        from_rank=step.rank,
        current_rank=today,
        **_edited(entries, name),
    )


def _own(entries: Entries, name: str, rubric: Rubric) -> ActionRecord | None:
    if not any(entries.value(f"action/{name}", field) for field in CATALOGUE["action"]):
        return None
    standard = entries.value(f"action/{name}", "standard")
    known = any(s.id == standard for s in rubric.standards)
    return ActionRecord(id=name, standard=standard if known else None, **_edited(entries, name))


def _edited(entries: Entries, name: str) -> dict[str, Any]:
    subject = f"action/{name}"
    return {
        "chosen": entries.value(subject, "chosen") == "yes",
        "status": entries.value(subject, "status") or "proposed",
        **{field: entries.value(subject, field) for field in _WORDS},
        **{field: entries.value(subject, field) or None for field in _CHOICES},
    }


def _is_breach(criterion: Criterion, rank: int | None) -> bool:
    return criterion.red_line and rank == 0


def _is_outdated(action: ActionRecord) -> bool:
    return action.criterion is not None and action.current_rank != action.from_rank


def _order(action: ActionRecord, steps: Mapping[str, _Step]) -> tuple[int | bool | str, ...]:
    effort = _EFFORT.index(action.cost) if action.cost else len(_EFFORT)
    position = steps[action.id].position if action.id in steps else len(steps)
    outdated = _is_outdated(action)
    return (not action.breach, -action.severity, outdated, effort, position, action.id)
