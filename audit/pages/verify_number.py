"""A citation number on the page that checks files: typed, judged at once, compared with files."""

from collections.abc import Callable

import streamlit as st

from audit.pages.figures import Html, notice, tag
from exports.verification.number import TypedNumber, typed_number
from exports.verification.verdict import Remark, Verdict
from rubrics.text import Translator


def ask_number(reason: Callable[[Remark, Translator], Html], t: Translator) -> str:
    """Draw the field and what is said of a number; return it as it is printed, where possible."""
    st.header(t("verify_page.number.title"), anchor=False)
    st.write(t("verify_page.number.lead"))
    typed = st.text_input(t("verify_page.number.field"), key="verify:number", max_chars=80)
    if not typed.strip():
        return ""
    found = typed_number(typed)
    st.html(tag("div", _said(found, reason, t), class_="pra", role="status"))
    return found.citation


def _said(found: TypedNumber, reason: Callable[[Remark, Translator], Html], t: Translator) -> Html:
    outcome = "possible" if found.citation else "impossible"
    return notice(
        "plain" if found.citation else "strong",
        tag("p", tag("strong", t(f"verify_page.number.{outcome}"))),
        tag("ul", *(reason(each, t) for each in found.remarks), class_="pra-points"),
    )


def compared(citation: str, verdict: Verdict, t: Translator) -> Html:
    """Return whether a file has the number that was typed; nothing where none was."""
    if not citation:
        return Html("")
    if not verdict.citation:
        return tag("p", t("verify_page.number.unknown"))
    outcome = "matched" if verdict.citation == citation else "unmatched"
    return tag("p", tag("strong", t(f"verify_page.number.{outcome}")))
