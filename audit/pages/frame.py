"""The frame around every page: language, navigation, who is at the screen, hiding it at once."""

import streamlit as st

from audit import web
from audit.pages import (
    about,
    comparison,
    export,
    home,
    interviews,
    judge,
    pin,
    plan,
    rate,
    results,
    urgent,
    verify,
    visit,
)
from audit.pages.answer_sheet import outbox
from audit.pages.leading import Pages, kept, lead_on
from audit.pages.screen import guard_screen
from audit.pages.session import Desk, language, open_assessment, remember, store, words
from audit.pages.turns import take_turns
from audit.storage import StorageFault
from rubrics.text import LANGUAGES, Language, Translator

NAMES: dict[Language, str] = {"en": "English", "fr": "Français"}
# In the order of the work: each page leads on to the next.
OF_AN_ASSESSMENT = {
    "visit": visit.page,
    "rate": rate.page,
    "interviews": interviews.page,
    "judge": judge.page,
    "results": results.page,
    "comparison": comparison.page,
    "plan": plan.page,
    "export": export.page,
}
# Pages of an assessment on which nothing is entered: what was typed last may still be on its way.
WITHOUT_SHEET = ("results", "comparison", "export", "about")
# Pages that are drawn even where the database cannot be opened.
WITHOUT_DATABASE = ("verify",)


def frame() -> None:
    """Draw the frame, then the page that the address names, then the way on."""
    t = words()
    st.set_page_config(page_title=t("frame.name"), page_icon=web.ICON, layout="centered")
    if not web.is_guarded():
        st.error(t("frame.unguarded"))
        st.stop()
    if web.is_team() and not st.user.get("is_logged_in"):
        _ask_to_sign_in(t)
        st.stop()
    guard_screen(t)
    pages = _pages(t)
    chosen = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=t("frame.page_title", page=chosen.title))
    st.session_state["frame:pages"] = pages
    with st.sidebar:
        with st.container(key="frame-name"):
            st.markdown(f"**{t('frame.name')}**")
        _language(t)
        opened = _opened(chosen.url_path)
        offered = {name: pages[name] for name in _offered(opened)} if opened else {}
        _links(t, pages, opened, offered)
    if opened and opened.closed and chosen.url_path in offered:
        pin.ask(opened)
        return
    chosen.run()
    if chosen.url_path in offered:
        lead_on(t, offered, chosen.url_path)
    if opened and not opened.closed and chosen.url_path in WITHOUT_SHEET:
        outbox(opened)


def _ask_to_sign_in(t: Translator) -> None:
    """Show nothing of any audit before a member of the team has signed in."""
    st.title(t("frame.name"), anchor=False)
    st.write(t("frame.sign_in.text"))
    st.button(t("frame.sign_in.button"), key="frame:sign-in", type="primary", on_click=st.login)


def _pages(t: Translator) -> Pages:
    pages = {"home": st.Page(home.page, title=t("frame.page.home"), url_path="home", default=True)}
    for name, draw in OF_AN_ASSESSMENT.items():
        pages[name] = st.Page(draw, title=t(f"frame.page.{name}"), url_path=name)
    pages["urgent"] = st.Page(urgent.page, title=t("urgent.title"), url_path="urgent")
    pages["verify"] = st.Page(verify.page, title=t("frame.page.verify"), url_path="verify")
    pages["about"] = st.Page(about.page, title=t("frame.page.about"), url_path="about")
    return pages


def _opened(page: str) -> Desk | None:
    """Return the open assessment; where a page needs none, a broken database is no obstacle."""
    try:
        return open_assessment()
    except StorageFault:
        if page not in WITHOUT_DATABASE:
            raise
        return None


def _language(t: Translator) -> None:
    key = "frame:language"
    # The address is the truth: going back in the browser goes back to its language, too.
    st.session_state[key] = language()
    st.segmented_control(
        t("frame.language"),
        LANGUAGES,
        format_func=NAMES.__getitem__,
        key=key,
        required=True,
        on_change=remember,
        args=("lang", key),
        label_visibility="collapsed",
    )


def _links(t: Translator, pages: Pages, opened: Desk | None, offered: Pages) -> None:
    st.page_link(pages["home"], query_params={"lang": t.language})
    if opened:
        with st.container(border=True):
            st.text(opened.title)
            if opened.assessment.invented:
                st.badge(t("frame.invented"), color="gray")
            take_turns(opened)
        for page in offered.values():
            st.page_link(page, query_params=kept())
        st.page_link(pages["urgent"], query_params=kept())
    st.page_link(pages["verify"], query_params=kept())
    st.page_link(pages["about"], query_params=kept())


def _offered(opened: Desk) -> tuple[str, ...]:
    """Return the pages of an assessment: interviews and comparisons where there can be any."""
    none: set[str] = set()
    if opened.rubric.interviews is None:
        none.add("interviews")
    if not store().has_other_audits(opened.assessment):
        none.add("comparison")
    return tuple(name for name in OF_AN_ASSESSMENT if name not in none)
