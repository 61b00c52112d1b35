"""Further languages of interviews: found in their folder, read once, faults said, others left."""

import os
from pathlib import Path

import pytest

from audit.interview_languages import folder, languages
from audit.questions import asked
from audit.sheets.aloud import Aloud
from audit.sheets.sheet import Item, Sheet, Spoken, as_data
from audit.words import translator
from rubrics.loader import find
from rubrics.overlays import Overlay, template

RUBRIC = find("peer-integration", "1.0.0")
OPENING, ASKED = "Asante kwa kuja.", "Je, umewahi kufungiwa?"
FIRST = asked(RUBRIC, "short", "U01")[0].criterion.id


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def kiswahili(**more: str) -> str:
    said = {"translators": "Timu yetu", "opening": OPENING, f"{FIRST}.service_users": ASKED} | more
    text = template(RUBRIC, "sw", "Kiswahili")
    for key, value in said.items():
        assert f'{key}: ""' in text
        text = text.replace(f'{key}: ""', f'{key}: "{value}"', 1)
    return text


def put(text: str, name: str = "sw.yaml") -> Path:
    folder().mkdir(parents=True, exist_ok=True)
    file = folder() / name
    file.write_text(text, "utf-8")
    return file


def only() -> Overlay:
    (found,) = languages(RUBRIC).overlays
    return found


def test_without_a_folder_there_is_no_further_language() -> None:
    assert languages(RUBRIC).overlays == ()
    assert languages(RUBRIC).faults == ()


def test_a_file_in_the_folder_is_a_language() -> None:
    put(kiswahili())

    assert only().name == "Kiswahili"
    assert languages(RUBRIC).spoken("sw") is only()
    assert languages(RUBRIC).spoken("ny") is None


def test_a_file_that_changes_is_read_anew() -> None:
    file = put(kiswahili())
    assert only().closing is None

    file.write_text(kiswahili(closing="Asante."), "utf-8")
    os.utime(file, ns=(1, 1))

    assert only().closing == "Asante."


def test_a_file_with_a_fault_is_said_and_not_used() -> None:
    put(kiswahili().replace("direction: ltr", "direction: up"))

    found = languages(RUBRIC)

    assert found.overlays == ()
    assert [(fault.file, fault.where) for fault in found.faults] == [("sw.yaml", "direction")]


def test_a_file_for_another_version_is_left_alone() -> None:
    put(kiswahili().replace("version: 1.0.0", "version: 9.0.0"))

    assert languages(RUBRIC).overlays == ()
    assert languages(RUBRIC).faults == ()


def test_what_is_translated_is_spoken_and_the_rest_is_said_as_on_the_screen() -> None:
    put(kiswahili())
    aloud, (first, second) = Aloud(translator("fr"), only()), asked(RUBRIC, "short", "U01")[:2]

    spoken = aloud.question(first)

    assert isinstance(spoken, Spoken)
    assert (spoken, spoken.lang, spoken.dir) == (ASKED, "sw", "ltr")
    assert aloud.question(second) == second.question.text.fr
    assert not isinstance(aloud.question(second), Spoken)
    assert Aloud(translator("en")).question(first) == first.question.text.en


def test_the_browser_is_told_which_language_a_text_is_in() -> None:
    item = Item(subject="s", title=Spoken("سلام", "ar", "rtl"), lines=(Spoken("ok", "sw", "ltr"),))

    drawn = as_data(Sheet(id="x", items=(item,)), {})["drawn"]["items"][0]

    assert drawn["title"] == {"said": "سلام", "lang": "ar", "dir": "rtl"}
    assert drawn["lines"] == [{"said": "ok", "lang": "sw", "dir": "ltr"}]
