"""Previews on the export page: by keyboard, at a narrow width, with no fault axe can find."""

from playwright.sync_api import Page, expect

from audit.words import translator
from exports.documents import DOCUMENTS, Kind
from tests.browser.serving import Server
from tests.browser.test_every_page import NARROW, astray, faults, page, too_wide
from tests.browser.tour import at_rest, ready

__all__ = ["page"]
# Between them every way of showing: pages, a section and sheets, files with lines.
KINDS: tuple[Kind, ...] = ("summary-pdf", "plan-xlsx", "data")


def unfold(page: Page, kind: Kind) -> None:
    label = translator("fr")("export.look", document=DOCUMENTS[kind].label("fr"))
    page.locator("summary", has_text=label).focus()
    page.keyboard.press("Enter")


def test_previews_bar_nobody(demonstration: Server, demonstrated: str, page: Page) -> None:
    t = translator("fr")
    page.set_viewport_size(NARROW)
    page.goto(f"{demonstration.url}/export?a={demonstrated}&lang=fr")
    ready(page, "export", "fr")
    for n, kind in enumerate(KINDS, 1):
        unfold(page, kind)
        expect(page.locator(".pra-view")).to_have_count(n)
    at_rest(page)
    image = page.get_by_role(
        "img", name=t("export.page_of", page=1, document=DOCUMENTS["summary-pdf"].label("fr"))
    )
    expect(image).to_be_visible()
    assert image.evaluate("image => image.naturalWidth") > 0
    assert [*too_wide(page), *astray(page), *faults(page)] == []
