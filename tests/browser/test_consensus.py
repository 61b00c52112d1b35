"""A consensus meeting by keyboard, in both languages: differences settled one after the other."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from audit.judgements import judgements
from audit.pins import new_pin
from rubrics.text import LANGUAGES, Language
from tests.browser.rate_page import Audit
from tests.browser.tour import at_rest, everything_said
from tests.browser.walk import RUBRIC, Walker

BEN = "20260302000000000001-ben"
NOTE = "The leaflet is in one language only."
LARGEST, SMALLER, ALIKE = "A3", "A1", "A7"
PIN = "4815"


def rated(audit: Audit) -> None:
    """Let two assessors differ on two criteria, agree on a third, and finish."""
    for member, name in ((audit.me, "Ada"), (BEN, "Ben")):
        audit.put(f"member/{member}.name", name)
    for who, levels in ((audit.me, (2, 3, 1)), (BEN, (1, 0, 1))):
        for code, level in zip((SMALLER, LARGEST, ALIKE), levels, strict=True):
            audit.put(f"criterion/{code}.level", str(level), author=who)
    audit.put(f"criterion/{LARGEST}.note_documents", NOTE, author=BEN)
    for who in (audit.me, BEN):
        audit.put("ratings.locked", "yes", author=who)


def open_page(context: BrowserContext, audit: Audit, name: str, language: Language) -> Walker:
    page = context.new_page()
    page.goto(f"{audit.server.url}/{name}?lang={language}&a={audit.id}")
    at_rest(page)
    return Walker(page, audit.server.url, language)


def to_heading(walker: Walker, code: str) -> None:
    statement = walker.t.text(RUBRIC.criterion(code).statement)
    title = f"{code} · {statement}"
    expect(walker.page.get_by_role("heading", level=2, name=title)).to_be_visible()


def judged(audit: Audit, code: str) -> tuple[int | None, bool]:
    found = judgements(audit.entries, RUBRIC, "short")[code]
    return found.rank, found.provisional


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_settles_its_differences_by_keyboard(
    audit: Audit, open_context: Callable[..., BrowserContext], language: Language
) -> None:
    rated(audit)
    walker = open_page(open_context(), audit, "judge", language)
    t, page = walker.t, walker.page
    to_heading(walker, LARGEST)
    expect(page.get_by_text(t("meeting.progress", done=0, n=2))).to_be_visible()
    expect(page.get_by_text(NOTE, exact=True)).to_be_visible()
    subject = f"criterion/{LARGEST}"
    walker.item(subject).locator("input[type=radio]").first.focus()
    page.keyboard.press("2")
    expect(walker.item(subject).get_by_text(t("judge.reason_needed"))).to_be_visible()
    walker.fill(subject, "judge.reason", "Seen on both days.")
    walker.fill(subject, "meeting.dissent", "One of us saw a locked door.")
    walker.saved()
    expect(page.get_by_text(t("meeting.progress", done=1, n=2))).to_be_visible()
    page.keyboard.press("F9")
    to_heading(walker, SMALLER)
    walker.item(f"criterion/{SMALLER}").locator("input[type=radio]").first.focus()
    page.keyboard.press("1")
    expect(page.get_by_text(t("meeting.settled"))).to_be_visible()
    page.get_by_role("button", name=t("meeting.keep_alike", n=1)).press("Enter")
    expect(page.get_by_role("button", name=t("meeting.keep_alike", n=1))).to_have_count(0)
    assert [judged(audit, code) for code in (LARGEST, SMALLER, ALIKE)] == [
        (2, False),
        (1, False),
        (1, False),
    ]
    page.keyboard.press("F8")
    to_heading(walker, LARGEST)
    expect(page.get_by_label(t("meeting.dissent"), exact=True)).to_have_value(
        "One of us saw a locked door."
    )


def test_behind_a_pin_nothing_arrives_before_it_is_right(
    audit: Audit, open_context: Callable[..., BrowserContext]
) -> None:
    rated(audit)
    audit.put(f"criterion/{ALIKE}.note_documents", "Nobody but Ada may read this.")
    audit.store.keep_pin(audit.id, audit.me, new_pin(PIN, bytes(16)))
    context = open_context()
    received: list[str] = []
    page = context.new_page()
    page.on("websocket", lambda link: link.on("framereceived", lambda data: _keep(received, data)))
    page.goto(f"{audit.server.url}/rate?lang=fr&a={audit.id}&s=A")
    walker = Walker(page, audit.server.url, "fr")
    t = walker.t
    walker.heading("pin.title")
    at_rest(page)
    assert not any("Nobody but Ada" in each for each in received)
    expect(page.get_by_role("button", name=t("pin.show"))).to_be_visible()
    assert "Show password" not in everything_said(page)
    _enter(walker, "0000")
    expect(page.get_by_text(t("pin.wrong"))).to_be_visible()
    _enter(walker, PIN)
    walker.heading("rate.title")
    expect(walker.item(f"criterion/{ALIKE}")).to_be_visible()
    assert any("Nobody but Ada" in each for each in received)
    screen = page.get_by_test_id("stSidebar")
    screen.get_by_text("Ben", exact=True).click()
    expect(walker.item(f"criterion/{ALIKE}")).to_be_visible()
    at_rest(page)
    screen.get_by_text("Ada", exact=True).click()
    walker.heading("pin.title")


def _keep(received: list[str], data: str | bytes) -> None:
    received.append(data if isinstance(data, str) else data.decode("utf-8", "replace"))


def _enter(walker: Walker, digits: str) -> None:
    field = walker.page.get_by_label(walker.t("pin.pin"), exact=True)
    field.fill(digits)
    field.press("Enter")
