"""A team meets on its differences: nobody's levels before all have finished, one at a time."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from audit.judgements import judgements
from audit.pages.session import store
from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.pages.opened import BEGUN, Opened, everything_said, items, sent, sheet, value

BEN, CLEO = "20260302000000000001-ben", "20260302000000000002-cleo"
CANARY = "Nobody but Ben may read this"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("meeting") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    made = Opened()
    for member, name in ((made.me, "Ada"), (BEN, "Ben"), (CLEO, "Cleo")):
        made.put(f"member/{member}", "name", name)
    return made


def code(opened: Opened, place: int) -> str:
    return [c.id for c in opened.rubric.criteria("short")][place]


def rate(opened: Opened, author: str, *levels: str) -> None:
    """Rate the first criteria of the short form."""
    for place, level in enumerate(levels):
        opened.put(f"criterion/{code(opened, place)}", "level", level, author=author)


def finish(opened: Opened, *authors: str) -> None:
    for author in authors:
        opened.put("ratings", "locked", "yes", author=author)


@pytest.fixture
def met(opened: Opened) -> Opened:
    """Ada and Ben have finished: two apart on the second, one on the first, alike on the third."""
    rate(opened, opened.me, "2", "3", "1")
    rate(opened, BEN, "1", "1", "1")
    note = opened.operation(f"criterion/{code(opened, 1)}", "note_documents", "**Not** <b>bold</b>")
    assert store().take(opened.assessment.id, (note,), BEN, "tablet", BEGUN)
    finish(opened, opened.me, BEN)
    return opened


def html(at: AppTest) -> str:
    return "\n".join(str(getattr(element, "value", "")) for element in at.get("html"))


@pytest.mark.parametrize("finished", [(), ("me",), ("me", BEN)])
def test_until_all_who_began_have_finished_no_level_is_sent(
    opened: Opened, finished: tuple[str, ...]
) -> None:
    people = [opened.me, BEN, CLEO]
    for person in people:
        rate(opened, person, "2")
    opened.put(f"criterion/{code(opened, 0)}", "reason", CANARY, author=BEN)
    finish(opened, *(opened.me if who == "me" else who for who in finished))
    at = opened.page("judge", lang="en")
    waiting = len(people) - len(finished)
    people_wait = "1 person has" if waiting == 1 else f"{waiting} people have"
    assert at.warning[0].value.startswith(f"{people_wait} begun to rate and")
    assert ("Your own ratings are not finished" in everything_said(at)) == (not finished)
    assert not at.get("bidi_component")
    for secret in (CANARY, code(opened, 0), "Partial"):
        assert secret not in sent(at)
    # Where the assessment stands is still there.
    assert [h.value for h in at.header] == ["Where this assessment stands"]


def test_the_team_may_go_on_without_somebody_and_wait_again(met: Opened) -> None:
    rate(met, CLEO, "0")
    at = met.page("judge", lang="en")
    at.button(key="judge:without").click().run()
    assert not at.exception
    assert met.entries.value("meeting", "without") == CLEO
    assert "goes on without the ratings of 1 person" in at.info[0].value
    assert f"criterion/{code(met, 1)}" in items(at)
    at.button(key="judge:wait").click().run()
    assert at.warning
    assert not at.get("bidi_component")


def test_nobody_finished_is_nobody_to_go_on_with(opened: Opened) -> None:
    rate(opened, opened.me, "2")
    rate(opened, BEN, "2")
    assert "judge:without" not in {b.key for b in opened.page("judge").button}


def test_who_has_not_finished_gets_no_level_even_when_the_others_have(met: Opened) -> None:
    at = met.page("judge", lang="en", p=CLEO)
    assert at.info[0].value.startswith("The ratings of others are shown to those who have")
    assert not at.get("bidi_component")
    finish(met, CLEO)
    assert items(met.page("judge", lang="en", p=CLEO))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_difference_comes_first_with_all_that_is_known(
    met: Opened, language: Language
) -> None:
    t, at = translator(language), met.page("judge", lang=language)
    largest, smaller = code(met, 1), code(met, 0)
    assert at.query_params["c"] == largest
    assert at.button_group[1].options == [largest, smaller]
    assert t("meeting.progress", done=0, n=2) in sent(at)
    assert t("meeting.place", at=1, all=2, n=2) in everything_said(at)
    names = {level.rank: t.text(level.label) for level in met.rubric.scale.levels}
    assert f"3 · {names[3]}" in html(at)
    assert f"1 · {names[1]}" in html(at)
    assert "Ben" in html(at)
    assert "**Not** &lt;b&gt;bold&lt;/b&gt;" in html(at)
    assert t("meeting.nobody_told") in html(at)
    (item,) = items(at).values()
    marked = [o["label"] for o in item["fields"][0]["options"] if "(" in o["label"]]
    assert marked == [t("meeting.proposed_mark", level=f"1 · {names[1]}")]
    assert [f["name"] for f in item["fields"]] == ["judged", "judged_reason", "dissent"]
    assert item["fields"][0]["options"][1]["description"]


def test_a_difference_is_settled_with_its_reason_and_dissent(met: Opened) -> None:
    largest = code(met, 1)
    subject = f"criterion/{largest}"
    at = met.type(met.page("judge", lang="en"), subject, "judged", "3")
    (item,) = items(at).values()
    assert item["fields"][1]["needed"].startswith("A reason is needed")
    assert "Differences settled: 0 of 2" in sent(at)
    met.type(at, subject, "judged_reason", "Seen on both days.")
    met.type(at, subject, "dissent", "One of us saw a locked door.")
    assert "Differences settled: 1 of 2" in sent(at)
    # It stays open until the team goes on.
    assert at.query_params["c"] == largest
    assert at.button_group[1].options[0] == f"{largest} ✓ settled"
    judged = judgements(met.entries, met.rubric, "short")[largest]
    assert (judged.rank, judged.dissent) == (3, "One of us saw a locked door.")


def test_next_and_previous_go_through_the_differences(met: Opened) -> None:
    at = met.page("judge", lang="en")
    assert at.button(key="meeting:previous").disabled
    at.button(key="meeting:next").click().run()
    assert at.query_params["c"] == code(met, 0)
    assert f"criterion/{code(met, 0)}" in items(at)
    assert at.button(key="meeting:next").disabled
    at.button(key="meeting:previous").click().run()
    assert at.query_params["c"] == code(met, 1)
    at.button_group[1].set_value(code(met, 0)).run()
    assert at.query_params["c"] == code(met, 0)
    assert sheet(at)["sheet"] == f"meeting/{code(met, 0)}"


def test_once_all_are_settled_the_way_goes_on(met: Opened) -> None:
    for place in (0, 1):
        met.put(f"criterion/{code(met, place)}", "judged", "1")
    at = met.page("judge", lang="en")
    assert at.success[0].value.startswith("All differences are settled")
    at.button(key="meeting:keep").click().run()
    assert met.entries.value(f"criterion/{code(met, 2)}", "judged") == "1"
    assert "meeting:keep" not in {b.key for b in at.button}
    at.button(key="meeting:standards").click().run()
    assert at.query_params["view"] == "standards"
    assert f"criterion/{code(met, 2)}" in items(at)


def test_without_any_difference_the_team_keeps_its_levels(opened: Opened) -> None:
    rate(opened, opened.me, "2")
    rate(opened, BEN, "2")
    finish(opened, opened.me, BEN)
    at = opened.page("judge", lang="en")
    assert at.info[0].value.startswith("No difference")
    at.button(key="meeting:keep").click().run()
    assert judgements(opened.entries, opened.rubric, "short")[code(opened, 0)].rank == 2


def test_a_criterion_divided_on_whether_it_applies_says_so(met: Opened) -> None:
    where = f"criterion/{code(met, 2)}"
    met.put(where, "level", "na", author=BEN)
    met.put(where, "reason", "No beds here.", author=BEN)
    at = met.page("judge", lang="en")
    assert at.query_params["c"] == code(met, 2)
    assert "some hold that it does not apply here" in everything_said(at)
    assert "No beds here." in html(at)


@pytest.mark.parametrize("view", ["meeting", "standards"])
def test_a_rating_changed_since_reopens_the_judgement_and_says_so(met: Opened, view: str) -> None:
    where = code(met, 0)
    met.put(f"criterion/{where}", "judged", "1")
    met.put("ratings", "reopened", "I mixed up the wards.", author=BEN)
    late = met.operation(f"criterion/{where}", "level", "0", BEN)
    tomorrow = BEGUN + timedelta(days=1)
    assert store().take(met.assessment.id, (late,), BEN, "tablet", tomorrow)
    at = met.page("judge", lang="en", view=view, c=where)
    lines = items(at)[f"criterion/{where}"]["lines"]
    assert lines[0].startswith("Reopened: this was judged before a rating changed (Ben).")
    assert "Reopened" in [b["text"] for b in items(at)[f"criterion/{where}"]["badges"]]
    assert judgements(met.entries, met.rubric, "short")[where].provisional
    if view == "meeting":
        assert "Ben reopened their ratings:" in everything_said(at)
        assert "I mixed up the wards." in everything_said(at)
    met.put(f"criterion/{where}", "judged_reason", "Both wards were seen.")
    at.button(key=f"judge:keep:{where}").click().run()
    assert not at.exception
    judged = judgements(met.entries, met.rubric, "short")[where]
    assert (judged.rank, judged.provisional) == (1, False)
    assert value(at, f"criterion/{where}", "judged") == "1"


def test_a_final_meeting_is_read_only(met: Opened) -> None:
    met.put("visit", "state", "final")
    at = met.page("judge", lang="en")
    assert {b.key for b in at.button} == {"meeting:previous", "meeting:next"}
