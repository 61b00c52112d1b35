"""The report as a page in a real browser: no fault axe can find, nothing asked for, nothing run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from exports.html.report import report_html
from tests.exports.hostile_audits import HOSTILE
from tests.exports.sample_record import sample_record

SAMPLE = sample_record()
# Every kind of part is in one standard; the checker takes its time over many.
SMALL = SAMPLE.model_copy(update={"standards": SAMPLE.standards[3:4]})
RECORDS = {"sample": SAMPLE, "small": SMALL, "markup": HOSTILE["markup"]}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder, found = tmp_path_factory.mktemp("pages"), {}
    for name, record in RECORDS.items():
        file: Path = folder / f"{name}.html"
        file.write_bytes(report_html(record, "fr"))
        found[name] = file.as_uri()
    return found


@pytest.fixture
def open_page(open_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def make(address: str, **look: Any) -> Page:
        page = open_context(**look).new_page()
        page.goto(address)
        return page

    return make


def faults(page: Page, *rules: str) -> list[str]:
    found = Axe().run(page, options={"runOnly": rules} if rules else None).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def test_no_page_has_a_fault(open_page: Callable[..., Page], files: dict[str, str]) -> None:
    page = open_page(files["small"], bypass_csp=True, color_scheme="light")
    assert faults(page) == []


def test_colours_are_told_apart_in_the_dark_too(
    open_page: Callable[..., Page], files: dict[str, str]
) -> None:
    page = open_page(files["small"], bypass_csp=True, color_scheme="dark")
    assert faults(page, "color-contrast") == []
    page.evaluate("document.querySelector('.small').style.color = '#444'")
    assert {fault.split(": ")[0] for fault in faults(page, "color-contrast")} == {"color-contrast"}


def test_a_page_asks_for_nothing_runs_nothing_and_fits_a_phone(
    open_context: Callable[..., BrowserContext], files: dict[str, str]
) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    for name in ("sample", "markup"):
        page.goto(files[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert asked == [files["sample"], files["markup"]]
    assert told == []
    assert page.locator("script[type='application/json']").count() == 1


def test_a_page_is_read_by_keyboard(open_page: Callable[..., Page], files: dict[str, str]) -> None:
    page = open_page(files["sample"], viewport={"width": 320, "height": 640})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contents"
    wide = page.locator(".scroll").filter(has=page.locator(".wide")).first
    wide.focus()
    page.keyboard.press("ArrowRight")
    # A wait of Playwright's own: one written in JavaScript is against the page's policy.
    expect(wide).not_to_have_js_property("scrollLeft", 0)
