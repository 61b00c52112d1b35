"""The list of 10 000 audits, against fetching the same rows with nothing around them."""

import sqlite3
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from audit.storage import open_store
from bench import servers
from bench.results import Line, best_of_both, ms

AUDITS, ANSWERS = 10_000, 90
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {})"
_AUDITS = f"""INSERT INTO assessment
{_NUMBERS.format(AUDITS)}
SELECT 'audit-' || i, 'facility-' || i / 2, 'peer-integration', '0.1.0', hex(zeroblob(32)), 0,
    datetime('2026-01-01', '+' || i || ' minutes') || '.000000' FROM n"""  # noqa: S608 - numbers of our own
_PROFILES = """INSERT INTO profile
SELECT id, 'Maison ' || id, 'MA', 'full', 'collecting', '2026-03-02', '2026-03-04'
FROM assessment"""
_ENTRIES = f"""INSERT INTO entry
    (id, assessment_id, subject, field, owner, value, bases, author, device, at, ord)
{_NUMBERS.format(ANSWERS)}
SELECT id || '-' || i, id, 'criterion/A' || i, 'level', 'ana', i % 4, '[]', 'ana', 'tablet',
    '2026-03-02 10:00:00.000000', i FROM assessment, n"""  # noqa: S608 - numbers of our own
_FETCH = """SELECT * FROM assessment LEFT JOIN profile ON assessment_id = id
ORDER BY created_at DESC, id"""


def measure(times: int = 10) -> list[Line]:
    """Measure the list while it has no answers beneath it, then with 900 000."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        open_store(servers.database_in(folder)).close()
        _enter(folder, _AUDITS, _PROFILES)
        empty, _ = _listed(folder, times)
        _enter(folder, _ENTRIES)
        taken, floor = _listed(folder, times)
    return [
        Line(
            work=f"List {AUDITS} audits with {AUDITS * ANSWERS} answers",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * floor)}: fetch the same rows, bare",
            ratio=taken / floor,
            budget="≤ 100 ms",
            holds=taken <= 0.1,
        ),
        Line(
            work="The same list with and without answers",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * empty)}: without any answer",
            ratio=taken / empty,
            budget="the same: ≤ 1.25 ×",
            holds=taken <= 1.25 * empty,
        ),
    ]


def _enter(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "audits.db")) as database, database:
        for statement in statements:
            database.execute(statement)


def _listed(folder: Path, times: int) -> tuple[float, float]:
    with (
        open_store(servers.database_in(folder)) as store,
        closing(sqlite3.connect(folder / "audits.db")) as bare,
    ):
        if len(store.overview()) != AUDITS:
            raise RuntimeError("the list is not whole")
        return best_of_both(store.overview, partial(_fetch, bare), times)


def _fetch(database: sqlite3.Connection) -> list[tuple[object, ...]]:
    return database.execute(_FETCH).fetchall()
