"""The floor of a first page: as many pages as ours, ten radios and ten texts on the first."""

import streamlit as st

PAGES = 8


def first() -> None:
    """Draw ten criteria with what Streamlit has."""
    st.title("Rate")
    for number in range(10):
        st.radio(f"Criterion {number}", ["0", "1", "2", "3"], key=f"level{number}")
        st.text_area(f"Note {number}", key=f"note{number}")


def other() -> None:
    """Draw next to nothing."""
    st.title("Another page")


pages = [st.Page(first, title="Rate", url_path="rate", default=True)]
pages += [st.Page(other, title=f"Page {n}", url_path=f"page{n}") for n in range(1, PAGES)]
st.navigation(pages).run()
