"""One interview: what is around it, consent, the questions, and the card to hand over."""

import streamlit as st

from audit.fields import CLOSED_STATES
from audit.informants import Informant, has_answered, informant
from audit.pages import interview_card
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import take
from audit.pages.choosing import choose
from audit.pages.interview_spoken import choose_spoken, stop_label
from audit.pages.released import left_with
from audit.pages.session import Desk, now, store
from audit.sheets.aloud import Aloud
from audit.sheets.edits import edit
from audit.sheets.interview import PARTS, interview_sheet
from audit.sheets.sheet import Filler, Sheet
from rubrics.overlays import Overlay

CARD = "card"
# It types nothing, whatever the keyboard, and is not pressed by a slip. Alone, F2 would do nothing
# while an answer has the focus, which is nearly always. The button shows it beside its label.
STOP = "Shift+F2"
READ_ALOUD = ("consent", "questions", CARD)


def show(code: str) -> None:
    """Let the address name an interview, from its first part on; none where the code is empty."""
    st.query_params.pop("part", None)
    if code:
        st.query_params["i"] = code
    else:
        st.query_params.pop("i", None)


def draw(at: Desk, known: Informant) -> None:
    """Draw the open part of an interview, with the way to stop it always in reach."""
    t = at.t
    st.button(t("interviews.all"), key="interview:all", on_click=show, args=("",))
    st.title(t("interviews.one", code=known.code), anchor=False)
    st.write(t(f"rate.group.{known.group}"))
    _stop_button(at, known)
    parts = (*PARTS, CARD)
    part = choose("part", t("interviews.part"), parts, lambda p: t(f"interviews.parts.{p}"))
    st.header(t(f"interviews.parts.{part}"), anchor=False)
    if part == "questions" and not known.agreed:
        st.warning(t("interviews.ask_first"))
    else:
        _part(at, known, part, choose_spoken(at) if part in READ_ALOUD else None)
    left_behind = known.stage == "declined" and has_answered(at.entries, known.code)
    if left_behind:
        st.warning(t("interviews.left_behind"))
    _withdrawal(at, known.code, unfolded=left_behind)


def _part(at: Desk, known: Informant, part: str, spoken: Overlay | None) -> None:
    if part == CARD:
        interview_card.draw(at, Aloud(at.t, spoken), known.code)
    else:
        _fill_in(at, known, part, spoken)


def _stop_button(at: Desk, known: Informant) -> None:
    if known.stage == "stopped":
        st.info(at.t("interviews.stopped"))
    elif known.stage in ("begun", "under_way") and at.state not in CLOSED_STATES:
        with st.bottom:
            st.button(
                stop_label(at),
                key="interview:stop",
                shortcut=STOP,
                on_click=_stop,
                args=(at, known.code),
            )


@st.fragment
def _fill_in(at: Desk, known: Informant, part: str, spoken: Overlay | None) -> None:
    """Draw the sheet; once it opens or closes the other parts, the page follows as a whole."""
    fresh = answer_sheet(at, lambda d: _sheet(d, known.code, part, spoken))
    found = informant(fresh.entries, known.code)
    if found is None or found.stage != known.stage:
        st.rerun()


def _sheet(at: Desk, code: str, part: str, spoken: Overlay | None) -> Sheet:
    fill = Filler(at.entries, at.t, at.person, at.zone)
    return interview_sheet(fill, at.rubric, at.form, code, part, spoken)


def _stop(at: Desk, code: str) -> None:
    take(at, (edit(at.entries, f"informant/{code}", "ended", "stopped"),))


def _withdrawal(at: Desk, code: str, *, unfolded: bool) -> None:
    """Let a person take back everything they said; one tick stands between it and a slip."""
    t = at.t
    with st.expander(t("interviews.withdraw.title"), expanded=unfolded):
        st.write(t("interviews.withdraw.text"))
        left_with(at, code)
        sure = st.checkbox(t("interviews.withdraw.confirm", code=code), key=f"withdraw:{code}")
        st.button(
            t("interviews.withdraw.button"),
            key="interview:withdraw",
            disabled=not sure,
            on_click=_withdraw,
            args=(at, code),
        )


def _withdraw(at: Desk, code: str) -> None:
    store().erase_informant(at.assessment.id, code, now())
    show("")
    st.toast(at.t("interviews.withdraw.done", code=code))
