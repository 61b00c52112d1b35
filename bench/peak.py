"""A process of its own that makes one document from a record and prints the most memory it held.

Run as `python -m bench.peak KIND RECORD.json`; any other kind than a document's makes nothing.
"""

import sys
from pathlib import Path

from exports.documents import DOCUMENTS, no_seal
from exports.record import AuditRecord


def main(kind: str, file: str) -> None:
    """Make the document and print megabytes."""
    record = AuditRecord.model_validate_json(Path(file).read_bytes())
    for document in DOCUMENTS.values():
        if document.kind == kind:
            document.build(record, "en", no_seal)
    print(_megabytes())


def _megabytes() -> float:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except OSError:
        import resource  # noqa: PLC0415 - not on every system

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
