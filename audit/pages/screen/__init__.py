"""The screen of the reader: its language, its look, and one key that hides everything at once."""

from importlib import resources

import streamlit as st

from rubrics.text import Translator

_FILES = resources.files("audit.pages.screen")
# What Streamlit names itself, in English only, by where it stands in the page.
_CONTROLS = {
    '[data-testid="stSkipToContent"]': "frame.controls.skip",
    '[data-testid="stSidebar"]': "frame.controls.sidebar",
    '[data-testid="stExpandSidebarButton"]': "frame.controls.open_sidebar",
    '[data-testid="stSidebarCollapseButton"] button': "frame.controls.close_sidebar",
    '[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p': (
        "frame.controls.upload"
    ),
    '[data-testid="stFileUploaderDropzoneInstructions"] span': "frame.controls.upload_limit",
    '[data-testid="stFileUploaderDropzoneInput"]': "frame.controls.upload",
    '[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-borderlessIcon"]': (
        "frame.controls.upload_more"
    ),
    '[data-testid="stFileChipDeleteBtn"] button': "frame.controls.upload_remove",
    '[data-testid="stTextInputRootElement"] button': "pin.show",
}


def _file(name: str) -> str:
    return _FILES.joinpath(name).read_text("utf-8")


_component = st.components.v2.component(
    "peer_audit_screen", js=_file("screen.js"), css=_file("screen.css")
)
_LOOK = f"<style>{_file('page.css')}</style>"


def guard_screen(t: Translator) -> None:
    """Set the language and look of the page, and listen for what hides it; a click brings it back.

    It comes before anything that could fail, so that no fault leaves a screen open.
    """
    words = {
        "back": t("frame.click_to_return"),
        "title": t("frame.hidden_title"),
        "hide": t("frame.hide"),
        "hint": t("frame.hide_hint"),
        "controls": {where: t(said) for where, said in _CONTROLS.items()},
    }
    st.html(_LOOK)
    with st.container(key="screen"):
        _component(key="guard", data={"language": t.language, "direction": "ltr", "words": words})
