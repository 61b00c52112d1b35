"""The answer sheet on a page: a browser component whose edits travel as operations."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from audit.exchange import moment, now_ms
from audit.pages.session import Desk, lay_out, now, store
from audit.permits import Permit, issue
from audit.sheets.sheet import Sheet, as_data
from audit.storage import StorageFault
from audit.web.answers import ADDRESS
from audit.web.scripts import loader
from rubrics.text import Translator

KEY = "answer_sheet"
_WORDS = (
    *("saved", "nothing_yet", "waiting", "waiting_one", "kept", "full", "not_taken", "discard"),
    *("next", "tally", "guidance", "more", "clear", "accept_suggestion", "rivals", "keep_this"),
    *("filter", "filter_all", "filter_unanswered", "filter_core", "filter_red_lines"),
)


_component = st.components.v2.component("peer_audit_answer_sheet", js=loader())


def answer_sheet(
    at: Desk, make_sheet: Callable[[Desk], Sheet], on_next: Callable[[], None] = lambda: None
) -> Desk:
    """Draw the sheet as the store has it, and return what was drawn.

    The browser sends its edits to an address of their own, and asks for the page again where an
    edit changes what else is drawn.
    """
    fresh, read = _read(at)
    _component(
        key=KEY,
        data={**_data(fresh, make_sheet(fresh)), **read},
        on_asked_change=lambda: None,
        on_next_change=on_next,
    )
    _come_back()
    return fresh


def _read(at: Desk) -> tuple[Desk, dict[str, Any]]:
    """Read the assessment anew; while that cannot be done, the sheet stays as it was drawn."""
    read_at = now_ms()
    try:
        return lay_out(at.assessment), {"read_at": read_at}
    except StorageFault as fault:
        return at, {"read_at": 0, "trouble": at.t(fault.message, **fault.parameters)}


@st.fragment(run_every="1h")
def _come_back() -> None:
    """Do nothing, now and then.

    Only a page with an interval is asked for again as a whole once a server has started anew;
    without it, the page would be asked for forever as a fragment that the new server never drew.
    """


def outbox(at: Desk) -> None:
    """Send what this device still holds of an assessment, on a page that has no sheet."""
    answer_sheet(at, lambda _: Sheet(id="outbox", items=()))


def _data(at: Desk, sheet: Sheet) -> dict[str, Any]:
    t = at.t
    frame = {
        "language": t.language,
        "direction": "ltr",
        "words": {name: _pattern(t, name) for name in _WORDS} | dict(sheet.words),
    }
    return {
        **as_data(sheet, frame, _known_shape()),
        "place": f"{at.person}:{at.assessment.id}",
        "sender": _sender(at),
        "saved_at": _saved_at(at),
    }


def _known_shape() -> str:
    """Return the shape that the browser says it has drawn."""
    asked = (st.session_state.get(KEY) or {}).get("asked")
    return str(asked.get("shape", "")) if isinstance(asked, Mapping) else ""


def _sender(at: Desk) -> dict[str, str]:
    """Return what the browser sends along with each edit, and where to."""
    permit = issue(Permit(at.person, at.assessment.id), store().secret(), now())
    zone = st.context.timezone or "UTC"
    return {"to": ADDRESS, "permit": permit, "language": at.t.language, "zone": zone}


def _saved_at(at: Desk) -> str:
    moments = [row.at for row in at.rows if row.author == at.person]
    return moment(at.t, max(moments), now(), at.zone) if moments else ""


def _pattern(t: Translator, name: str) -> str:
    """Return a message with its placeholders left open: the browser fills them as it goes."""
    return t(f"sheet.{name}", n="{n}", time="{time}", done="{done}")
