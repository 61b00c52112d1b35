"""Files of these kinds: the same bytes in any zone, locale and hash seed."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from exports.documents import Kind, build
from tests.exports.sample_record import hostile_record, installed

ROOT = Path(__file__).resolve().parents[2]
KINDS: tuple[Kind, ...] = ("html", "docx", "data", "large-pdf", "forms-pdf", "csv", "json")
PRINT = """
from tests.exports.test_bytes_anywhere import digests
print(digests())
"""


def digests() -> str:
    """Return the digest of each kind, made from text of every script."""
    record = installed(hostile_record())
    made = (build(kind, record, "facility", "fr") for kind in KINDS)
    return " ".join(sha256(content).hexdigest() for content in made)


def test_the_same_record_gives_the_same_bytes_anywhere() -> None:
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
    }
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT],
        env=surroundings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == digests()
