"""Typing in from paper with the keyboard alone: a code, consent, and one key for each answer."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.rate_page import Audit

CODE = "U01-KX4"


def test_a_sheet_of_paper_is_typed_in_with_one_key_for_each_answer(
    open_context: Callable[..., BrowserContext], audit: Audit
) -> None:
    page = open_context().new_page()
    page.goto(f"{audit.server.url}/interviews?lang=en&a={audit.id}&view=paper")
    page.get_by_label("Code on the sheet").focus()
    page.keyboard.type(CODE.lower())
    page.keyboard.press("Enter")
    consent = page.locator(f'section[data-subject="informant/{CODE}"]')
    consent.locator("input[value=yes]").first.focus()
    page.keyboard.press("Space")

    first, second, third, fourth = (page.locator("section.item").nth(n) for n in range(4))
    expect(first.get_by_role("radio", name="D · I don’t know")).to_be_visible()
    expect(first.locator("input").first).to_be_focused()
    page.keyboard.press("2")
    expect(second.locator("input").first).to_be_focused()
    page.keyboard.press("d")
    # Arrows choose without going on.
    expect(third.locator("input").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(third.locator("input").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(fourth.locator("input").first).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator(".status")).to_have_attribute("data-state", "saved")

    given = [
        audit.entries.value(f"{place.get_attribute('data-subject')}", "answer")
        for place in (first, second, third, fourth)
    ]
    assert given[1] == "dont_know"
    assert given[3] == "skipped"
    assert [
        first.locator("input").nth(1).input_value(),
        third.locator("input:checked").input_value(),
    ] == [
        given[0],
        given[2],
    ]
