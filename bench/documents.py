"""Both PDFs against the same marks on a bare canvas, and the memory of a report."""

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pypdfium2

from bench import audits, marks
from bench.results import Line, best_of_both, ms
from exports.canonical import canonical
from exports.documents import Kind, build, record_json
from exports.record import AuditRecord

# As many as fill some forty pages.
CRITERIA = 66


def measure(times: int = 7) -> list[Line]:
    """Measure a report of some forty pages, and plans of 100 and 400 actions."""
    record = audits.record(audits.sized(CRITERIA))
    plans = [_plan(audits.with_actions(record, n), n, times) for n in (100, 400)]
    (hundred, one), (four_hundred, other) = plans
    growth = four_hundred / hundred
    linear = Line(
        work="Plan PDF: four times the actions",
        measured=ms(1000 * four_hundred),
        floor=f"{ms(1000 * hundred)}: 100 actions",
        ratio=growth,
        budget="linear: ≤ 4.4 times the time",
        holds=growth <= 4.4,
    )
    return [*_report(record, times), one, other, linear]


def _report(record: AuditRecord, times: int) -> list[Line]:
    work = partial(_built, "pdf", record)
    pages = _pages(work())
    taken, floor = best_of_both(work, partial(marks.draw, marks.marks_of(work)), times)
    idle, most = (peak(record, kind) for kind in ("nothing", "pdf"))
    return [
        Line(
            work=f"Report PDF, tagged and archivable, {pages} pages, {CRITERIA} criteria",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * floor)}: the same marks on a bare canvas",
            ratio=taken / floor,
            budget="≤ 3.2 ×",
            holds=taken <= 3.2 * floor,
        ),
        Line(
            work=f"Report PDF of {pages} pages: most memory of a process of its own",
            measured=f"{most:.0f} MB",
            floor=f"{idle:.0f} MB: the same process without the PDF",
            ratio=most / idle,
            budget="≤ 60 MB",
            holds=most <= 60,
        ),
    ]


def _plan(record: AuditRecord, actions: int, times: int) -> tuple[float, Line]:
    work = partial(_built, "plan-pdf", record)
    taken, floor = best_of_both(work, partial(marks.draw, marks.marks_of(work)), times)
    return taken, Line(
        work=f"Plan PDF, {actions} actions, {_pages(work())} pages",
        measured=ms(1000 * taken),
        floor=f"{ms(1000 * floor)}: the same marks on a bare canvas",
        ratio=taken / floor,
        budget="≤ 7.5 × (0.15 s where the canvas takes 0.02)",
        holds=taken <= 7.5 * floor,
    )


def _built(kind: Kind, record: AuditRecord) -> bytes:
    canonical.cache_clear()  # as at the first document of an audit
    return build(kind, record, "team", "en")


def _pages(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def peak(record: AuditRecord, kind: str) -> float:
    """Return the most memory in MB that a process of its own ever held."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "record.json"
        file.write_bytes(record_json(record))
        command = [sys.executable, "-m", "bench.peak", kind, str(file)]
        return float(subprocess.run(command, check=True, capture_output=True).stdout)
