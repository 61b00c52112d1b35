"""The results page lists where documents and practice part, in both languages."""

from pathlib import Path

import pytest

from audit.questions import asked
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
