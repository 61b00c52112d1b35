"""How solid the levels are: how far the assessors agreed before they discussed."""

import streamlit as st

from audit.agreement_words import method_lines, told
from audit.chart_rows import compared
from audit.pages.charts import chart
from audit.pages.figures import Html, level, scale_of, table, tag, together
from audit.pages.session import Desk
from audit.ratings import counting, ratings_by_criterion
from audit.sheets.judging import assessor_name
from audit.sheets.sheet import Filler
from audit.team_agreement import Agreement, of_assessment
from exports.charts.differences import differences_chart
from exports.charts.words import translator
from exports.record import AuditRecord


def solid(at: Desk, record: AuditRecord) -> None:
    """Draw agreement in plain words, the differences, and the coefficients folded away."""
    t = at.t
    found = of_assessment(at.entries, at.rubric, at.form, at.assessment.id)
    said = told(found, t)
    if not said:
        return
    st.header(t("results.solid.title"), anchor=False)
    points = tag("ul", *(tag("li", line) for line in said), class_="pra-points")
    pieces = together(points, _map(at, record), _differences(at, record, found))
    st.html(tag("div", pieces, class_="pra"))
    if found.enough:
        with st.expander(t("results.solid.method")):
            for line in method_lines(found, t):
                st.text(line)


def _map(at: Desk, record: AuditRecord) -> Html:
    """Return the map of all criteria, darker where assessors lay further apart."""
    counted = counting(at.entries, ratings_by_criterion(at.entries, at.rubric, at.form))
    rows = compared(record, counted, at.t)
    drawn = differences_chart(rows, translator(at.t.language))
    return chart(drawn, at.t) if drawn is not None else Html("")


def _differences(at: Desk, record: AuditRecord, found: Agreement) -> Html:
    """Return who gave which level where assessors differed, the largest difference first."""
    if not found.differences:
        return Html("")
    t, scale = at.t, scale_of(record, at.t)
    fill = Filler(at.entries, t, at.person, at.zone)
    names = [assessor_name(fill, assessor) for assessor in found.assessors]
    rows = (
        (
            difference.criterion,
            *(level(scale, dict(difference.ranks).get(a)) for a in found.assessors),
        )
        for difference in found.differences
    )
    return table(t("results.solid.differences"), (t("results.solid.criterion"), *names), rows)
