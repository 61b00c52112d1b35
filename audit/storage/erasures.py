"""What was erased, noted outside the database too: no backup made before brings it back.

A list in the data folder, of lines that say as little as a tombstone does: assessment, subject,
moment. A database that was lost or begun anew knows nothing of its tombstones; the list does.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from audit.storage.folder import data_folder

FILE = "erased.txt"
Erasure = tuple[str, str, datetime]


def listed() -> Path:
    """Return the file of the list; it is there once something was erased."""
    return data_folder() / FILE


def note(assessment_id: str, stone: str, now: datetime) -> None:
    """Add an erasure to the list, on the disk before this returns; `OSError` where it cannot be."""
    listed().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = "\t".join((assessment_id, stone, now.isoformat()))
    handle = os.open(listed(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())


def noted() -> Iterator[Erasure]:
    """Yield the erasures on the list; a line that a power failure cut off is none."""
    if not listed().is_file():
        return
    for line in listed().read_text(encoding="utf-8", errors="replace").splitlines():
        assessment_id, _, rest = line.partition("\t")
        stone, _, at = rest.partition("\t")
        try:
            yield assessment_id, stone, datetime.fromisoformat(at)
        except ValueError:
            continue
