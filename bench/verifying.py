"""Verifying a sealed file against making it, and what the other faces of a report cost."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import docx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench import audits
from bench.documents import CRITERIA, peak
from bench.results import Line, best, best_of_both, ms
from exports.canonical import canonical
from exports.documents import DOCUMENTS, Kind
from exports.known_keys import KnownKey, KnownKeys
from exports.record import AuditRecord
from exports.seal import Seal, sealed
from exports.verification import verify

_NAMES: dict[Kind, str] = {"pdf": "PDF", "xlsx": "workbook"}
Texts = tuple[Sequence[str], Sequence[Sequence[Sequence[str]]]]


def measure(times: int = 7) -> list[Line]:
    """Measure verification of both sealed reports, then the web page and the Word file."""
    record = audits.record(audits.sized(CRITERIA))
    lines = [line for kind in _NAMES for line in _verified(record, kind, times)]
    page, word = (partial(_made, record, kind) for kind in ("html", "docx"))
    lines += [
        _face("web page", page, "the record inside it, alone", partial(canonical, record), times),
        _face(
            "Word file",
            word,
            "bare python-docx, the same texts and tables",
            partial(_bare, _texts(word())),
            times,
        ),
    ]
    return [*lines, *_peaks(record)]


def _verified(record: AuditRecord, kind: Kind, times: int) -> Iterator[Line]:
    """Measure what a reader waits for against making the very same file."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    seal = sealed(canonical(record), key)
    keys: KnownKeys = {seal.key: KnownKey(key.public_key().public_bytes_raw(), "Bench")}
    work = partial(_made, record, kind, seal)
    file = work()
    if verify(file, keys).outcome != "genuine":
        raise RuntimeError("our own file is not genuine")
    taken, floor = best_of_both(partial(verify, file, keys), work, times)
    name = f"report {_NAMES[kind]}, {CRITERIA} criteria"
    told = f"{ms(1000 * floor)}: making the same file"
    yield Line(
        work=f"Verify a sealed {name}",
        measured=ms(1000 * taken),
        floor=told,
        ratio=taken / floor,
        budget="≤ 2 ×",
        holds=taken <= 2 * floor,
    )
    changed = _changed(file)
    if verify(changed, keys).outcome != "altered":
        raise RuntimeError("a changed file is not found to be altered")
    longer = best(partial(verify, changed, keys), times)
    yield Line(
        work=f"Verify and say where it was altered: {name}",
        measured=ms(1000 * longer),
        floor=told,
        ratio=longer / floor,
    )


def _changed(file: bytes) -> bytes:
    """Return a file of which every page or cell must be compared to find what was changed."""
    if not file.startswith(b"PK"):
        return file + b"\n%"
    changed = BytesIO()
    with ZipFile(BytesIO(file)) as archive, ZipFile(changed, "w") as other:
        for name in archive.namelist():
            sheet = archive.read(name)
            if name == "xl/worksheets/sheet2.xml":
                sheet = sheet.replace(b"<v>", b"<v>9", 1)
            other.writestr(name, sheet)
    return changed.getvalue()


def _made(record: AuditRecord, kind: Kind, seal: Seal | None = None) -> bytes:
    return DOCUMENTS[kind].build(record, "en", lambda _: seal)


def _face(
    name: str,
    work: Callable[[], object],
    told: str,
    least: Callable[[], object],
    times: int,
) -> Line:
    taken, floor = best_of_both(work, least, times)
    return Line(
        work=f"Report as a {name}, {CRITERIA} criteria",
        measured=ms(1000 * taken),
        floor=f"{ms(1000 * floor)}: {told}",
        ratio=taken / floor,
    )


def _texts(data: bytes) -> Texts:
    """Return the paragraphs of a Word file, and the cells of its tables row by row."""
    made = docx.Document(BytesIO(data))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    return [paragraph.text for paragraph in made.paragraphs], tables


def _bare(texts: Texts) -> bytes:
    document, (paragraphs, tables) = docx.Document(), texts
    for text in paragraphs:
        document.add_paragraph(text)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _peaks(record: AuditRecord) -> list[Line]:
    idle = peak(record, "nothing")
    kinds = (("html", "web page"), ("docx", "Word file"), ("xlsx", "workbook"))
    measured = [(name, peak(record, kind)) for kind, name in kinds]
    return [
        Line(
            work=f"Report as a {name}: most memory of a process of its own",
            measured=f"{most:.0f} MB",
            floor=f"{idle:.0f} MB: the same process without it",
            ratio=most / idle,
        )
        for name, most in measured
    ]
