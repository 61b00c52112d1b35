"""The language an interview is led in: a team's own, and what it leaves to that of the screen."""

from collections.abc import Iterator

import streamlit as st

from audit.interview_languages import languages
from audit.pages.choosing import choose
from audit.pages.session import Desk
from audit.sheets.aloud import Aloud
from rubrics.overlays import Overlay
from rubrics.phrases import phrases
from rubrics.text import Translator

# Where the address keeps what is read aloud in.
LANGUAGE = "o"
OF_CARD = frozenset(("card_code", "card_withdraw", "card_call"))


def choose_spoken(at: Desk) -> Overlay | None:
    """Let the reader choose what to read aloud in, where the team has a language of its own."""
    t, found = at.t, languages(at.rubric)
    for fault in found.faults[:1]:
        st.warning(t("interviews.spoken.fault", fault=fault.report(t.language)))
    if not found.overlays:
        return None
    names: dict[str, str] = {t.language: t.locale.languages[t.language].capitalize()}
    names |= {overlay.language: overlay.name for overlay in found.overlays}
    spoken = found.spoken(
        choose(LANGUAGE, t("interviews.spoken.choice"), tuple(names), names.__getitem__)
    )
    if spoken:
        _about(at, spoken)
    return spoken


def stop_label(at: Desk) -> str:
    """Say how to stop in the language that is spoken, and for the assessor in their own."""
    screen = Aloud(at.t).phrase("stop")
    spoken = languages(at.rubric).spoken(st.query_params.get(LANGUAGE, ""))
    said = spoken.phrase("stop") if spoken else None
    return at.t("interviews.stop_in", said=said, screen=screen) if said else screen


def _about(at: Desk, spoken: Overlay) -> None:
    """Say whose translation it is and what it lacks, by name the words of every interview."""
    t, known = at.t, spoken.coverage
    st.caption(spoken.mark(t.language))
    if known.translated < known.total:
        st.caption(t("interviews.spoken.partly", n=known.translated, total=known.total))
    if spoken.missing:
        lacking = t("interviews.spoken.comma").join(_lacking(t, spoken))
        st.warning(t("interviews.spoken.lacking", name=spoken.name, words=lacking))


def _lacking(t: Translator, spoken: Overlay) -> Iterator[str]:
    """Yield each short word that is not translated, and the card where it lacks any sentence."""
    for name in spoken.missing:
        if name not in OF_CARD:
            yield t("interviews.spoken.word", word=t.text(phrases()[name]))
    if OF_CARD.intersection(spoken.missing):
        yield t("interviews.spoken.card")
