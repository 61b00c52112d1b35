"""Urgent concern: somebody is in danger. Outside of scoring, and never in what leaves the team."""

from datetime import date

import streamlit as st

from audit.concerns import CONCERN, next_code
from audit.pages import pin, urgent_concern
from audit.pages.answer_sheet import answer_sheet, outbox
from audit.pages.buttons import take
from audit.pages.choosing import choose
from audit.pages.session import Desk, desk, now, store
from audit.questions import draw_mark
from audit.sheets.edits import edit
from audit.sheets.sheet import Filler
from audit.sheets.urgent import calls_sheet
from audit.urgent import Concern, calls, checks_due, concern, concerns

VIEWS = ("now", "calls")
FIRST_MINUTES = ("safe", "life", "ask", "wish", "call", "write")


def page() -> None:
    """Draw the concern that the address names; where it names none, what to do and whom to call.

    A PIN keeps what was noted, never whom to call: it is asked for below.
    """
    at = desk(also_closed=True)
    # One container, so that none of it is ever printed.
    with st.container(key="urgent"):
        if at.closed:
            _before_pin(at)
            return
        known = concern(at.entries, st.query_params.get("u", ""))
        if known:
            urgent_concern.draw(at, known)
        else:
            _start(at)


def remind(at: Desk) -> None:
    """Say that a check for reprisals is due: how many, and nothing else that anybody could read."""
    due = checks_due(at.entries, _today(at))
    if due:
        st.write(at.t("urgent.due.line", n=due))


def _before_pin(at: Desk) -> None:
    _title(at)
    _what_to_do(at)
    pin.ask(at, below=True)


def _title(at: Desk) -> None:
    st.title(at.t("urgent.title"), anchor=False)
    st.write(at.t("urgent.lead"))


def _start(at: Desk) -> None:
    t = at.t
    _title(at)
    view = choose("view", t("urgent.view"), VIEWS, lambda name: t(f"urgent.views.{name}"))
    if view == "calls":
        st.header(t("urgent.views.calls"), anchor=False)
        _write_down(at)
        return
    _what_to_do(at)
    _noted(at)
    outbox(at)


def _what_to_do(at: Desk) -> None:
    """Say whom to call, then the first ten minutes: all of it stands in the open."""
    _whom_to_call(at)
    st.header(at.t("urgent.minutes.title"), anchor=False)
    steps = (at.t(f"urgent.minutes.{name}") for name in FIRST_MINUTES)
    st.markdown("\n".join(f"1. {step}" for step in steps))


def _due(at: Desk) -> None:
    """Name the checks whose day has come, under their codes."""
    for each in concerns(at.entries):
        for check in each.due(_today(at)):
            day = at.t.date(check.due) if check.due else ""
            said = at.t("urgent.due.check", code=each.code, day=day, n=check.weeks)
            st.warning(said)


def _whom_to_call(at: Desk) -> None:
    t = at.t
    st.header(t("urgent.first.title"), anchor=False)
    written = tuple(calls(at.entries))
    if not written:
        st.warning(t("urgent.first.nobody"))
    for name, said in written:
        with st.container(border=True):
            st.markdown(f"**{t(f'urgent.call.{name}')}**")
            # As it was typed: nothing in it is markup.
            st.text(said)


def _noted(at: Desk) -> None:
    t = at.t
    st.header(t("urgent.noted.title"), anchor=False)
    _due(at)
    found = concerns(at.entries)
    if not found:
        st.write(t("urgent.noted.none"))
    for each in found:
        st.button(
            _named(at, each),
            key=f"urgent:open:{each.code}",
            on_click=urgent_concern.show,
            args=(each.code,),
        )
    st.button(t("urgent.noted.begin"), key="urgent:begin", on_click=_begin, args=(at,))


def _named(at: Desk, each: Concern) -> str:
    if each.reported is None:
        return at.t("urgent.noted.open_undated", code=each.code)
    return at.t("urgent.noted.open", code=each.code, day=at.t.date(each.reported))


def _begin(at: Desk) -> None:
    """Open a concern under a code that none has or ever had, reported today."""
    used = (*at.entries.subjects(CONCERN), *store().erased_concerns(at.assessment.id))
    code = next_code(used, draw_mark())
    take(at, (edit(at.entries, f"{CONCERN}/{code}", "reported", _today(at).isoformat()),))
    urgent_concern.add_step(at, code)
    urgent_concern.show(code)


@st.fragment
def _write_down(at: Desk) -> None:
    answer_sheet(at, lambda d: calls_sheet(Filler(d.entries, d.t, d.person, d.zone)))


def _today(at: Desk) -> date:
    return now().astimezone(at.zone).date()
