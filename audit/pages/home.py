"""Home: the audits of this installation, and two ways to begin."""

from datetime import date

import streamlit as st

from audit import demonstration
from audit.assessments import Overview, new_assessment
from audit.pages.figures import LOOK, tag, typed
from audit.pages.session import go, now, person, store, words
from rubrics.loader import digest, find
from rubrics.text import Translator

FIRST_INSTRUMENT = "peer-integration"


def page() -> None:
    """Draw the list of audits, or on an empty installation the two choices."""
    t = words()
    st.html(LOOK)
    st.title(t("frame.name"), anchor=False)
    st.write(t("home.lead"))
    audits = store().overview()
    if audits:
        st.header(t("home.mine"), anchor=False)
        for audit in audits:
            _audit(t, audit)
    st.header(t("home.begin"), anchor=False)
    # Invented data never mix with real ones.
    offers = [_offer_a_start] if audits else [_offer_a_start, _offer_the_demonstration]
    for column, offer in zip(st.columns(len(offers)), offers, strict=True):
        with column.container(border=True, height="stretch"):
            offer(t)


def _offer_a_start(t: Translator) -> None:
    st.subheader(t("home.start.title"), anchor=False)
    st.write(t("home.start.text"))
    if st.button(t("home.start.button"), type="primary", key="home:start"):
        _start()


def _offer_the_demonstration(t: Translator) -> None:
    st.subheader(t("home.demonstration.title"), anchor=False)
    st.write(t("home.demonstration.text"))
    if st.button(t("home.demonstration.button"), key="home:demonstration"):
        with st.spinner(t("home.demonstration.filling")):
            latest = demonstration.fill(store(), person(), t.language)
        go("results", latest)


def _start() -> None:
    rubric = find(FIRST_INSTRUMENT)
    assessment = new_assessment(
        rubric_id=rubric.id, rubric_version=rubric.version, rubric_digest=digest(rubric), now=now()
    )
    store().create_assessment(assessment)
    go("visit", assessment.id)


def _audit(t: Translator, audit: Overview) -> None:
    with st.container(border=True):
        text, link = st.columns([4, 1], vertical_alignment="center")
        name = typed(audit.facility, "strong") if audit.facility else t("home.unnamed")
        details = tag("p", _details(t, audit), class_="pra-quiet")
        text.html(tag("div", tag("p", name), details, class_="pra"))
        with link:
            if st.button(t("home.open"), key=f"home:open:{audit.assessment.id}", width="stretch"):
                go(
                    "rate" if audit.state in ("planned", "collecting") else "results",
                    audit.assessment.id,
                )


def _details(t: Translator, audit: Overview) -> str:
    parts = [
        t("home.invented") if audit.assessment.invented else "",
        t(f"home.state.{audit.state}"),
        _when(t, audit),
    ]
    return " · ".join(part for part in parts if part)


def _when(t: Translator, audit: Overview) -> str:
    if audit.started:
        return t("home.visited", date=t.date(date.fromisoformat(audit.started)))
    return t("home.begun", date=t.date(audit.assessment.created_at.date()))
