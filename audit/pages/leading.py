"""Links in the middle of a page to another one, in the reader's language."""

import streamlit as st

from audit.pages.session import language


def lead_to(page: str, label: str) -> None:
    """Draw a link to a page that needs no audit; nothing where a page is drawn by itself."""
    known = st.session_state.get("frame:pages", {})
    if page in known:
        st.page_link(known[page], label=label, query_params={"lang": language()})
