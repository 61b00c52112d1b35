"""Contradictions between policy and practice on the results page, listed as findings to word."""

import streamlit as st

from audit.contradictions import Contradiction, contradictions, in_words
from audit.listening import gathered
from audit.pages.figures import Html, tag
from audit.pages.session import Desk


def contradicted(at: Desk) -> None:
    """Draw each criterion on which documents and practice part, in the order of the instrument."""
    heard = gathered(at.entries, at.rubric, at.form)
    found = contradictions(heard)
    if not found:
        return
    st.header(at.t("contradictions.title"), anchor=False)
    st.write(at.t("contradictions.lead", n=len({each.criterion for each in found})))
    listed = tag("ul", *(_finding(at, each, heard.top) for each in found), class_="pra-points")
    st.html(tag("div", listed, class_="pra"))


def _finding(at: Desk, found: Contradiction, top: int) -> Html:
    t, criterion = at.t, at.rubric.criterion(found.criterion)
    title = t("results.dot", first=criterion.id, second=t.text(criterion.statement))
    name = tag("span", t(f"contradictions.name.{found.kind}"), class_="pra-badge")
    said = tag("p", in_words(found, top, t))
    return tag("li", tag("strong", title), " ", name, said)
