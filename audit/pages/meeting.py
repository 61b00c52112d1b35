"""The consensus meeting: the differences between finished ratings, one at a time, largest first."""

from collections.abc import Sequence

import streamlit as st

from audit.consensus import Difference, alike, differences, next_open, reopenings, settled
from audit.fields import CLOSED_STATES
from audit.judgements import Outcome, outcome
from audit.life_cycle import state
from audit.listening import open_alerts
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import take
from audit.pages.choosing import choose
from audit.pages.figures import LOOK
from audit.pages.judge_walk import keep_judgement
from audit.pages.meeting_table import on_the_table
from audit.pages.session import Desk, desk
from audit.pages.voices import alarming, alerts, too_early
from audit.ratings import counting
from audit.sheets.judging import assessor_name, keep
from audit.sheets.meeting import meeting_sheet
from audit.sheets.sheet import Filler, Sheet

# Keys that type nothing, whatever the keyboard.
PREVIOUS, NEXT = "F8", "F9"


def draw(at: Desk, found: Outcome) -> None:
    """Draw what somebody told of, how far the meeting is, and the difference that is open."""
    t = at.t
    st.html(LOOK)
    # All of them: what everybody rated alike is no difference, and would never be at hand.
    alerts(at)
    _reopenings(at)
    listed = differences(at.entries, at.rubric, at.form, found)
    if not listed:
        st.info(t("meeting.none"))
        _way_on(at, found)
        return
    done = settled(listed)
    st.progress(done / len(listed), text=t("meeting.progress", done=done, n=len(listed)))
    if done == len(listed):
        st.success(t("meeting.settled"))
        _way_on(at, found)
    place = _chosen(at, listed)
    _one(at, found, listed, place)
    _steps(at, listed, place)


def _reopenings(at: Desk) -> None:
    """Say who reopened finished ratings, and why, word for word."""
    fill = Filler(at.entries, at.t, at.person, at.zone)
    for who, why in reopenings(at.entries).items():
        with st.container(border=True):
            st.text(at.t("meeting.reopen.said", who=assessor_name(fill, who)))
            st.text(why)


def _way_on(at: Desk, found: Outcome) -> None:
    """Offer to keep what all agree on, and to go through the standards."""
    if state(at.entries) not in CLOSED_STATES:
        passed = {breach.criterion for breach in open_alerts(at.entries, at.rubric, at.form)}
        same = alike(at.entries, found, passed)
        operations = keep(at.entries, found, same)
        if operations:
            label = at.t("meeting.keep_alike", n=len(same))
            st.button(
                label, key="meeting:keep", type="primary", on_click=take, args=(at, operations)
            )
    label = at.t("meeting.by_standard")
    st.button(label, key="meeting:standards", on_click=_remember, args=("view", "standards"))


def _chosen(at: Desk, listed: Sequence[Difference]) -> int:
    """Let the team go to any difference; it begins with the first that is not settled."""
    codes = [each.criterion for each in listed]
    if st.query_params.get("c") not in codes:
        # In the address at once: once settled, a difference stays open until the team goes on.
        st.query_params["c"] = next_open(listed) or codes[0]
    by_code = {each.criterion: each for each in listed}
    here = choose("c", at.t("meeting.choice"), codes, lambda code: _mark(at, by_code[code]))
    return codes.index(here)


def _mark(at: Desk, difference: Difference) -> str:
    code = difference.criterion
    return at.t("meeting.mark", code=code) if difference.settled else code


def _one(at: Desk, found: Outcome, listed: Sequence[Difference], place: int) -> None:
    t, here = at.t, listed[place]
    criterion = at.rubric.criterion(here.criterion)
    st.header(f"{criterion.id} · {t.text(criterion.statement)}", anchor=False)
    st.write(_how_far(at, found, listed, place))
    st.html(on_the_table(at, found, criterion.id))
    _discuss(here, alarming(at))


def _how_far(at: Desk, found: Outcome, listed: Sequence[Difference], place: int) -> str:
    here = listed[place]
    where = {"at": place + 1, "all": len(listed)}
    if any(r.not_applicable for r in counting(at.entries, found.ratings)[here.criterion]):
        return at.t("meeting.divided", **where)
    return at.t("meeting.place", n=here.apart, **where)


@st.fragment
def _discuss(here: Difference, warned: frozenset[str]) -> None:
    """Draw the sheet; once a difference is settled or an alert answered, the whole page follows."""
    above, below = st.container(), st.container()
    with below:
        answer_sheet(desk(), lambda fresh: _sheet(fresh, here.criterion))
    at = desk()
    judged = outcome(at.entries, at.rubric, at.form).judgements[here.criterion]
    if judged.settled != here.settled or alarming(at) != warned:
        st.rerun()
    if judged.reopened or here.criterion in too_early(at):
        with above:
            keep_judgement(at, here.criterion)


def _sheet(at: Desk, criterion: str) -> Sheet:
    fill = Filler(at.entries, at.t, at.person, at.zone)
    found = outcome(at.entries, at.rubric, at.form)
    counted = counting(at.entries, found.ratings)[criterion]
    of = at.rubric.criterion(criterion)
    return meeting_sheet(fill, at.rubric, of, found.judgements[criterion], counted)


def _steps(at: Desk, listed: Sequence[Difference], place: int) -> None:
    steps = (("previous", place - 1, PREVIOUS), ("next", place + 1, NEXT))
    for column, (step, to, shortcut) in zip(st.columns(2), steps, strict=True):
        there = 0 <= to < len(listed)
        column.button(
            at.t(f"meeting.{step}"),
            key=f"meeting:{step}",
            shortcut=shortcut,
            disabled=not there,
            width="stretch",
            on_click=_remember,
            args=("c", listed[to].criterion if there else ""),
        )
    st.caption(at.t("meeting.keys", top=at.rubric.scale.top))


def _remember(name: str, value: str) -> None:
    st.query_params[name] = value
