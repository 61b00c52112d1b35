"""Export: for whom, in which language, and the documents, each made only when asked for."""

from typing import get_args

import streamlit as st

from audit.pages.citing import cite
from audit.pages.figures import LOOK
from audit.pages.offering import forget_folded, offer
from audit.pages.released import left
from audit.pages.sealing import own_key, warn_unsealed
from audit.pages.session import desk
from exports.documents import DOCUMENTS, PURPOSES
from exports.record import Audience, AuditRecord
from rubrics.text import LANGUAGES, Language, Translator

# The default first: whoever does not choose gives nothing away.
_AUDIENCES: tuple[Audience, ...] = ("facility", "public", "team")


def page() -> None:
    """Draw the choice of readers and language, then the documents."""
    at = desk()
    record, t = at.record(), at.t
    st.html(LOOK)
    st.title(t("export.title"), anchor=False)
    st.write(t("export.lead"))
    _remarks(record, t)
    warn_unsealed(t)
    audience, language = reader = _audience(t), _language(t)
    forget_folded(at, reader)
    if audience == "public":
        _unread(record, t)
    allowed = audience != "team" or _confirmed(t)
    if allowed:
        cite(record, audience, language, t)
    for purpose in PURPOSES:
        st.header(t(f"export.purpose.{purpose}"), anchor=False)
        for document in DOCUMENTS.values():
            if document.purpose == purpose:
                offer(at, record, document, reader, allowed=allowed)
    own_key(t)
    left(at, record)


def _remarks(record: AuditRecord, t: Translator) -> None:
    if record.state == "withdrawn":
        st.warning(t("export.withdrawn"))
    if record.is_draft:
        st.info(t("export.draft"))
    if record.invented:
        st.info(t("export.invented"))
    if not record.overall.figures.rated:
        st.info(t("export.nothing"))


def _audience(t: Translator) -> Audience:
    chosen = st.radio(
        t("export.audience.question"),
        _AUDIENCES,
        format_func=lambda audience: _told(audience, t),
        key="export:audience",
    )
    # A forged answer must not open a wider edition.
    return chosen if chosen in get_args(Audience) else "facility"


def _told(audience: Audience, t: Translator) -> str:
    name, edition = t(f"export.audience.{audience}"), t(f"export.edition.{audience}")
    return t("export.audience.option", audience=name, edition=edition)


def _language(t: Translator) -> Language:
    chosen = st.radio(
        t("export.language.question"),
        LANGUAGES,
        index=LANGUAGES.index(t.language),
        format_func=lambda language: t(f"export.language.in_{language}"),
        horizontal=True,
        # A reader who changes their language is offered documents in it.
        key=f"export:language:{t.language}",
    )
    return chosen if chosen in LANGUAGES else t.language


def _unread(record: AuditRecord, t: Translator) -> None:
    waiting = sum(bool(s.finding) and not s.finding_read for s in record.standards)
    if waiting:
        st.info(t("export.unread", n=waiting))


def _confirmed(t: Translator) -> bool:
    st.warning(t("export.team.warning"))
    return st.checkbox(t("export.team.confirm"), key="export:team")
