"""Links from one page to another, in the reader's language: on, back, and in the middle."""

from collections.abc import Mapping

import streamlit as st

from audit.pages.session import language
from rubrics.text import Translator

Pages = Mapping[str, st.Page]
# What of the address goes along from page to page: language, audit, standard, person.
_KEPT = ("lang", "a", "s", "p")


def kept() -> dict[str, str]:
    """Return what of the address goes along to the next page."""
    return {name: st.query_params[name] for name in _KEPT if name in st.query_params}


def lead_on(t: Translator, offered: Pages, here: str) -> None:
    """Lead on to the next page, and back: on a tablet the side bar is folded away."""
    order = list(offered)
    place = order.index(here)
    with st.container(
        key="frame-steps", horizontal=True, horizontal_alignment="distribute", wrap=True
    ):
        for step, to in (("back", place - 1), ("on", place + 1)):
            if 0 <= to < len(order):
                page = offered[order[to]]
                label = t(f"frame.step.{step}", page=page.title)
                st.page_link(page, label=label, query_params=kept())


def lead_to(page: str, label: str) -> None:
    """Draw a link to a page that needs no audit; nothing where a page is drawn by itself."""
    known = st.session_state.get("frame:pages", {})
    if page in known:
        st.page_link(known[page], label=label, query_params={"lang": language()})
