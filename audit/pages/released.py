"""What has left the house, on the pages where somebody asks: export, and whoever withdraws."""

from collections.abc import Collection, Iterator, Sequence

import streamlit as st

from audit.leaving import current
from audit.pages.figures import LOOK, table, tag
from audit.pages.session import Desk, store
from audit.releases import BOTH_LANGUAGES, Release, made_before, made_with
from audit.storage import StorageFault
from exports.documents import DOCUMENTS
from exports.record import AuditRecord

_COLUMNS = ("at", "audience", "kind", "language", "citation")
_UNNOTED = "export:unnoted"


def unnoted() -> list[StorageFault]:
    """Return why a file could not be noted in this session: empty, or with the last fault in it.

    A file is made while no page is drawn; the next one that is says what happened.
    """
    faults: list[StorageFault] = st.session_state.setdefault(_UNNOTED, [])
    return faults


def left(at: Desk, record: AuditRecord) -> None:
    """Draw the list of all that has left, read anew each time it is unfolded."""
    t = at.t
    for fault in unnoted():
        st.warning(t("releases.not_noted", why=t(fault.message, **fault.parameters)))
    with st.expander(t("releases.title"), key="export:left", on_change="rerun") as fold:
        if fold.open:
            found = store().releases(at.assessment.id)
            st.write(t("releases.lead" if found else "releases.none"))
            _table(at, found, current(record, found))


def left_with(at: Desk, code: str) -> None:
    """Draw which files may hold what an informant told, before that informant withdraws."""
    found = made_with(store().releases(at.assessment.id), at.rows, code)
    st.write(at.t("releases.with.some" if found else "releases.with.none"))
    _table(at, found)


def left_before_a_withdrawal(at: Desk) -> None:
    """Draw which files are older than the last withdrawal: nothing where nobody withdrew."""
    last = store().last_withdrawal(at.assessment.id)
    found = made_before(store().releases(at.assessment.id), last) if last else ()
    if last is None or not found:
        return
    with st.expander(
        at.t("releases.before.title"), key="interviews:left", on_change="rerun"
    ) as fold:
        if fold.open:
            st.write(at.t("releases.before.some", date=at.t.date(last.astimezone(at.zone))))
            _table(at, found, current(at.record(), found))


def _table(at: Desk, releases: Sequence[Release], now: Collection[Release] | None = None) -> None:
    """Draw files in their order; where it is known which are current, with their version."""
    if not releases:
        return
    names = _COLUMNS if now is None else (*_COLUMNS, "version")
    columns = [at.t(f"releases.column.{name}") for name in names]
    rows = [tuple(_row(at, each, now)) for each in releases]
    st.html(LOOK)
    st.html(tag("div", table(at.t("releases.caption"), columns, rows), class_="pra pra-files"))


def _row(at: Desk, release: Release, now: Collection[Release] | None) -> Iterator[str]:
    t, here = at.t, release.at.astimezone(at.zone)
    labels = {str(each.kind): each.label(t.language) for each in DOCUMENTS.values()}
    yield t("releases.at", date=t.date(here, "medium"), time=t.time(here))
    yield t(f"export.audience.{release.audience}")
    yield labels[release.kind]
    yield _spoken(at, release.language)
    yield release.citation
    if now is not None:
        yield t("releases.current" if release in now else "releases.older")


def _spoken(at: Desk, language: str) -> str:
    if language == BOTH_LANGUAGES:
        return at.t("releases.both_languages")
    return at.t(f"export.language.in_{language}")
