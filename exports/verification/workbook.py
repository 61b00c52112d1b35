"""Workbooks: their own record makes the same file again, or the cells that differ are named.

A spreadsheet program that saves a workbook writes every byte of it anew. What a reader sees in it
is then compared instead: values, formulas, how they look, and what is out of sight. A workbook has
more ways to show something else than it holds than can be listed, so nobody vouches for such a
file, and the verdict is never that it is genuine.
"""

from io import BytesIO
from itertools import islice
from zipfile import ZipFile

from exports.documents import DOCUMENTS
from exports.known_keys import KnownKeys
from exports.maker import PRODUCT, maker
from exports.verification.cells import differing, sheets
from exports.verification.record import Opened, open_record, vouched
from exports.verification.verdict import (
    MOST_REMARKS,
    Remark,
    Verdict,
    altered,
    and_other_version,
    foreign,
    remark,
    worst,
)
from exports.workbook.carried import PART, Carried, carried_by
from rubrics.text import LANGUAGES


def verify_workbook(data: bytes, keys: KnownKeys) -> Verdict:
    """Return what can be said of a workbook."""
    carried = carried_by(data)
    if carried is None:
        return _without_record(data)
    opened = open_record(carried.record)
    if isinstance(opened, Verdict):
        return altered(Remark("damaged")) if opened.outcome == "foreign" else opened
    verdict, expected = vouched(opened, keys), _made(opened, carried)
    made_by = opened.seal.made_by if opened.seal else carried.made_by
    if made_by != maker():
        return and_other_version(verdict, made_by, _by_another_version(data, expected))
    if expected is None:
        return altered(Remark("damaged"))
    return verdict if expected == data else _compared(data, expected, verdict)


def _made(opened: Opened, carried: Carried) -> bytes | None:
    """Return the workbook that the record gives, nothing where its kind is not known here."""
    for kind, document in DOCUMENTS.items():
        for language in LANGUAGES:
            if (kind, language) == (carried.kind, carried.language) and document.suffix == "xlsx":
                return document.build(opened.record, language, lambda _: opened.seal)
    return None


def _without_record(data: bytes) -> Verdict:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            # Other workbooks of ours have no record; in this one it can no longer be read.
            ours = PART in names and PRODUCT.encode() in archive.read("docProps/core.xml")
    except Exception:  # noqa: BLE001 - a damaged file fails in more ways than zipfile names
        return foreign("not_readable")
    return altered(Remark("damaged")) if ours else foreign("no_record")


def _compared(found: bytes, expected: bytes, verdict: Verdict) -> Verdict:
    """Return the verdict for a workbook of this version that is not, byte for byte, what it was."""
    seen = sheets(found)
    made = sheets(expected) if seen else None
    if seen is None or made is None:
        return altered(Remark("damaged"))
    if otherwise := tuple(differing(seen, made)):
        return altered(*otherwise)
    if _parts(found) == _parts(expected):
        return altered(Remark("bytes_differ"))
    outcome = worst((verdict.outcome, "saved_again"))
    return Verdict(outcome, (*verdict.remarks, Remark("saved_again")), verdict.citation)


def _by_another_version(found: bytes, expected: bytes | None) -> Remark:
    here = sheets(expected) if expected is not None else None
    seen = sheets(found)
    if here is None or seen is None:
        return Remark("not_compared")
    places = (each.where for each in islice(differing(seen, here), MOST_REMARKS))
    cells = ", ".join(filter(None, places))
    return remark("cells_otherwise", cells=cells) if cells else Remark("same_cells")


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
