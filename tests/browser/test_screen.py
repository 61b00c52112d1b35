"""The screen: its language, one key that hides it, the keyboard alone, and no word astray."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, WebSocket, expect

from audit.words import messages, translator
from rubrics.text import LANGUAGES, Language
from tests.browser.serving import Server
from tests.browser.tour import (
    addresses,
    assert_hidden,
    at_rest,
    everything_said,
    latest_audit,
    open_a_note,
    ready,
    speak,
)

Open = Callable[..., BrowserContext]
TYPED = "Dit dans le couloir, pour nous seuls."
# Whoever reads French should meet none of these, neither by eye nor by ear.
ENGLISH = re.compile(
    r"\b(the|and|with|this|your|please|loading|running|press|search|choose|select|sidebar|open|close"
    r"|cancel|copy|download|upload|browse|file|error|skip|show|hide|more|less|yes|next|previous"
    r"|saved?|clear|remove|add|required|optional|results|settings|link|heading)\b",
    re.IGNORECASE,
)
# Streamlit's own words that it lets nobody translate: names of icons, drawn as pictures.
UNTRANSLATABLE = re.compile(r"^(keyboard_double_arrow_(left|right)|expand_more|chevron_right)$")
# Works are cited in the language they were written in.
CITATIONS = ".pra li > span:first-child"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the demonstration in French, to be typed into."""
    made = Server(tmp_path_factory.mktemp("screen"))
    yield made.start("--demo", "--language", "fr")
    made.stop()


@pytest.fixture(scope="module")
def audit(installation: Server) -> str:
    return latest_audit(installation)


@pytest.fixture
def page(open_context: Open) -> Page:
    return open_context().new_page()


# -- language


def test_a_french_browser_gets_french_and_a_choice_is_remembered(
    installation: Server, open_context: Open
) -> None:
    page = open_context(locale="fr-CA").new_page()
    page.goto(installation.url)
    ready(page, "", "fr")
    assert page.locator("html").get_attribute("dir") == "ltr"
    speak(page, "en")
    ready(page, "", "en")
    first = page.goto(installation.url)
    assert first is not None
    assert '<html lang="en" dir="ltr">' in first.text()
    ready(page, "", "en")


@pytest.mark.parametrize(("accepted", "language"), [("es, fr;q=0.8", "fr"), ("de", "en")])
def test_the_language_is_right_from_the_first_byte(
    installation: Server, accepted: str, language: Language
) -> None:
    port = installation.port
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as asking:
        asking.request("GET", "/", headers={"accept-language": accepted})
        assert f'<html lang="{language}" dir="ltr">' in asking.getresponse().read().decode()


def test_another_language_keeps_the_place_and_what_is_being_typed(
    installation: Server, audit: str, page: Page
) -> None:
    page.goto(f"{installation.url}/rate?lang=en&a={audit}&s=D")
    ready(page, "rate", "en")
    note = open_a_note(page)
    note.press_sequentially(TYPED)
    scrolled = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    speak(page, "fr")
    expect(page.locator('.sheet[lang="fr"]')).to_be_visible()
    expect(page.get_by_role("heading", level=2, name=re.compile("^D · "))).to_be_visible()
    expect(note).to_have_value(TYPED)
    assert page.url.split("?")[0].endswith("/rate")
    assert {"lang=fr", f"a={audit}", "s=D"} <= set(page.url.split("?")[1].split("&"))
    now = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    assert scrolled > 200
    assert abs(now - scrolled) < 200
    page.go_back()
    expect(page.locator('.sheet[lang="en"]')).to_be_visible()
    expect(note).to_have_value(TYPED)
    note.fill("")
    note.blur()
    expect(page.locator(".sheet .status")).to_have_attribute("data-state", "saved")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_the_visit_stays_open_in_the_other_language(
    installation: Server, audit: str, page: Page, language: Language
) -> None:
    page.goto(f"{installation.url}/visit?lang={language}&a={audit}&part=team")
    ready(page, "visit", language)
    other: Language = "fr" if language == "en" else "en"
    speak(page, other)
    part = translator(other)("visit.parts.team")
    expect(page.get_by_role("heading", level=2, name=part, exact=True)).to_be_visible()


# -- hiding


def test_one_key_hides_every_page_and_a_click_brings_it_back(
    installation: Server, audit: str, page: Page
) -> None:
    for name, address in addresses(audit):
        page.goto(f"{installation.url}{address}&lang=fr")
        ready(page, name, "fr")
        title = page.title()
        page.keyboard.press("Escape")
        assert_hidden(page, "fr")
        page.keyboard.press("Escape")
        assert_hidden(page, "fr")
        page.mouse.click(300, 300)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.title() == title


def test_hiding_keeps_what_is_typed_and_where(installation: Server, audit: str, page: Page) -> None:
    page.goto(f"{installation.url}/rate?lang=en&a={audit}&s=H")
    ready(page, "rate", "en")
    note = open_a_note(page)
    note.press_sequentially(TYPED)
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert_hidden(page, "en")
    page.mouse.click(640, 450)
    expect(note).to_be_focused()
    page.keyboard.insert_text(" own")
    expect(note).to_have_value(TYPED[:-6] + " own" + TYPED[-6:])


