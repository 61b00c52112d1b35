"""Choosing which part of a page to look at: the address remembers it, in every language."""

from collections.abc import Callable, Sequence

import streamlit as st


def in_address(name: str, options: Sequence[str]) -> str:
    """Return the option that the address names; the first where it names none of them."""
    wished = st.query_params.get(name, "")
    return wished if wished in options else options[0]


def choose(name: str, label: str, options: Sequence[str], said: Callable[[str], str]) -> str:
    """Draw the options as a row of buttons and return the one chosen."""
    key = f"choosing:{name}"
    # The address is the truth: a link or a language changed elsewhere moves the choice too.
    st.session_state[key] = in_address(name, options)
    chosen = st.segmented_control(
        label,
        options,
        format_func=said,
        key=key,
        required=True,
        on_change=_remember,
        args=(name, key),
        label_visibility="collapsed",
    )
    return chosen or options[0]


def _remember(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]
