"""Planning a visit: every part in both languages, each edit kept, a team that grows."""

import pytest

from audit.fields import CONTEXT, ETHICS
from audit.sheets.visit import PARTS
from tests.pages.opened import Opened, everything_said, items, sheet, value


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("visit") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    return Opened()


@pytest.mark.parametrize(
    ("language", "title", "guide"),
    [
        ("en", "Plan the visit", "Nothing here is scored."),
        ("fr", "Préparer la visite", "Rien ici n’est coté."),
    ],
)
def test_the_plan_speaks_both_languages(
    opened: Opened, language: str, title: str, guide: str
) -> None:
    at = opened.page("visit", lang=language, part="context")
    assert [t.value for t in at.title] == [title]
    assert guide in everything_said(at)
    assert [i.partition("/")[2] for i in items(at)] == list(CONTEXT)


@pytest.mark.parametrize(
    ("part", "subjects"),
    [
        ("facility", ["facility"]),
        ("visit", ["visit"]),
        ("peer_support", ["visit"]),
        ("context", [f"context/{name}" for name in CONTEXT]),
        ("ethics", [f"ethics/{name}" for name in ETHICS]),
    ],
)
def test_the_address_names_the_part(opened: Opened, part: str, subjects: list[str]) -> None:
    at = opened.page("visit", part=part)
    assert sheet(at)["sheet"] == f"visit/{part}"
    assert list(items(at)) == subjects


def test_a_part_is_chosen_in_one_click_and_stays_when_the_language_changes(opened: Opened) -> None:
    at = opened.page("visit", lang="en")
    assert at.button_group[0].value == PARTS[0]
    at.button_group[0].set_value("ethics").run()
    assert at.query_params["part"] == "ethics"
    assert sheet(at)["sheet"] == "visit/ethics"
    at.query_params["lang"] = "fr"
    at.run()
    assert sheet(at)["sheet"] == "visit/ethics"
    assert items(at)["ethics/purpose"]["title"].startswith("Chaque personne interrogée")


def test_a_part_nobody_knows_opens_the_first(opened: Opened) -> None:
    assert sheet(opened.page("visit", part="cellar"))["sheet"] == "visit/facility"


@pytest.mark.parametrize(
    ("part", "subject", "field", "typed"),
    [
        ("facility", "facility", "name", "Centre <b>Amani</b> = 1+1"),
        ("facility", "facility", "country", "KE"),
        ("visit", "visit", "started", "2026-03-04"),
        ("visit", "visit", "form", "full"),
        ("peer_support", "visit", "organisation", "association"),
        ("peer_support", "visit", "paid", "12"),
        ("context", "context/law", "answer", "mixed"),
        ("ethics", "ethics/consent", "done", "yes"),
    ],
)
def test_what_is_typed_is_in_the_store_and_on_the_sheet(
    opened: Opened, part: str, subject: str, field: str, typed: str
) -> None:
    at = opened.type(opened.page("visit", part=part), subject, field, typed)
    assert opened.entries.value(subject, field) == typed
    assert value(at, subject, field) == typed
    assert len(opened.answer["taken"]) == 1


def test_a_value_that_is_not_offered_is_refused_in_words(opened: Opened) -> None:
    at = opened.page("visit", part="visit", lang="fr")
    opened.type(at, "visit", "started", "yesterday")
    assert opened.entries.value("visit", "started") == ""
    (said,) = opened.answer["refused"].values()
    assert said.startswith("Pas enregistré")


def test_a_refused_access_is_told_as_a_result(opened: Opened) -> None:
    at = opened.type(opened.page("visit", part="visit"), "visit", "access", "refused")
    assert items(at)["visit"]["lines"][0].startswith("A refusal is itself a result")


def test_a_team_grows_member_by_member(opened: Opened) -> None:
    at = opened.page("visit", part="team", lang="en")
    assert at.info[0].value.startswith("Nobody is on the team yet")
    assert not at.get("bidi_component")
    at.button(key="visit:add").click().run()
    (first,) = opened.entries.subjects("member")
    assert list(items(at)) == [f"member/{first}"]
    at.button(key="visit:add").click().run()
    assert next(iter(items(at))) == f"member/{first}"
    assert len(items(at)) == 2
    opened.type(at, f"member/{first}", "lived_experience", "yes")
    assert opened.entries.value(f"member/{first}", "lived_experience") == "yes"
    opened.type(at, f"member/{first}", "removed", "yes")
    assert items(at)[f"member/{first}"]["title"] == "Taken off the team"


def test_only_the_team_part_offers_another_member(opened: Opened) -> None:
    assert [b.key for b in opened.page("visit", part="ethics").button] == []
