"""The list of this installation's keys, for whoever reads its files."""

import streamlit as st

from audit.signing_key import PUBLIC_FILE
from exports.known_keys import KnownKeys, keys_json
from rubrics.text import Translator


def offer_key_list(own: KnownKeys, key: str, t: Translator) -> None:
    """Offer the list to download; `key` tells the button of one page from another's."""
    st.download_button(
        t("verify_page.keys.give"),
        data=keys_json(own),
        file_name=PUBLIC_FILE,
        mime="application/json",
        key=key,
        on_click="ignore",
    )
