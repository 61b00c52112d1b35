"""The intake: what a browser sends, checked again field by field before the store takes it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, TypeGuard

from audit.fields import SHOWING, Refusal, clean, refusal
from audit.trail import Operation
from rubrics.model import Rubric

MOST_AT_ONCE = 50
MOST_BASES = 50
# The greatest whole number that a browser and every database write in the same way.
LAST_ORDER = 2**53
_RATED = ("level", "reason", *(f"shown_{line}" for line in SHOWING))
UNREADABLE = Refusal("refused.unreadable")
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_NAME = re.compile(r"[A-Za-z0-9_./-]{1,100}")
_DEVICE = re.compile(r"[A-Za-z0-9-]{0,64}")

Take = Callable[[tuple[Operation, ...], str], Collection[str]]
Judge = Callable[[Operation], Refusal | None]


@dataclass(frozen=True, slots=True)
class Sent:
    """An operation, and the device whose hand made it."""

    device: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the operations: taken by the store, or refused and why."""

    taken: tuple[str, ...] = ()
    refused: Mapping[str, Refusal] = field(default_factory=dict)


def receive(payload: object, rubric: Rubric, state: str, take: Take, judge: Judge) -> Receipt:
    """Check the operations a browser sent and hand the good ones to the store, in their order.

    `judge` tells why an operation may not follow what is stored; it is asked once the store has
    everything that was sent before.
    """
    tray = _Tray(take)
    for listed in _listed(payload):
        sent = _read(listed)
        if sent is None:
            tray.refused |= dict.fromkeys(_identifier(listed), UNREADABLE)
            continue
        operation = _tidied(sent.operation, tray.never)
        why = refusal(operation, rubric, state)
        if why is None and follows(operation):
            tray.hand_over()
            why = judge(operation)
        tray.put(replace(sent, operation=operation), why)
    tray.hand_over()
    return Receipt(tuple(tray.taken), tray.refused)


def follows(operation: Operation) -> bool:
    """Tell whether an operation depends on what is stored: a status, a rating, what was told."""
    return is_status(operation) or is_rating(operation) or is_told(operation)


def is_status(operation: Operation) -> bool:
    """Tell whether an operation says where an action stands."""
    return operation.subject.startswith("action/") and operation.field == "status"


def is_rating(operation: Operation) -> bool:
    """Tell whether an operation gives a rating, or says that somebody's ratings are finished."""
    kind = operation.subject.partition("/")[0]
    return kind == "ratings" or (kind == "criterion" and operation.field in _RATED)


def is_told(operation: Operation) -> bool:
    """Tell whether an operation notes what an informant told; taking it away notes nothing."""
    return operation.subject.partition("/")[0] in ("answer", "said") and operation.value != ""


class _Tray:
    """What is on its way from the browser to the store, and what became of it."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._good: list[Sent] = []
        self.taken: list[str] = []
        self.refused: dict[str, Refusal] = {}
        self.never: dict[str, tuple[str, ...]] = {}

    def put(self, sent: Sent, why: Refusal | None) -> None:
        if why is None:
            self._good.append(sent)
            return
        operation = sent.operation
        self.refused[operation.id], self.never[operation.id] = why, operation.bases

    def hand_over(self) -> None:
        good, self._good = self._good, []
        taken = _handed_over(good, self._take)
        self.taken += taken
        # The store keeps silent about an id that already stands for another edit.
        left = (sent.operation.id for sent in good if sent.operation.id not in taken)
        self.refused |= dict.fromkeys(left, UNREADABLE)


def _tidied(operation: Operation, never: Mapping[str, tuple[str, ...]]) -> Operation:
    """Return an operation with its text as it is kept, resting on no row that will never be.

    Whoever edits a refused text again replaces what the refused one would have replaced.
    """
    bases = tuple(b for base in operation.bases for b in never.get(base, (base,)))
    return replace(operation, value=clean(operation.value), bases=bases)


def _handed_over(good: list[Sent], take: Take) -> list[str]:
    taken: list[str] = []
    for device, run in groupby(good, key=lambda sent: sent.device):
        taken += take(tuple(sent.operation for sent in run), device)
    return taken


def _listed(payload: object) -> list[Any]:
    sent = payload.get("operations") if isinstance(payload, Mapping) else None
    return sent[:MOST_AT_ONCE] if isinstance(sent, list) else []


def _identifier(listed: Any) -> Iterator[str]:
    """Name an operation that cannot be read, so that its browser may be told."""
    if isinstance(listed, Mapping) and _matches(_ID, listed.get("id")):
        yield str(listed["id"])


def _read(listed: Any) -> Sent | None:
    if not isinstance(listed, Mapping) or not _fits(listed):
        return None
    operation = Operation(
        id=listed["id"],
        subject=listed["subject"],
        field=listed["field"],
        value=listed["value"],
        bases=tuple(listed["bases"]),
        draft=listed.get("draft") is True,
        order=listed["order"],
    )
    return Sent(listed.get("device", ""), operation)


def _fits(listed: Mapping[str, Any]) -> bool:
    bases, order = listed.get("bases"), listed.get("order")
    return (
        _matches(_ID, listed.get("id"))
        and _matches(_NAME, listed.get("subject"))
        and _matches(_NAME, listed.get("field"))
        and _matches(_DEVICE, listed.get("device", ""))
        and isinstance(listed.get("value"), str)
        and isinstance(bases, list)
        and len(bases) <= MOST_BASES
        and all(_matches(_ID, base) for base in bases)
        and type(order) is int
        and 0 <= order <= LAST_ORDER
    )


def is_name(value: object) -> TypeGuard[str]:
    """Tell whether something may name a subject or a field."""
    return _matches(_NAME, value)


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
