"""Wide or narrow: nothing runs over the edge, and every page is found from every other."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.browser.serving import Server
from tests.browser.tour import OF_AN_AUDIT, addresses, latest_audit, ready

Open = Callable[..., BrowserContext]
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


@pytest.fixture(scope="module")
def audit(demonstration: Server) -> str:
    return latest_audit(demonstration)


def test_nothing_runs_over_the_edge(demonstration: Server, audit: str, open_context: Open) -> None:
    page = open_context().new_page()
    for name, address in addresses(audit):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{demonstration.url}{address}&lang=fr")
        for width in (1280, 768):
            page.set_viewport_size({"width": width, "height": 900})
            ready(page, name, "fr")
            assert too_wide(page) == [], (address, width)
            # Little air above: work begins near the top.
            first_words = page.get_by_role("heading", level=1).bounding_box()
            assert first_words is not None
            assert first_words["y"] < 100


def test_wide_tables_and_anchors_use_the_width(
    demonstration: Server, audit: str, open_context: Open
) -> None:
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{demonstration.url}/results?lang=en&a={audit}")
    ready(page, "results", "en")
    assert widest(page.locator("main table")) >= 850
    assert 0 < widest(page.get_by_test_id("stMarkdownContainer").locator("p")) <= 740


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_tablet_the_pages_lead_on_from_one_to_the_next(
    demonstration: Server, audit: str, open_context: Open, language: Language
) -> None:
    t = translator(language)
    page = tablet(open_context)
    page.goto(f"{demonstration.url}/visit?lang={language}&a={audit}")
    for before, name in pairwise(OF_AN_AUDIT):
        ready(page, before, language)
        page.get_by_role("link", name=step(language, "on", name), exact=True).click()
    ready(page, "export", language)
    page.get_by_role("link", name=step(language, "back", "plan"), exact=True).click()
    ready(page, "plan", language)
    assert f"a={audit}" in page.url
    assert t("frame.page.plan") in page.title()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_tablet_the_menu_says_its_name_and_opens(
    demonstration: Server, audit: str, open_context: Open, language: Language
) -> None:
    t, page = translator(language), tablet(open_context)
    page.goto(f"{demonstration.url}/plan?lang={language}&a={audit}")
    ready(page, "plan", language)
    menu = page.get_by_role("button", name=t("frame.controls.open_sidebar"), exact=True)
    box = menu.bounding_box()
    assert box is not None
    assert (box["height"] >= 44, box["width"] > 60) == (True, True)
    menu.click()
    link = page.get_by_role("link", name=t("frame.page.results"), exact=True)
    expect(link).to_be_in_viewport()
    link.click()
    ready(page, "results", language)


def test_what_sticks_to_the_top_stays_clear_of_the_buttons_there(
    demonstration: Server, audit: str, open_context: Open
) -> None:
    page = tablet(open_context)
    page.goto(f"{demonstration.url}/rate?lang=fr&a={audit}")
    ready(page, "rate", "fr")
    page.locator(".sheet .item").nth(2).scroll_into_view_if_needed()
    page.get_by_test_id("stMain").evaluate("main => { main.scrollTop += 300; }")
    bar = page.locator(".sheet .bar").bounding_box()
    button = page.get_by_role("button", name=translator("fr")("frame.hide")).bounding_box()
    assert bar is not None
    assert button is not None
    assert 0 < button["y"] + button["height"] <= bar["y"] < 200


def too_wide(page: Page) -> list[str]:
    """Return what runs over the edge once the side bar has finished folding away."""
    found: list[str] = page.evaluate(TOO_WIDE)
    for _ in range(30):
        if not found:
            break
        page.wait_for_timeout(100)
        found = page.evaluate(TOO_WIDE)
    return found


def widest(drawn: Locator) -> float:
    return max(box["width"] for one in drawn.all() if (box := one.bounding_box()))


def tablet(open_context: Open) -> Page:
    return open_context(viewport={"width": 768, "height": 1024}).new_page()


def step(language: Language, way: str, name: str) -> str:
    t = translator(language)
    return t(f"frame.step.{way}", page=t(f"frame.page.{name}"))
