"""The action plan: proposals kept for good, seven first, edited in place, and our own."""

from datetime import UTC, datetime

import pytest

from audit.pages import plan as plan_page
from tests.pages.opened import Opened, everything_said, items, value


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("plan") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    monkeypatch.setattr(plan_page, "now", lambda: datetime(2026, 5, 1, 12, 0, tzinfo=UTC))
    return Opened()


def rate(opened: Opened, how_many: int = 8, level: int = 0) -> list[str]:
    criteria = list(opened.rubric.criteria("short"))[:how_many]
    for criterion in criteria:
        opened.put(f"criterion/{criterion.id}", "level", str(level))
    return [criterion.id for criterion in criteria]


@pytest.mark.parametrize(
    ("language", "title", "empty"),
    [
        ("en", "Action plan", "Nothing is proposed yet."),
        ("fr", "Plan d’action", "Rien n’est encore proposé."),
    ],
)
def test_an_empty_plan_says_so_in_both_languages(
    opened: Opened, language: str, title: str, empty: str
) -> None:
    at = opened.page("plan", lang=language)
    assert [t.value for t in at.title] == [title]
    assert at.info[0].value.startswith(empty)
    assert not at.get("bidi_component")


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", "**0 actions chosen · 0 done · 0 overdue**"),
        ("fr", "**0 action choisie · 0 faite · 0 en retard**"),
    ],
)
def test_the_plan_opens_with_seven_breaches_first(
    opened: Opened, language: str, counted: str
) -> None:
    rate(opened)
    at = opened.page("plan", lang=language)
    shown = items(at)
    assert len(shown) == 7
    breaches = [any(b["kind"] == "red_line" for b in i["badges"]) for i in shown.values()]
    assert breaches == sorted(breaches, reverse=True)
    assert breaches[0]
    assert counted in everything_said(at)


def test_opening_the_plan_keeps_its_proposals_for_good(opened: Opened) -> None:
    (criterion,) = rate(opened, 1, level=1)
    assert opened.entries.subjects("action") == ()
    opened.page("plan")
    assert opened.entries.subjects("action") == (f"{criterion}.1",)
    rows = len(opened.entries.subjects("action"))
    opened.put(f"criterion/{criterion}", "level", "3")
    at = opened.page("plan", show="all", lang="en")
    assert len(opened.entries.subjects("action")) == rows
    lines = items(at)[f"action/{criterion}.1"]["lines"]
    assert lines[1].startswith("The level has since changed from “1 · Initiated” to “3 · Full”")


def test_in_a_team_proposals_wait_until_ratings_may_be_seen(opened: Opened) -> None:
    rate(opened, 1)
    for member in ("one", "two"):
        opened.put(f"member/{member}", "removed", "no")
    opened.page("plan")
    assert opened.entries.subjects("action") == ()
    opened.put("visit", "state", "agreeing")
    opened.page("plan")
    assert len(opened.entries.subjects("action")) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("chosen", "yes"),
        ("text", "Begin <b>today</b>"),
        ("owner", "Head nurse"),
        ("due", "2026-09-30"),
        ("status", "agreed"),
        ("priority", "high"),
        ("in_power", "partly"),
        ("shaped_by", "Peers asked for it."),
        ("cost", "low"),
        ("completion_evidence", "The list on the door."),
        ("notes", "Ask again."),
    ],
)
def test_an_action_is_edited_in_place(opened: Opened, field: str, typed: str) -> None:
    rate(opened)
    at = opened.page("plan")
    subject = next(iter(items(at)))
    opened.type(at, subject, field, typed)
    assert opened.entries.value(subject, field) == typed
    assert value(at, subject, field) == typed


def test_a_dropped_action_waits_for_its_reason_and_then_has_a_view_of_its_own(
    opened: Opened,
) -> None:
    rate(opened)
    at = opened.page("plan")
    subject = next(iter(items(at)))
    opened.type(at, subject, "dropped_reason", "Closed by law.")
    opened.type(at, subject, "status", "dropped")
    assert subject not in items(opened.page("plan", show="all"))
    assert list(items(opened.page("plan", show="dropped"))) == [subject]


def test_the_line_on_top_counts_chosen_done_and_overdue(opened: Opened) -> None:
    ids = [f"action/{criterion}.0" for criterion in rate(opened)]
    at = opened.page("plan", lang="en")
    opened.type(at, ids[0], "chosen", "yes")
    opened.type(at, ids[1], "due", "2026-04-30")
    opened.type(at, ids[2], "due", "2026-05-01")
    assert "**1 action chosen · 0 done · 1 overdue**" in everything_said(at)
    for name in ids[:8]:
        opened.put(name, "chosen", "yes")
    said = everything_said(opened.page("plan", lang="en"))
    assert "**8 actions chosen · 0 done · 1 overdue**" in said
    assert "More than seven are chosen." in said


def test_all_the_others_are_one_click_away_a_part_at_a_time(opened: Opened) -> None:
    total = len(rate(opened, 20))
    at = opened.page("plan", lang="en")
    assert at.button_group[0].options[:2] == ["First steps", f"All ({total})"]
    at.button_group[0].set_value("all").run()
    assert at.query_params["show"] == "all"
    assert len(items(at)) == 15
    first = list(items(at))
    assert at.button_group[1].options == ["1–15", f"16–{total}"]
    at.button_group[1].set_value("15").run()
    assert len(items(at)) == total - 15
    assert not set(first) & set(items(at))


def test_an_action_of_ones_own_opens_where_it_can_be_written(opened: Opened) -> None:
    rate(opened, 1)
    at = opened.page("plan", lang="fr")
    at.button(key="plan:add").click().run()
    assert at.query_params["show"] == "own"
    (subject,) = items(at)
    assert items(at)[subject]["title"] == "Une action à vous"
    opened.type(at, subject, "text", "Une salle pour les pairs.")
    assert opened.entries.value(subject, "text") == "Une salle pour les pairs."
    assert opened.entries.value(subject, "chosen") == "yes"


def test_a_final_assessment_keeps_its_plan_open(opened: Opened) -> None:
    rate(opened, 1)
    opened.put("visit", "state", "final")
    at = opened.page("plan")
    (subject,) = items(at)
    opened.type(at, subject, "owner", "Director")
    assert opened.entries.value(subject, "owner") == "Director"
