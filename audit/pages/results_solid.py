"""How solid the levels are: how far the assessors agreed before they discussed."""

import streamlit as st

from audit.pages.charts import chart
from audit.pages.figures import Html, level, scale_of, table, tag, together
from exports.agreement_words import method_lines, told
from exports.charts.differences import differences_chart
from exports.charts.of_record import compared
from exports.charts.words import translator
from exports.record import AuditRecord
from exports.record_voices import ENOUGH_FOR_COEFFICIENTS, Agreement
from exports.voices_words import voices_translator
from rubrics.text import Translator


def solid(record: AuditRecord, t: Translator) -> None:
    """Draw agreement in plain words, the differences, and the coefficients folded away."""
    found = record.agreement
    words = voices_translator(t.language)
    if found is None:
        return
    st.header(t("results.solid.title"), anchor=False)
    points = tag("ul", *(tag("li", line) for line in told(found, words)), class_="pra-points")
    pieces = together(points, _map(record, t), _differences(record, found, t))
    st.html(tag("div", pieces, class_="pra"))
    if found.joint >= ENOUGH_FOR_COEFFICIENTS:
        with st.expander(t("results.solid.method")):
            for line in method_lines(found, words):
                st.text(line)


def _map(record: AuditRecord, t: Translator) -> Html:
    """Return the map of all criteria, darker where assessors lay further apart."""
    drawn = differences_chart(compared(record, t), translator(t.language))
    return chart(drawn, t) if drawn is not None else Html("")


def _differences(record: AuditRecord, found: Agreement, t: Translator) -> Html:
    """Return who gave which level where assessors differed, the largest difference first."""
    if not found.differences:
        return Html("")
    scale = scale_of(record, t)
    names = [
        each.name or t("results.solid.assessor", number=each.number) for each in found.assessors
    ]
    rows = []
    for difference in found.differences:
        given = {each.assessor: each.rank for each in difference.ranks}
        levels = (level(scale, given.get(each.number)) for each in found.assessors)
        rows.append((difference.criterion, *levels))
    return table(t("results.solid.differences"), (t("results.solid.criterion"), *names), rows)
