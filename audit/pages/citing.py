"""What makes a document quotable: ready-made citations."""

import streamlit as st

from exports.citations import citations
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from rubrics.text import Language, Translator


def cite(record: AuditRecord, audience: Audience, language: Language, t: Translator) -> None:
    """Offer ready-made citations of the audit, and of each finding that this edition has."""
    with st.expander(t("export.cite.title")):
        st.write(t("export.cite.lead"))
        for cited in citations(edition(record, audience), language):
            st.text(cited.about)
            for style, text in cited.texts:
                st.caption(style)
                st.text(text)
