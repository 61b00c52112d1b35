"""The frame: guarded, in both languages, with the way on, and each person's own ratings."""

import json

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from audit import demonstration
from audit.pages.session import store
from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.pages.framed import framed
from tests.pages.opened import Opened, everything_said

PAGES = ("visit", "rate", "interviews", "judge", "results", "plan", "export")
OTHER = "second-assessor"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("frame") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    return Opened()


def links(block: Block) -> list[str]:
    """Return the words of the links in a part of the page."""
    return [link.proto.label for link in block.get("page_link")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_middleware_nothing_is_drawn(opened: Opened, language: Language) -> None:
    at = framed("visit", guarded=False, a=opened.assessment.id, lang=language)
    assert [e.value for e in at.error] == [translator(language)("frame.unguarded")]
    assert not at.title
    assert not at.get("page_link")
    assert not at.get("bidi_component")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_names_every_page_in_the_language_of_the_address(
    opened: Opened, language: Language
) -> None:
    t = translator(language)
    at = framed("", a=opened.assessment.id, lang=language)
    assert [title.value for title in at.title] == [t("frame.name")]
    of_audit = [t(f"frame.page.{name}") for name in ("home", *PAGES)]
    others = [t("urgent.title"), t("frame.page.verify"), t("frame.page.about")]
    assert links(at.sidebar) == [*of_audit, *others]


def test_another_language_is_one_click_and_stands_in_the_address(opened: Opened) -> None:
    at = framed("", a=opened.assessment.id, lang="en")
    at.segmented_control(key="frame:language").set_value("fr").run()
    assert at.query_params["lang"] == "fr"
    assert links(at.sidebar)[0] == translator("fr")("frame.page.home")


@pytest.mark.parametrize("place", range(len(PAGES)))
def test_each_page_leads_on_and_back(opened: Opened, place: int) -> None:
    at = framed(PAGES[place], a=opened.assessment.id, lang="en")
    t = translator("en")
    around = [
        t(f"frame.step.{step}", page=t(f"frame.page.{PAGES[to]}"))
        for step, to in (("back", place - 1), ("on", place + 1))
        if 0 <= to < len(PAGES)
    ]
    assert links(at.main) == around


def test_the_invented_audit_is_marked_on_every_page(opened: Opened) -> None:
    at = framed("visit", a=opened.assessment.id, lang="fr")
    assert "Inventé" not in everything_said(at)
    invented = demonstration.fill(store(), opened.me, "fr")
    at = framed("visit", a=invented, lang="fr")
    assert "Inventé" in everything_said(at)


@pytest.fixture
def team(opened: Opened) -> Opened:
    for member, name in ((opened.me, "Ada"), (OTHER, "Bo")):
        opened.put(f"member/{member}", "name", name)
    opened.put("criterion/A1", "level", "3")
    opened.put("criterion/A1", "level", "1", author=OTHER)
    return opened


def test_one_person_alone_is_not_asked_who_is_there(opened: Opened) -> None:
    opened.put(f"member/{opened.me}", "name", "Ada")
    assert not framed("rate", a=opened.assessment.id).radio


def test_whoever_is_at_the_screen_sees_their_own_ratings_only(team: Opened) -> None:
    at = framed("rate", a=team.assessment.id, lang="en")
    assert at.radio[0].options == ["Ada", "Bo"]
    assert value_of_a1(at) == "3"
    at.radio[0].set_value(OTHER).run()
    assert at.query_params["p"] == OTHER
    assert value_of_a1(at) == "1"
    at.radio[0].set_value(team.me).run()
    assert value_of_a1(at) == "3"


def test_a_removed_member_or_a_stranger_is_never_at_the_screen(team: Opened) -> None:
    at = framed("rate", a=team.assessment.id, p="stranger")
    assert value_of_a1(at) == "3"
    team.put(f"member/{OTHER}", "removed", "yes")
    assert not framed("rate", a=team.assessment.id).radio


def value_of_a1(at: AppTest) -> str:
    sheet = next(
        data
        for data in (json.loads(c.proto.json) for c in at.get("bidi_component"))
        if "values" in data
    )
    return str(sheet["values"]["criterion/A1|level"]["value"])
