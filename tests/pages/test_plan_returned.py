"""An edited plan workbook on the plan page: shown cell by cell, then taken, once."""

import pytest
from streamlit.testing.v1 import AppTest

from audit.pages.session import store
from audit.plan_import import DEVICE
from audit.report import audit_record
from exports.privacy import edition
from exports.workbook.plan import plan_workbook
from rubrics.text import LANGUAGES, Language
from tests.exports.returned_plans import Edits, edited
from tests.pages.opened import Opened
from tests.pages.test_home import markup

EVIL = "<img src=x> **bold**"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("returned") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    opened = Opened()
    opened.put("facility", "name", EVIL)
    opened.put("criterion/A1", "level", "0")
    opened.put("action/A1.0", "owner", "Head nurse")
    return opened


def exported(opened: Opened) -> bytes:
    record = audit_record(opened.assessment, store().rows(opened.assessment.id), opened.rubric)
    return plan_workbook(edition(record, "facility"), "en")


def give(opened: Opened, content: bytes, language: Language = "en") -> AppTest:
    at = opened.page("plan", lang=language)
    uploader = at.file_uploader(key=f"plan:returned:{opened.assessment.id}")
    uploader.set_value(("plan.xlsx", content, "application/octet-stream")).run()
    assert not at.exception
    return at


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_change_is_shown_then_taken_once(opened: Opened, language: Language) -> None:
    edits: Edits = {("A1.0", "owner"): EVIL, ("A1.0", "due"): "2027-06-30"}
    at = give(opened, edited(exported(opened), edits), language)
    shown = markup(at)
    label = {"en": "Take 2 changes", "fr": "Reprendre 2 changements"}
    assert at.button(key="plan:take-back").label == label[language]
    assert "&lt;img src=x&gt; **bold**" in shown
    assert "<img" not in shown
    assert opened.entries.value("action/A1.0", "owner") == "Head nurse"
    at.button(key="plan:take-back").click().run()
    assert not at.exception
    assert opened.entries.value("action/A1.0", "owner") == EVIL
    assert opened.entries.value("action/A1.0", "due") == "2027-06-30"
    row = opened.entries.current("action/A1.0", "due")
    assert row is not None
    assert (row.author, row.device) == (opened.me, DEVICE)
    done = {
        "en": "The plan holds everything this file changes.",
        "fr": "Le plan contient tout ce que ce fichier change.",
    }
    assert done[language] in markup(at)
    assert "plan:take-back" not in [button.key for button in at.button]


def test_conflicts_and_faults_are_shown_and_left_alone(opened: Opened) -> None:
    content = exported(opened)
    opened.put("action/A1.0", "owner", "Director")
    edits: Edits = {("A1.0", "owner"): "Nobody", ("A1.0", "due"): "soon", ("A1.0", "cost"): "Low"}
    at = give(opened, edited(content, edits))
    shown = markup(at)
    assert "The file says “Nobody”, here it became “Director”" in shown
    assert "This is not a date." in shown
    at.button(key="plan:take-back").click().run()
    assert opened.entries.value("action/A1.0", "owner") == "Director"
    assert opened.entries.value("action/A1.0", "cost") == "low"
    assert "The plan holds what could be taken from this file." in markup(at)


def test_a_file_nobody_edited_has_nothing_to_take(opened: Opened) -> None:
    opened.page("plan")
    at = give(opened, exported(opened))
    assert "Nothing was changed in this file." in markup(at)
    assert "plan:take-back" not in [button.key for button in at.button]


def test_another_audits_plan_and_other_files_are_refused(opened: Opened) -> None:
    content = exported(opened)
    other = Opened()
    at = give(other, content)
    assert "This is the plan of another audit: &lt;img src=x&gt; **bold**" in markup(at)
    assert "not an Excel workbook" in markup(give(other, b"letter"))
