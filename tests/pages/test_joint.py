"""The page of the joint statement: worded, asked person by person, taken back by another word."""

from pathlib import Path

import pytest

from audit.joint_statement import ANSWERED, WORDING, joint_statement
from audit.pages.session import store
from audit.words import translator
from exports.voices_words import voices_translator
from rubrics.text import LANGUAGES, Language
from tests.pages.opened import Opened, everything_said, items, value
from tests.pages.test_voices import speaks

PEERS = ("P01-KX4", "P02-TW7")
WORDS = "We are <b>asked</b>, and _nothing_ follows."


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    found = Opened("1.0.0")
    for code in PEERS:
        speaks(found, code, "peer_workers")
    return found


def badges(shown: dict[str, dict[str, object]], subject: str) -> list[str]:
    return [str(badge["text"]) for badge in shown[subject]["badges"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_worded_then_each_answers_and_the_results_show_it(
    opened: Opened, language: Language
) -> None:
    t = translator(language)
    at = opened.page("interviews", view="joint", lang=language)
    assert t("joint.title") in [header.value for header in at.header]
    assert not at.info
    assert list(items(at)) == ["interviews"]
    opened.type(at, "interviews", WORDING, WORDS)
    assert list(items(at)) == ["interviews", *(f"informant/{code}" for code in PEERS)]
    assert badges(items(at), f"informant/{PEERS[0]}") == [t("joint.not_asked")]
    for code in PEERS:
        shown = items(at)[f"informant/{code}"]["fields"][0]
        yes = {o["label"]: o["value"] for o in shown["options"]}[t("joint.answers.yes")]
        opened.type(at, f"informant/{code}", ANSWERED, yes)
        assert value(at, f"informant/{code}", ANSWERED) == yes
    assert badges(items(at), "interviews") == [t("joint.wording.agreed")]
    assert joint_statement(opened.entries).agreed

    results = opened.page("results", lang=language)
    title = voices_translator(language)("hearing.joint.title")
    assert title in [each.value for each in results.subheader]
    assert WORDS in [each.value for each in results.text]


def test_another_word_has_everybody_asked_again(opened: Opened) -> None:
    opened.put("interviews", WORDING, WORDS)
    for code in PEERS:
        opened.put(f"informant/{code}", ANSWERED, joint_statement(opened.entries).given("yes"))
    at = opened.page("interviews", view="joint", lang="en")
    opened.type(at, "interviews", WORDING, "Other words.")
    shown = items(at)
    assert badges(shown, "interviews") == ["0 of 2 agree to this wording: it is not shown"]
    assert badges(shown, f"informant/{PEERS[1]}") == ["Answered before a change: ask again"]
    results = opened.page("results", lang="en")
    assert "Other words." not in everything_said(results)
    assert "there is none here" in everything_said(results)


def test_whoever_withdraws_has_the_others_asked_again(opened: Opened) -> None:
    speaks(opened, "P03-HJ2", "peer_workers")
    opened.put("interviews", WORDING, WORDS)
    for code in (*PEERS, "P03-HJ2"):
        opened.put(f"informant/{code}", ANSWERED, joint_statement(opened.entries).given("yes"))
    assert joint_statement(opened.entries).agreed
    store().erase_informant(opened.assessment.id, "P03-HJ2", opened.assessment.created_at)
    shown = items(opened.page("interviews", view="joint", lang="en"))
    assert badges(shown, "interviews") == ["0 of 2 agree to this wording: it is not shown"]


def test_the_second_reader_is_somebody_else(opened: Opened) -> None:
    opened.put("interviews", WORDING, WORDS)
    at = opened.page("interviews", view="joint", lang="en")
    assert [field["name"] for field in items(at)["interviews"]["fields"]] == [WORDING]
    opened.put("interviews", WORDING, f"{WORDS} Always.", author="ben")
    at.run()
    read = items(at)["interviews"]["fields"][1]
    opened.type(at, "interviews", f"{WORDING}_read", read["options"][0]["value"])
    assert value(at, "interviews", f"{WORDING}_read") == read["options"][0]["value"]


def test_the_page_says_where_no_statement_would_leave(opened: Opened) -> None:
    store().erase_informant(opened.assessment.id, PEERS[1], opened.assessment.created_at)
    at = opened.page("interviews", view="joint", lang="en")
    assert at.info[0].value.startswith("A joint statement speaks for two people at least")
    for number in range(3, 13):
        speaks(opened, f"P{number:02}-KX4", "peer_workers")
    store().erase_informant(opened.assessment.id, PEERS[0], opened.assessment.created_at)
    at = opened.page("interviews", view="joint", lang="en")
    assert at.info[0].value.startswith("As the interviews stand, the figures of peer workers")
