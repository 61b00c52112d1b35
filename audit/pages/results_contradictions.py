"""Contradictions between policy and practice on the results page, listed as findings to word."""

import streamlit as st

from audit.pages.figures import Html, tag
from exports.hearing_words import of_contradiction
from exports.record import AuditRecord
from exports.record_voices import Contradiction
from exports.voices_words import voices_translator
from rubrics.text import Translator


def contradicted(record: AuditRecord, t: Translator) -> None:
    """Draw each criterion on which documents and practice part, in the order of the instrument."""
    found = [each for standard in record.standards for each in standard.voices.contradictions]
    if not found:
        return
    st.header(t("contradictions.title"), anchor=False)
    lead = "lead" if record.audience == "team" else "lead_outside"
    st.write(t(f"contradictions.{lead}", n=len({each.criterion for each in found})))
    listed = tag("ul", *(_finding(record, each, t) for each in found), class_="pra-points")
    st.html(tag("div", listed, class_="pra"))


def _finding(record: AuditRecord, found: Contradiction, t: Translator) -> Html:
    words, top = voices_translator(t.language), len(record.instrument.levels) - 1
    criterion = next(c for c in record.criteria if c.id == found.criterion)
    title = t("results.dot", first=criterion.id, second=t.text(criterion.statement))
    name = tag("span", words(f"contradictions.name.{found.kind}"), class_="pra-badge")
    said = tag("p", of_contradiction(found, top, words))
    return tag("li", tag("strong", title), " ", name, said)
