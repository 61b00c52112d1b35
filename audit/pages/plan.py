"""The action plan: what every gap proposes, a few chosen first, edited in place."""

import streamlit as st

from audit.action_plan import MOST_CHOSEN, new_proposals, plan
from audit.assessments import new_id
from audit.life_cycle import state
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import name_in_order, take
from audit.pages.choosing import choose
from audit.pages.plan_returned import take_back
from audit.pages.session import Desk, desk, now
from audit.sheets.edits import edit
from audit.sheets.plan import VIEWS, in_view, is_overdue, plan_sheet
from audit.sheets.sheet import Filler, Sheet
from audit.visit import team
from exports.record import ActionRecord

VIEW = "show"
A_PAGE = 15


def page() -> None:
    """Draw the plan: a line that sums it up, the view chosen, and its actions as one sheet."""
    at = _with_proposals(desk())
    t = at.t
    actions = plan(at.entries, at.rubric, at.form)
    st.title(t("plan.title"), anchor=False)
    st.write(t("plan.lead"))
    view = choose(VIEW, t("plan.show"), VIEWS, lambda name: _view(at, actions, name))
    st.header(t(f"plan.heading.{view}"), anchor=False)
    st.write(t(f"plan.about.{view}"))
    shown = _turned(at, [action.id for action in in_view(actions, view)])
    if not shown:
        st.info(t(f"plan.empty.{view}"))
    _actions(shown)
    if st.button(t("plan.add"), key="plan:add"):
        _add(at)
    take_back(at)


def _with_proposals(at: Desk) -> Desk:
    """Put what the gaps propose into the plan for good, once ratings may be seen by all.

    A proposal tells which level was given: in a team, it waits until the team agrees on levels.
    """
    alone = team(at.entries).size < 2
    if not alone and state(at.entries) in ("planned", "collecting"):
        return at
    missing = new_proposals(at.entries, at.rubric, at.form, new_id)
    if not missing:
        return at
    take(at, missing)
    return desk()


def _view(at: Desk, actions: tuple[ActionRecord, ...], name: str) -> str:
    if name == VIEWS[0]:
        return at.t(f"plan.view.{name}")
    return at.t(f"plan.view.{name}", n=len(in_view(actions, name)))


def _turned(at: Desk, ids: list[str]) -> tuple[str, ...]:
    """Return one part of a long list: a sheet of ninety actions would be slow to type in."""
    starts = tuple(str(start) for start in range(0, len(ids), A_PAGE))
    if len(starts) < 2:
        return tuple(ids)
    start = int(choose("from", at.t("plan.pages"), starts, lambda s: _range(int(s), len(ids))))
    return tuple(ids[start : start + A_PAGE])


def _range(start: int, length: int) -> str:
    return f"{start + 1}–{min(start + A_PAGE, length)}"


@st.fragment
def _actions(shown: tuple[str, ...]) -> None:
    """Draw the summary and the actions; which and in what order stays as it was when opened."""
    above, below = st.container(), st.container()
    with below:
        if shown:
            answer_sheet(desk(), lambda d: _sheet(d, shown))
    at = desk()
    with above:
        _summary(at, plan(at.entries, at.rubric, at.form))


def _sheet(at: Desk, shown: tuple[str, ...]) -> Sheet:
    fill = Filler(at.entries, at.t, at.person, at.zone)
    by_id = {action.id: action for action in plan(at.entries, at.rubric, at.form)}
    actions = [by_id[name] for name in shown if name in by_id]
    return plan_sheet(fill, at.rubric, actions, at.rows, now().astimezone(at.zone).date())


def _summary(at: Desk, actions: tuple[ActionRecord, ...]) -> None:
    t, today = at.t, now().astimezone(at.zone).date()
    counts = {
        "chosen": sum(a.chosen for a in actions),
        "done": sum(a.status in ("done", "verified") for a in actions),
        "overdue": sum(is_overdue(a, today) for a in actions),
    }
    said = (t(f"plan.count.{name}", n=n) for name, n in counts.items())
    st.markdown(f"**{' · '.join(said)}**")
    if counts["chosen"] > MOST_CHOSEN:
        st.write(t("plan.many"))


def _add(at: Desk) -> None:
    """Begin an action of one's own, and open the view where it stands."""
    subject = f"action/own-{name_in_order(now())}"
    take(
        at,
        (
            edit(at.entries, subject, "status", "proposed"),
            edit(at.entries, subject, "chosen", "yes"),
        ),
    )
    st.query_params[VIEW] = "own"
    st.rerun()
