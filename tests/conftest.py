"""What all tests share: a real, throw-away PostgreSQL server, and databases of both kinds."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings

from audit.storage import erasures
from audit.web.guard import mark_team

# No test asserts a time: a busy machine is slow, and that proves nothing.
# A law is tried on fewer examples than one by one: LAW_EXAMPLES=1000 looks further.
EXAMPLES = int(os.environ.get("LAW_EXAMPLES", "50"))
settings.register_profile("untimed", deadline=None, max_examples=EXAMPLES)
settings.load_profile("untimed")

_PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/pgsql")
_REMEDY = (
    "PostgreSQL's server programs (initdb, pg_ctl) were not found, and these tests are never "
    "skipped. Install them: `apt-get install postgresql` or `brew install postgresql`."
)
# Nothing here outlives the tests, so nothing waits for the disk.
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@pytest.fixture(autouse=True)
def nothing_erased(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep a list of erasures of its own for each test; this person's is left alone."""
    folder = tmp_path_factory.getbasetemp() / f"data-{secrets.token_hex(8)}"
    monkeypatch.setattr(erasures, "data_folder", lambda: folder)


@pytest.fixture(autouse=True)
def nobody_but_one_person() -> Iterator[None]:
    """Leave no application shared by a team to the next test."""
    yield
    mark_team(team=False)


@pytest.fixture(autouse=True)
def data_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what a test leaves with a person's data away from whoever runs the tests."""
    if "XDG_DATA_HOME" not in os.environ:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "home"))


def _programs() -> Path:
    found = [p.parent for place in _PLACES for p in Path(place).glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.fail(_REMEDY, pytrace=False)
    return max(found) if found else Path(str(on_path)).parent


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a server that listens on a Unix socket only; give the folder of the socket."""
    programs, base = _programs(), Path(tempfile.mkdtemp(prefix="pra-"))
    # PostgreSQL refuses to run as root.
    as_root = os.geteuid() == 0
    user: dict[str, Any] = (
        {"user": "postgres", "group": "postgres", "extra_groups": []} if as_root else {}
    )
    if as_root:
        shutil.chown(base, "postgres", "postgres")

    def run(program: str, *arguments: str) -> None:
        words = [str(programs / program), "-D", str(base / "data"), *arguments]
        calm = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/", env=calm, **user)

    run("initdb", "-U", "audit", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
    listen = f"-c listen_addresses='' -c unix_socket_directories={base} {_QUICK}"
    run("pg_ctl", "-w", "-l", str(base / "log"), "-o", listen, "start")
    yield str(base)
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(base)


@pytest.fixture
def new_postgresql(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """Give a way to make empty databases on the server, each by its address."""
    made: list[str] = []
    where = f"host={postgresql_server} user=audit dbname=postgres"

    def make() -> str:
        made.append(f"audit_{secrets.token_hex(4)}")
        with psycopg.connect(where, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {made[-1]}".encode())
        return f"postgresql://audit@/{made[-1]}?host={postgresql_server}"

    yield make
    with psycopg.connect(where, autocommit=True) as server:
        for name in made:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Give a way to name new databases; the test runs on SQLite and on PostgreSQL."""
    if request.param == "postgresql":
        yield request.getfixturevalue("new_postgresql")
        return
    yield lambda: f"sqlite:///{tmp_path / secrets.token_hex(4) / 'audits.db'}"


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """Name one new database; the test runs on SQLite and on PostgreSQL."""
    return new_database()
