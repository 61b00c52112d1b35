"""How solid the levels are: the evidence they rest on, and how far assessors agreed at first."""

import streamlit as st

from audit.pages.charts import chart
from audit.pages.figures import Html, level, scale_of, table, tag, together
from exports.agreement_words import method_lines, told
from exports.charts.differences import differences_chart
from exports.charts.of_record import compared
from exports.charts.words import translator
from exports.record import AuditRecord
from exports.record_voices import ENOUGH_FOR_COEFFICIENTS, Agreement
from exports.voices_words import of_shares, voices_translator
from rubrics.text import Translator

# The heads of columns beside the first, and rows.
Columns = tuple[list[str], list[tuple[str, ...]]]


def solid(record: AuditRecord, t: Translator) -> None:
    """Draw the shares of evidence grades, also where nobody was interviewed, then agreement."""
    found, words = record.agreement, voices_translator(t.language)
    if record.grades or found is not None:
        st.header(t("results.solid.title"), anchor=False)
    if record.grades:
        st.write(of_shares(record.grades, words))
    if found is not None:
        _agreed(record, found, t)


def _agreed(record: AuditRecord, found: Agreement, t: Translator) -> None:
    """Draw agreement in plain words, the differences, and the coefficients folded away."""
    words = voices_translator(t.language)
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
    """Return where assessors differed, the largest difference first."""
    if not found.differences:
        return Html("")
    # Who gave which level stays with the team; how far apart they lay does not.
    columns, rows = _given(record, found, t) if record.audience == "team" else _apart(found, t)
    return table(t("results.solid.differences"), (t("results.solid.criterion"), *columns), rows)


def _given(record: AuditRecord, found: Agreement, t: Translator) -> Columns:
    scale = scale_of(record, t)
    names = [
        each.name or t("results.solid.assessor", number=each.number) for each in found.assessors
    ]
    rows = []
    for difference in found.differences:
        given = {each.assessor: each.rank for each in difference.ranks}
        levels = (level(scale, given.get(each.number)) for each in found.assessors)
        rows.append((difference.criterion, *levels))
    return names, rows


def _apart(found: Agreement, t: Translator) -> Columns:
    words = translator(t.language)
    rows: list[tuple[str, ...]] = [
        (each.criterion, words("charts.differences.apart", n=each.apart))
        for each in found.differences
    ]
    return [t("results.solid.apart")], rows
