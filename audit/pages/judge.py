"""Agree on levels: the team keeps or changes what the ratings propose, then takes the next step."""

import streamlit as st

from audit.fields import CLOSED_STATES, LINES_OF_EVIDENCE, NEXT_STATES
from audit.judgements import Outcome, outcome
from audit.life_cycle import state
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import take
from audit.pages.choosing import choose
from audit.pages.session import Desk, desk
from audit.pages.voices import alerts
from audit.ratings import assessors, locked, ratings
from audit.sheets.edits import edit
from audit.sheets.judging import assessor_name, confirmations, in_form, judging_sheet
from audit.sheets.sheet import Filler, Sheet
from rubrics.model import Standard


def page() -> None:
    """Draw one standard to agree on, then where the assessment stands and where it may go."""
    at = desk()
    t = at.t
    st.title(t("judge.title"), anchor=False)
    st.write(t("judge.lead"))
    if state(at.entries) in CLOSED_STATES:
        st.info(t("judge.closed"))
    _unfinished(at)
    standards = {s.id: s for s in at.rubric.standards if in_form(s, at.form)}
    found = outcome(at.entries, at.rubric, at.form)
    chosen = choose(
        "s", t("judge.choice"), tuple(standards), lambda s: _mark(at, standards[s], found)
    )
    standard = standards[chosen]
    st.header(f"{standard.id} · {t.text(standard.title)}", anchor=False)
    st.write(t.text(standard.intent))
    alerts(at, {c.id for c in in_form(standard, at.form)})
    _agree(standard, _agreed(at, standard, found))
    _life_cycle(at, found)


def _unfinished(at: Desk) -> None:
    everybody = assessors(at.entries)
    waiting = [a for a in everybody if not locked(at.entries, a)]
    if len(everybody) > 1 and waiting:
        st.warning(at.t("judge.unfinished", n=len(waiting)))


def _mark(at: Desk, standard: Standard, found: Outcome) -> str:
    criteria = in_form(standard, at.form)
    done = _agreed(at, standard, found)
    complete = " ✓" if done == len(criteria) else ""
    return f"{standard.id} {done}/{len(criteria)}{complete}"


def _agreed(at: Desk, standard: Standard, found: Outcome) -> int:
    every = (found.judgements[c.id] for c in in_form(standard, at.form))
    return sum(not j.provisional and (j.rank is not None or j.not_applicable) for j in every)


@st.fragment
def _agree(standard: Standard, agreed: int) -> None:
    """Draw the sheet, and above it what the store holds once the sheet's edits are in."""
    above, below = st.container(), st.container()
    with below:
        answer_sheet(desk(), lambda d: _sheet(d, standard))
    at = desk()
    found = outcome(at.entries, at.rubric, at.form)
    if _agreed(at, standard, found) != agreed:
        # The marks on the standards and the life cycle stand outside this fragment.
        st.rerun()
    with above:
        _summary(at, standard, found)


def _sheet(at: Desk, standard: Standard) -> Sheet:
    fill = Filler(at.entries, at.t, at.person, at.zone)
    return judging_sheet(fill, at.rubric, standard, at.form)


def _summary(at: Desk, standard: Standard, found: Outcome) -> None:
    t, criteria = at.t, in_form(standard, at.form)
    said, button = st.columns([3, 2], vertical_alignment="center")
    said.write(t("judge.of_standard", done=_agreed(at, standard, found), n=len(criteria)))
    operations = confirmations(at.entries, standard, found, at.form)
    if operations and state(at.entries) not in CLOSED_STATES:
        label = t("judge.confirm", n=len({op.subject for op in operations}))
        if button.button(label, key="judge:confirm", type="primary", width="stretch"):
            take(at, operations)
            st.rerun()
    _notes(at, standard)


def _notes(at: Desk, standard: Standard) -> None:
    """Show what each assessor noted, word for word: what people typed is never read as markup."""
    t, fill = at.t, Filler(at.entries, at.t, at.person, at.zone)
    found = [
        (criterion.id, line, rating.assessor, note)
        for criterion in in_form(standard, at.form)
        for rating in ratings(at.entries, criterion.id)
        for line in LINES_OF_EVIDENCE
        if (note := getattr(rating.notes, line))
    ]
    if not found:
        return
    with st.expander(t("judge.notes")):
        for code, line, who, note in found:
            name = assessor_name(fill, who)
            st.text(t("judge.note_of", code=code, line=t(f"rate.note.{line}"), who=name))
            st.text(note)


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
