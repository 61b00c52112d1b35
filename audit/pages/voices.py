"""Voices: what each group told, the patterns that have a name, and alerts of told breaches."""

from collections.abc import Collection

import streamlit as st

from audit.chart_rows import level_names, standings
from audit.evidence import shares, solidity
from audit.listening import gathered, open_alerts
from audit.pages.charts import chart
from audit.pages.figures import Html, tag, together
from audit.pages.session import Desk
from audit.triangulation import Triangulation, triangulate
from audit.triangulation_words import (
    name_of,
    of_gap,
    of_pattern,
    of_profile,
    of_shares,
    of_told_breach,
)
from audit.voices import Gathered
from exports.charts.voices import voices_chart
from exports.charts.words import translator
from exports.record import AuditRecord


def alerts(at: Desk, criteria: Collection[str] | None = None) -> None:
    """Say aloud that somebody told of a breach, until a judgement with its reason closes it."""
    for breach in open_alerts(at.entries, at.rubric, at.form):
        if criteria is None or breach.criterion in criteria:
            statement = at.t.text(at.rubric.criterion(breach.criterion).statement)
            title = at.t("results.alert", code=breach.criterion, statement=statement)
            st.warning(f"{title} {of_told_breach(breach, at.t)}")


def voices(at: Desk, record: AuditRecord) -> None:
    """Draw what each group told by standard; groups are never pooled."""
    heard = gathered(at.entries, at.rubric, at.form)
    if not heard.voices:
        return
    found = triangulate(heard, seed=at.assessment.id)
    t = at.t
    st.header(t("results.voices.title"), anchor=False)
    st.write(t("results.voices.lead"))
    drawn = voices_chart(
        standings(record, found, heard, t), level_names(record, t), translator(t.language)
    )
    if drawn is not None:
        st.html(tag("div", chart(drawn, t), class_="pra"))
    for standard in record.standards:
        if said := _of_standard(at, found, heard.top, standard.id):
            with st.expander(f"{standard.id} · {t.text(standard.title)}"):
                st.html(tag("div", said, class_="pra"))
    _rests_on(at, heard, record)


def _of_standard(at: Desk, found: Triangulation, top: int, standard: str) -> Html:
    """Return the patterns, then each group, then the gaps worth talking about."""
    t = at.t
    named = (
        (name_of(p.kind, t), of_pattern(p, top, t))
        for p in found.patterns
        if p.standard == standard
    )
    groups = (
        (t(f"rate.group.{p.group}"), of_profile(p, top, t))
        for p in found.profiles
        if p.standard == standard
    )
    gaps = (
        of_gap(gap, top, t)
        for gap in found.gaps
        if gap.difference.standard == standard and gap.status
    )
    points = [together(tag("strong", name), " ", said) for name, said in (*named, *groups)]
    points += [together(said) for said in gaps]
    return tag("ul", *(tag("li", point) for point in points)) if points else Html("")


def _rests_on(at: Desk, heard: Gathered, record: AuditRecord) -> None:
    ranks = {c.id: c.rank for c in record.criteria if c.rank is not None}
    st.write(of_shares(shares(solidity(heard, ranks)), at.t))
