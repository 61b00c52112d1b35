"""From a click on a level to its commit, and to the word that it is saved, in a real browser.

The clock starts at the browser's own pointerdown event. *Committed*: the server's clock once the
store has it. *Shown*: the frame after the page says so. Both clocks are this machine's.
"""

import itertools
import statistics
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
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
            sizes = shipped, (long, long.standards[0])
            small, big = _in_turn([_ours(browser, running, *one) for one in sizes], times)
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
    one, other = _middle(small.shown), _middle(big.shown)
    return Line(
        work="Click → shown: thirty criteria against the largest standard shipped",
        measured=told(big.shown),
        floor=told(small.shown),
        ratio=other / one,
        budget="the same: ≤ 1.25 ×",
        holds=other <= 1.25 * one,
    )


def _middle(values: list[float]) -> float:
    """Return the mean of the middle half: what is shown comes by frames, a median jumps by one."""
    cut = len(values) // 4
    return statistics.fmean(sorted(values)[cut : len(values) - cut])


def _prepare(folder: Path, *rubrics: Rubric) -> None:
    with open_store(servers.database_in(folder)) as store:
        for rubric in rubrics:
            store.create_assessment(audits.assessment(rubric.id, rubric))
            full = Operation(id=f"{rubric.id}-form", subject="visit", field="form", value="full")
            store.take(rubric.id, [full], "bench", "bench", audits.NOW)


def _ours(
    browser: Browser, running: servers.Running, rubric: Rubric, standard: Standard
) -> Generator[tuple[float, float]]:
    page = _opened(browser, f"{running.url}/rate?lang=en&a={rubric.id}&s={standard.id}")
    page.locator('.sheet .status[data-state="saved"]').wait_for()
    names = [c.id for c in standard.criteria]

    def click(number: int) -> None:
        item = f'[data-subject="criterion/{names[number % len(names)]}"]'
        rank = (number // len(names) + number) % 4
        page.locator(f'{item} .field.level label:has(input[value="{rank}"]) strong').click()

    return _clicks(page, running, "ours", click)


def _floor(browser: Browser, folder: Path, times: int) -> Clicks:
    with servers.stock("one_radio", folder) as running:
        page = _opened(browser, running.url)

        def click(number: int) -> None:
            page.get_by_text(str((number + 1) % 4), exact=True).click()

        page.locator(".saved").wait_for(state="attached")
        return _in_turn([_clicks(page, running, "floor", click)], times)[0]


def _opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(url)
    return page


def _clicks(
    page: Page, running: servers.Running, kind: str, click: Callable[[int], None]
) -> Generator[tuple[float, float]]:
    """Click again and again, each time until it is shown: what it took to commit and to show."""
    with closing(page.context):
        for number in itertools.count():
            page.wait_for_timeout(_PAUSE_MS)
            page.evaluate(_WATCH, kind)
            click(number)
            seen = page.evaluate("() => window.benchDone")
            yield running.last_commit() - seen["down"], seen["shown"] - seen["down"]


def _in_turn(pages: list[Generator[tuple[float, float]]], times: int) -> list[Clicks]:
    """Click on several pages by turns, so that a busy moment meets all; three do not count."""
    taken = [[next(page) for page in pages] for _ in range(times + 3)][3:]
    for page in pages:
        page.close()
    found = [list(zip(*page, strict=True)) for page in zip(*taken, strict=True)]
    return [Clicks(list(committed), list(shown)) for committed, shown in found]
