"""The screen: its language, one key that hides it, the keyboard alone, and no word astray."""

import re
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.browser.serving import Server
from tests.browser.tour import (
    assert_hidden,
    at_rest,
    open_a_note,
    ready,
    speak,
)

Open = Callable[..., BrowserContext]
TYPED = "Dit dans le couloir, pour nous seuls."


@pytest.fixture
def page(open_context: Open) -> Page:
    return open_context().new_page()


# -- language


def test_a_french_browser_gets_french_and_a_choice_is_remembered(
    demonstration: Server, open_context: Open
) -> None:
    page = open_context(locale="fr-CA").new_page()
    page.goto(demonstration.url)
    ready(page, "", "fr")
    assert page.locator("html").get_attribute("dir") == "ltr"
    speak(page, "en")
    ready(page, "", "en")
    first = page.goto(demonstration.url)
    assert first is not None
    assert '<html lang="en" dir="ltr">' in first.text()
    ready(page, "", "en")


@pytest.mark.parametrize(("accepted", "language"), [("es, fr;q=0.8", "fr"), ("de", "en")])
def test_the_language_is_right_from_the_first_byte(
    demonstration: Server, accepted: str, language: Language
) -> None:
    port = demonstration.port
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as asking:
        asking.request("GET", "/", headers={"accept-language": accepted})
        assert f'<html lang="{language}" dir="ltr">' in asking.getresponse().read().decode()


def test_another_language_keeps_the_place_and_what_is_being_typed(
    demonstration: Server, demonstrated: str, page: Page
) -> None:
    page.goto(f"{demonstration.url}/rate?lang=en&a={demonstrated}&s=D")
    ready(page, "rate", "en")
    note = open_a_note(page)
    note.press_sequentially(TYPED)
    scrolled = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    speak(page, "fr")
    expect(page.locator('.sheet[lang="fr"]')).to_be_visible()
    expect(page.get_by_role("heading", level=2, name=re.compile("^D · "))).to_be_visible()
    expect(note).to_have_value(TYPED)
    assert page.url.split("?")[0].endswith("/rate")
    assert {"lang=fr", f"a={demonstrated}", "s=D"} <= set(page.url.split("?")[1].split("&"))
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
    demonstration: Server, demonstrated: str, page: Page, language: Language
) -> None:
    page.goto(f"{demonstration.url}/visit?lang={language}&a={demonstrated}&part=team")
    ready(page, "visit", language)
    other: Language = "fr" if language == "en" else "en"
    speak(page, other)
    part = translator(other)("visit.parts.team")
    expect(page.get_by_role("heading", level=2, name=part, exact=True)).to_be_visible()


# -- hiding


def test_hiding_keeps_what_is_typed_and_where(
    demonstration: Server, demonstrated: str, page: Page
) -> None:
    page.goto(f"{demonstration.url}/rate?lang=en&a={demonstrated}&s=H")
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
    demonstration: Server, demonstrated: str, page: Page
) -> None:
    page.goto(f"{demonstration.url}/?lang=en")
    ready(page, "", "en")
    page.keyboard.press("Escape")
    page.evaluate(
        "address => history.pushState({}, '', address)", f"/plan?lang=en&a={demonstrated}"
    )
    page.evaluate("dispatchEvent(new PopStateEvent('popstate', { state: {} }))")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), "
        "{ textContent: 'a late message', role: 'alert' }))"
    )
    page.evaluate("document.title = 'Action plan'")
    at_rest(page)
    assert_hidden(page, "en")


def test_a_hand_without_a_keyboard_hides_the_screen(
    demonstration: Server, demonstrated: str, open_context: Open
) -> None:
    page = open_context(viewport={"width": 768, "height": 1024}, has_touch=True).new_page()
    page.goto(f"{demonstration.url}/results?lang=fr&a={demonstrated}")
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
    demonstration: Server, page: Page, language: Language
) -> None:
    t = translator(language)
    page.goto(f"{demonstration.url}/?lang={language}")
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


# -- nothing is astray


@pytest.mark.parametrize(("language", "title"), [("en", "No audit"), ("fr", "Aucun audit")])
def test_an_unknown_audit_is_said_and_leads_home(
    demonstration: Server, page: Page, language: Language, title: str
) -> None:
    t = translator(language)
    page.goto(f"{demonstration.url}/rate?lang={language}&a=0000")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_text(t("frame.unknown.text"))).to_be_visible()
    page.get_by_role("link", name=t("frame.go_home"), exact=True).click()
    ready(page, "", language)
