"""One laptop in turn: a team says who is at the screen; ratings belong to that person."""

import streamlit as st

from audit.pages.session import Desk, person, remember


def take_turns(at: Desk) -> None:
    """On one laptop in turn: let a team say who is at the screen; ratings belong to that person."""
    members = [
        m
        for m in at.entries.subjects("member")
        if at.entries.value(f"member/{m}", "removed") != "yes"
    ]
    if len(members) < 2 or st.user.get("is_logged_in"):
        return
    key = f"frame:person:{at.assessment.id}"
    st.session_state[key] = at.person
    st.radio(
        at.t("frame.at_screen"),
        list(dict.fromkeys((at.person, *members))),
        format_func=lambda member: _name(at, member),
        key=key,
        on_change=remember,
        args=("p", key),
    )


def _name(at: Desk, member: str) -> str:
    named = at.entries.value(f"member/{member}", "name")
    return named or at.t("frame.you" if member == person() else "frame.unnamed_member")
