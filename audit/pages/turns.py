"""One laptop in turn: a team says who is at the screen; ratings belong to that person."""

import streamlit as st

from audit.pages import pin
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
        # Whose computer it is may have rated before there was a team.
        list(dict.fromkeys((person(), at.person, *members))),
        format_func=at.name_of,
        key=key,
        on_change=remember,
        args=("p", key),
    )
    pin.settle(at, members)
