"""The database fails under an open page: it is said calmly, and nothing typed is lost."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from audit.words import translator
from tests.browser.serving import Server
from tests.browser.tour import assert_hidden, open_a_note, ready

TYPED = "Dit dans le couloir, pour nous seuls."


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context().new_page()


def test_while_the_database_is_busy_one_types_on_and_all_is_saved_later(
    server: Server, page: Page
) -> None:
    t = translator("fr")
    note = begin_and_open_a_note(server, page)
    with closing(sqlite3.connect(server.folder / "audit.db")) as other:
        # Nobody can read, either: a backup by another program, say.
        other.execute("BEGIN EXCLUSIVE")
        note.press_sequentially(TYPED)
        said = t("storage.locked", place="").split(". ")[1]
        expect(page.get_by_text(said).first).to_be_visible(timeout=60_000)
        expect(page.locator(".sheet .status")).to_have_attribute("data-state", "waiting")
        expect(note).to_have_value(TYPED)
        other.rollback()
    note.blur()
    expect(page.locator(".sheet .status")).to_have_attribute("data-state", "saved")
    page.reload()
    ready(page, "rate", "fr")
    expect(page.locator(".sheet .item").nth(1).locator("textarea").nth(1)).to_have_value(TYPED)


def test_a_database_damaged_under_an_open_page_is_said_and_nothing_typed_is_lost(
    server: Server, page: Page
) -> None:
    t = translator("fr")
    note = begin_and_open_a_note(server, page)
    (server.folder / "audit.db").write_bytes(b"not a database any more" * 4096)
    note.press_sequentially(TYPED)
    said = page.get_by_text(t("storage.damaged", place="").split(". ")[1])
    expect(said.first).to_be_visible()
    kept = page.evaluate("Object.values(localStorage)")
    assert any(TYPED in json.loads(text)["value"] for text in kept if text.startswith("{"))
    for address in ("/?lang=fr", page.url.removeprefix(server.url).replace("/rate", "/results")):
        page.goto(f"{server.url}{address}")
        expect(said.first).to_be_visible()
        expect(page.get_by_text(t("web.kept")).first).to_be_visible()
        expect(page.get_by_role("button", name=t("frame.hide"))).to_be_visible()
        page.keyboard.press("Escape")
        assert_hidden(page, "fr")
    assert TYPED not in server.log.read_text("utf-8")


def begin_and_open_a_note(server: Server, page: Page) -> Locator:
    """Begin an audit in French and open the notes of a criterion."""
    t = translator("fr")
    page.goto(f"{server.url}/?lang=fr")
    page.get_by_role("button", name=t("home.start.button")).click()
    ready(page, "visit", "fr")
    page.get_by_role("link", name=t("frame.page.rate"), exact=True).click()
    ready(page, "rate", "fr")
    return open_a_note(page)
