"""Our application and the floors beside it, each a process of its own on loopback."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.serving import ROOT, free_port

FLOOR = Path(__file__).parent / "floor"
PATIENCE = 60
# The settings that a careful stock application would choose; the collector is the one that matters.
_STOCK = (
    *("--server.headless", "true", "--server.address", "127.0.0.1"),
    *("--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"),
    *("--runner.postScriptGC", "false", "--runner.magicEnabled", "false"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that answers: where, after how many seconds, and the times of its commits."""

    url: str
    port: int
    seconds: float
    commits: Path

    def last_commit(self) -> float:
        """Return when the server last had a commit behind it, in milliseconds of the clock."""
        return float(self.commits.read_text(encoding="ascii").split()[-1])


def database_in(folder: Path) -> str:
    """Return the address of the database that our application keeps in a folder."""
    return f"sqlite:///{(folder / 'audits.db').as_posix()}"


@contextmanager
def ours(folder: Path, *, watched: bool = True) -> Iterator[Running]:
    """Serve the application on the database of a folder; unwatched, exactly as a person does."""
    port, commits = free_port(), folder / "commits.txt"
    program = ["bench.watched", str(commits)] if watched else ["audit"]
    command = ["-m", *program, "serve", "--port", str(port), "--database", database_in(folder)]
    with _running(command, ROOT, port, "/healthz", commits) as found:
        yield found


@contextmanager
def stock(script: str, folder: Path) -> Iterator[Running]:
    """Serve a floor with stock Streamlit."""
    port, commits = free_port(), folder / f"{script}.txt"
    file = str(FLOOR / f"{script}.py")
    command = ["-m", "streamlit", "run", file, "--server.port", str(port), *_STOCK]
    with _running(command, folder, port, "/_stcore/health", commits) as found:
        yield found


@contextmanager
def _running(
    command: list[str], folder: Path, port: int, health: str, commits: Path
) -> Iterator[Running]:
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "AUDIT_LANGUAGE": "en",
        "BENCH_COMMITS": str(commits),
        "BENCH_DATABASE": str(commits.with_suffix(".db")),
    }
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, url + health, start)
        taken = time.perf_counter() - start
        yield Running(url=url, port=port, seconds=taken, commits=commits)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def _wait(process: "subprocess.Popen[bytes]", url: str, start: float) -> None:
    while time.perf_counter() < start + PATIENCE:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - loopback
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
    raise RuntimeError("the server did not answer")
