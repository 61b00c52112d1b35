"""Standard by standard: the team keeps or changes what the ratings propose."""

import streamlit as st

from audit.fields import CLOSED_STATES, LINES_OF_EVIDENCE
from audit.judgements import Outcome, outcome
from audit.life_cycle import state
from audit.pages.answer_sheet import answer_sheet
from audit.pages.buttons import take
from audit.pages.choosing import choose
from audit.pages.session import Desk, desk
from audit.pages.voices import alarming, alerts, too_early
from audit.ratings import ratings
from audit.sheets.edits import edit
from audit.sheets.judging import assessor_name, confirmations, in_form, judging_sheet
from audit.sheets.sheet import Filler, Sheet
from rubrics.model import Standard


def draw(at: Desk, found: Outcome) -> None:
    """Draw what somebody told of, the choice of standard, and the sheet of the one that is open."""
    t = at.t
    # All of them, as in a meeting: nobody has to open every standard to find one.
    alerts(at)
    standards = {s.id: s for s in at.rubric.standards if in_form(s, at.form)}
    chosen = choose(
        "s", t("judge.choice"), tuple(standards), lambda s: _mark(at, standards[s], found)
    )
    standard = standards[chosen]
    st.header(f"{standard.id} · {t.text(standard.title)}", anchor=False)
    st.write(t.text(standard.intent))
    _agree(standard, _agreed(at, standard, found), alarming(at))


def _mark(at: Desk, standard: Standard, found: Outcome) -> str:
    criteria = in_form(standard, at.form)
    done = _agreed(at, standard, found)
    complete = " ✓" if done == len(criteria) else ""
    return f"{standard.id} {done}/{len(criteria)}{complete}"


def _agreed(at: Desk, standard: Standard, found: Outcome) -> int:
    return sum(found.judgements[c.id].settled for c in in_form(standard, at.form))


@st.fragment
def _agree(standard: Standard, agreed: int, warned: frozenset[str]) -> None:
    """Draw the sheet, and above it what the store holds once the sheet's edits are in."""
    above, below = st.container(), st.container()
    with below:
        answer_sheet(desk(), lambda d: _sheet(d, standard))
    at = desk()
    found = outcome(at.entries, at.rubric, at.form)
    if _agreed(at, standard, found) != agreed or alarming(at) != warned:
        # The marks on the standards, the life cycle and alerts stand outside this fragment.
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
    again = too_early(at)
    for criterion in criteria:
        if found.judgements[criterion.id].reopened or criterion.id in again:
            keep_judgement(at, criterion.id)
    _notes(at, standard)


def keep_judgement(at: Desk, criterion: str) -> None:
    """Offer to judge the same again, on the ratings, and what was told, as they now stand."""
    label, key = at.t("meeting.keep_judgement", code=criterion), f"judge:keep:{criterion}"
    if state(at.entries) not in CLOSED_STATES and st.button(label, key=key):
        subject = f"criterion/{criterion}"
        take(at, (edit(at.entries, subject, "judged", at.entries.value(subject, "judged")),))
        st.rerun()


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
