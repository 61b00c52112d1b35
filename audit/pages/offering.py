"""One document on offer: what it holds, for whom, how it looks, and the button that makes it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from audit.leaving import note
from audit.pages.figures import tag, typed
from audit.pages.first_view import first_view, size_said
from audit.pages.released import unnoted
from audit.pages.sealing import sealer
from audit.pages.session import Desk, now, store
from audit.trail import Entries
from exports.documents import DOCUMENTS, Document, build, file_name
from exports.previews import preview
from exports.previews.parts import Preview
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from rubrics.text import Language

_SEEN = "export:seen"
Reader = tuple[Audience, Language]


@dataclass(frozen=True, slots=True)
class Seen:
    """The first view of a document as it was made, with its size, and of which record."""

    record: AuditRecord
    size: int
    shown: Preview


@st.fragment
def offer(
    at: Desk, record: AuditRecord, document: Document, reader: Reader, *, allowed: bool
) -> None:
    """Draw a document: what it is, for whom, its preview once unfolded, and what makes it."""
    t, label = at.t, document.label(at.t.language)
    name = file_name(document.kind, record, *reader)
    with st.container(border=True):
        st.subheader(label, anchor=False)
        st.write(document.description(t.language))
        seen = _unfolded(at, record, document, reader) if allowed else None
        st.html(tag("div", typed(_named(name, seen, at), "span"), class_="pra pra-quiet"))
        st.download_button(
            t("export.download", document=label),
            data=making(at, document, *reader, leaving(document, *reader)),
            file_name=name,
            mime=document.media_type,
            key=f"export:{document.kind}",
            on_click="ignore",
            disabled=not allowed,
        )


def _named(name: str, seen: Seen | None, at: Desk) -> str:
    """Return the name of a file, and its size once that is known."""
    if seen is None:
        return at.t("export.named", name=name)
    return at.t("export.named_and_sized", name=name, size=size_said(seen.size, at.t))


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
    kept, seal = store(), sealer()

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


def forget_folded(at: Desk, reader: Reader) -> None:
    """Let go of every preview that is no longer unfolded on the page, or not for this reader."""
    shown = {_fold(at, document, reader) for document in DOCUMENTS.values()}
    for key in [key for key in _kept() if key not in shown or not st.session_state.get(key)]:
        del _kept()[key]


def _fold(at: Desk, document: Document, reader: Reader) -> str:
    """Return the key of a preview: nobody meets that of another audit, person or edition."""
    return "-".join(("export:look", document.kind, *reader, at.assessment.id, at.person))


def _kept() -> dict[str, Seen]:
    kept: dict[str, Seen] = st.session_state.setdefault(_SEEN, {})
    return kept


def _unfolded(at: Desk, record: AuditRecord, document: Document, reader: Reader) -> Seen | None:
    """Draw the preview, made when it is unfolded and kept until it is folded again.

    Each edition and language has a fold of its own: whoever changes them asks anew.
    """
    key = _fold(at, document, reader)
    label = document.label(at.t.language)
    with st.expander(at.t("export.look", document=label), key=key, on_change="rerun") as fold:
        if not fold.open:
            _kept().pop(key, None)
            return None
        if key not in _kept():
            _kept()[key] = _made(at, document, reader)
        elif _kept()[key].record != record:
            st.info(at.t("export.older"))
        seen = _kept()[key]
        st.html(first_view(seen.shown, document, reader[1], at.t))
    return seen


def _made(at: Desk, document: Document, reader: Reader) -> Seen:
    """Make a document and its first view; of the document itself nothing is kept."""
    of: list[AuditRecord] = []
    with st.spinner(at.t("export.making")):
        made = making(at, document, *reader, of.append)()
    with st.spinner(at.t("export.drawing")):
        shown = preview(made, document.suffix)
    return Seen(of[0], len(made), shown)
