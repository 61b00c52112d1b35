"""The seal of this installation on the export page: its key, whose it is, and where it fails."""

import streamlit as st

from audit.pages.figures import tag, together, typed
from audit.pages.key_list import offer_key_list
from audit.signing_key import name_own_key, own_keys, own_seal
from audit.storage import StorageFault
from exports.documents import Sealer
from exports.known_keys import LONGEST_NAME, KnownKeys
from exports.seal import Seal
from rubrics.text import Translator

_UNSEALED = "export:unsealed"


def sealer() -> Sealer:
    """Return what seals a record with the key of this installation.

    Where it cannot, the document leaves without a seal, and the next page says why.
    """
    faults = _unsealed()

    def seal(record: bytes) -> Seal | None:
        try:
            made = own_seal(record)
        except StorageFault as fault:
            faults[:] = [fault]
            return None
        faults.clear()
        return made

    return seal


def _unsealed() -> list[StorageFault]:
    """Return why files of this session could not be sealed: empty, or with the last fault in it."""
    faults: list[StorageFault] = st.session_state.setdefault(_UNSEALED, [])
    return faults


def warn_unsealed(t: Translator) -> None:
    """Say that files leave without a seal, where the key lies and what to do about it.

    Nothing is said while the key is whole, as it may be again by now.
    """
    faults = _unsealed()
    try:
        if own_keys():
            faults.clear()
    except StorageFault as fault:
        faults[:] = [fault]
    for each in faults:
        st.warning(t("sealing.without", why=t(each.message, **each.parameters)))


def own_key(t: Translator) -> None:
    """Draw whose key seals these files, the field to say so, and the list for readers."""
    with st.expander(t("sealing.title"), key="export:key", on_change="rerun") as fold:
        if not fold.open:
            return
        st.write(t("sealing.lead"))
        if _broken():
            st.write(t("sealing.broken"))
            return
        _name_field(t)
        _known(own_keys(), t)


def _broken() -> bool:
    try:
        own_keys()
    except StorageFault:
        return True
    return False


def _name_field(t: Translator) -> None:
    named = next((key.name for key in own_keys().values()), "")
    with st.form("export:key-name", border=False):
        typed_name = st.text_input(
            t("sealing.field"), value=named, max_chars=LONGEST_NAME, key="export:organisation"
        )
        given = st.form_submit_button(t("sealing.keep"))
    if given:
        try:
            name_own_key(typed_name)
        except StorageFault as fault:
            st.warning(t(fault.message, **fault.parameters))


def _known(own: KnownKeys, t: Translator) -> None:
    """Say what readers will be told of this key, and offer the list they need."""
    if not own:
        st.write(t("sealing.none_yet"))
        return
    for key, known in own.items():
        said = typed(known.name, "strong") if known.name else tag("strong", t("sealing.unnamed"))
        lines = together(tag("p", t("sealing.whose"), " ", said), _key(key, t))
        st.html(tag("div", lines, class_="pra"))
    offer_key_list(own, "export:own-keys", t)


def _key(key: str, t: Translator) -> str:
    return tag("p", t("sealing.key"), " ", typed(key, "code"))
