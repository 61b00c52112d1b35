"""Rating over a bad line: what was entered is never lost, and never written over anything newer."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, Route, expect

from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.cuttable_link import CuttableLink
from tests.browser.rate_page import Audit, RatePage, tab
from tests.browser.serving import Server

OpenContext = Callable[..., BrowserContext]
LEVEL, NOTE = "criterion/A1.level", "criterion/A1.note_observation"
KEPT = "kept on this device and will be sent again"
FILL_STORAGE = """() => {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try { for (let i = 0; ; i += 1) localStorage.setItem(`filler-${size}-${i}`, 'x'.repeat(size)); }
    catch { /* full at this size: go on with smaller pieces */ }
  }
}"""


@pytest.fixture
def link(running: Server) -> Iterator[CuttableLink]:
    made = CuttableLink(running.port)
    yield made
    made.close()


@pytest.fixture
def rate(open_context: OpenContext, audit: Audit, link: CuttableLink) -> RatePage:
    return tab(open_context(), audit, port=link.port)


def test_one_types_on_while_the_link_is_cut(
    rate: RatePage, audit: Audit, link: CuttableLink
) -> None:
    note = rate.note("A1")
    note.press_sequentially("before ")
    link.cut()
    note.press_sequentially("and while it is down")
    rate.level("A1", 2).check()
    rate.level("A3", 1).check()
    expect(rate.status).to_have_text(f"3 changes not saved yet. What you enter is {KEPT}.")
    expect(rate.told).to_contain_text("3 changes not saved yet.")
    assert audit.value(LEVEL) == ""

    link.mend()
    rate.expect_saved()
    assert audit.value(NOTE) == "before and while it is down"
    assert (audit.value(LEVEL), audit.value("criterion/A3.level")) == ("2", "1")


def test_what_a_black_hole_swallowed_is_sent_again(
    rate: RatePage, audit: Audit, link: CuttableLink
) -> None:
    link.swallow()
    rate.level("A1", 3).check()
    rate.note("A1").press_sequentially("into the void")
    rate.leave()
    rate.expect_waiting()
    link.cut()
    expect(rate.status).to_contain_text(KEPT)
    assert audit.value(LEVEL) == ""

    link.mend()
    rate.expect_saved()
    assert (audit.value(LEVEL), audit.value(NOTE)) == ("3", "into the void")
    assert audit.values(LEVEL) == ["3"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_starts_again_gets_what_was_typed_meanwhile(
    open_context: OpenContext, server: Server, how: signal.Signals
) -> None:
    audit = Audit(server)
    rate = tab(open_context(), audit)
    note = rate.note("A1")
    note.press_sequentially("before ")
    server.stop(how)
    note.press_sequentially("during ")
    rate.level("A1", 1).check()
    rate.expect_waiting()
    server.start()
    note.press_sequentially("after")
    rate.leave()

    rate.expect_saved()
    assert (audit.value(NOTE), audit.value(LEVEL)) == ("before during after", "1")
    assert audit.entries.rivals("criterion/A1", "note_observation", audit.me) == ()


def test_a_browser_closed_with_unsent_edits_sends_them_when_it_is_opened_again(
    playwright: Playwright, tmp_path: Path, audit: Audit, link: CuttableLink
) -> None:
    def browser() -> BrowserContext:
        return playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium_path(), args=list(FLAGS), locale="en-GB"
        )

    with browser() as context:
        rate = tab(context, audit, port=link.port)
        link.cut()
        rate.level("A1", 2).check()
        rate.note("A1").press_sequentially("on the train")
        rate.expect_waiting()
    assert audit.values(LEVEL) == []

    link.mend()
    with browser() as context:
        rate = tab(context, audit, port=link.port)
        rate.expect_saved()
        expect(rate.level("A1", 2)).to_be_checked()
        expect(rate.note("A1")).to_have_value("on the train")
    assert (audit.value(LEVEL), audit.value(NOTE)) == ("2", "on the train")


def test_two_devices_that_disagree_show_both_answers_until_one_is_chosen(
    open_context: OpenContext, audit: Audit, link: CuttableLink
) -> None:
    laptop, tablet = tab(open_context(), audit), tab(open_context(), audit, port=link.port)
    link.swallow()
    laptop.level("A1", 3).check()
    laptop.expect_saved()
    tablet.level("A1", 1).check()
    link.mend()
    tablet.expect_saved()

    rivals = tablet.criterion("A1").locator(".rival")
    expect(rivals.locator("blockquote")).to_have_text(["3 · Full", "1 · Initiated"])
    assert audit.values(LEVEL) == ["3", "1"]
    rivals.first.get_by_role("button", name="Keep this one").click()
    expect(rivals).to_have_count(0)
    tablet.expect_saved()
    expect(tablet.level("A1", 3)).to_be_checked()
    assert audit.value(LEVEL) == "3"
    assert audit.entries.rivals("criterion/A1", "level", audit.me) == ()


def test_a_stale_tab_that_comes_back_overwrites_nothing(
    open_context: OpenContext, audit: Audit, link: CuttableLink
) -> None:
    laptop, stale = tab(open_context(), audit), tab(open_context(), audit, port=link.port)
    stale.level("A1", 0).check()
    stale.expect_saved()
    link.cut()
    laptop.page.reload()
    laptop.level("A1", 3).check()
    laptop.expect_saved()
    link.mend()

    expect(stale.level("A1", 3)).to_be_checked()
    assert audit.values(LEVEL) == ["0", "3"]


def test_a_device_without_room_says_so_and_sends_all_the_same(
    rate: RatePage, audit: Audit, link: CuttableLink
) -> None:
    rate.page.evaluate(FILL_STORAGE)
    rate.level("A3", 2).check()
    rate.expect_saved()
    link.cut()
    rate.level("A1", 2).check()
    rate.note("A1").press_sequentially("no room for this")
    expect(rate.status).to_contain_text("This device’s storage is full: do not close this tab")
    expect(rate.told).to_contain_text("storage is full")

    link.mend()
    rate.expect_saved()
    assert (audit.value(LEVEL), audit.value(NOTE)) == ("2", "no room for this")


def test_edits_of_a_sheet_that_has_left_the_page_are_sent_all_the_same(
    rate: RatePage, audit: Audit
) -> None:
    page = rate.page
    page.route("**/answers", lambda route: route.abort())
    rate.level("A1", 2).check()
    rate.expect_waiting()
    page.get_by_role("link", name="My audits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peer Rights Audit")
    page.unroute("**/answers")
    for _ in range(200):
        if audit.values(LEVEL):
            break
        page.wait_for_timeout(100)
    assert audit.values(LEVEL) == ["2"]


def test_two_clicks_while_something_is_being_saved_do_one_thing(
    rate: RatePage, audit: Audit
) -> None:
    page = rate.page

    def slowly(route: Route) -> None:
        page.wait_for_timeout(800)
        route.continue_()

    page.route("**/answers", slowly)
    rate.level("A1", 1).check()
    following = page.get_by_role("button", name="Next standard")
    following.click()
    following.click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("L ·")
    page.wait_for_timeout(1500)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("L ·")
    assert audit.values(LEVEL) == ["1"]
