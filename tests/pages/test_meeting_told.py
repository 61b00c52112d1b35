"""What a meeting reads of interviews: the figures that a record has, and who is in none of them."""

import pytest

from audit.hearing import beyond_use, usable
from audit.listening import gathered
from audit.questions import asked
from audit.voices import told
from rubrics.text import LANGUAGES, Language
from tests.pages.opened import Opened, filled_once

CRITERION, BEN = "A3", "20260302000000000001-ben"
SAID: dict[Language, tuple[str, ...]] = {
    "en": (
        "Peer workers: in no figure, 1 person who spoke and did not agree to a finding without",
        "Service users: 0 · Not initiated, from 2 people",
        "Service users: in no figure, 2 people who spoke and did not agree to a finding without",
    ),
    "fr": (
        "Pair-aidants\u00a0: hors de tout chiffre, 1 personne qui a parlé sans accepter de constat",
        "Personnes usagères\u00a0: 0 · Non démarré, d’après 2 personnes",
        "Personnes usagères\u00a0: hors de tout chiffre, 2 personnes qui ont parlé sans accepter",
    ),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Opened]:
    """Give an audit where two differ; a peer worker and two of four users allow no finding."""
    return filled_once(tmp_path_factory.mktemp("told"), _filled)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, filled: tuple[str, Opened]) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", filled[0])
    return filled[1]


def _filled(made: Opened) -> Opened:
    for author, level in ((made.me, "1"), (BEN, "3")):
        made.put(f"criterion/{CRITERION}", "level", level, author=author)
        made.put("ratings", "locked", "yes", author=author)
    answers = {"U01": "no", "U02": "no", "U03": "yes", "U04": "yes", "P01": "yes"}
    for place, (start, answer) in enumerate(answers.items()):
        _interview(made, f"{start}-KX4", answer, finding="yes" if place < 2 else "no")
    # Who did not agree to be interviewed spoke of nothing.
    _interview(made, "P02-KX4", "yes", finding="yes")
    made.put("informant/P02-KX4", "consent_interview", "no")
    return made


def _interview(made: Opened, code: str, answer: str, finding: str) -> None:
    group = "peer_workers" if code.startswith("P") else "service_users"
    fields = {"group": group, "consent_interview": "yes", "consent_anonymous_finding": finding}
    for field, said in fields.items():
        made.put(f"informant/{code}", field, said)
    known = made.rubric.interviews
    for question in asked(made.rubric, "short", code):
        if question.criterion.id == CRITERION:
            found = known.answers(question.question.answers or "") if known else None
            assert found
            choice = next((c for c in found.choices if c.id == answer), found.choices[0])
            made.put(question.subject, "answer", choice.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_told_is_what_figures_rest_on(opened: Opened, language: Language) -> None:
    page = "\n".join(e.proto.body for e in opened.page("judge", lang=language).get("html"))
    found = [line for line in SAID[language] if f"<li>{line}" in page]
    assert found == list(SAID[language])
    places = [page.index(line) for line in SAID[language]]
    assert places == sorted(places)
    assert "Pair-aidants\u00a0: aucun niveau" not in page
    assert "Peer workers: no level" not in page


def test_the_table_and_the_record_count_the_same_people(opened: Opened) -> None:
    every = gathered(opened.entries, opened.rubric, "short")
    kept = usable(opened.entries, every)
    assert beyond_use(opened.entries, every, CRITERION) == {"peer_workers": 1, "service_users": 2}
    assert beyond_use(opened.entries, every, "A1") == {}
    assert told(kept, "service_users", CRITERION).n == 2
