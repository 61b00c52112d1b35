"""Agree on levels: a team meets on its differences or goes standard by standard; the next step."""

import streamlit as st

from audit.consensus import Assembly, assembly
from audit.fields import CLOSED_STATES, NEXT_STATES
from audit.judgements import Outcome, outcome
from audit.life_cycle import state
from audit.pages import judge_walk, meeting, unfinished
from audit.pages.buttons import take
from audit.pages.choosing import choose
from audit.pages.session import Desk, desk, store
from audit.sheets.edits import edit

VIEWS = ("meeting", "standards")


def page() -> None:
    """Draw what there is to agree on, then where the assessment stands and where it may go."""
    at = desk()
    t = at.t
    st.title(t("judge.title"), anchor=False)
    st.write(t("judge.lead"))
    if state(at.entries) in CLOSED_STATES:
        st.info(t("judge.closed"))
    found = outcome(at.entries, at.rubric, at.form)
    _agree(at, _assembly(at), found)
    _life_cycle(at, found)


def _assembly(at: Desk) -> Assembly:
    kept, audit = store(), at.assessment.id
    return assembly(at.entries, kept.raters(audit), kept.locked(audit))


def _agree(at: Desk, team: Assembly, found: Outcome) -> None:
    """Draw levels only once nobody who rates is waited for, and only to who has finished."""
    if not unfinished.draw(at, team):
        return
    if not team.meets:
        judge_walk.draw(at, found)
        return
    view = choose("view", at.t("meeting.view"), VIEWS, lambda v: at.t(f"meeting.views.{v}"))
    (meeting if view == VIEWS[0] else judge_walk).draw(at, found)


def _life_cycle(at: Desk, found: Outcome) -> None:
    t, today = at.t, state(at.entries)
    st.header(t("judge.cycle.title"), anchor=False)
    st.write(t("judge.cycle.now", state=t(f"state.{today}")))
    steps = NEXT_STATES.get(today, ())
    if not steps:
        st.write(t("judge.cycle.end"))
    provisional = sum(judged.provisional for judged in found.judgements.values())
    if provisional and today == "agreeing":
        st.write(t("judge.cycle.open", n=provisional))
    for column, step in zip(st.columns(max(len(steps), 1)), steps, strict=False):
        with column.container(border=True, height="stretch"):
            _step(at, step)


def _step(at: Desk, step: str) -> None:
    t = at.t
    st.write(t(f"judge.cycle.meaning.{step}"))
    ready = step not in CLOSED_STATES or st.checkbox(
        t("judge.cycle.understood"), key="judge:understood"
    )
    st.button(
        t("judge.cycle.go", state=t(f"state.{step}")),
        key=f"judge:go:{step}",
        disabled=not ready,
        width="stretch",
        on_click=take,
        args=(at, (edit(at.entries, "visit", "state", step),)),
    )
