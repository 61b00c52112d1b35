"""A real server and a real Chromium. Nothing here is skipped: what is missing is said aloud."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from tests.browser.rate_page import Audit
from tests.browser.serving import Server
from tests.browser.tour import latest_audit
from tests.browser.windows import Windows

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)

WIDE = {"width": 1280, "height": 900}
# A shared machine may be slow; what is waited for is an event, never a time.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


def chromium_path() -> str:
    """Find the Chromium of this machine."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("No Chromium: install the package chromium, or set CHROMIUM to its path.")
    return found


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve an empty installation."""
    made = Server(tmp_path)
    yield made.start()
    made.stop()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the demonstration in French; what a test types there it takes away again."""
    made = Server(tmp_path_factory.mktemp("demonstration"))
    yield made.start("--demo", "--language", "fr")
    made.stop()


@pytest.fixture(scope="session")
def demonstrated(demonstration: Server) -> str:
    """Return the latest audit of the demonstration."""
    return latest_audit(demonstration)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve an installation to several tests, each with an audit of its own."""
    made = Server(tmp_path_factory.mktemp("running"))
    yield made.start()
    made.stop()


@pytest.fixture
def audit(running: Server) -> Iterator[Audit]:
    """Begin an audit on the running installation."""
    begun = Audit(running)
    yield begun
    begun.store.close()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Windows:
    """Keep the windows that tests have done with, for the tests that follow."""
    return Windows(chromium)


@pytest.fixture
def open_context(windows: Windows) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser window with its own memory; the content policy stays as it is served."""
    opened: list[BrowserContext] = []

    def make(**more: Any) -> BrowserContext:
        opened.append(windows.open({"locale": "en-GB", "viewport": WIDE} | more))
        return opened[-1]

    yield make
    for context in opened:
        windows.take_back(context)
