"""Wide or narrow: the width is used, and every page is found from every other."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.browser.serving import Server
from tests.browser.tour import OF_AN_AUDIT, ready

Open = Callable[..., BrowserContext]


def test_wide_tables_and_anchors_use_the_width(
    demonstration: Server, demonstrated: str, open_context: Open
) -> None:
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{demonstration.url}/results?lang=en&a={demonstrated}")
    ready(page, "results", "en")
    assert widest(page.locator("main table")) >= 850
    assert 0 < widest(page.get_by_test_id("stMarkdownContainer").locator("p")) <= 740


def test_on_a_tablet_the_pages_lead_on_from_one_to_the_next(
    demonstration: Server, demonstrated: str, open_context: Open
) -> None:
    language: Language = "fr"
    t, page = translator(language), tablet(open_context)
    page.goto(f"{demonstration.url}/visit?lang={language}&a={demonstrated}")
    for before, name in pairwise(OF_AN_AUDIT):
        ready(page, before, language)
        page.get_by_role("link", name=step(language, "on", name), exact=True).click()
    ready(page, "export", language)
    page.get_by_role("link", name=step(language, "back", "plan"), exact=True).click()
    ready(page, "plan", language)
    assert f"a={demonstrated}" in page.url
    assert t("frame.page.plan") in page.title()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_tablet_the_menu_says_its_name_and_opens(
    demonstration: Server, demonstrated: str, open_context: Open, language: Language
) -> None:
    t, page = translator(language), tablet(open_context)
    page.goto(f"{demonstration.url}/plan?lang={language}&a={demonstrated}")
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
    demonstration: Server, demonstrated: str, open_context: Open
) -> None:
    page = tablet(open_context)
    page.goto(f"{demonstration.url}/rate?lang=fr&a={demonstrated}")
    ready(page, "rate", "fr")
    page.locator(".sheet .item").nth(2).scroll_into_view_if_needed()
    page.get_by_test_id("stMain").evaluate("main => { main.scrollTop += 300; }")
    bar = page.locator(".sheet .bar").bounding_box()
    button = page.get_by_role("button", name=translator("fr")("frame.hide")).bounding_box()
    assert bar is not None
    assert button is not None
    assert 0 < button["y"] + button["height"] <= bar["y"] < 200


def widest(drawn: Locator) -> float:
    return max(box["width"] for one in drawn.all() if (box := one.bounding_box()))


def tablet(open_context: Open) -> Page:
    return open_context(viewport={"width": 768, "height": 1024}).new_page()


def step(language: Language, way: str, name: str) -> str:
    t = translator(language)
    return t(f"frame.step.{way}", page=t(f"frame.page.{name}"))
