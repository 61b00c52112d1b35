"""An instrument to take along: as a booklet to read, and as blank forms to fill in by hand."""

from functools import partial

import streamlit as st

from audit.blank_forms import blank_forms, blank_forms_name
from exports.booklets import BOOKLETS, MEDIA_TYPES, booklet_name
from rubrics.model import Rubric
from rubrics.text import Translator


def instrument_files(rubric: Rubric, mark: str, t: Translator) -> None:
    """Offer the files of an instrument; each is made when its button is pressed."""
    st.write(t("about.booklet.lead"))
    for column, (kind, make) in zip(st.columns(2), BOOKLETS.items(), strict=True):
        column.download_button(
            t(f"about.booklet.{kind}"),
            data=partial(make, rubric, mark, t.language),
            file_name=booklet_name(rubric, kind, t.language),
            mime=MEDIA_TYPES[kind],
            key=f"about:booklet:{kind}",
            on_click="ignore",
            width="stretch",
        )
    st.write(t("about.forms.lead"))
    for column, form in zip(st.columns(2), rubric.forms, strict=False):
        column.download_button(
            t(f"about.forms.{form}"),
            data=partial(blank_forms, rubric, form, t.language),
            file_name=blank_forms_name(rubric, form, t.language),
            mime=MEDIA_TYPES["pdf"],
            key=f"about:forms:{form}",
            on_click="ignore",
            width="stretch",
        )
