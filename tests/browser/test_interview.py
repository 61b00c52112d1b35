"""An interview from consent to its end, in both languages: answered by click, stopped, kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from audit.informants import informants
from audit.questions import asked
from audit.words import translator
from rubrics.phrases import phrases
from rubrics.text import LANGUAGES, Language, Translator
from tests.browser.rate_page import Audit
from tests.browser.tour import at_rest
from tests.browser.walk import RUBRIC

assert RUBRIC.interviews is not None
INTERVIEWS = RUBRIC.interviews


def part(page: Page, t: Translator, name: str) -> None:
    page.get_by_role("radio", name=t(f"interviews.parts.{name}"), exact=True).click()
    at_rest(page)


def choose(page: Page, subject: str, words: str) -> None:
    item = page.locator(f'[data-subject="{subject}"]')
    item.get_by_role("radio", name=words, exact=True).check()
    expect(page.locator(".sheet .status")).to_have_attribute("data-state", "saved")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interview_is_agreed_to_answered_and_stopped_and_all_of_it_is_kept(
    audit: Audit, open_context: Callable[..., BrowserContext], language: Language
) -> None:
    t, page = translator(language), open_context().new_page()
    page.goto(f"{audit.server.url}/interviews?lang={language}&a={audit.id}")
    at_rest(page)
    group = t("rate.group.service_users")
    page.get_by_role("button", name=t("interviews.begin", group=group), exact=True).click()
    parts = page.get_by_role("radio", name=t("interviews.parts.questions"), exact=True)
    expect(parts).to_be_visible()
    (begun,) = informants(audit.entries)
    part(page, t, "questions")
    expect(page.get_by_text(t("interviews.ask_first"))).to_be_visible()

    part(page, t, "consent")
    said = page.locator(".sheet").get_by_text(t.text(INTERVIEWS.opening), exact=True)
    expect(said).to_be_visible()
    agree = page.locator(f'[data-key="informant/{begun.code}|consent_interview"]')
    agree.get_by_role("radio", name=t.text(phrases()["consent_yes"]), exact=True).check()
    expect(page.locator(".sheet .status")).to_have_attribute("data-state", "saved")

    part(page, t, "questions")
    first, second = asked(RUBRIC, "short", begun.code)[:2]
    expect(page.get_by_role("heading", level=3, name=t.text(first.question.text))).to_be_visible()
    answers = INTERVIEWS.answers(first.question.answers)
    assert answers is not None
    choose(page, first.subject, t.text(answers.choices[0].text))
    choose(page, second.subject, t.text(phrases()["refused"]))
    stop = page.get_by_role("button", name=t.text(phrases()["stop"]))
    expect(stop).to_contain_text("F2")
    # While an answer has the focus.
    page.keyboard.press("Shift+F2")
    expect(page.get_by_text(t("interviews.stopped"))).to_be_visible()

    assert audit.entries.value(first.subject, "answer") == answers.choices[0].id
    assert audit.entries.value(second.subject, "answer") == "refused"
    assert [each.stage for each in informants(audit.entries)] == ["stopped"]
