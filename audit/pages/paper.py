"""Quick entry from paper, by keyboard: the code of a sheet once, then one key for each answer."""

import streamlit as st

from audit.fields import CLOSED_STATES
from audit.informants import Informant, informant
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import take
from audit.pages.session import Desk, desk, store
from audit.questions import group_of
from audit.sheets.edits import edit
from audit.sheets.paper import paper_sheet
from audit.sheets.sheet import Filler, Sheet

_CODE = "paper:code"


def draw(at: Desk) -> None:
    """Draw the sheet of paper that the address names; where it names none, ask for its code."""
    known = informant(at.entries, st.query_params.get("q", ""))
    if known:
        _sheet_of(at, known)
    elif at.state not in CLOSED_STATES:
        _ask_for_code(at)


def _ask_for_code(at: Desk) -> None:
    t = at.t
    st.header(t("paper.title"), anchor=False)
    st.write(t("paper.lead"))
    # A form: the Enter key opens the sheet.
    with st.form("paper", border=False):
        code = st.text_input(t("paper.code"), key=_CODE, max_chars=10)
        st.write(t("paper.code_help"))
        asked = st.form_submit_button(t("paper.open"), key="paper:open")
    if asked:
        _open(at, code.strip().upper())


def _open(at: Desk, code: str) -> None:
    """Open the interview of a code, beginning it where nobody has; a withdrawn one stays closed."""
    group = group_of(code)
    if group is None:
        st.warning(at.t("paper.no_code", code=code))
    elif code in store().withdrawn(at.assessment.id):
        st.error(at.t("paper.withdrawn", code=code))
    else:
        if informant(at.entries, code) is None:
            first = {"group": group, "mode": "paper"}
            subject = f"informant/{code}"
            take(at, (edit(at.entries, subject, name, value) for name, value in first.items()))
        st.query_params["q"] = code
        st.rerun()


def _sheet_of(at: Desk, known: Informant) -> None:
    t = at.t
    st.header(t("paper.one", code=known.code), anchor=False)
    st.write(t(f"rate.group.{known.group}"))
    st.write(t("paper.keys" if known.agreed else "paper.consents"))
    _fill_in(at, known)
    st.button(t("paper.other"), key="paper:other", on_click=_leave)


@st.fragment
def _fill_in(at: Desk, known: Informant) -> None:
    """Draw the sheet; once consent opens or closes its questions, the page follows as a whole."""
    fresh = answer_sheet(at, lambda d: _sheet(d, known), _finished)
    found = informant(fresh.entries, known.code)
    if found is None or found.agreed != known.agreed:
        st.rerun()


def _sheet(at: Desk, known: Informant) -> Sheet:
    fill = Filler(at.entries, at.t, at.person, at.zone)
    part = "questions" if known.agreed else "consent"
    return paper_sheet(fill, at.rubric, at.form, known.code, part)


def _finished() -> None:
    """Ask for the next sheet once every question has an answer."""
    st.toast(desk().t("paper.done", code=st.query_params.get("q", "")))
    _leave()


def _leave() -> None:
    st.query_params.pop("q", None)
