"""Every page of an audit, as its readers open them, and what stands on them."""

import json
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from audit.pages.urgent import VIEWS
from audit.sheets.visit import PARTS
from audit.words import translator
from rubrics.text import Language
from tests.browser.serving import Server

OF_AN_AUDIT = (
    "visit",
    "rate",
    "interviews",
    "judge",
    "results",
    "comparison",
    "plan",
    "export",
)
WITH_A_SHEET = ("visit", "rate", "judge", "plan")
TITLES = {name: f"{name}.title" for name in (*OF_AN_AUDIT, "urgent", "about")} | {
    "": "frame.name",
    "verify": "verify_page.title",
}

# Also what components draw for themselves, and what only a screen reader says.
EVERYTHING_SAID = """() => {
  const said = [], named = ['aria-label', 'title', 'placeholder', 'alt'];
  const silent = 'style, script, noscript, %s';
  const walk = (at) => {
    for (const node of at.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) { said.push(node.data.trim()); continue; }
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(silent)) continue;
      said.push(...named.map((name) => node.getAttribute(name)));
      if (node.shadowRoot) walk(node.shadowRoot);
      walk(node);
    }
  };
  walk(document.documentElement);
  return said.filter(Boolean);
}"""


def latest_audit(server: Server) -> str:
    """Return the id of the latest audit that has a name."""
    audits: list[dict[str, str]] = json.loads(server.run("list", "--json"))
    return next(audit["id"] for audit in audits if audit["facility"])


def addresses(audit: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of every page, each part of the visit by itself."""
    yield "", "/?"
    for name in OF_AN_AUDIT:
        for part in PARTS if name == "visit" else ("",):
            yield name, f"/{name}?a={audit}" + (f"&part={part}" if part else "")
    for view in VIEWS:
        yield "urgent", f"/urgent?a={audit}&view={view}"
    yield "verify", f"/verify?a={audit}"
    yield "about", f"/about?a={audit}"


def ready(page: Page, name: str, language: Language) -> None:
    """Wait until a page is drawn to its end in a language."""
    t = translator(language)
    expect(page.get_by_role("heading", level=1, name=t(TITLES[name]), exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=t("frame.hide"), exact=True)).to_be_visible()
    at_rest(page)
    if name in WITH_A_SHEET:
        expect(page.locator(f'.sheet[lang="{language}"] .item').first).to_be_visible()


def at_rest(page: Page) -> None:
    """Wait until the server has said all it has to say."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def speak(page: Page, language: Language) -> None:
    """Choose a language in the side bar."""
    page.get_by_role("radio", name={"en": "English", "fr": "Français"}[language]).first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def everything_said(page: Page, *, but: str = "#none") -> list[str]:
    """Return all words of a page, for the eye and for the ear, except inside some elements."""
    said: list[str] = page.evaluate(EVERYTHING_SAID % but)
    return said


def assert_hidden(page: Page, language: Language) -> None:
    """Nothing of the page is left to see, to hear or in the title."""
    t = translator(language)
    cover = page.get_by_role("button", name=t("frame.click_to_return"))
    expect(cover).to_be_focused()
    assert cover.bounding_box() == {"x": 0, "y": 0, **(page.viewport_size or {})}
    expect(page).to_have_title(t("frame.hidden_title"))
    assert what_a_screen_reader_meets(page) == {t("frame.click_to_return"), t("frame.hidden_title")}
    assert page.evaluate("document.body.innerText.trim()") == ""


def what_a_screen_reader_meets(page: Page) -> set[str]:
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    said = {
        str(node.get("name", {}).get("value", "")).strip()
        for node in tree["nodes"]
        if not node["ignored"]
    }
    return said - {""}


def open_a_note(page: Page) -> Locator:
    """Open the notes of the second criterion and go to the first of them."""
    item = page.locator(".sheet .item").nth(1)
    item.locator("details.more > summary").click()
    note = item.locator("details.more textarea").first
    note.click()
    return note
