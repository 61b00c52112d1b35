"""The server is killed again and again under somebody who rates: nothing acknowledged is lost."""

import signal
import sqlite3
import threading
from collections.abc import Callable
from itertools import count
from random import Random

from playwright.sync_api import BrowserContext

from tests.browser.rate_page import Audit, RatePage, tab
from tests.browser.serving import Server

KILLS = 4
CODES = ("A1", "A3", "A7")


class Killer:
    """Kills the server at moments nobody chose, and starts it again."""

    def __init__(self, server: Server, seed: int) -> None:
        self.server, self.random, self.kills = server, Random(seed), 0
        self.answered = threading.Semaphore(0)
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def _work(self) -> None:
        while self.kills < KILLS:
            for _ in range(self.random.randint(1, 4)):
                self.answered.acquire()
            threading.Event().wait(self.random.random() / 5)
            self.server.stop(signal.SIGKILL)
            self.kills += 1
            self.server.start()


def test_every_answer_seen_acknowledged_survives_the_kills(
    open_context: Callable[..., BrowserContext], server: Server
) -> None:
    audit, random = Audit(server), Random(7)
    rate = tab(open_context(), audit)
    killer = Killer(server, seed=11)
    acknowledged: dict[str, list[str]] = {}
    for number in count():
        killer.answered.release()
        code = random.choice(CODES)
        for field, value in _answer(rate, code, number, random).items():
            acknowledged.setdefault(f"criterion/{code}.{field}", []).append(value)
        if not killer.thread.is_alive():
            break

    assert killer.kills == KILLS
    for place, seen in acknowledged.items():
        kept = audit.values(place)
        assert [value for value in seen if value not in kept] == []
        assert audit.value(place) == seen[-1]
    with sqlite3.connect(server.folder / "audit.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _answer(rate: RatePage, code: str, number: int, random: Random) -> dict[str, str]:
    """Click a level and type a note; return what the screen says is saved."""
    level, note = str(random.randint(0, 3)), f"answer {number} of {code}"
    rate.level(code, level).check()
    rate.note(code).press_sequentially(f"{number} ")
    rate.note(code).fill(note)
    rate.leave()
    rate.expect_saved()
    return {"level": level, "note_observation": note}
