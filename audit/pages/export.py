"""Export: for whom, in which language, and the documents, each made only when asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import streamlit as st

from audit.pages.citing import cite, seal
from audit.pages.session import Desk, desk, store
from audit.trail import Entries
from exports.documents import DOCUMENTS, Document, build, file_name
from exports.record import Audience, AuditRecord
from rubrics.text import LANGUAGES, Language, Translator

# The default first: whoever does not choose gives nothing away.
_AUDIENCES: tuple[Audience, ...] = ("facility", "public", "team")


def page() -> None:
    """Draw the choice of readers and language, then the documents."""
    at = desk()
    record, t = at.record(), at.t
    st.title(t("export.title"), anchor=False)
    st.write(t("export.lead"))
    _remarks(record, t)
    audience, language = _audience(t), _language(t)
    if audience == "public":
        _unread(record, t)
    allowed = audience != "team" or _confirmed(t)
    if allowed:
        cite(record, audience, language, t)
    st.header(t("export.documents"), anchor=False)
    columns = [column for _ in range(0, len(DOCUMENTS), 2) for column in st.columns(2)]
    for column, document in zip(columns, DOCUMENTS.values(), strict=False):
        with column.container(border=True, height="stretch"):
            _offer(at, record, document, (audience, language), allowed=allowed)


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


def _offer(
    at: Desk,
    record: AuditRecord,
    document: Document,
    reader: tuple[Audience, Language],
    *,
    allowed: bool,
) -> None:
    """Draw a document: what it is, for whom, its file name, and the button that makes it."""
    label = document.label(at.t.language)
    name = file_name(document.kind, record, *reader)
    st.subheader(label, anchor=False)
    st.write(document.description(at.t.language))
    st.text(name)
    st.download_button(
        at.t("export.download", document=label),
        data=making(at, document, *reader),
        file_name=name,
        mime=document.media_type,
        key=f"export:{document.kind}",
        on_click="ignore",
        disabled=not allowed,
        width="stretch",
    )


def making(
    at: Desk, document: Document, audience: Audience, language: Language
) -> Callable[[], bytes]:
    """Return what makes a document when its button is pressed, from what is entered by then."""
    kept = store()

    def make() -> bytes:
        rows = kept.rows(at.assessment.id, at.person)
        record = replace(at, rows=rows, entries=Entries(rows)).record()
        return build(document.kind, record, audience, language, seal)

    return make
