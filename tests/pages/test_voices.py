"""Voices on the pages: alerts of told breaches until they are judged, and groups side by side."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from audit.questions import asked
from rubrics.text import Language
from tests.pages.opened import Opened

RED, ALIKE = "G6", "K1"
BEN = "20260302000000000001-ben"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened("1.0.0")


def interview(opened: Opened, code: str, group: str, answers: dict[str, str]) -> None:
    opened.put(f"informant/{code}", "group", group)
    opened.put(f"informant/{code}", "consent_interview", "yes")
    opened.put(f"informant/{code}", "consent_anonymous_finding", "yes")
    for question in asked(opened.rubric, "short", code):
        if question.criterion.id in answers:
            opened.put(question.subject, "answer", answers[question.criterion.id])


def shares(at: AppTest) -> list[str]:
    """Return the shares of evidence grades, each time that the page tells them."""
    told = (element.value for element in at.markdown)
    return [line[line.index("A 0") :] for line in told if "A 0" in line]


def warnings(at: AppTest) -> str:
    return " ".join(element.value for element in at.warning)


def test_one_told_breach_warns_on_three_pages_until_a_reasoned_judgement(opened: Opened) -> None:
    interview(opened, "P01-KX4", "peer_workers", {RED: "yes"})
    for name in ("results", "rate", "judge"):
        said = warnings(opened.page(name, s="G", lang="en"))
        assert f"Somebody told of a breach. {RED}" in said, name
    assert RED not in warnings(opened.page("rate", s="A", lang="en"))

    opened.wait()
    opened.put(f"criterion/{RED}", "judged", "1")
    assert RED in warnings(opened.page("results", lang="en"))
    opened.put(f"criterion/{RED}", "judged_reason", "The case ended in March and was made good.")
    assert RED not in warnings(opened.page("results", lang="en"))


@pytest.mark.parametrize(
    ("language", "bens", "at_hand"),
    [("en", {RED: "3", ALIKE: "3"}, ""), ("fr", {RED: "1", ALIKE: "3"}, RED)],
    ids=["nothing at hand", "one at hand"],
)
def test_the_meeting_opens_with_each_alert_once_also_where_all_rated_alike(
    opened: Opened, language: Language, bens: dict[str, str], at_hand: str
) -> None:
    for author, levels in ((opened.me, {RED: "3", ALIKE: "3"}), (BEN, bens)):
        for criterion, level in levels.items():
            opened.put(f"criterion/{criterion}", "level", level, author=author)
        opened.put("ratings", "locked", "yes", author=author)
    interview(opened, "P01-KX4", "peer_workers", {RED: "yes"})
    interview(opened, "F01-KX4", "families", {ALIKE: "yes"})
    at = opened.page("judge", lang=language)
    assert at.query_params.get("c", "") == at_hand
    assert told_of(at) == [RED, ALIKE]

    opened.wait()
    opened.put(f"criterion/{ALIKE}", "judged", "1")
    opened.put(f"criterion/{ALIKE}", "judged_reason", "It ended in March and was made good.")
    assert told_of(opened.page("judge", lang=language)) == [RED]


def test_who_judges_alone_sees_every_alert_whichever_standard_is_open(opened: Opened) -> None:
    for criterion in (RED, ALIKE):
        opened.put(f"criterion/{criterion}", "level", "3")
    interview(opened, "P01-KX4", "peer_workers", {RED: "yes"})
    interview(opened, "F01-KX4", "families", {ALIKE: "yes"})
    for address in ({}, {"s": "A"}, {"s": "G"}):
        at = opened.page("judge", lang="en", **address)
        assert at.query_params.get("view", "") == ""
        assert told_of(at) == [RED, ALIKE]
    opened.wait()
    opened.put(f"criterion/{ALIKE}", "judged", "1")
    opened.put(f"criterion/{ALIKE}", "judged_reason", "It ended in March and was made good.")
    assert told_of(opened.page("judge", lang="en", s="K")) == [RED]


def told_of(at: AppTest) -> list[str]:
    """Return the criteria that a page warns of, each as often as it does."""
    return [code for w in at.warning for code in (RED, ALIKE) if f". {code}" in w.value]


def test_without_consent_nothing_told_counts(opened: Opened) -> None:
    interview(opened, "P01-KX4", "peer_workers", {RED: "yes"})
    opened.put("informant/P01-KX4", "consent_interview", "no")
    assert RED not in warnings(opened.page("results", lang="en"))


def test_each_group_is_shown_apart_with_what_rests_on_it(opened: Opened) -> None:
    opened.put("criterion/A3", "level", "1")
    interview(opened, "U01-KX4", "service_users", {"A3": "no"})
    interview(opened, "P01-KX4", "peer_workers", {"A3": "yes"})
    at = opened.page("results", lang="fr")
    assert "Ce que chaque groupe a dit" in [header.value for header in at.header]
    said = "\n".join(element.proto.body for element in at.get("html"))
    assert "Personnes usagères" in said
    assert "Pair-aidants" in said
    assert shares(at) == ["A 0\u00a0%\u00a0; B 100\u00a0%\u00a0; C 0\u00a0%\u00a0; D 0\u00a0%."]


def test_before_any_interview_there_is_no_such_part(opened: Opened) -> None:
    opened.put("criterion/A3", "level", "1")
    heads = [header.value for header in opened.page("results", lang="en").header]
    assert "What each group told" not in heads


def test_what_levels_rest_on_is_said_also_where_nobody_was_interviewed(opened: Opened) -> None:
    opened.put("criterion/A3", "level", "1")
    at = opened.page("results", lang="en")
    assert "How solid the levels are" in [header.value for header in at.header]
    assert shares(at) == ["A 0%; B 0%; C 0%; D 100%."]


def test_where_nothing_is_rated_nothing_rests_on_evidence(opened: Opened) -> None:
    assert shares(opened.page("results", lang="en")) == []


def test_voices_are_drawn_with_a_sentence_and_a_table(opened: Opened) -> None:
    interview(opened, "U01-KX4", "service_users", {"A3": "no"})
    interview(opened, "P01-KX4", "peer_workers", {RED: "no"})
    said = "\n".join(e.proto.body for e in opened.page("results", lang="en").get("html"))
    figure = said[said.index("<figure") : said.index("</figure>")]
    assert 'alt="What each group told and documents show, by standard"' in figure
    assert "Mean level of each group on 2 standards, on a scale from 0 to 3." in figure
    assert figure.index("Peer workers</th>") < figure.index("Service users</th>")


def speaks(opened: Opened, code: str, group: str) -> None:
    """Interview somebody who gives the first answer to each of their first two questions."""
    first, second, *_ = asked(opened.rubric, "short", code)
    known = opened.rubric.interviews
    assert known is not None
    said = {
        each.criterion.id: found.choices[0].id
        for each in (first, second)
        if (found := known.answers(each.question.answers or ""))
    }
    interview(opened, code, group, said)


def test_the_team_may_read_voices_as_the_facility_will(opened: Opened) -> None:
    people = {"U": ("service_users", 6), "S": ("staff", 5), "P": ("peer_workers", 1)}
    for letter, (group, n) in people.items():
        for number in range(1, n + 1):
            speaks(opened, f"{letter}{number:02}-KX4", group)
    at = opened.page("results", lang="en")
    told, *_ = [each.value for each in at.markdown if "Outside the team" in each.value]
    assert "is not shown: peer workers, staff." in told
    assert "<strong>Peer workers</strong>" in markup(at)

    (toggle,) = [each for each in at.toggle if each.key == "results:as_facility"]
    toggle.set_value(True).run()
    assert not at.exception
    assert "<strong>Peer workers</strong>" not in markup(at)
    assert "<strong>Service users</strong>" in markup(at)


def markup(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))
