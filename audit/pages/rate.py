"""Rate: one standard at a time, its criteria against their anchored levels."""

from dataclasses import replace

import streamlit as st

from audit.pages.answer_sheet import answer_sheet
from audit.pages.session import Desk, desk
from audit.pages.voices import alerts
from audit.ratings import Progress, next_unanswered, progress
from audit.sheets.rating import rating_sheet
from audit.sheets.sheet import Filler, Sheet
from rubrics.model import Standard


def page() -> None:
    """Draw the choice of standard, its sheet, and the way to the next."""
    at = desk()
    st.title(at.t("rate.title"), anchor=False)
    st.write(at.t("rate.lead"))
    walk = {p.standard: p for p in progress(at.entries, at.rubric, at.form, at.person)}
    standards = [s for s in at.rubric.standards if s.id in walk]
    asked = st.query_params.get("s", "")
    standard = next((s for s in standards if s.id == asked), standards[0])
    if asked:
        st.query_params["s"] = standard.id
    _choose(at, walk, standard)
    st.header(f"{standard.id} · {at.t.text(standard.title)}", anchor=False)
    st.write(at.t.text(standard.intent))
    _rate(at, standard)
    _steps(at, standards, standard)


def _choose(at: Desk, walk: dict[str, Progress], standard: Standard) -> None:
    picked = st.segmented_control(
        at.t("rate.standard"),
        list(walk),
        default=standard.id,
        format_func=lambda s: s if s == standard.id else _mark(walk[s]),
        key=f"rate:standard:{standard.id}",
        required=True,
    )
    if picked and picked != standard.id:
        st.query_params["s"] = picked
        st.rerun()


@st.fragment
def _rate(at: Desk, standard: Standard) -> None:
    """Draw the sheet: an edit draws this part only; a step to another standard, the whole page."""
    if st.query_params.get("s", standard.id) != standard.id:
        st.rerun()
    above, below = st.container(), st.container()
    with below:
        fresh = answer_sheet(at, lambda d: _sheet(d, standard), go_on)
    with above:
        alerts(fresh, {criterion.id for criterion in standard.criteria})


def _mark(progress_of: Progress) -> str:
    complete = " ✓" if progress_of.rated == progress_of.total else ""
    return f"{progress_of.standard} {progress_of.rated}/{progress_of.total}{complete}"


def _sheet(at: Desk, standard: Standard) -> Sheet:
    fill = Filler(at.entries, at.t, at.person, at.zone)
    walk = progress(at.entries, at.rubric, at.form, at.person)
    rated, total = sum(p.rated for p in walk), sum(p.total for p in walk)
    sheet = rating_sheet(fill, at.rubric, standard, at.form)
    note = at.t("rate.progress", done="{done}", n=total)
    return replace(sheet, note=note, done=rated, follows=False)


def go_on() -> None:
    """Open the next standard that has a criterion without a rating, beginning anew at the end."""
    at = desk()
    walk = progress(at.entries, at.rubric, at.form, at.person)
    found = next_unanswered(walk, after=st.query_params.get("s", ""))
    if found:
        st.query_params["s"] = found
    else:
        st.toast(at.t("rate.all_rated"))


def _steps(at: Desk, standards: list[Standard], standard: Standard) -> None:
    place = standards.index(standard)
    before, after = st.columns(2)
    if place and before.button(at.t("rate.previous"), key="rate:previous", width="stretch"):
        st.query_params["s"] = standards[place - 1].id
        st.rerun()
    if place + 1 < len(standards) and after.button(
        at.t("rate.next"), key="rate:next", width="stretch"
    ):
        st.query_params["s"] = standards[place + 1].id
        st.rerun()
