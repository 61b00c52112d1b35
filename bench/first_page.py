"""The first page on a slow line and an empty cache, against stock Streamlit with as many pages."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from audit.storage import open_store
from bench import audits, browsers, servers
from bench.results import Line

BITS_PER_SECOND, LATENCY_MS = 1_600_000, 150
PATIENCE_MS = 120_000


@dataclass(frozen=True, slots=True)
class Visits:
    """Seconds of the first visit to a new server, then of one on a slow line, and its bytes."""

    first: float
    slow: float
    size: int


def measure(times: int = 3) -> list[Line]:
    """Measure until one can answer, and the bytes that took; the line is throttled by Chromium."""
    rubric = audits.shipped()
    with tempfile.TemporaryDirectory() as name, browsers.chromium() as browser:
        folder = Path(name)
        with open_store(servers.database_in(folder)) as store:
            store.create_assessment(audits.assessment("bench", rubric))
        with servers.ours(folder, watched=False) as running:
            address = f"{running.url}/rate?lang=en&a=bench"
            ours = _visits(browser, address, ".sheet input", times)
        with servers.stock("pages", folder) as running:
            floor = _visits(browser, running.url, "textarea", times)
    return _lines(ours, floor)


def _visits(browser: Browser, url: str, usable: str, times: int) -> Visits:
    first, _ = _opened(browser, url, usable, slow=False)
    cold = min(_opened(browser, url, usable, slow=True) for _ in range(max(times, 1)))
    return Visits(first, *cold)


def _lines(ours: Visits, floor: Visits) -> list[Line]:
    stock = "stock Streamlit, eight pages"
    return [
        Line(
            work="First page at 1.6 Mbit/s, 150 ms, nothing in the cache: until one can answer",
            measured=f"{ours.slow:.1f} s",
            floor=f"{floor.slow:.1f} s: {stock}",
            ratio=ours.slow / floor.slow,
            budget="≤ half of stock",
            holds=ours.slow <= floor.slow / 2,
        ),
        Line(
            work="First page: bytes over the line until then",
            measured=f"{ours.size / 1e6:.2f} MB",
            floor=f"{floor.size / 1e6:.2f} MB: {stock}",
            ratio=ours.size / floor.size,
        ),
        Line(
            work="First page on this machine, by the first visitor after the start",
            measured=f"{ours.first:.1f} s",
            floor=f"{floor.first:.1f} s: {stock}",
            ratio=ours.first / floor.first,
        ),
    ]


def _opened(browser: Browser, url: str, usable: str, *, slow: bool) -> tuple[float, int]:
    """Open a page in a browser that has never seen it; return seconds and bytes."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    line, received = context.new_cdp_session(page), [0]

    def count(finished: dict[str, float]) -> None:
        received[0] += int(finished["encodedDataLength"])

    line.on("Network.loadingFinished", count)
    line.send("Network.enable")
    speed = BITS_PER_SECOND / 8
    throttle = {"downloadThroughput": speed, "uploadThroughput": speed, "latency": LATENCY_MS}
    if slow:
        line.send("Network.emulateNetworkConditions", {"offline": False, **throttle})
    start = time.perf_counter()
    page.goto(url, timeout=PATIENCE_MS, wait_until="commit")
    page.locator(usable).first.wait_for(timeout=PATIENCE_MS, state="attached")
    taken = time.perf_counter() - start
    context.close()
    return taken, received[0]
