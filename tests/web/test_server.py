"""`peer-audit serve` as a process: it says where it is, is well, and ends when told."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, *flags: str, **environment: str) -> subprocess.Popen[str]:
    """Start from an unrelated folder that holds another application's door."""
    (folder / "streamlit_app.py").write_text("raise SystemExit('not this one')\n")
    database = f"sqlite:///{(folder / 'audits.db').as_posix()}"
    return subprocess.Popen(
        [sys.executable, "-m", "audit", "serve", "--database", database, *flags],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "AUDIT_LANGUAGE": "en", **environment},
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with start(tmp_path_factory.mktemp("serve"), "--port", "0") as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.match(r"Peer Rights Audit is ready: (http://127\.0\.0\.1:\d+) ", line)
        assert found, line
        yield found[1]
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        # Nothing but faults is ever said there, and an interruption is none.
        assert (process.returncode, err) == (0, "")


def get(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_it_is_well(address: str) -> None:
    assert get(f"{address}/healthz") == (200, '{"status":"ok"}')
    assert get(f"{address}/_stcore/health")[0] == 200


def test_its_page_is_ours(address: str) -> None:
    status, page = get(f"{address}/rate?lang=fr")
    assert status == 200
    assert '<html lang="fr" dir="ltr">' in page


def test_it_answers_to_its_own_name_only(address: str) -> None:
    assert get(f"{address}/", Host="evil.example")[0] == 421
    assert get(f"{address}/_stcore/metrics")[0] == 404


def test_a_second_one_leaves_the_first_alone(address: str, tmp_path: Path) -> None:
    port = address.rsplit(":", 1)[1]
    with start(tmp_path, "--port", port) as second:
        out, err = second.communicate(timeout=60)
    assert (second.returncode, out) == (1, "")
    assert err.startswith(f"127.0.0.1:{port}: This port is in use")
    assert get(f"{address}/healthz")[0] == 200


def test_an_unsafe_file_stops_it(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    file = tmp_path / ".streamlit" / "config.toml"
    file.write_text("[client]\nshowErrorDetails = 'full'\n", "utf-8")
    with start(tmp_path, "--port", "0", "--language", "fr") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert err.startswith(f"{file}: ")
    assert "client.showErrorDetails vaut «\u00a0full\u00a0»" in err


def test_what_the_first_page_needs_is_loaded_once_we_listen_and_not_before() -> None:
    told = (
        "import sys; from audit.web.server import warm_up; late = 'audit.storage';"
        "print(late in sys.modules); warm_up(); print(late in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "True"]
