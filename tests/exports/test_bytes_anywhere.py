"""Every kind of file: the same bytes in any zone, locale and hash seed, in whatever order."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from exports.documents import DOCUMENTS, build
from exports.html import booklet_html
from exports.pdf.booklet import booklet_pdf
from tests.exports.booklet_reading import FOLDERS, rubric
from tests.exports.sample_record import hostile_record, installed

ROOT = Path(__file__).resolve().parents[2]
# There, openpyxl writes without lxml, as where that is not installed.
SURROUNDINGS = {
    "PYTHONHASHSEED": "7",
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "C",
    "OPENPYXL_LXML": "False",
}
PRINT = """
import json
from tests.exports.test_bytes_anywhere import digests
print(json.dumps(digests(backwards=True)))
"""


def digests(*, backwards: bool = False) -> dict[str, str]:
    """Return the digest of each kind of file, and of an instrument's booklets.

    The record holds text of every script. Made in another order, nothing that was drawn before may
    leave a trace.
    """
    record = installed(hostile_record())
    kinds = list(DOCUMENTS)[:: -1 if backwards else 1]
    made = {str(kind): build(kind, record, "facility", "fr") for kind in kinds}
    booklets = {"booklet.pdf": booklet_pdf, "booklet.html": booklet_html}
    made |= {file: draw(rubric(FOLDERS[-1]), "x", "fr") for file, draw in booklets.items()}
    return {kind: sha256(content).hexdigest() for kind, content in made.items()}


def test_the_same_record_gives_the_same_bytes_anywhere() -> None:
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT],
        env=os.environ | SURROUNDINGS,
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert json.loads(elsewhere.stdout) == digests()
