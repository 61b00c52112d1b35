"""The results page lists where documents and practice part, in both languages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from audit.questions import asked
from audit.words import translator
from rubrics.text import Language
from tests.pages.opened import Opened


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened("1.0.0")


def tell(opened: Opened, answer: str) -> None:
    opened.put("informant/U01-KX4", "group", "service_users")
    opened.put("informant/U01-KX4", "consent_interview", "yes")
    opened.put("informant/U01-KX4", "consent_anonymous_finding", "yes")
    for question in asked(opened.rubric, "short", "U01-KX4"):
        if question.criterion.id == "A3":
            opened.put(question.subject, "answer", answer)


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("en", "Where paper and practice part", "Written, not lived"),
        ("fr", "Là où l’écrit et la pratique se séparent", "Écrit, mais non vécu"),
    ],
)
def test_a_contradiction_is_listed_under_its_criterion(
    opened: Opened, language: str, title: str, name: str
) -> None:
    tell(opened, "no")
    opened.put("criterion/A3", "shown_documents", "3")
    at = opened.page("results", lang=language)
    assert title in [header.value for header in at.header]
    said = "\n".join(element.proto.body for element in at.get("html"))
    assert name in said
    assert "A3 · " in said


def test_where_they_agree_there_is_no_such_part(opened: Opened) -> None:
    tell(opened, "yes")
    opened.put("criterion/A3", "shown_documents", "3")
    heads = [header.value for header in opened.page("results", lang="en").header]
    assert "What each group told" in heads
    assert "Where paper and practice part" not in heads


@pytest.mark.parametrize(
    ("language", "asks"), [("en", "discuss it with those"), ("fr", "parlez-en avec")]
)
def test_what_the_team_is_asked_to_do_is_not_said_to_the_facility(
    opened: Opened, language: Language, asks: str
) -> None:
    for line, level in (("documents", "3"), ("observation", "0")):
        opened.put("criterion/A3", f"shown_{line}", level)
    title = translator(language)("contradictions.title")

    def lead(at: AppTest) -> str:
        """Return what stands below the title of this part."""
        assert title in [header.value for header in at.header]
        return next(text for text in (m.value for m in at.markdown) if "1 crit" in text)

    at = opened.page("results", lang=language)
    assert asks in lead(at)
    at.toggle(key="results:as_facility").set_value(True).run()
    assert asks not in lead(at)
