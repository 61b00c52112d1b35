"""Visiting a facility again: what comes along is said before a new audit begins."""

import streamlit as st

from audit.another_visit import another_visit
from audit.assessments import Assessment
from audit.pages.session import NOBODY, go, now, person, store
from audit.trail import Entries
from rubrics.loader import find, installed
from rubrics.text import Translator


def offer_another_visit(t: Translator, before: Assessment) -> None:
    """Offer a new audit of the same facility, where its instrument is still installed."""
    if before.rubric_id not in {rubric.id for rubric in installed()}:
        return
    with st.popover(t("home.again.offer"), type="tertiary", key=f"home:again:{before.id}"):
        st.write(t("home.again.text"))
        if st.button(t("home.again.button"), key=f"home:again:begin:{before.id}"):
            _begin(before)


def _begin(before: Assessment) -> None:
    entries = Entries(store().rows(before.id, NOBODY))
    begun, rows = another_visit(before, entries, find(before.rubric_id), person(), now())
    store().begin_assessment(begun, rows)
    go("visit", begun.id)
