"""What changed: this audit beside another one of the same facility, and how sure that is."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from audit.assessments import Overview
from audit.comparison import compare, refusal
from audit.instrument import pinned
from audit.pages.charts import chart
from audit.pages.choosing import in_address
from audit.pages.figures import LOOK, Html, level, scale_of, table, tag
from audit.pages.session import Desk, beside, desk, remember, store
from exports import changes_words
from exports.charts.changes import changes_chart, when
from exports.charts.of_record import level_names
from exports.charts.words import translator
from exports.compared import ComparedCriterion, Comparison
from exports.record import AuditRecord
from rubrics.text import Translator

WITH = "with"


def page() -> None:
    """Draw the comparison of the assessment that the address names with another one."""
    at = desk()
    st.html(LOOK)
    st.title(at.t("comparison.title"), anchor=False)
    others = _others(at)
    if not others:
        st.info(at.t("comparison.alone"))
        return
    other = beside(at, _chosen(at, others).assessment).record()
    earlier, later = sorted((at.record(), other), key=_begun)
    if why := refusal(earlier, later):
        st.warning(at.t(f"comparison.refused.{why}"))
        return
    draw(compare(earlier, later), earlier, later, at.t)


def draw(found: Comparison, earlier: AuditRecord, later: AuditRecord, t: Translator) -> None:
    """Draw a comparison: in short, standard by standard, criterion by criterion, what is left."""
    st.write(t("comparison.lead"))
    said = changes_words.translator(t.language)
    st.write(changes_words.beside(found, said))
    _section("moved", t)
    lines = changes_words.told(found, len(later.instrument.levels) - 1, said)
    _html(_points(lines))
    st.header(t("comparison.standards"), anchor=False)
    drawn = changes_chart(found, level_names(later, t), translator(t.language))
    _html(chart(drawn, t))
    _section("criteria", t)
    _html(_criteria(found, later, t))
    if found.left_out:
        _section("out", t)
        _html(_points(changes_words.left_out(found, said)))
    with st.expander(t("comparison.method.title")):
        for line in changes_words.method_lines(found, said):
            st.text(line)


def _points(lines: Iterable[str]) -> Html:
    return tag("ul", *(tag("li", line) for line in lines), class_="pra-points")


def _others(at: Desk) -> list[Overview]:
    """Return the other audits of the facility: the last one before this first, then the rest."""
    own = at.assessment
    found = [
        audit
        for audit in store().overview()
        if audit.assessment.facility_id == own.facility_id
        and audit.assessment.id != own.id
        and pinned(audit.assessment)
    ]
    here = at.record().instrument.id, _begun(at.record())
    return sorted(found, key=lambda audit: _nearness(audit, *here))


def _nearness(audit: Overview, rubric: str, begun: tuple[str, str]) -> tuple[bool, bool, int]:
    """Return what puts audits in order: the same instrument, earlier ones, the latest of them."""
    day = date.fromisoformat(_day(audit))
    is_later = (_day(audit), audit.assessment.id) > begun
    return audit.assessment.rubric_id != rubric, is_later, -day.toordinal()


def _begun(record: AuditRecord) -> tuple[str, str]:
    return record.visit.started or record.as_of, record.id


def _day(audit: Overview) -> str:
    return audit.started or audit.assessment.created_at.date().isoformat()


def _chosen(at: Desk, others: list[Overview]) -> Overview:
    """Return the audit to compare with; where there are several, the reader chooses."""
    by_id = {audit.assessment.id: audit for audit in others}
    wished = in_address(WITH, list(by_id))
    if len(by_id) == 1:
        return by_id[wished]
    key = f"comparison:{WITH}"
    st.session_state[key] = wished
    chosen = st.selectbox(
        at.t("comparison.with"),
        list(by_id),
        format_func=lambda name: _named(by_id[name], at.t),
        key=key,
        on_change=remember,
        args=(WITH, key),
    )
    return by_id[chosen]


def _named(audit: Overview, t: Translator) -> str:
    day = t.date(date.fromisoformat(_day(audit)))
    return t("comparison.choice", date=day, state=t(f"home.state.{audit.state}"))


def _criteria(found: Comparison, later: AuditRecord, t: Translator) -> Html:
    """Return the criteria that moved with both levels: what fell first, then the largest move."""
    moved = changes_words.moved(found)
    if not moved:
        return tag("p", t("comparison.criteria.none"))
    days = (when(audit, t) for audit in (found.earlier, found.later))
    columns = (t("comparison.criteria.criterion"), *days)
    return table(t("comparison.criteria.caption"), columns, [_moved(c, later, t) for c in moved])


def _moved(criterion: ComparedCriterion, later: AuditRecord, t: Translator) -> tuple[str, ...]:
    scale = scale_of(later, t)
    statement = next(t.text(c.statement) for c in later.criteria if c.id == criterion.id)
    named = t("comparison.criteria.named", code=criterion.id, statement=statement)
    return named, level(scale, criterion.before), level(scale, criterion.after)


def _section(name: str, t: Translator) -> None:
    st.header(t(f"comparison.{name}.title"), anchor=False)


def _html(markup: Html) -> None:
    st.html(tag("div", markup, class_="pra"))
