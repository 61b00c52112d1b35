"""Which runs of words the guide on peer support holds, as hashes: its words are not ours to keep.

`python -m tests.rubrics.guide_runs PATH` reads the guide as plain text and writes the hashes anew.
"""

import hashlib
import re
import sys
import unicodedata
from collections.abc import Collection
from pathlib import Path

LENGTH = 8
FILE = Path(__file__).with_name("guide_runs.txt")
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n?\s*(?=\w)")
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation, hyphens and line breaks."""
    lower = unicodedata.normalize("NFKC", text).lower()
    return _WORD.findall(_HYPHEN.sub("", lower))


def runs(text: str) -> list[str]:
    """Return every run of eight words that follow each other."""
    found = plain(text)
    return [" ".join(found[at : at + LENGTH]) for at in range(len(found) - LENGTH + 1)]


def mark(run: str) -> str:
    """Return the hash by which a run is recognised, and from which it cannot be read."""
    return hashlib.sha256(run.encode("utf-8")).hexdigest()[:10]


def copied(text: str, known: Collection[str]) -> list[str]:
    """Return the runs of a text that are known by their hash."""
    return [run for run in runs(text) if mark(run) in known]


def marks() -> frozenset[str]:
    """Return the hashes of the guide's runs."""
    return frozenset(FILE.read_text(encoding="utf-8").split())


def write(guide: str, file: Path = FILE) -> None:
    """Write the hashes of a text's runs, in order, one on a line."""
    found = sorted({mark(run) for run in runs(guide)})
    file.write_text("".join(f"{each}\n" for each in found), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]).read_text(encoding="utf-8"))
