"""A newcomer's hands: what a person does on each page, in either language."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from audit.sheets.judging import in_form
from audit.words import translator
from rubrics.loader import find
from rubrics.model import Criterion
from rubrics.text import Language

RUBRIC = find("peer-integration")
NOT_APPLICABLE = {"J3": "Nobody here has tried it yet.", "N4": "Outpatient only; nothing to count."}
BREACHES = ("B7", "G6")
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def level_of(criterion: Criterion) -> int:
    """Return the level this walk gives: breaches where planned, else 3, 2, 1, 3, 2, 1 …"""
    if criterion.id in BREACHES:
        return 0
    if criterion.red_line:
        return 3
    return 3 - [c.id for c in RUBRIC.criteria("short")].index(criterion.id) % 3


class Walker:
    """One person at one browser window, reading one language."""

    def __init__(self, page: Page, url: str, language: Language) -> None:
        self.page, self.url, self.language = page, url, language
        self.t = translator(language)

    def home(self) -> None:
        """Open the first page."""
        self.page.goto(f"{self.url}/?lang={self.language}")
        self.heading("frame.name")

    def heading(self, key: str) -> None:
        """Wait for the page of this title."""
        expect(self.page.get_by_role("heading", level=1, name=self.t(key))).to_be_visible()

    def open(self, name: str, title: str) -> None:
        """Follow a link of the side bar."""
        self.page.get_by_role("link", name=self.t(f"frame.page.{name}"), exact=True).click()
        self.heading(title)

    def part(self, key: str) -> None:
        """Choose a part of a page."""
        self.page.get_by_role("radio", name=self.t(key), exact=True).first.click()

    def item(self, subject: str) -> Locator:
        """Return an item of the answer sheet."""
        return self.page.locator(f'[data-subject="{subject}"]')

    def fill(self, subject: str, label: str, words: str) -> None:
        """Type into a field and leave it."""
        field = self.item(subject).get_by_label(self.t(label), exact=True)
        field.fill(words)
        field.blur()

    def saved(self) -> None:
        """Wait until the page says that the store has everything."""
        # While a page changes, the sheet before may still be there for a moment.
        expect(self.page.locator(".sheet .status")).to_have_count(1)
        expect(self.page.locator(".sheet .status")).to_have_attribute("data-state", "saved")
        said = self.t("sheet.saved", time=r"\d\d:\d\d:\d\d")
        expect(self.page.locator(".sheet .status")).to_have_text(re.compile(said))

    def plan_visit(self, facility: str) -> None:
        """Say where, when and how peer support is organised."""
        self.heading("visit.title")
        self.fill("facility", "visit.facility.name", facility)
        self.fill("facility", "visit.facility.region", "Invented Province")
        self.saved()
        self.part("visit.parts.visit")
        self.fill("visit", "visit.visit.started", "2026-11-02")
        self.fill("visit", "visit.visit.ended", "2026-11-03")
        self.item("visit").locator('input[value="announced"]').check()
        self.saved()
        self.part("visit.parts.peer_support")
        self.item("visit").locator('input[value="employed"]').check()
        for mode in ("one_to_one", "group"):
            self.item("visit").get_by_label(self.t(f"visit.peer.{mode}"), exact=True).check()
        self.saved()

    def rate(self, criterion: Criterion) -> None:
        """Rate a criterion by mouse; not applicable with its reason."""
        subject = f"criterion/{criterion.id}"
        reason = NOT_APPLICABLE.get(criterion.id)
        value = "na" if reason else str(level_of(criterion))
        self.item(subject).locator(f'.field.level input[value="{value}"]').check()
        if reason:
            self.fill(subject, "rate.reason", reason)

    def rate_standards(self, ids: list[str]) -> None:
        """Rate all criteria of some standards, going on with the button below."""
        for place, standard_id in enumerate(ids):
            standard = next(s for s in RUBRIC.standards if s.id == standard_id)
            title = f"{standard.id} · {self.t.text(standard.title)}"
            expect(self.page.get_by_role("heading", level=2, name=title)).to_be_visible()
            for criterion in in_form(standard, "short"):
                self.rate(criterion)
            self.saved()
            if place + 1 < len(ids):
                self.page.get_by_role("button", name=self.t("rate.next")).click()

    def picture(self, name: str) -> None:
        """Keep a picture for the README."""
        IMAGES.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(400)
        self.page.screenshot(path=IMAGES / f"{name}.png")
