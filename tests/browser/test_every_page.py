"""Every page, in both languages, wide and narrow: nothing bars anyone, nothing is astray."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from audit.words import messages, translator
from rubrics.text import LANGUAGES, Language
from tests.browser.serving import Server
from tests.browser.tour import (
    OF_AN_AUDIT,
    addresses,
    assert_hidden,
    at_rest,
    everything_said,
    ready,
    speak,
)

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 768, "height": 900}
PAGES = ("", *OF_AN_AUDIT, "urgent", "verify", "about")
UNFOLD = """() => {
  const unfold = (at) => {
    for (const fold of at.querySelectorAll('details')) fold.open = true;
    for (const { shadowRoot } of at.querySelectorAll('*')) if (shadowRoot) unfold(shadowRoot);
  };
  unfold(document);
}"""
# What sticks out of the window to the right, and how far; a table may scroll in a box of its own.
TOO_WIDE = """() => {
  const out = [], edge = innerWidth + 1;
  const boxed = (at) => at && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX) && at.tagName !== 'MAIN' || boxed(at.parentElement));
  const look = (at) => {
    for (const element of at.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const { right, width } = element.getBoundingClientRect();
      if (width && right > edge && !boxed(element.parentElement)) out.push(`${element.tagName} ${element.className} ${right}`);
    }
  };
  look(document.querySelector('main'));
  return out;
}"""  # noqa: E501 - one thought
# Whoever reads French should meet none of these, neither by eye nor by ear.
ENGLISH = re.compile(
    r"\b(the|and|with|this|your|please|loading|running|press|search|choose|select|sidebar|open|close"
    r"|cancel|copy|download|upload|browse|file|error|skip|show|hide|more|less|yes|next|previous"
    r"|saved?|clear|remove|add|required|optional|results|settings|link|heading)\b",
    re.IGNORECASE,
)
# Streamlit's own words that it lets nobody translate: names of icons, drawn as pictures.
UNTRANSLATABLE = re.compile(
    r"^(keyboard_double_arrow_(left|right)|expand_more|chevron_right|upload)$"
)
# Works are cited in the language they were written in.
CITATIONS = ".pra li > span:first-child"


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    # The checker is put into the page, which the page's own policy would forbid.
    return open_context(bypass_csp=True).new_page()


def faults(page: Page) -> list[str]:
    """Return what axe finds on all of a page, what is folded away included."""
    page.evaluate(UNFOLD)
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]} on {page.url}, {page.viewport_size}"
        for fault in found
        for node in fault["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """Return what runs over the edge once the side bar has finished folding away."""
    found: list[str] = page.evaluate(TOO_WIDE)
    for _ in range(30):
        if not found:
            break
        page.wait_for_timeout(100)
        found = page.evaluate(TOO_WIDE)
    return found


def astray(page: Page) -> list[str]:
    """Return what a French page says in English, and keys that stand where words should."""
    keys = re.compile("|".join(re.escape(key) for key in sorted(messages(), key=len)[::-1]))
    said = everything_said(page, but=CITATIONS)
    assert len(said) > 10
    wrong = (s for s in said if ENGLISH.search(s) or keys.fullmatch(s))
    return [s for s in wrong if not UNTRANSLATABLE.match(s)]


def fits(page: Page) -> list[str]:
    """Return what does not fit the window; little air is above, so that work begins at the top."""
    first_words = page.get_by_role("heading", level=1).bounding_box()
    assert first_words is not None
    assert first_words["y"] < 100
    return too_wide(page)


def look_in_english(page: Page, name: str) -> list[str]:
    page.set_viewport_size(WIDE)
    ready(page, name, "en")
    return [*fits(page), *faults(page)]


def look_in_french(page: Page, name: str) -> list[str]:
    page.set_viewport_size(WIDE)
    ready(page, name, "fr")
    found = [*fits(page), *astray(page)]
    page.set_viewport_size(NARROW)
    ready(page, name, "fr")
    return [*found, *fits(page), *faults(page)]


def hide_and_come_back(page: Page) -> None:
    title = page.title()
    page.keyboard.press("Escape")
    assert_hidden(page, "fr")
    page.keyboard.press("Escape")
    assert_hidden(page, "fr")
    page.mouse.click(300, 300)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.title() == title


@pytest.mark.parametrize("name", PAGES)
def test_a_page_bars_nobody_fits_speaks_its_language_and_hides(
    demonstration: Server, demonstrated: str, page: Page, name: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda link: asked.append(link.url))
    first, *others = (address for at, address in addresses(demonstrated) if at == name)
    page.goto(f"{demonstration.url}{first}&lang=en")
    found = look_in_english(page, name)
    speak(page, "fr")
    found += look_in_french(page, name)
    hide_and_come_back(page)
    for address in others:  # its parts are built alike: in one language they show their own words
        page.goto(f"{demonstration.url}{address}&lang=fr")
        found += look_in_french(page, name)
    assert found == []
    hosts = {url.split("/")[2] for url in asked if not url.startswith(("data:", "blob:"))}
    assert len(asked) > 20
    assert hosts == {f"127.0.0.1:{demonstration.port}"}


def test_a_concern_bars_nobody_speaks_its_language_and_can_be_erased(
    demonstration: Server, demonstrated: str, page: Page
) -> None:
    t = translator("fr")
    page.goto(f"{demonstration.url}/urgent?a={demonstrated}&lang=fr")
    ready(page, "urgent", "fr")
    page.get_by_role("button", name=t("urgent.noted.begin")).click()
    expect(page.locator('.sheet[lang="fr"] .item').first).to_be_visible()
    at_rest(page)
    found = [*too_wide(page), *astray(page), *faults(page)]
    page.set_viewport_size(NARROW)
    assert [*found, *too_wide(page)] == []
    # What the checker unfolded for itself stays closed to the mouse.
    page.reload()
    page.locator("summary", has_text=t("urgent.erase.title")).click()
    page.locator("label", has=page.get_by_role("checkbox")).last.click()
    page.get_by_role("button", name=t("urgent.erase.button"), exact=True).click()
    expect(page.get_by_text(t("urgent.noted.none"))).to_be_visible()


def test_an_empty_installation_has_no_fault(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/?lang=fr")
    assert look_in_french(page, "") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_knows_no_audit_has_no_fault(
    demonstration: Server, page: Page, language: Language
) -> None:
    page.goto(f"{demonstration.url}/results?lang={language}&a=nothing")
    page.get_by_role("heading", level=1).wait_for()
    assert faults(page) == []
