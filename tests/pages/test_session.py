"""What a page begins with: language, time zone, and an audit that this installation can open."""

from dataclasses import asdict, replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import streamlit as st

from audit.assessments import Assessment, new_id
from audit.pages import session
from audit.pages.session import store
from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.pages.framed import framed
from tests.pages.opened import Opened

AT_HOME = ("results", "visit", "rate", "judge", "plan", "export")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("session") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    return Opened()


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "locale", "language"),
    [
        ("fr", "en", "en", "en", "fr"),
        ("xx", "fr", "en", "en", "fr"),
        ("", "fr", "en-GB", "en-GB", "fr"),
        ("", "", "es, fr;q=0.8, en;q=0.5", "es", "fr"),
        ("", "", "", "fr-CA", "fr"),
        ("", "", "", "de", "en"),
        ("", "", "", None, "en"),
        ("fr&lang=en", "", "en", "en", "en"),
    ],
)
def test_the_language_is_that_of_the_address_the_last_choice_or_the_browser(
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    kept: str,
    accepted: str,
    locale: str | None,
    language: str,
) -> None:
    cookies = {"peer_audit_language": kept} if kept else {}
    headers = {"Accept-Language": accepted} if accepted else {}
    context = SimpleNamespace(cookies=cookies, headers=headers, locale=locale)
    monkeypatch.setattr(st, "context", context)
    monkeypatch.setattr(st, "query_params", {"lang": asked} if asked else {})
    assert session.language() == language


@pytest.mark.parametrize(
    ("told", "zone"),
    [("Africa/Kigali", "Africa/Kigali"), ("Not/There", "UTC"), ("../etc", "UTC"), (None, "UTC")],
)
def test_times_are_those_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, told: str | None, zone: str
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(timezone=told))
    assert str(session.zone()) in (zone, str(ZoneInfo(zone)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", AT_HOME)
def test_an_unknown_audit_is_said_and_leads_home(
    opened: Opened, page: str, language: Language
) -> None:
    t, at = translator(language), framed(page, a="nothing", lang=language)
    assert [title.value for title in at.title] == [t("frame.unknown.title")]
    assert [warning.value for warning in at.warning] == [t("frame.unknown.text")]
    assert [link.proto.label for link in at.main.get("page_link")] == [t("frame.go_home")]
    assert not at.exception


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "pinned"),
    [
        ("rubric_version", "9.9.9"),
        ("rubric_id", "another-instrument"),
        ("rubric_digest", "0" * 64),
    ],
)
def test_an_audit_of_another_rubric_is_left_alone_and_said(
    opened: Opened, language: Language, field: str, pinned: str
) -> None:
    elsewhere = Assessment(**asdict(opened.assessment) | {"id": new_id(), field: pinned})
    store().create_assessment(elsewhere)
    t = translator(language)
    for page in (*AT_HOME, "about"):
        at = framed(page, a=elsewhere.id, lang=language)
        assert not at.exception
        # No page of this audit can be opened, so none is offered.
        assert len(at.sidebar.get("page_link")) == 3
        if page != "about":
            assert [title.value for title in at.title] == [t("frame.other_rubric.title")]
            (warning,) = at.warning
            assert f"{elsewhere.rubric_id} {elsewhere.rubric_version}" in warning.value
            assert elsewhere.rubric_digest[:12] in warning.value
    home = framed(lang=language)
    assert {button.key for button in home.button} >= {
        f"home:open:{elsewhere.id}",
        f"home:open:{opened.assessment.id}",
    }


def test_an_audit_that_cannot_be_laid_out_is_never_drawn_with_another_rubric(
    opened: Opened,
) -> None:
    with pytest.raises(LookupError):
        session.lay_out(replace(opened.assessment, rubric_digest="0" * 64))
