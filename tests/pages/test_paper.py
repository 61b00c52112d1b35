"""Quick entry from paper: a code opens a sheet, consent comes first, and withdrawn stays closed."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from audit.pages.session import store
from tests.pages.opened import BEGUN, Opened, everything_said, items, sheet, value

CODE = "P01-KX4"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened("1.0.0")


def typed(opened: Opened, code: str, language: str = "en") -> AppTest:
    at = opened.page("interviews", lang=language, view="paper")
    at.text_input(key="paper:code").set_value(code)
    at.button(key="paper:open").click().run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Typing in from paper"), ("fr", "Saisie depuis le papier")]
)
def test_it_asks_for_the_code_in_both_languages(opened: Opened, language: str, title: str) -> None:
    at = opened.page("interviews", lang=language, view="paper")
    assert title in [header.value for header in at.header]


def test_a_code_opens_its_sheet_and_says_that_it_was_paper(opened: Opened) -> None:
    at = typed(opened, f" {CODE.lower()} ")
    assert at.query_params["q"] == CODE
    assert opened.entries.value(f"informant/{CODE}", "group") == "peer_workers"
    assert opened.entries.value(f"informant/{CODE}", "mode") == "paper"
    assert sheet(at)["sheet"] == f"paper/{CODE}/consent"
    assert "First the consents" in everything_said(at)


def test_the_questions_open_with_consent_and_answers_are_kept_one_by_one(opened: Opened) -> None:
    at = typed(opened, CODE)
    opened.type(at, f"informant/{CODE}", "consent_interview", "yes")
    assert sheet(at)["sheet"] == f"paper/{CODE}/questions"
    assert "Press the number of an answer" in everything_said(at)
    first = next(iter(items(at)))
    opened.type(at, first, "answer", "refused")
    assert value(at, first, "answer") == "refused"
    at.button(key="paper:other").click().run()
    assert "q" not in at.query_params


def test_who_declined_on_paper_is_asked_nothing(opened: Opened) -> None:
    at = typed(opened, CODE)
    opened.type(at, f"informant/{CODE}", "consent_interview", "no")
    assert list(items(at)) == [f"informant/{CODE}"]
    assert items(at)[f"informant/{CODE}"]["badges"][0]["kind"] == "declined"


def test_a_sheet_begun_before_goes_on_where_it_was(opened: Opened) -> None:
    opened.put(f"informant/{CODE}", "group", "peer_workers")
    opened.put(f"informant/{CODE}", "mode", "in_person")
    opened.put(f"informant/{CODE}", "consent_interview", "yes")
    at = typed(opened, CODE)
    assert sheet(at)["sheet"] == f"paper/{CODE}/questions"
    assert opened.entries.value(f"informant/{CODE}", "mode") == "in_person"


@pytest.mark.parametrize("code", ["", "X01-KX4", "P1", "Binta"])
def test_what_is_no_code_is_said(opened: Opened, code: str) -> None:
    at = typed(opened, code)
    assert "is no code of an interview" in at.warning[0].value
    assert "q" not in at.query_params
    assert opened.entries.subjects("informant") == ()


def test_a_withdrawn_sheet_stays_closed(opened: Opened) -> None:
    store().erase_informant(opened.assessment.id, CODE, BEGUN)
    at = typed(opened, CODE)
    assert "has withdrawn" in at.error[0].value
    assert "q" not in at.query_params


def test_a_closed_audit_takes_no_sheet(opened: Opened) -> None:
    opened.put("visit", "state", "final")
    assert not opened.page("interviews", lang="en", view="paper").text_input
