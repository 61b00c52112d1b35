"""One document on offer: what it holds, for whom, how it looks, and the buttons that make it."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import streamlit as st

from audit.leaving import note
from audit.pages.citing import seal
from audit.pages.figures import tag
from audit.pages.released import unnoted
from audit.pages.session import Desk, now, store
from audit.trail import Entries
from exports.documents import Document, build, file_name
from exports.previews import Preview, preview
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from rubrics.text import Language, Translator

_KILO, _MEGA = 1024, 1024**2
Reader = tuple[Audience, Language]


def offer(
    at: Desk, record: AuditRecord, document: Document, reader: Reader, *, allowed: bool
) -> bool:
    """Draw a document: what it is, for whom, its file name, and what makes it when pressed.

    Returns whether the reader wishes to see it first.
    """
    t, label = at.t, document.label(at.t.language)
    name = file_name(document.kind, record, *reader)
    st.subheader(label, anchor=False)
    st.write(document.description(t.language))
    st.text(name)
    st.download_button(
        t("export.download", document=label),
        data=making(at, document, *reader, leaving(document, *reader)),
        file_name=name,
        mime=document.media_type,
        key=f"export:{document.kind}",
        on_click="ignore",
        disabled=not allowed,
        width="stretch",
    )
    return st.button(
        t("export.look", document=label),
        key=f"export:look:{document.kind}",
        disabled=not allowed,
        type="tertiary",
    )


def making(
    at: Desk,
    document: Document,
    audience: Audience,
    language: Language,
    leave: Callable[[AuditRecord], None] = lambda _: None,
) -> Callable[[], bytes]:
    """Return what makes a document when its button is pressed, from what is entered by then.

    `leave` is told the record before the document is handed over.
    """
    kept = store()

    def make() -> bytes:
        rows = kept.rows(at.assessment.id, at.person)
        record = replace(at, rows=rows, entries=Entries(rows)).record()
        made = build(document.kind, record, audience, language, seal)
        leave(record)
        return made

    return make


def leaving(
    document: Document, audience: Audience, language: Language
) -> Callable[[AuditRecord], None]:
    """Return what notes that a document leaves; what could not be noted, the next page says."""
    kept, faults = store(), unnoted()

    def leave(record: AuditRecord) -> None:
        fault = note(kept, edition(record, audience), document.kind, language, now())
        faults[:] = [fault] if fault else faults

    return leave


def look(at: Desk, document: Document, reader: Reader) -> None:
    """Make a document and show its size and its beginning; nothing of it is kept."""
    t, label = at.t, document.label(at.t.language)
    with st.spinner(t("export.making")):
        made = making(at, document, *reader)()
        shown = preview(made, document.suffix)
    st.text(t("export.seen", document=label, size=_size(len(made), t)))
    if shown.images:
        _pages(shown, label, t)
    if shown.sheets:
        st.text(t("export.sheets", names=" · ".join(shown.sheets)))
    if shown.lines:
        st.html(tag("pre", "\n".join(shown.lines), dir="auto", style="white-space:pre-wrap"))


def _pages(shown: Preview, label: str, t: Translator) -> None:
    numbers = range(1, len(shown.images) + 1)
    for column, image, n in zip(st.columns(len(shown.images)), shown.images, numbers, strict=True):
        column.image(image, alt=t("export.page_of", page=n, document=label), width="stretch")
        # Beside the image and not as its caption, which is too pale to be read by all.
        column.text(t("export.page", page=n, pages=shown.pages))


def _size(length: int, t: Translator) -> str:
    if length < _MEGA:
        return t("export.kilobytes", size=-(-length // _KILO))
    return t("export.megabytes", size=Fraction(length, _MEGA))
