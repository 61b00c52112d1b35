"""Plan the visit: where, when, who, how peer support works there, its context, and the ethics."""

import streamlit as st

from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import name_in_order, take
from audit.pages.choosing import choose
from audit.pages.session import Desk, desk, now
from audit.pages.urgent import remind
from audit.sheets.edits import edit
from audit.sheets.sheet import Filler, Sheet
from audit.sheets.visit import PARTS, visit_sheet


def page() -> None:
    """Draw the parts of the plan, and the sheet of the one that is open."""
    at = desk()
    t = at.t
    st.title(t("visit.title"), anchor=False)
    st.write(t("visit.lead"))
    remind(at)
    part = choose("part", t("visit.part"), PARTS, lambda name: t(f"visit.parts.{name}"))
    st.header(t(f"visit.parts.{part}"), anchor=False)
    with st.expander(t("visit.guidance")):
        st.write(t(f"visit.guide.{part}"))
    if part == "team" and not at.entries.subjects("member"):
        st.info(t("visit.team.empty"))
    else:
        _fill_in(at, part)
    if part == "team":
        st.button(t("visit.team.add"), key="visit:add", on_click=_add_member, args=(at,))


@st.fragment
def _fill_in(at: Desk, part: str) -> None:
    answer_sheet(at, lambda d: _sheet(d, part))


def _sheet(at: Desk, part: str) -> Sheet:
    return visit_sheet(Filler(at.entries, at.t, at.person, at.zone), at.rubric, part)


def _add_member(at: Desk) -> None:
    take(at, (edit(at.entries, f"member/{name_in_order(now())}", "removed", "no"),))
