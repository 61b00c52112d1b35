"""From a click on a level to its commit, and to the word that it is saved, in a real browser.

The clock starts at the browser's own pointerdown event. *Committed*: the server's clock once the
store has it. *Shown*: the frame after the page says so. Both clocks are this machine's.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from audit.storage import open_store
from audit.trail import Operation
from bench import audits, browsers, servers, watched
from bench.results import Line, told
from rubrics.model import Rubric, Standard

COMMITTED_MS, SHOWN_MS = 30, 50
_PAUSE_MS = 250
_WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Clicks:
    """What each click took, in milliseconds."""

    committed: list[float]
    shown: list[float]


def measure(times: int = 30) -> list[Line]:
    """Measure the largest standard that is shipped, one of thirty criteria, and the floor."""
    with tempfile.TemporaryDirectory() as name, browsers.chromium() as browser:
        folder = Path(name)
        largest = max(audits.shipped().standards, key=lambda s: len(s.criteria))
        shipped = (audits.shipped(), largest)
        long = audits.with_long_standard(watched.LONG)
        _prepare(folder, shipped[0], long)
        floor = _floor(browser, folder, times)
        with servers.ours(folder) as running:
            small = _ours(browser, running, *shipped, times)
            big = _ours(browser, running, long, long.standards[0], times)
    return [
        *_lines(f"{len(largest.criteria)} criteria", small, floor),
        *_lines(f"{watched.LONG} criteria", big, floor),
        _same_at_both_sizes(small, big),
    ]


def _lines(size: str, ours: Clicks, floor: Clicks) -> Iterator[Line]:
    parts = (
        ("committed", ours.committed, floor.committed, COMMITTED_MS),
        ("shown as saved", ours.shown, floor.shown, SHOWN_MS),
    )
    for what, found, least, budget in parts:
        yield Line(
            work=f"Click on a level → {what}, a standard of {size}",
            measured=told(found),
            floor=f"{told(least)}: a native page with one radio",
            ratio=statistics.median(found) / statistics.median(least),
            budget=f"≤ {budget} ms median where the floor shows in 48",
            holds=_within(found, floor, budget),
        )


def _within(found: list[float], floor: Clicks, budget: float) -> bool:
    """Compare in units of the floor: another machine is slower at both."""
    return statistics.median(found) <= budget / 48 * statistics.median(floor.shown)


def _same_at_both_sizes(small: Clicks, big: Clicks) -> Line:
    one, other = statistics.median(small.shown), statistics.median(big.shown)
    return Line(
        work="Click → shown: thirty criteria against the largest standard shipped",
        measured=told(big.shown),
        floor=told(small.shown),
        ratio=other / one,
        budget="the same: ≤ 1.25 ×",
        holds=other <= 1.25 * one,
    )


def _prepare(folder: Path, *rubrics: Rubric) -> None:
    with open_store(servers.database_in(folder)) as store:
        for rubric in rubrics:
            store.create_assessment(audits.assessment(rubric.id, rubric))
            full = Operation(id=f"{rubric.id}-form", subject="visit", field="form", value="full")
            store.take(rubric.id, [full], "bench", "bench", audits.NOW)


def _ours(
    browser: Browser, running: servers.Running, rubric: Rubric, standard: Standard, times: int
) -> Clicks:
    page = _opened(browser, f"{running.url}/rate?lang=en&a={rubric.id}&s={standard.id}")
    page.locator('.sheet .status[data-state="saved"]').wait_for()
    names = [c.id for c in standard.criteria]

    def click(number: int) -> None:
        item = f'[data-subject="criterion/{names[number % len(names)]}"]'
        rank = (number // len(names) + number) % 4
        page.locator(f'{item} .field.level label:has(input[value="{rank}"]) strong').click()

    return _clicked(page, running, "ours", click, times)


def _floor(browser: Browser, folder: Path, times: int) -> Clicks:
    with servers.stock("one_radio", folder) as running:
        page = _opened(browser, running.url)

        def click(number: int) -> None:
            page.get_by_text(str((number + 1) % 4), exact=True).click()

        page.locator(".saved").wait_for(state="attached")
        return _clicked(page, running, "floor", click, times)


def _opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(url)
    return page


def _clicked(
    page: Page, running: servers.Running, kind: str, click: Callable[[int], None], times: int
) -> Clicks:
    """Click again and again, each time until it is shown; the first three do not count."""
    found = Clicks([], [])
    for number in range(times + 3):
        page.wait_for_timeout(_PAUSE_MS)
        page.evaluate(_WATCH, kind)
        click(number)
        seen = page.evaluate("() => window.benchDone")
        if number >= 3:
            found.committed.append(running.last_commit() - seen["down"])
            found.shown.append(seen["shown"] - seen["down"])
    page.context.close()
    return found
