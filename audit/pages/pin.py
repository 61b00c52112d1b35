"""A PIN of one's own on a shared laptop: asked for, set, changed, taken away, reset by another."""

import secrets
from collections.abc import Collection

import streamlit as st

from audit.exchange import moment
from audit.pages.buttons import take
from audit.pages.session import Desk, let_in, let_out, now, store
from audit.pins import LONGEST, SALT_BYTES, SHORTEST, Attempt, digits_of, new_pin
from audit.sheets.edits import edit

_SAID = "pin:said"


def ask(at: Desk, *, below: bool = False) -> None:
    """Ask whoever is at the screen for their PIN; until it is right, nothing of theirs is drawn.

    `below` puts it under what a page says before the PIN: a page has one title.
    """
    t = at.t
    (st.header if below else st.title)(t("pin.title"), anchor=False)
    st.write(t("pin.lead"))
    with st.container(border=True):
        st.text(at.name_of(at.person))
        with st.form("pin:ask", clear_on_submit=True, border=False):
            typed = _field(t("pin.pin"), "pin:tried")
            if st.form_submit_button(t("pin.open"), type="primary"):
                _try(at, typed)
    with st.expander(t("pin.forgotten")):
        st.write(t("pin.forgotten_text"))


def settle(at: Desk, members: Collection[str]) -> None:
    """Let whoever is at the screen set their PIN, and reset that of somebody who forgot theirs."""
    if at.closed:
        return
    t, kept = at.t, store().pin(at.assessment.id, at.person) is not None
    _say_if_reset(at, kept=kept)
    with st.expander(t("pin.yours")):
        if said := st.session_state.pop(_SAID, ""):
            st.info(t(said, shortest=SHORTEST, longest=LONGEST))
        st.write(t("pin.kept" if kept else "pin.why", shortest=SHORTEST, longest=LONGEST))
        if kept:
            st.button(t("pin.close"), key="pin:close", on_click=let_out, type="primary")
        with st.form("pin:set", clear_on_submit=True, border=False):
            _field(t("pin.new"), "pin:new")
            _field(t("pin.again"), "pin:again")
            label = t("pin.change" if kept else "pin.set")
            st.form_submit_button(label, on_click=_set, args=(at, kept))
        if kept:
            st.button(t("pin.remove"), key="pin:remove", on_click=_end, args=(at, at.person))
        _offer_a_reset(at, members)


def _field(label: str, key: str) -> str:
    return st.text_input(label, key=key, type="password", max_chars=LONGEST)


def _try(at: Desk, typed: str) -> None:
    digits = digits_of(typed)
    if digits is None:
        st.error(at.t("pin.not_one", shortest=SHORTEST, longest=LONGEST))
        return
    found = store().try_pin(at.assessment.id, at.person, digits, now())
    if found.opened:
        let_in(at)
        st.rerun()
    st.error(_why(at, found))


def _why(at: Desk, found: Attempt) -> str:
    if found.until is None:
        return at.t("pin.wrong")
    return at.t("pin.wait", time=moment(at.t, found.until, now(), at.zone))


def _set(at: Desk, kept: bool) -> None:
    digits = digits_of(st.session_state["pin:new"])
    if digits is None or digits != digits_of(st.session_state["pin:again"]):
        st.session_state[_SAID] = "pin.not_one" if digits is None else "pin.not_the_same"
        return
    pin = new_pin(digits, secrets.token_bytes(SALT_BYTES))
    store().keep_pin(at.assessment.id, at.person, pin)
    _note(at, at.person, "changed" if kept else "set")
    let_in(at)
    st.session_state[_SAID] = "pin.is_set"


def _end(at: Desk, person: str) -> None:
    """Take a PIN away: one's own, or that of somebody who forgot theirs. The ratings stay."""
    store().keep_pin(at.assessment.id, person, None)
    _note(at, person, "removed" if person == at.person else "reset")
    st.session_state[_SAID] = "pin.removed" if person == at.person else "pin.was_reset"


def _note(at: Desk, person: str, act: str) -> None:
    take(at, (edit(at.entries, f"pin/{person}", "act", act),))


def _say_if_reset(at: Desk, *, kept: bool) -> None:
    """Tell somebody whose PIN another has reset, until they settle it."""
    row = at.entries.current(f"pin/{at.person}", "act")
    if row is None or row.value != "reset" or kept:
        return
    when = moment(at.t, row.at, now(), at.zone)
    st.warning(at.t("pin.reset_by", time=when))
    st.text(at.name_of(row.author))
    st.button(at.t("pin.go_on"), key="pin:go-on", on_click=_end, args=(at, at.person))


def _offer_a_reset(at: Desk, members: Collection[str]) -> None:
    others = store().pin_holders(at.assessment.id) - {at.person}
    found = [m for m in dict.fromkeys((*members, *sorted(others))) if m in others]
    if not found:
        return
    st.write(at.t("pin.reset_lead"))
    chosen = st.selectbox(at.t("pin.reset_whose"), found, format_func=at.name_of, key="pin:whose")
    sure = st.checkbox(at.t("pin.reset_sure"), key="pin:sure")
    st.button(
        at.t("pin.reset"),
        key="pin:reset",
        disabled=not sure,
        on_click=_end,
        args=(at, chosen),
    )
