"""Archives with no trace of the clock or of the system that packed them."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

QUICKLY = 4  # half the time of the usual 6, for a fortieth more bytes


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of parts by name, in this order."""
    result = BytesIO()
    with ZipFile(result, "w") as file:
        for name, content in parts:
            entry = ZipInfo(name)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            file.writestr(entry, content, compresslevel=QUICKLY)
    return result.getvalue()
