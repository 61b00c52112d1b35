"""Agreeing on levels: proposals kept or changed, in one click or with a reason; the next step."""

import pytest
from streamlit.testing.v1 import AppTest

from audit.fields import NEXT_STATES
from audit.judgements import judgements
from rubrics.model import Criterion
from tests.pages.opened import Opened, everything_said, items, value


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("judge") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    return Opened()


def core(opened: Opened, at: int = 0) -> tuple[Criterion, ...]:
    """Return the core criteria of a standard."""
    return tuple(c for c in opened.rubric.standards[at].criteria if c.core)


def rate_all(opened: Opened, level: int = 2) -> None:
    for criterion in core(opened):
        opened.put(f"criterion/{criterion.id}", "level", str(level))


def keys(at: AppTest) -> set[str]:
    return {button.key for button in at.button if button.key}


@pytest.mark.parametrize(
    ("language", "title", "proposal"),
    [
        ("en", "Agree on levels", "Proposed level: 2 · Partial"),
        ("fr", "Retenir les niveaux", "Niveau proposé : 2 · En partie"),
    ],
)
def test_the_page_speaks_both_languages(
    opened: Opened, language: str, title: str, proposal: str
) -> None:
    rate_all(opened)
    at = opened.page("judge", lang=language)
    assert [t.value for t in at.title] == [title]
    first = f"criterion/{core(opened)[0].id}"
    assert items(at)[first]["lines"][0] == proposal


def test_all_proposals_of_a_standard_are_kept_in_one_click(opened: Opened) -> None:
    rate_all(opened)
    at = opened.page("judge")
    at.button(key="judge:confirm").click().run()
    assert not at.exception
    judged = judgements(opened.entries, opened.rubric, "short")
    assert [(judged[c.id].rank, judged[c.id].provisional) for c in core(opened)] == [
        (2, False) for _ in core(opened)
    ]
    assert "judge:confirm" not in keys(at)
    standard, n = opened.rubric.standards[0].id, len(core(opened))
    assert at.button_group[0].options[0] == f"{standard} {n}/{n} ✓"


def test_a_level_is_changed_with_a_reason(opened: Opened) -> None:
    rate_all(opened)
    subject = f"criterion/{core(opened)[0].id}"
    at = opened.type(opened.page("judge", lang="en"), subject, "judged", "1")
    assert "Reason missing" in [b["text"] for b in items(at)[subject]["badges"]]
    assert f"in this standard: 0 of {len(core(opened))}" in everything_said(at)
    opened.type(at, subject, "judged_reason", "Seen otherwise on both days.")
    assert "Agreed" in [b["text"] for b in items(at)[subject]["badges"]]
    assert f"in this standard: 1 of {len(core(opened))}" in everything_said(at)
    judged = judgements(opened.entries, opened.rubric, "short")[core(opened)[0].id]
    assert (judged.rank, judged.reason) == (1, "Seen otherwise on both days.")


def test_a_standard_is_judged_as_a_whole(opened: Opened) -> None:
    rate_all(opened)
    subject = f"standard/{opened.rubric.standards[0].id}"
    at = opened.type(opened.page("judge"), subject, "judged", "2")
    assert value(at, subject, "judged") == "2"


def test_another_standard_is_one_click_away_and_kept_in_the_address(opened: Opened) -> None:
    at = opened.page("judge", lang="en")
    second = opened.rubric.standards[1]
    at.button_group[0].set_value(second.id).run()
    assert at.query_params["s"] == second.id
    assert f"standard/{second.id}" in items(at)
    at.query_params["lang"] = "fr"
    at.run()
    assert at.header[0].value == f"{second.id} · {second.title.fr}"


def test_finished_ratings_stand_beside_each_other_in_the_walk(opened: Opened) -> None:
    rate_all(opened)
    first = f"criterion/{core(opened)[0].id}"
    opened.put("ratings", "locked", "yes")
    opened.put(first, "level", "0", author="ben")
    opened.put("ratings", "locked", "yes", author="ben")
    at = opened.page("judge", lang="en", view="standards")
    assert not at.warning
    assert "Another assessor: 0 · Not initiated" in items(at)[first]["lines"]


def test_notes_of_the_team_are_shown_word_for_word(opened: Opened) -> None:
    subject = f"criterion/{core(opened)[0].id}"
    opened.put(subject, "note_documents", "**Not bold** <b>nor this</b>")
    at = opened.page("judge", lang="en")
    assert "**Not bold** <b>nor this</b>" in [text.value for text in at.text]


@pytest.mark.parametrize("state", [s for s in NEXT_STATES if NEXT_STATES[s]])
def test_each_state_offers_its_next_steps_and_goes_there(opened: Opened, state: str) -> None:
    opened.put("visit", "state", state)
    for step in NEXT_STATES[state]:
        opened.put("visit", "state", state)
        at = opened.page("judge")
        assert {k for k in keys(at) if k.startswith("judge:go:")} == {
            f"judge:go:{s}" for s in NEXT_STATES[state]
        }
        if step == "final":
            assert at.button(key="judge:go:final").disabled
            at.checkbox(key="judge:understood").check().run()
        at.button(key=f"judge:go:{step}").click().run()
        assert opened.entries.value("visit", "state") == step
        assert opened.entries.rivals("visit", "state") == ()


def test_a_first_rating_begins_the_work_without_anybody_saying_so(opened: Opened) -> None:
    rate_all(opened)
    at = opened.page("judge", lang="en")
    assert "Now: Collecting evidence" in everything_said(at)
    at.button(key="judge:go:agreeing").click().run()
    said = everything_said(at)
    assert "Now: The team is agreeing on levels" in said
    assert f"{len(core(opened))} levels are still provisional." in said


def test_a_final_assessment_is_read_and_no_longer_changed(opened: Opened) -> None:
    rate_all(opened)
    opened.put("visit", "state", "final")
    at = opened.page("judge", lang="en")
    assert at.info[0].value.startswith("This assessment is final")
    assert keys(at) == set()
    subject = f"criterion/{core(opened)[0].id}"
    opened.type(at, subject, "judged", "0")
    assert opened.entries.value(subject, "judged") == ""
