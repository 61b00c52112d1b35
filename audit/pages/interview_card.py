"""The card that somebody who was interviewed takes home, in the language they were spoken to."""

import streamlit as st

from audit.pages.figures import LOOK, Html, tag, typed
from audit.pages.session import Desk
from audit.questions import PLAN
from audit.sheets.aloud import Aloud
from audit.sheets.sheet import Spoken


def draw(at: Desk, aloud: Aloud, code: str) -> None:
    """Draw the card: the code, how to withdraw, whom to call."""
    st.html(LOOK)
    st.write(at.t("interviews.card.lead"))
    pieces = [_said(aloud.phrase("card_code")), tag("h3", code)]
    for name, field in (("card_withdraw", "withdraw_with"), ("card_call", "call")):
        filled_in = at.entries.value(PLAN, field)
        missing = tag("p", at.t("interviews.card.missing"), dir="auto")
        pieces += [_said(aloud.phrase(name)), typed(filled_in) if filled_in else missing]
    way = aloud.overlay.direction if aloud.overlay else "ltr"
    with st.container(border=True, key="interview-card", width=460):
        st.html(tag("div", *pieces, class_="pra", dir=way))


def _said(words: str) -> Html:
    """Return a sentence; one of the team's own translation in its language and direction."""
    if isinstance(words, Spoken):
        return tag("p", words, lang=words.lang, dir=words.dir)
    # Also where it stands in for what a translation lacks.
    return tag("p", words, dir="auto")
