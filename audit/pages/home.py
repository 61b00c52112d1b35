"""Home: the audits of this installation, and two ways to begin."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from audit import demonstration
from audit.another_visit import to_visit_again
from audit.assessments import Overview, matching, new_assessment
from audit.instrument import pinned
from audit.pages.again import offer_another_visit
from audit.pages.figures import LOOK, tag, typed
from audit.pages.leading import lead_to
from audit.pages.session import go, now, person, store, words, zone
from audit.urgent import audits_due
from rubrics.loader import current, digest
from rubrics.model import Rubric
from rubrics.text import Translator

FIRST_INSTRUMENT = "peer-integration"
FEW, MOST_LISTED = 8, 20


def page() -> None:
    """Draw the list of audits, or on an empty installation the two choices."""
    t = words()
    st.html(LOOK)
    st.title(t("frame.name"), anchor=False)
    st.write(t("home.lead"))
    audits = store().overview()
    if audits:
        st.header(t("home.mine"), anchor=False)
        _audits(t, audits)
    st.header(t("home.begin"), anchor=False)
    # Invented data never mix with real ones.
    offers = [_offer_a_start] if audits else [_offer_a_start, _offer_the_demonstration]
    for column, offer in zip(st.columns(len(offers)), offers, strict=True):
        with column.container(border=True, height="stretch"):
            offer(t)
    lead_to("verify", t("verify_page.lead_here"))


def _audits(t: Translator, audits: Sequence[Overview]) -> None:
    """Draw the latest audits, and where there are many a search among all of them.

    Those in which a follow-up is due come first: below the latest, it would never be seen.
    """
    due = audits_due(store().follow_ups(), now().astimezone(zone()).date())
    again = to_visit_again(audits)
    found: Sequence[Overview] = sorted(audits, key=lambda audit: audit.assessment.id not in due)
    if len(audits) > FEW:
        words_typed = st.text_input(t("home.search"), key="home:search", max_chars=100)
        found = matching(found, words_typed)
    for audit in found[:MOST_LISTED]:
        _audit(t, audit, again=audit.assessment.id in again, due=audit.assessment.id in due)
    if len(found) > MOST_LISTED:
        st.caption(t("home.more", n=len(found) - MOST_LISTED))
    elif not found:
        st.write(t("home.none_found"))


def _offer_a_start(t: Translator) -> None:
    st.subheader(t("home.start.title"), anchor=False)
    st.write(t("home.start.text"))
    chosen = _instrument(t)
    if st.button(t("home.start.button"), type="primary", key="home:start"):
        _start(chosen)


def _instrument(t: Translator) -> Rubric:
    """Let the reader choose among the instruments, the one on peer workers first."""
    rubrics = sorted(current(), key=lambda rubric: rubric.id != FIRST_INSTRUMENT)
    if len(rubrics) == 1:
        return rubrics[0]
    place = st.radio(
        t("home.start.instrument"),
        range(len(rubrics)),
        format_func=lambda n: _choice(t, rubrics[n]),
        key="home:instrument",
    )
    return rubrics[place]


def _offer_the_demonstration(t: Translator) -> None:
    st.subheader(t("home.demonstration.title"), anchor=False)
    st.write(t("home.demonstration.text"))
    if st.button(t("home.demonstration.button"), key="home:demonstration"):
        with st.spinner(t("home.demonstration.filling")):
            latest = demonstration.fill(store(), person(), t.language)
        go("results", latest)


def _choice(t: Translator, rubric: Rubric) -> str:
    kind = t(f"home.kind.{rubric.kind}")
    return t("home.start.choice", title=t.text(rubric.title), kind=kind)


def _start(rubric: Rubric) -> None:
    assessment = new_assessment(
        rubric_id=rubric.id, rubric_version=rubric.version, rubric_digest=digest(rubric), now=now()
    )
    store().create_assessment(assessment)
    go("visit", assessment.id)


def _audit(t: Translator, audit: Overview, *, again: bool, due: bool) -> None:
    with st.container(border=True):
        text, link = st.columns([4, 1], vertical_alignment="center")
        name = typed(audit.facility, "strong") if audit.facility else t("home.unnamed")
        details = tag("p", _details(t, audit), class_="pra-quiet")
        # That it is due, and nothing that anybody looking on could read.
        reminder = tag("p", tag("strong", t("home.follow_up"))) if due else ""
        text.html(tag("div", tag("p", name), details, reminder, class_="pra"))
        with link:
            if st.button(t("home.open"), key=f"home:open:{audit.assessment.id}", width="stretch"):
                go(
                    "rate" if audit.state in ("planned", "collecting") else "results",
                    audit.assessment.id,
                )
        if again:
            with text:
                offer_another_visit(t, audit.assessment)


def _details(t: Translator, audit: Overview) -> str:
    parts = [
        t("home.invented") if audit.assessment.invented else "",
        _named(t, audit),
        t(f"home.state.{audit.state}"),
        _when(t, audit),
    ]
    return " · ".join(part for part in parts if part)


def _named(t: Translator, audit: Overview) -> str:
    """Name the instrument where it is not the usual one."""
    if audit.assessment.rubric_id == FIRST_INSTRUMENT:
        return ""
    rubric = pinned(audit.assessment)
    return t.text(rubric.title) if rubric else audit.assessment.rubric_id


def _when(t: Translator, audit: Overview) -> str:
    if audit.started:
        return t("home.visited", date=t.date(date.fromisoformat(audit.started)))
    return t("home.begun", date=t.date(audit.assessment.created_at.date()))
