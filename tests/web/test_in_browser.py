"""Everything our pages use runs under the policy, and nothing reaches any other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page with many widgets; what the server says goes to a file beside it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("many") / "log"
    command = [sys.executable, "-m", "tests.web.many_widgets.serve", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
    _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
    os.environ["MANY_WIDGETS_LOG"] = str(log)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            assert process.poll() is None
            time.sleep(0.1)
        else:
            return
    pytest.fail("The server did not start.")


SLOW = 60_000


@pytest.fixture
def window(playwright: Playwright) -> Iterator[Page]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("No Chromium: install the package chromium, or set CHROMIUM to its path.")
    browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(SLOW)
    yield context.new_page()
    browser.close()


def test_pages_run_under_the_policy_and_reach_nobody_else(window: Page, address: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    window.on("requestfinished", lambda request: asked.append(request.url))
    window.goto(address)
    expect(window.get_by_text("component runs")).to_be_visible(timeout=SLOW)
    expect(window.locator(".vega-embed canvas, .vega-embed svg").first).to_be_visible(timeout=SLOW)
    expect(window.get_by_test_id("stDataFrame")).to_be_visible(timeout=SLOW)
    expect(window.locator("html")).to_have_attribute("lang", "fr")
    assert window.locator("h1").evaluate("h => getComputedStyle(h).fontStyle") == "italic"
    with window.expect_download() as download:
        window.get_by_role("button", name="download", exact=True).click()
    assert download.value.path().read_bytes() == b"data"
    # The one thing stopped is the image of another site that somebody typed into a text.
    stopped = [text for text in said if "Content Security Policy" in text]
    assert stopped
    assert all("example.invalid" in text for text in stopped)
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_a_page_that_fails_says_so_and_nothing_of_what_was_typed(
    window: Page, address: str
) -> None:
    window.goto(f"{address}/?lang=fr")
    window.get_by_role("button", name="fail").click()
    expect(window.get_by_role("alert")).to_contain_text(
        "Cette page n’a pas pu s’afficher", timeout=SLOW
    )
    assert "secret" not in window.content()
    log = Path(os.environ["MANY_WIDGETS_LOG"]).read_text("utf-8")
    assert "ValueError at " in log
    assert "secret" not in log
