"""No page has a fault that axe can find, in either language, wide or narrow."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from rubrics.text import LANGUAGES, Language
from tests.browser.serving import Server
from tests.browser.tour import OF_AN_AUDIT, addresses, latest_audit, ready, speak

WIDTHS = (1280, 768)
UNFOLD = """() => {
  const unfold = (at) => {
    for (const fold of at.querySelectorAll('details')) fold.open = true;
    for (const { shadowRoot } of at.querySelectorAll('*')) if (shadowRoot) unfold(shadowRoot);
  };
  unfold(document);
}"""
PARTS = ("", *OF_AN_AUDIT, "about")


@pytest.fixture(scope="module")
def audit(demonstration: Server) -> str:
    return latest_audit(demonstration)


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    # The checker is put into the page, which the page's own policy would forbid.
    return open_context(bypass_csp=True).new_page()


def faults(page: Page) -> list[str]:
    """Look at all of a page, what is folded away included."""
    page.evaluate(UNFOLD)
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]} on {page.url}, {page.viewport_size}"
        for fault in found
        for node in fault["nodes"]
    ]


def faults_everywhere(page: Page, name: str) -> list[str]:
    """Look at one page in each language and at each width, without leaving it."""
    found: list[str] = []
    for language, width in zip(LANGUAGES, WIDTHS, strict=True):
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        speak(page, language)
        page.set_viewport_size({"width": width, "height": 900})
        ready(page, name, language)
        found += faults(page)
    return found


@pytest.mark.parametrize("name", PARTS)
def test_no_page_has_a_fault(demonstration: Server, audit: str, page: Page, name: str) -> None:
    found: list[str] = []
    for _, address in (place for place in addresses(audit) if place[0] == name):
        page.goto(f"{demonstration.url}{address}&lang=en")
        ready(page, name, "en")
        found += faults_everywhere(page, name)
    assert found == []


def test_an_empty_installation_has_no_fault(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/?lang=en")
    ready(page, "", "en")
    assert faults_everywhere(page, "") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_knows_no_audit_has_no_fault(
    demonstration: Server, page: Page, language: Language
) -> None:
    page.goto(f"{demonstration.url}/results?lang={language}&a=nothing")
    page.get_by_role("heading", level=1).wait_for()
    assert faults(page) == []


def test_a_fault_inside_a_component_would_be_found(
    demonstration: Server, audit: str, page: Page
) -> None:
    page.goto(f"{demonstration.url}/rate?a={audit}")
    ready(page, "rate", "en")
    page.locator(".sheet details textarea").first.evaluate("field => field.labels[0].remove()")
    assert "label" in {fault.split(": ")[0] for fault in faults(page)}
