"""Who has not finished rating: until then nobody's levels are drawn where a team agrees."""

import streamlit as st

from audit.consensus import Assembly
from audit.fields import CLOSED_STATES
from audit.life_cycle import state
from audit.pages.buttons import take
from audit.pages.session import Desk
from audit.sheets.edits import edit


def draw(at: Desk, team: Assembly) -> bool:
    """Say who is waited for, and tell whether levels may be drawn to whoever is at the screen."""
    if team.waiting:
        _waits(at, team)
        return False
    if team.meets:
        _goes_on(at, team)
    if team.meets and at.person not in team.finished:
        st.info(at.t("meeting.outside"))
        return False
    return True


def _waits(at: Desk, team: Assembly) -> None:
    t = at.t
    st.warning(t("meeting.waits", n=len(team.waiting)))
    if at.person in team.waiting:
        st.write(t("meeting.waits_for_you"))
    if team.finished and state(at.entries) not in CLOSED_STATES:
        with st.expander(t("meeting.without.title")):
            st.write(t("meeting.without.why"))
            label = t("meeting.without.go", n=len(team.waiting))
            names = "\n".join(sorted(team.unfinished))
            st.button(label, key="judge:without", on_click=_set, args=(at, names))


def _goes_on(at: Desk, team: Assembly) -> None:
    """Say without whom the team goes on, with the way back."""
    left = team.unfinished & team.without
    if not left:
        return
    st.info(at.t("meeting.without.gone", n=len(left)))
    if state(at.entries) not in CLOSED_STATES:
        label = at.t("meeting.without.back")
        st.button(label, key="judge:wait", on_click=_set, args=(at, ""))


def _set(at: Desk, names: str) -> None:
    take(at, (edit(at.entries, "meeting", "without", names),))
