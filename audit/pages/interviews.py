"""Interviews: who was asked in each group, what all of them say on a criterion, and the plan."""

import streamlit as st

from audit.fields import CLOSED_STATES
from audit.informants import Informant, Turnout, informant, informants, turnout
from audit.pages import interview, joint, paper
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import take
from audit.pages.choosing import choose
from audit.pages.released import left_before_a_withdrawal
from audit.pages.session import Desk, desk, now, store
from audit.questions import asked, draw_mark, next_code
from audit.sheets.edits import edit
from audit.sheets.interview import criterion_sheet, planning_sheet
from audit.sheets.sheet import Filler, Sheet
from rubrics.vocabulary import InformantGroup

VIEWS = ("people", "criteria", "joint", "paper", "plan")
_COUNTS = ("stopped", "under_way", "declined", "withdrawn")
_CRITERION = "interviews:criterion"


def page() -> None:
    """Draw the interview that the address names; where it names none, all of them."""
    at = desk()
    t = at.t
    if at.rubric.interviews is None:
        st.title(t("interviews.title"), anchor=False)
        st.info(t("interviews.none"))
        return
    known = informant(at.entries, st.query_params.get("i", ""))
    if known:
        interview.draw(at, known)
        return
    st.title(t("interviews.title"), anchor=False)
    st.write(t("interviews.lead"))
    if at.state in CLOSED_STATES:
        st.info(t("interviews.closed"))
    view = choose("view", t("interviews.view"), VIEWS, lambda name: t(f"interviews.views.{name}"))
    views = {"people": _people, "criteria": _criteria, "joint": joint.draw}
    (views | {"paper": paper.draw, "plan": _plan})[view](at)


def _people(at: Desk) -> None:
    every = informants(at.entries)
    for found in turnout(at.entries, store().withdrawn(at.assessment.id)):
        with st.container(border=True, key=f"interviews-{found.group}"):
            st.header(at.t(f"rate.group.{found.group}"), anchor=False)
            st.write(_counted(at, found))
            with st.container(horizontal=True):
                for each in every:
                    if each.group == found.group:
                        _offer(at, each)
            _begin_button(at, found.group)
    left_before_a_withdrawal(at)


def _counted(at: Desk, found: Turnout) -> str:
    """Return how many interviews were done and planned, and what became of the others."""
    t = at.t
    done = (
        t("interviews.done", n=found.done)
        if found.planned is None
        else t("interviews.done_of_planned", n=found.done, planned=found.planned)
    )
    counts = ((name, getattr(found, name)) for name in _COUNTS)
    return " · ".join((done, *(t(f"interviews.count.{name}", n=n) for name, n in counts if n)))


def _offer(at: Desk, each: Informant) -> None:
    stage = at.t(f"interviews.stage.{each.stage}")
    st.button(
        at.t("interviews.open", code=each.code, stage=stage),
        key=f"interviews:open:{each.code}",
        on_click=interview.show,
        args=(each.code,),
    )


def _begin_button(at: Desk, group: InformantGroup) -> None:
    if at.state not in CLOSED_STATES:
        st.button(
            at.t("interviews.begin", group=at.t(f"rate.group.{group}")),
            key=f"interviews:begin:{group}",
            on_click=_begin,
            args=(at, group),
        )


def _begin(at: Desk, group: InformantGroup) -> None:
    """Open an interview under a code that nobody has or ever had."""
    used = (*at.entries.subjects("informant"), *store().withdrawn(at.assessment.id))
    code = next_code(group, used, draw_mark())
    today = now().astimezone(at.zone).date().isoformat()
    first = {"group": group, "date": today}
    take(at, (edit(at.entries, f"informant/{code}", name, v) for name, v in first.items()))
    interview.show(code)


def _criteria(at: Desk) -> None:
    """Draw one criterion, as everybody who was asked about it told it."""
    t = at.t
    st.header(t("interviews.views.criteria"), anchor=False)
    known = {c.id: c for c in at.rubric.criteria(at.form) if c.questions}
    wished = st.query_params.get("c", "")
    # The address is the truth: a link or another language keeps the criterion.
    st.session_state[_CRITERION] = wished if wished in known else next(iter(known))
    chosen = st.selectbox(
        t("interviews.criterion"),
        list(known),
        format_func=lambda c: t(
            "interviews.criterion_named", code=c, statement=t.text(known[c].statement)
        ),
        key=_CRITERION,
        on_change=_remember,
    )
    told = [e for e in informants(at.entries) if e.agreed and _is_asked(at, e, chosen)]
    if told:
        _fill_in_criterion(at, chosen)
    else:
        st.info(t("interviews.nobody_asked"))


def _remember() -> None:
    st.query_params["c"] = st.session_state[_CRITERION]


def _is_asked(at: Desk, each: Informant, criterion: str) -> bool:
    return any(a.criterion.id == criterion for a in asked(at.rubric, at.form, each.code))


@st.fragment
def _fill_in_criterion(at: Desk, criterion: str) -> None:
    answer_sheet(at, lambda d: criterion_sheet(_filler(d), d.rubric, d.form, criterion))


@st.fragment
def _plan(at: Desk) -> None:
    st.header(at.t("interviews.views.plan"), anchor=False)
    answer_sheet(at, _planned)


def _planned(at: Desk) -> Sheet:
    return planning_sheet(_filler(at))


def _filler(at: Desk) -> Filler:
    return Filler(at.entries, at.t, at.person, at.zone)
