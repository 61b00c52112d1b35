"""Several at once, and death in the middle: what was acknowledged is there."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from audit.storage import Store, open_store
from tests.storage.samples import NOW, assessment, op

ROOT = Path(__file__).parents[2]


def _writer(database: str, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.writer", database, *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_threads_take_at_once(store: Store) -> None:
    together = Barrier(8)

    def answer(device: str) -> set[str]:
        together.wait()
        sent = [op(f"{device}-{n}", of=f"criterion/A{n}.level") for n in range(10)]
        return set(store.take("a1", sent, "ana", device, NOW))

    with ThreadPoolExecutor(8) as pool:
        taken = set().union(*pool.map(answer, [f"device{n}" for n in range(8)]))

    assert len(taken) == 80
    assert {row.id for row in store.rows("a1")} == taken


def test_threads_send_the_same_operation_at_once(store: Store) -> None:
    together = Barrier(8)

    def answer(_: int) -> set[str]:
        together.wait()
        return set(store.take("a1", [op("op1")], "ana", "tablet", NOW))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, range(8))) == [{"op1"}] * 8

    assert len(store.rows("a1")) == 1


def test_processes_take_at_once(store: Store, database: str) -> None:
    writers = [_writer(database, f"device{n}", "25") for n in range(2)]
    taken = {line.strip() for writer in writers for line in writer.communicate()[0].splitlines()}

    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(taken) == 50
    assert {row.id for row in store.rows("a1") if not row.draft} == taken


def test_stores_open_a_new_database_at_once(new_database: Callable[[], str]) -> None:
    database, together = new_database(), Barrier(4)

    def begin(number: int) -> str:
        together.wait()
        with open_store(database) as store:
            store.create_assessment(assessment(f"a{number}"))
            return store.installation()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(begin, range(4)))) == 1
    with open_store(database) as store:
        assert len(store.assessments()) == 4


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL exists on POSIX only")
def test_a_killed_writer_loses_nothing_it_acknowledged(database: str) -> None:
    with open_store(database) as store:
        store.create_assessment(assessment())
    acknowledged: set[str] = set()

    # Each turn starts a process; on a server it is the server that keeps what was acknowledged.
    for turn in range(2 if database.startswith("postgresql") else 5):
        writer = _writer(database, f"turn{turn}")
        assert writer.stdout is not None
        # Killed after a few answers, at whatever point of the next transaction it is in.
        for _ in range(1 + 11 * turn):
            acknowledged.add(writer.stdout.readline().strip())
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL
        with open_store(database) as store:
            assert store.health()["check"] == "ok"
            assert acknowledged <= {row.id for row in store.rows("a1")}

    assert len(acknowledged) > 2
