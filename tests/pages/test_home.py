"""Home: two ways to begin on an empty installation, and every audit one click away."""

import pytest
from streamlit.testing.v1 import AppTest

from audit.assessments import new_assessment
from audit.pages.session import store
from audit.trail import Operation
from audit.words import translator
from rubrics.loader import digest, find
from rubrics.text import LANGUAGES, Language
from tests.pages.framed import framed
from tests.pages.opened import BEGUN, Opened

EVIL = "<img src=x onerror=alert(1)> **bold**"


@pytest.fixture(autouse=True)
def installation(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("home") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")


def markup(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_installation_offers_a_start_and_the_demonstration(language: Language) -> None:
    t, at = translator(language), framed(lang=language)
    assert [title.value for title in at.title] == [t("frame.name")]
    assert [button.label for button in at.button] == [
        t("home.start.button"),
        t("home.demonstration.button"),
    ]
    assert [header.value for header in at.header] == [t("home.begin")]


def test_a_first_audit_is_one_click_and_opens_its_plan() -> None:
    at = framed(lang="fr")
    at.button(key="home:start").click().run()
    (begun,) = store().assessments()
    rubric = find("peer-integration")
    assert (begun.rubric_id, begun.rubric_version) == (rubric.id, rubric.version)
    assert begun.rubric_digest == digest(rubric)
    assert not begun.invented
    assert [title.value for title in at.title] == ["Préparer la visite"]
    assert at.query_params == {"lang": "fr", "a": begun.id}


def test_the_demonstration_is_offered_to_an_empty_installation_only() -> None:
    at = framed(lang="en")
    waiting = framed(lang="en")
    at.button(key="home:demonstration").click().run()
    assert [title.value for title in at.title] == ["Results"]
    later, earlier = store().assessments()
    assert later.invented
    assert earlier.invented
    assert at.query_params["a"] == later.id
    # A tab that still offers it opens nothing twice.
    waiting.button(key="home:demonstration").click().run()
    assert len(store().assessments()) == 2
    assert "home:demonstration" not in [button.key for button in waiting.button]


@pytest.mark.parametrize(
    ("state", "title"),
    [("", "Coter"), ("collecting", "Coter"), ("agreeing", "Résultats"), ("final", "Résultats")],
)
def test_an_audit_opens_where_its_work_goes_on(state: str, title: str) -> None:
    opened = Opened()
    if state:
        opened.put("visit", "state", state)
    at = framed(lang="fr")
    at.button(key=f"home:open:{opened.assessment.id}").click().run()
    assert [heading.value for heading in at.title] == [title]
    assert at.query_params["a"] == opened.assessment.id


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Facility without a name yet", "Planned · begun 2 March 2026")),
        ("fr", ("Structure encore sans nom", "Préparé · commencé le 2 mars 2026")),
    ],
)
def test_an_audit_just_begun_says_when(language: str, said: tuple[str, str]) -> None:
    Opened()
    at = framed(lang=language)
    assert all(words in markup(at) for words in said)


def test_an_audit_says_what_and_when_as_typed_and_never_as_markup() -> None:
    opened = Opened()
    opened.put("facility", "name", EVIL)
    opened.put("visit", "started", "2026-11-02")
    opened.put("visit", "state", "collecting")
    at = framed(lang="en")
    assert "&lt;img src=x onerror=alert(1)&gt; **bold**" in markup(at)
    assert "<img" not in markup(at)
    assert "Collecting evidence · visited 2 November 2026" in markup(at)
    assert "Invented" not in markup(at)


def test_invented_audits_are_marked() -> None:
    rubric = find("peer-integration")
    store().create_assessment(
        new_assessment(
            rubric_id=rubric.id,
            rubric_version=rubric.version,
            rubric_digest=digest(rubric),
            now=BEGUN,
            invented=True,
        )
    )
    assert "Inventé pour la démonstration · Préparé" in markup(framed(lang="fr"))


def test_many_audits_are_searched_and_only_the_latest_are_listed() -> None:
    for number in range(23):
        opened = Opened()
        name = Operation(
            id=f"named-{number:06}", subject="facility", field="name", value=f"Ward {number}"
        )
        assert store().take(opened.assessment.id, (name,), opened.me, "tablet", BEGUN)
    at = framed(lang="en")
    assert len(opened_by(at)) == 20
    assert "3 more audits: search for them above." in [c.value for c in at.caption]
    at.text_input(key="home:search").input("ward 22").run()
    assert len(opened_by(at)) == 1
    at.text_input(key="home:search").input("nowhere").run()
    assert opened_by(at) == []
    assert "No audit has all these words." in [m.value for m in at.markdown]


def opened_by(at: AppTest) -> list[str]:
    return [b.key for b in at.button if b.key and b.key.startswith("home:open:")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_facility_is_visited_again_and_only_what_it_is_comes_along(language: Language) -> None:
    t, opened = translator(language), Opened()
    opened.put("facility", "name", EVIL)
    opened.put("facility", "country", "ML")
    opened.put("member/ann", "name", "Ann")
    opened.put("criterion/A1", "level", "2")
    opened.put("visit", "state", "agreeing")
    at = framed(lang=language)
    stale = framed(lang=language)
    button = at.button(key=f"home:again:begin:{opened.assessment.id}")
    assert button.label == t("home.again.button")
    assert t("home.again.text") in [m.value for m in at.markdown]
    button.click().run()
    assert not at.exception
    later, earlier = store().assessments()
    assert earlier == opened.assessment
    assert (later.facility_id, later.rubric_id) == (earlier.facility_id, earlier.rubric_id)
    assert {(row.key.subject, row.key.field, row.value) for row in store().rows(later.id)} == {
        ("facility", "name", EVIL),
        ("facility", "country", "ML"),
    }
    assert at.query_params == {"lang": language, "a": later.id}
    assert [title.value for title in at.title] == [t("visit.title")]
    assert store().overview()[0].facility == EVIL
    # While the new audit goes on there is nothing to begin, whatever an old tab still offers.
    stale.button(key=f"home:again:begin:{opened.assessment.id}").click().run()
    assert len(store().assessments()) == 2
    assert not [b.key for b in stale.button if b.key and b.key.startswith("home:again:")]


def test_a_visit_that_goes_on_is_not_begun_again() -> None:
    opened = Opened()
    opened.put("visit", "state", "collecting")
    assert not [b.key for b in framed().button if b.key and b.key.startswith("home:again:")]
