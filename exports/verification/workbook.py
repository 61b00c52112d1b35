"""Workbooks: their own record makes the same file again, or the cells that differ are named.

A spreadsheet program that saves a workbook writes every byte of it anew. What a reader sees in the
cells is then compared instead. Programs spell a formula in ways of their own: its value is
compared, and its spelling where the value was not kept.
"""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from exports.documents import DOCUMENTS
from exports.known_keys import KnownKeys
from exports.maker import PRODUCT, maker
from exports.verification.record import Opened, open_record, vouched
from exports.verification.verdict import (
    MOST_REMARKS,
    Remark,
    Verdict,
    altered,
    and_other_version,
    foreign,
)
from exports.workbook.carried import LARGEST, PART, Carried, carried_by
from rubrics.text import LANGUAGES


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is in a cell: a value, and the formula it is the value of, where there is one."""

    value: object = None
    formula: str | None = None


_Cells = Mapping[str, _Cell]
_EMPTY = _Cell()


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
    cells = _cells(found)
    if cells is None:
        return altered(Remark("damaged"))
    differing = list(_differing(cells, _cells(expected) or {}))
    if differing:
        return altered(*(Remark("cell_differs", at) for at in differing[:MOST_REMARKS]))
    if _parts(found) == _parts(expected):
        return altered(Remark("bytes_differ"))
    return Verdict(verdict.outcome, (*verdict.remarks, Remark("saved_again")), verdict.citation)


def _by_another_version(found: bytes, expected: bytes | None) -> Remark:
    here = _cells(expected) if expected is not None else None
    cells = _cells(found)
    if here is None or cells is None:
        return Remark("not_compared")
    return Remark("cells_otherwise" if any(_differing(cells, here)) else "same_cells")


def _differing(found: _Cells, expected: _Cells) -> Iterator[str]:
    for at in {**expected, **found}:
        if not _alike(found.get(at, _EMPTY), expected.get(at, _EMPTY)):
            yield at


def _alike(found: _Cell, expected: _Cell) -> bool:
    if found.formula is not None and found.value is None:
        return found.formula == expected.formula
    both = (found.formula is None) == (expected.formula is None)
    return both and found.value == expected.value


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _cells(data: bytes) -> _Cells | None:
    """Return what is in every cell; nothing where the file is damaged or unreasonably large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(e.file_size for e in archive.infolist()) > LARGEST or archive.testzip():
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            held = list(_read(data, values=False))
            # Only a formula has a value beside what is written in its cell.
            if any(is_formula for _, _, is_formula in held):
                values = {at: value for at, value, _ in _read(data, values=True)}
            else:
                values = {at: said for at, said, _ in held}
    except Exception:  # noqa: BLE001 - a damaged file fails in more ways than openpyxl names
        return None
    return {at: _Cell(values.get(at), str(said) if holds else None) for at, said, holds in held}


def _read(data: bytes, *, values: bool) -> Iterator[tuple[str, object, bool]]:
    """Yield each cell that is not empty: its place, its value or formula, and whether it is one."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=values, keep_links=False)
    with closing(book):
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        place = f"{sheet.title}!{cell.coordinate}"
                        yield place, cell.value, cell.data_type == "f"
