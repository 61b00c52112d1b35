"""The answer sheet on a page: a browser component whose edits travel as operations."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import resources
from typing import Any

import streamlit as st

from audit.fields import Refusal
from audit.intake import Receipt, receive
from audit.pages.session import Desk, lay_out, now, store
from audit.sheets.sheet import Sheet, as_data
from audit.storage import StorageFault
from audit.trail import Operation
from audit.web.scripts import loader
from rubrics.text import Translator

KEY = "answer_sheet"
_ANSWER = f"{KEY}:answer"
_NOTHING = Receipt()
_WORDS = (
    *("saved", "nothing_yet", "waiting", "waiting_one", "kept", "full", "not_taken", "discard"),
    *("next", "tally", "guidance", "more", "clear", "accept_suggestion", "rivals", "keep_this"),
    *("filter", "filter_all", "filter_unanswered", "filter_core", "filter_red_lines"),
)


def _file(name: str) -> str:
    return resources.files("audit.pages.answer_sheet").joinpath(name).read_text("utf-8")


_component = st.components.v2.component(
    "peer_audit_answer_sheet",
    js=loader(),
    css=_file("answer_sheet.css"),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What became of what the browser sent last: a receipt, or why the store could not do it."""

    sent: Any = None
    receipt: Receipt = _NOTHING
    trouble: Refusal | None = None


def answer_sheet(
    at: Desk, make_sheet: Callable[[Desk], Sheet], on_next: Callable[[], None] = lambda: None
) -> Desk:
    """Save what the browser sends, draw the sheet as the store has it, return what was drawn.

    Edits are taken before the page is drawn, even when the reader is already leaving for another.
    """
    take_in = partial(_take_in, at)
    take_in()
    fresh = lay_out(at.assessment)
    _component(
        key=KEY,
        data=_data(fresh, make_sheet(fresh)),
        on_edits_change=take_in,
        on_next_change=on_next,
    )
    _come_back()
    # What a device brings to a new session can only be read once the sheet is drawn.
    if _sent() != _answered().sent:
        st.rerun()
    return fresh


@st.fragment(run_every="1h")
def _come_back() -> None:
    """Do nothing, now and then.

    Only a page with an interval is asked for again as a whole once a server has started anew;
    without it, edits would be sent forever to a fragment that the new server has never drawn.
    """


def outbox(at: Desk) -> None:
    """Send what this device still holds of an assessment, on a page that has no sheet."""
    answer_sheet(at, lambda _: Sheet(id="outbox", items=()))


def _sent() -> Any:
    return (st.session_state.get(KEY) or {}).get("edits")


def _answered() -> _Answer:
    found: _Answer = st.session_state.get(_ANSWER) or _Answer()
    return found


def _place(at: Desk) -> str:
    return f"{at.person}:{at.assessment.id}"


def _take_in(at: Desk) -> None:
    """Save what the browser sent, once, and keep the receipt for the next answer."""
    sent = _sent()
    if sent != _answered().sent:
        st.session_state[_ANSWER] = _answer(at, sent)


def _answer(at: Desk, sent: Any) -> _Answer:
    # What was meant for another person or assessment stays with the device that holds it.
    if not isinstance(sent, Mapping) or sent.get("place") != _place(at):
        return _Answer(sent)
    try:
        return _Answer(sent, _save(at, sent))
    except StorageFault as fault:
        return _Answer(sent, trouble=Refusal(fault.message, tuple(fault.parameters.items())))


def _save(at: Desk, sent: Mapping[str, Any]) -> Receipt:
    def take(operations: tuple[Operation, ...], device: str) -> Collection[str]:
        return store().take(at.assessment.id, operations, at.person, device, now())

    return receive(sent, at.rubric, store().state(at.assessment.id), take)


def _data(at: Desk, sheet: Sheet) -> dict[str, Any]:
    t, answer = at.t, _answered()
    known = answer.sent.get("shape", "") if isinstance(answer.sent, Mapping) else ""
    frame = {
        "language": t.language,
        "direction": "ltr",
        "words": {name: _pattern(t, name) for name in _WORDS},
    }
    return {
        **as_data(sheet, frame, known),
        "place": _place(at),
        "taken": answer.receipt.taken,
        "refused": {name: _said(t, why) for name, why in answer.receipt.refused.items()},
        "trouble": _said(t, answer.trouble) if answer.trouble else "",
        "saved_at": _saved_at(at),
    }


def _saved_at(at: Desk) -> str:
    moments = [row.at for row in at.rows if row.author == at.person]
    return at.t.time(max(moments).astimezone(at.zone), seconds=True) if moments else ""


def _said(t: Translator, why: Refusal) -> str:
    return t(why.message, **dict(why.parameters))


def _pattern(t: Translator, name: str) -> str:
    """Return a message with its placeholders left open: the browser fills them as it goes."""
    return t(f"sheet.{name}", n="{n}", time="{time}", done="{done}")
