"""One urgent concern: what the person wants, the steps taken, the checks, and how to erase it."""

import streamlit as st

from audit.concerns import CONCERN, STEP
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import name_in_order, take
from audit.pages.session import Desk, now, store
from audit.sheets.edits import edit
from audit.sheets.sheet import Filler, Sheet
from audit.sheets.urgent import concern_sheet
from audit.urgent import Concern, concern


def draw(at: Desk, known: Concern) -> None:
    """Draw a concern under its code, with the way to add a step and the way to erase it all."""
    t = at.t
    st.button(t("urgent.all"), key="urgent:all", on_click=show, args=("",))
    st.title(t("urgent.one", code=known.code), anchor=False)
    st.header(t("urgent.noted.title"), anchor=False)
    _fill_in(at, known.code)
    st.button(t("urgent.step.add"), key="urgent:step", on_click=add_step, args=(at, known.code))
    _erasure(at, known.code)


@st.fragment
def _fill_in(at: Desk, code: str) -> None:
    answer_sheet(at, lambda fresh: _sheet(fresh, code))


def _sheet(at: Desk, code: str) -> Sheet:
    known = concern(at.entries, code)
    if known is None:
        # Erased meanwhile on another device.
        return Sheet(id=f"{CONCERN}/{code}", items=())
    return concern_sheet(Filler(at.entries, at.t, at.person, at.zone), known)


def add_step(at: Desk, code: str) -> None:
    """Add a step with what is known of it: the moment, and who is at this screen."""
    moment = now()
    subject, who = f"{STEP}/{code}/{name_in_order(moment)}", f"member/{at.person}"
    known = (
        ("when", f"{moment.astimezone(at.zone):%Y-%m-%d %H:%M}"),
        ("by", at.entries.value(who, "name")),
    )
    take(at, (edit(at.entries, subject, name, value) for name, value in known if value))


def _erasure(at: Desk, code: str) -> None:
    """Let the team erase a concern; one tick stands between it and a slip."""
    t = at.t
    with st.expander(t("urgent.erase.title")):
        st.write(t("urgent.erase.text"))
        sure = st.checkbox(t("urgent.erase.confirm", code=code), key=f"urgent:sure:{code}")
        st.button(
            t("urgent.erase.button"),
            key="urgent:erase",
            disabled=not sure,
            on_click=_erase,
            args=(at, code),
        )


def _erase(at: Desk, code: str) -> None:
    store().erase_concern(at.assessment.id, code, now())
    show("")
    st.toast(at.t("urgent.erase.done", code=code))


def show(code: str) -> None:
    """Let the address name a concern; none where the code is empty."""
    if code:
        st.query_params["u"] = code
    else:
        st.query_params.pop("u", None)
