"""An edited plan workbook on the plan page: every changed cell is shown before any is taken."""

import streamlit as st

from audit.pages.figures import LOOK, Html, notice, table, tag, together, typed
from audit.pages.session import Desk, now, store
from audit.plan_import import DEVICE, Finding, Import, Outcome, Place, plan_import
from audit.plan_import_words import counted, field_said, outcome_said
from exports.workbook.plan_reading import CellFault, ReturnedPlan, read_plan
from rubrics.text import Translator

MEGABYTES = 20
_SHOWN: tuple[Outcome, ...] = ("changed", "conflict", "fault")


def take_back(at: Desk) -> None:
    """Draw the place for a file, what it would change, and the button that takes it."""
    with st.expander(at.t("plan_import.title")):
        st.write(at.t("plan_import.lead"))
        file = st.file_uploader(
            at.t("plan_import.file"),
            key=f"plan:returned:{at.assessment.id}",
            max_upload_size=MEGABYTES,
        )
        if file is not None:
            with st.spinner(at.t("plan_import.reading")):
                returned = read_plan(file.getvalue())
            _preview(at, returned)


def _preview(at: Desk, returned: ReturnedPlan | CellFault) -> None:
    why = _refused(at, returned)
    if why or isinstance(returned, CellFault):
        st.html(LOOK)
        st.html(tag("div", notice("strong", tag("p", why)), class_="pra"))
        return
    place = Place(at.assessment.id, at.rows, at.rubric, at.state, at.person, now())
    found = plan_import(returned, place)
    st.html(LOOK)
    st.html(tag("div", preview(found, at.t), class_="pra"))
    n = len(found.of("changed"))
    if n and st.button(at.t("plan_import.confirm", n=n), key="plan:take-back", type="primary"):
        store().take_together(at.assessment.id, found.operations, at.person, DEVICE, now())
        st.rerun()


def _refused(at: Desk, returned: ReturnedPlan | CellFault) -> str:
    """Say why a file is not this plan, nothing where it is."""
    t = at.t
    if isinstance(returned, CellFault):
        return t(f"plan_import.fault.{returned.key}", **dict(returned.values))
    record = returned.record
    if record.id == at.assessment.id:
        return ""
    return t("plan_import.fault.other_audit", facility=record.facility.name, audit=record.id)


def preview(found: Import, t: Translator) -> Html:
    """Return how many cells came out in which way, and those that need a look one by one."""
    said = tag("p", tag("strong", _summed_up(found, t)))
    counts = tag("ul", *(tag("li", each) for each in counted(t, found)), class_="pra-points")
    tables = (_table(outcome, found.of(outcome), t) for outcome in _SHOWN)
    return together(said, counts, *tables)


def _summed_up(found: Import, t: Translator) -> str:
    if found.operations:
        return t("plan_import.waiting")
    if not found.findings:
        return t("plan_import.as_exported")
    settled = not found.of("conflict") and not found.of("fault")
    return t("plan_import.done" if settled else "plan_import.done_but")


def _table(outcome: Outcome, found: tuple[Finding, ...], t: Translator) -> Html:
    if not found:
        return Html("")
    columns = tuple(t(f"plan_import.column.{name}") for name in ("at", "about", "said"))
    rows = [
        (typed(f.at, "span"), typed(field_said(t, f), "span"), typed(outcome_said(t, f), "span"))
        for f in found
    ]
    return table(t(f"plan_import.caption.{outcome}"), columns, rows)
