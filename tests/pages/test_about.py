"""The page about the tool: the instrument in use, the method, its limits, and the installation."""

import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from audit.pages import about
from audit.pages.about import health
from audit.pages.session import store
from audit.words import translator
from rubrics.loader import digest, find
from tests.pages.opened import Opened

EN, FR = translator("en"), translator("fr")
FOUND: dict[str, str | int] = {
    "database": "SQLite",
    "place": "/home/ana/<audits>.db",
    "schema": "0001",
    "version": "3.51.3",
    "journal": "wal",
    "check": "ok",
    "bytes": 4097,
}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened()


def text(at: Any) -> str:
    shown = (element.value for element in at.get("html"))
    markup = "\n".join(m for m in shown if not m.startswith("<style>"))
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", markup))


@pytest.mark.parametrize(
    ("language", "heads", "told"),
    [
        (
            "en",
            ["The instrument", "How levels are worked out", "References", "Networks to turn to"],
            "It is independent of this tool and has not endorsed it.",
        ),
        (
            "fr",
            [
                "Le référentiel",
                "Comment les niveaux sont établis",
                "Références",
                "Vers qui se tourner",
            ],
            "Il est indépendant de cet outil et ne l’a pas cautionné.",
        ),
    ],
)
def test_it_tells_instrument_method_references_and_networks(
    opened: Opened, language: str, heads: list[str], told: str
) -> None:
    at = opened.page("about", lang=language)
    assert [h.value for h in at.header][:4] == heads
    said = text(at)
    assert told in said
    assert "www.gmhpn.org" in said
    assert opened.rubric.title.in_language("fr" if language == "fr" else "en") in said
    assert digest(opened.rubric)[:16] in said
    assert all(work.year in said for work in opened.rubric.references)


def test_the_rules_name_the_numbers_of_the_instrument(opened: Opened) -> None:
    said = text(opened.page("about", lang="en"))
    assert "if at least 60% of its applicable criteria are rated" in said
    assert "nothing above it can be higher than “Initiated”" in said
    assert "from 10 rated criteria up" in said
    assert "Not initiated, Initiated, Partial, Full." in said


def test_it_opens_without_an_audit_on_the_latest_instrument(opened: Opened) -> None:
    at = opened.page("about", a="", lang="en")
    assert opened.rubric.version in text(at)


def test_the_installation_is_told(opened: Opened) -> None:
    said = text(opened.page("about", lang="en"))
    assert f"Streamlit {st.__version__}" in said
    assert str(store().health()["place"]) in said
    assert "SQLite" in said
    assert "in order" in said


def test_health_is_told_in_words_and_nothing_of_it_is_markup() -> None:
    told = health(FOUND, FR)
    assert "/home/ana/&lt;audits&gt;.db" in told
    assert "5 ko" in told
    assert "en ordre" in told
    assert "wal" in told


def test_a_fault_of_the_database_is_shown_as_it_was_found() -> None:
    told = health({**FOUND, "check": "row 3 missing from index"}, EN)
    assert "row 3 missing from index" in told
    assert "in order" not in told


@pytest.mark.parametrize(
    ("installed", "told"), [("1.2.3", "1.2.3"), (None, "not installed, run from its folder")]
)
def test_the_version_of_the_product_is_told(
    monkeypatch: pytest.MonkeyPatch, installed: str | None, told: str
) -> None:
    def version(_: str) -> str:
        if installed is None:
            raise PackageNotFoundError
        return installed

    monkeypatch.setattr(about, "version", version)
    assert told in health(FOUND, EN)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_instrument_is_offered_to_read_and_to_fill_in(opened: Opened, language: str) -> None:
    at = opened.page("about", lang=language)
    offered = [button.proto.label for button in at.get("download_button")]
    t = translator("en" if language == "en" else "fr")
    expected = [t(f"about.booklet.{kind}") for kind in ("pdf", "html")]
    assert offered == [*expected, *(t(f"about.forms.{form}") for form in ("short", "full"))]


@pytest.mark.parametrize("version", ["0.1.0", "1.0.0"])
def test_times_are_told_where_the_instrument_knows_them(opened: Opened, version: str) -> None:
    said = about._times(find("peer-integration", version), EN)
    expected = [
        "Short form: about 5 hours for the checklist, 25 minutes for one interview.",
        "Full form: about 11 hours for the checklist, 55 minutes for one interview.",
    ]
    assert said[:2] == (expected if version == "1.0.0" else [])
    assert opened.rubric.id == "peer-integration"
