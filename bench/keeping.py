"""Keeping one edit, against one bare insertion: both wait until it is on the disk."""

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from itertools import count
from pathlib import Path

from audit.storage import open_store
from audit.trail import Operation
from bench import audits, servers
from bench.results import Line, told


def measure(times: int = 200) -> list[Line]:
    """Measure edits of a level, one after the other, each in a transaction of its own."""
    with tempfile.TemporaryDirectory() as name:
        ours = _ours(Path(name), times)
        floor = _floor(Path(name), times)
    taken, least = statistics.median(ours), statistics.median(floor)
    return [
        Line(
            work="Keep one edit: store.take, SQLite, synchronous=FULL",
            measured=told(ours),
            floor=f"{told(floor)}: a bare insertion with commit",
            ratio=taken / least,
        )
    ]


def _ours(folder: Path, times: int) -> list[float]:
    found, last = [], ""
    with open_store(servers.database_in(folder)) as store:
        store.create_assessment(audits.assessment("bench", audits.shipped()))
        for number in range(times):
            edit = Operation(
                id=f"operation-{number}",
                subject=f"criterion/A{number % 3 + 1}",
                field="level",
                value=str(number % 4),
                bases=(last,) if last else (),
                order=number,
            )
            start = time.perf_counter()
            store.take("bench", [edit], "ana", "tablet", audits.NOW)
            found.append(1000 * (time.perf_counter() - start))
            last = edit.id
    return found


def _floor(folder: Path, times: int) -> list[float]:
    found, number = [], count()
    with closing(sqlite3.connect(folder / "floor.db")) as database:
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, value TEXT)")
        for _ in range(times):
            start = time.perf_counter()
            with database:
                database.execute("INSERT INTO answer VALUES (?, ?)", (f"row-{next(number)}", "2"))
            found.append(1000 * (time.perf_counter() - start))
    return found