def test_a_page_drawn_while_hidden_stays_hidden(
    installation: Server, audit: str, page: Page
) -> None:
    page.goto(f"{installation.url}/?lang=en")
    ready(page, "", "en")
    page.keyboard.press("Escape")
    page.evaluate("address => history.pushState({}, '', address)", f"/plan?lang=en&a={audit}")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate', { state: {} }))")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), "
        "{ textContent: 'a late message', role: 'alert' }))"
    )
    page.evaluate("document.title = 'Action plan'")
    at_rest(page)
    assert_hidden(page, "en")


def test_a_hand_without_a_keyboard_hides_the_screen(
    installation: Server, audit: str, open_context: Open
) -> None:
    page = open_context(viewport={"width": 768, "height": 1024}, has_touch=True).new_page()
    page.goto(f"{installation.url}/results?lang=fr&a={audit}")
    ready(page, "results", "fr")
    page.get_by_test_id("stMain").evaluate("main => { main.scrollTop = 900; }")
    page.get_by_role("button", name=translator("fr")("frame.hide")).tap()
    assert_hidden(page, "fr")
    page.touchscreen.tap(100, 100)
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    assert page.title() != translator("fr")("frame.hidden_title")


# -- the keyboard alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_criterion_is_rated_by_keyboard_alone(
    installation: Server, page: Page, language: Language
) -> None:
    t = translator(language)
    page.goto(f"{installation.url}/?lang={language}")
    ready(page, "", language)
    walk_to(page, t("home.start.button"))
    page.keyboard.press("Enter")
    ready(page, "visit", language)
    walk_to(page, t("frame.page.rate"))
    page.keyboard.press("Enter")
    ready(page, "rate", language)
    first = page.locator(".sheet .item").first
    scale = first.get_by_role("radio")
    walk_to(page, scale.first.get_attribute("aria-label") or "", scale.first)
    page.keyboard.press("ArrowDown")
    expect(scale.nth(1)).to_be_checked()
    expect(page.locator(".sheet .status")).to_have_attribute("data-state", "saved")
    page.reload()
    ready(page, "rate", language)
    expect(page.locator(".sheet .item").first.get_by_role("radio").nth(1)).to_be_checked()


def walk_to(page: Page, name: str, target: Locator | None = None) -> None:
    """Press Tab until the focus is on something of that name; it must be seen to be there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        reached = page.evaluate(FOCUSED)
        if target is None and reached["name"] == name:
            break
        if target is not None and target.evaluate("at => at.getRootNode().activeElement === at"):
            break
    else:
        pytest.fail(f"Tab never reaches {name!r}")
    assert reached["ringed"], name


FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(at);
  return { name: at.innerText?.trim(), ringed: outlineStyle !== 'none' || boxShadow !== 'none' };
}"""


# -- nothing leaves, nothing is astray


def test_a_walk_through_all_pages_asks_this_computer_only(
    installation: Server, audit: str, open_context: Open
) -> None:
    context, t = open_context(locale="fr-FR"), translator("fr")
    asked: list[str] = []

    def note(request: Request | WebSocket) -> None:
        asked.append(request.url)

    context.on("request", note)
    page = context.new_page()
    page.on("websocket", note)
    page.goto(f"{installation.url}/results?a={audit}")
    for name in ("visit", "rate", "judge", "results", "plan", "export", "about"):
        page.get_by_role("link", name=t(f"frame.page.{name}"), exact=True).click()
        ready(page, name, "fr")
    speak(page, "en")
    ready(page, "about", "en")
    hosts = {url.split("/")[2] for url in asked if not url.startswith(("data:", "blob:"))}
    assert len(asked) > 20
    assert hosts == {f"127.0.0.1:{installation.port}"}


def test_french_pages_say_nothing_in_english_and_show_no_key(
    installation: Server, audit: str, page: Page
) -> None:
    keys = re.compile("|".join(re.escape(key) for key in sorted(messages(), key=len)[::-1]))
    astray: list[tuple[str, str]] = []
    for name, address in addresses(audit):
        page.goto(f"{installation.url}{address}&lang=fr")
        ready(page, name, "fr")
        said = everything_said(page, but=CITATIONS)
        assert len(said) > 10
        wrong = (s for s in said if ENGLISH.search(s) or keys.fullmatch(s))
        astray += [(address, s) for s in wrong if not UNTRANSLATABLE.match(s)]
    assert sorted({said for _, said in astray}) == [], astray


@pytest.mark.parametrize(("language", "title"), [("en", "No audit"), ("fr", "Aucun audit")])
def test_an_unknown_audit_is_said_and_leads_home(
    installation: Server, page: Page, language: Language, title: str
) -> None:
    t = translator(language)
    page.goto(f"{installation.url}/rate?lang={language}&a=0000")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_text(t("frame.unknown.text"))).to_be_visible()
    page.get_by_role("link", name=t("frame.go_home"), exact=True).click()
    ready(page, "", language)
