"""The floor of answering: a native page with one radio, whose answer is committed to SQLite."""

import os
import sqlite3
import time
from pathlib import Path

import streamlit as st

LEVELS = ["0", "1", "2", "3"]


@st.cache_resource
def database() -> sqlite3.Connection:
    """Open the database as ours is: every commit reaches the disk."""
    found = sqlite3.connect(os.environ["BENCH_DATABASE"], check_same_thread=False)
    found.execute("PRAGMA synchronous = FULL")
    found.execute("CREATE TABLE IF NOT EXISTS answer (who TEXT PRIMARY KEY, level TEXT)")
    found.commit()
    return found


def save() -> None:
    """Keep the answer, and note when that was done."""
    who = st.query_params.get("a", "")
    with database() as connection:
        connection.execute("REPLACE INTO answer VALUES (?, ?)", (who, st.session_state["level"]))
    moment = time.time() * 1000
    st.session_state["saved"] = moment
    with Path(os.environ["BENCH_COMMITS"]).open("a", encoding="ascii") as file:
        file.write(f"{moment}\n")


st.radio("Level", LEVELS, key="level", on_change=save)
st.html(f"<p class='saved'>{st.session_state.get('saved', 0)}</p>")
