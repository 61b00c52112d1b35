"""The rate page as a test sees it: one standard on the screen, and what the store holds of it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

from playwright.sync_api import BrowserContext, Locator, Page, expect

from audit.assessments import new_assessment
from audit.storage import Store, open_store
from audit.trail import Entries, Operation
from rubrics.loader import digest, find
from tests.browser.serving import Server

_numbers = count(1)


class Audit:
    """One assessment of its own in the database of a running server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.store: Store = open_store(server.database)
        now, rubric = datetime.now(UTC), find("peer-integration")
        self.me = self.store.person(now).id
        made = new_assessment(
            rubric_id=rubric.id,
            rubric_version=rubric.version,
            rubric_digest=digest(rubric),
            now=now,
        )
        self.id = made.id
        self.store.create_assessment(made)

    def put(
        self, place: str, value: str, *, author: str = "", bases: Iterable[str] = (), name: str = ""
    ) -> str:
        """Have the store take a value ("criterion/A1.level"), as another device would."""
        subject, _, field = place.rpartition(".")
        number = next(_numbers)
        operation = Operation(
            id=name or f"elsewhere-{number:05}",
            subject=subject,
            field=field,
            value=value,
            bases=tuple(bases),
            order=number,
        )
        now = datetime.now(UTC)
        assert self.store.take(self.id, [operation], author or self.me, "elsewhere", now)
        return operation.id

    @property
    def entries(self) -> Entries:
        return Entries(self.store.rows(self.id))

    def value(self, place: str) -> str:
        """Return what the store holds; ratings and notes are this person's."""
        subject, _, field = place.rpartition(".")
        owner = "" if field.startswith("finding") else self.me
        return self.entries.value(subject, field, owner)

    def values(self, place: str) -> list[str]:
        """Return everything that was ever taken for a field, in the order it was taken."""
        subject, _, field = place.rpartition(".")
        kept = self.store.rows(self.id)
        return [row.value for row in kept if (row.key.subject, row.key.field) == (subject, field)]

    def address(self, standard: str = "A", *, port: int = 0, language: str = "en") -> str:
        at = f"http://127.0.0.1:{port or self.server.port}/rate"
        return f"{at}?lang={language}&a={self.id}&s={standard}"


class RatePage:
    """One tab that shows a standard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.status = page.locator(".status")
        self.told = page.locator(".sheet").get_by_role("status")

    def opened(self, address: str) -> "RatePage":
        self.page.goto(address)
        expect(self.status).not_to_be_empty()
        return self

    def item(self, subject: str) -> Locator:
        return self.page.locator(f'section[data-subject="{subject}"]')

    def criterion(self, code: str) -> Locator:
        return self.item(f"criterion/{code}")

    def level(self, code: str, value: str | int) -> Locator:
        return self.criterion(code).locator(f'.field.level input[value="{value}"]')

    def note(self, code: str) -> Locator:
        """Return the field for what was observed, with the folded notes open."""
        notes = self.criterion(code).locator("details.more")
        if notes.get_attribute("open") is None:
            notes.locator("summary").click()
        return notes.get_by_label("observed")

    def finding(self, standard: str = "A") -> Locator:
        return self.item(f"standard/{standard}").locator("textarea")

    def leave(self) -> None:
        """Leave the field one is typing in, by the keyboard."""
        self.page.keyboard.press("Tab")

    def expect_saved(self) -> None:
        expect(self.status).to_have_attribute("data-state", "saved")
        expect(self.status).to_contain_text(":")

    def expect_waiting(self) -> None:
        expect(self.status).to_have_attribute("data-state", "waiting")


def tab(context: BrowserContext, audit: Audit, standard: str = "A", *, port: int = 0) -> RatePage:
    """Open a standard in a new tab."""
    return RatePage(context.new_page()).opened(audit.address(standard, port=port))
