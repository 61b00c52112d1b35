"""Verify: whether a file is what it claims to be, told without an audit and without the database.

A file is read in memory, checked by the code behind `peer-audit verify`, and forgotten.
"""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from audit.pages.figures import LOOK, Html, notice, table, tag, typed
from audit.pages.key_list import offer_key_list
from audit.pages.session import words
from audit.pages.verify_number import ask_number, compared
from audit.signing_key import own_keys
from audit.storage import StorageFault
from exports.known_keys import BadKeysError, KnownKeys, parse_keys, together
from exports.verification import verify
from exports.verification.verdict import Outcome, Remark, Verdict
from rubrics.text import Translator

MEGABYTES, MOST_FILES = 20, 10
# One that nobody needs to act on is drawn more quietly.
_LOUD: tuple[Outcome, ...] = ("altered", "foreign", "unknown_key")


def page() -> None:
    """Draw the place for files, what is said of each, and whom the reader may trust."""
    t = words()
    st.html(LOOK)
    st.title(t("verify_page.title"), anchor=False)
    st.write(t("verify_page.lead"))
    files = st.file_uploader(
        t("verify_page.files"),
        accept_multiple_files=True,
        key="verify:files",
        max_upload_size=MEGABYTES,
    )
    st.write(t("verify_page.limits", megabytes=MEGABYTES, most=MOST_FILES))
    results = st.container()
    citation = ask_number(_reason, t)
    keys = _keys(t)
    with results:
        _results(files, keys, citation, t)


def _results(files: Sequence[UploadedFile], keys: KnownKeys, citation: str, t: Translator) -> None:
    if files:
        st.header(t("verify_page.results"), anchor=False)
    for file in files[:MOST_FILES]:
        with st.spinner(t("verify_page.checking")):
            said = _result(file, keys, citation, t)
        st.html(tag("div", said, class_="pra"))
    if len(files) > MOST_FILES:
        st.warning(t("verify_page.too_many", most=MOST_FILES))


def _result(file: UploadedFile, keys: KnownKeys, citation: str, t: Translator) -> Html:
    """Check one file and say what was found; what its content makes fail is said as well."""
    if file.size > MEGABYTES * 1024**2:
        return _told(file.name, t("verify_page.too_large", megabytes=MEGABYTES))
    try:
        verdict = verify(file.getvalue(), keys)
    except Exception:  # noqa: BLE001 - a file made to mislead fails in ways nobody can list
        return _told(file.name, t("verify_page.failed"))
    return result(file.name, verdict, t, compared(citation, verdict, t))


def result(name: str, verdict: Verdict, t: Translator, *more: Html) -> Html:
    """Return what is said of a file: the outcome, what it means, each reason with its place."""
    outcome = verdict.outcome
    cited = tag("p", t("verify_page.cited", citation=verdict.citation)) if verdict.citation else ""
    return notice(
        "strong" if outcome in _LOUD else "plain",
        tag("h3", typed(name, "span")),
        tag("p", tag("strong", t(f"verify_page.outcome.{outcome}"))),
        tag("p", t(f"verify_page.meaning.{outcome}")),
        tag("ul", *(_reason(each, t) for each in verdict.remarks), class_="pra-points"),
        cited,
        *more,
    )


def _reason(found: Remark, t: Translator) -> Html:
    said = t(f"verify.remark.{found.kind}", **dict(found.values))
    if not found.where:
        return tag("li", said)
    return tag("li", tag("strong", typed(found.where, "span")), t("verify_page.colon"), said)


def _told(name: str, said: str) -> Html:
    return notice("strong", tag("h3", typed(name, "span")), tag("p", said))


def _keys(t: Translator) -> KnownKeys:
    """Explain keys, take the reader's own list, and return the keys that may be trusted."""
    st.header(t("verify_page.keys.title"), anchor=False)
    points = (t(f"verify_page.keys.{name}") for name in ("what", "how"))
    st.html(tag("div", *(tag("p", point) for point in points), class_="pra"))
    given = st.file_uploader(
        t("verify_page.keys.list"), key="verify:keys", max_upload_size=MEGABYTES
    )
    own = _own(t)
    keys = together(own, _listed(given, t) if given else {})
    st.html(tag("div", _known(keys, own, t), class_="pra"))
    if own:
        offer_key_list(own, "verify:own-keys", t)
    return keys


def _own(t: Translator) -> KnownKeys:
    try:
        return own_keys()
    except StorageFault as fault:
        st.warning(t(fault.message, **fault.parameters))
        return {}


def _listed(given: UploadedFile, t: Translator) -> KnownKeys:
    try:
        return parse_keys(given.getvalue())
    except BadKeysError as error:
        st.error(t("verify.keys.bad_key" if error.where else "verify.keys.not_a_list"))
        return {}


def _known(keys: KnownKeys, own: KnownKeys, t: Translator) -> Html:
    if not keys:
        return tag("p", t("verify_page.keys.none"))
    rows = [(typed(one, "code"), _whose(one, key.name, own, t)) for one, key in keys.items()]
    columns = (t("verify_page.keys.key"), t("verify_page.keys.whose"))
    return table(t("verify_page.keys.caption"), columns, rows)


def _whose(key: str, name: str, own: KnownKeys, t: Translator) -> Html:
    if key in own:
        said = t("verify_page.keys.named_here", name=name) if name else t("verify_page.keys.here")
    else:
        said = name or t("verify_page.keys.unnamed")
    return typed(said, "span")
