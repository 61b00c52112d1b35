"""First views of texts for programs, and of archives: their first lines, the files inside."""

import json
from io import BytesIO
from zipfile import ZipFile

from exports.previews.parts import File, Preview, first

MOST_LINES = 14
_READ_FIRST = "README.txt"


def first_lines(data: bytes) -> tuple[str, ...]:
    """Return the first lines of a text."""
    return first(data.decode("utf-8-sig").splitlines(), MOST_LINES)


def indented(data: bytes) -> tuple[str, ...]:
    """Return the first lines of JSON as people read it; ours is written on one line."""
    written = json.dumps(json.loads(data), ensure_ascii=False, indent=2)
    return first(written.splitlines(), MOST_LINES)


def archive(data: bytes) -> Preview:
    """Return which files an archive holds, and how the one to be read first begins."""
    with ZipFile(BytesIO(data)) as found:
        files = tuple(File(entry.filename, entry.file_size) for entry in found.infolist())
        begins = found.read(_READ_FIRST) if any(f.path == _READ_FIRST for f in files) else b""
    return Preview(files=files, lines=first_lines(begins))
