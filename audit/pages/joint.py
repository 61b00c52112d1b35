"""The joint statement of peer workers: worded with them, and agreed to by each."""

import streamlit as st

from audit.hearing import hidden_outside
from audit.joint_statement import FEWEST, joint_statement
from audit.pages.answer_sheet import answer_sheet
from audit.pages.session import Desk, store
from audit.sheets.joint import joint_sheet
from audit.sheets.sheet import Filler
from exports.small_groups import peers_are_hidden


def draw(at: Desk) -> None:
    """Draw what the statement is for, whether it would be shown, and the sheet."""
    t, withdrawn = at.t, store().withdrawn(at.assessment.id)
    st.header(t("joint.title"), anchor=False)
    st.write(t("joint.lead"))
    if len(joint_statement(at.entries).answers) < FEWEST:
        st.info(t("joint.too_few"))
    elif not peers_are_hidden(hidden_outside(at.entries, at.rubric, at.form, withdrawn)):
        st.info(t("joint.shows"))
    _fill_in(at)


@st.fragment
def _fill_in(at: Desk) -> None:
    answer_sheet(at, lambda d: joint_sheet(Filler(d.entries, d.t, d.person, d.zone)))
