"""What a reader sees in a workbook, whichever program saved it: values, formulas and their looks.

A program that saves a workbook again spells colours, formats and formulas in ways of its own. What
is compared here is brought to one spelling first; whatever then differs can be seen by a reader.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from exports.verification.frames import Frame, frames
from exports.verification.spelling import colour, formula, number_format
from exports.verification.verdict import Remark
from exports.workbook.carried import LARGEST

# Points and characters: what is lower or narrower cannot be read.
_LOWEST, _NARROWEST = 4, 1
_ON_TOP = re.compile(rb"<(?:\w+:)?(?:oneCellAnchor|twoCellAnchor|absoluteAnchor|comment)[\s>]")
_CHARTS = re.compile(rb"<(?:\w+:)?chartSpace[\s>]")
_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
_DRAWN = {f"{{{_DRAWINGML}/chart}}f", f"{{{_DRAWINGML}/chart}}v", f"{{{_DRAWINGML}/main}}t"}
_MAY_LIE_ON_TOP = ("xl/drawings/", "xl/comments", "xl/threadedComments")
_NEVER_OURS = ("xl/media/", "xl/vbaProject", "xl/drawings/vmlDrawing")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cell holds and shows: value, formula where there is one, number format, and ink.

    Ink is the colour and size of the writing, whether it is struck out, and the colour beneath.
    """

    value: object = None
    formula: str | None = None
    shape: str = "General"
    ink: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is seen in a workbook: cells by place, what is out of sight, what lies on top, charts.

    Of charts the words and figures that they draw are kept, and whence they have them; of each
    sheet, and of the book under no title, what stands around the cells.
    """

    cells: Mapping[str, Seen]
    hidden: frozenset[str]
    on_top: int
    charts: tuple[str, ...]
    frames: Mapping[str, Frame]


_EMPTY = Seen()


def sheets(data: bytes) -> Sheets | None:
    """Return what is seen in a workbook; nothing where it is damaged or unreasonably large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(e.file_size for e in archive.infolist()) > LARGEST or archive.testzip():
                return None
            on_top, charts = _on_top(archive), tuple(_charts(archive))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), keep_links=False, rich_text=True)
            values = _values(data) if _has_formulas(book) else None
            seen, hidden = dict(_seen(book, values)), frozenset(_hidden(book))
            return Sheets(seen, hidden, on_top, charts, dict(frames(book)))
    except Exception:  # noqa: BLE001 - a damaged file fails in more ways than openpyxl names
        return None


def differing(found: Sheets, expected: Sheets) -> Iterator[Remark]:
    """Yield what a reader sees otherwise than the record gives it, each with its place."""
    for at in {**expected.cells, **found.cells}:
        one, other = found.cells.get(at, _EMPTY), expected.cells.get(at, _EMPTY)
        if not _alike(one, other):
            yield Remark("cell_differs", at)
        elif (one.shape, one.ink) != (other.shape, other.ink):
            yield Remark("cell_looks_otherwise", at)
    for at in sorted(found.hidden - expected.hidden):
        yield Remark("out_of_sight", at)
    yield from _around(found, expected)


def _around(found: Sheets, expected: Sheets) -> Iterator[Remark]:
    if found.on_top != expected.on_top:
        yield Remark("on_top")
    if found.charts != expected.charts:
        yield Remark("chart_differs")
    for title in {**expected.frames, **found.frames}:
        if found.frames.get(title) != expected.frames.get(title):
            yield Remark("sheet_differs", title)


def _on_top(archive: ZipFile) -> int:
    names = [name for name in archive.namelist() if name.startswith(_MAY_LIE_ON_TOP)]
    strange = sum(name.startswith(_NEVER_OURS) for name in archive.namelist())
    return strange + sum(len(_ON_TOP.findall(archive.read(name))) for name in names)


def _charts(archive: ZipFile) -> Iterator[str]:
    """Yield what charts draw, in order: where it comes from, each figure, each word."""
    for name in sorted(archive.namelist()):
        content = archive.read(name) if name.endswith(".xml") else b""
        if _CHARTS.search(content):  # whatever its name: a sheet may draw any of them
            root = ElementTree.fromstring(content)  # noqa: S314 - expat stops entities that grow
            for part in root.iter():
                if part.tag in _DRAWN and part.text:
                    yield formula(part.text)


def _alike(found: Seen, expected: Seen) -> bool:
    """Tell whether a cell holds the same; a formula whose value was not kept is as good."""
    kept = found.value is not None or found.formula is None
    return found.formula == expected.formula and (not kept or found.value == expected.value)


def _has_formulas(book: Workbook) -> bool:
    return any(cell.data_type == "f" for _, cell in _cells(book))


def _values(data: bytes) -> dict[str, object]:
    book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    return {place: cell.value for place, cell in _cells(book)}


def _cells(book: Workbook) -> Iterator[tuple[str, Cell]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.value is not None:
                    yield f"{sheet.title}!{cell.coordinate}", cell


def _seen(book: Workbook, values: Mapping[str, object] | None) -> Iterator[tuple[str, Seen]]:
    for at, cell in _cells(book):
        is_formula = cell.data_type == "f"
        value = values.get(at) if is_formula and values is not None else cell.value
        # Words of one cell in several looks: none of ours has them.
        ink = ("in runs",) if isinstance(value, CellRichText) else _ink(cell)
        written = formula(str(cell.value)) if is_formula else None
        yield at, Seen(_plain(value), written, number_format(cell.number_format), ink)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, CellRichText) else value


def _ink(cell: Cell) -> tuple[object, ...]:
    font, fill = cell.font, cell.fill
    beneath = colour(fill.fgColor) if fill.fill_type else None
    return colour(font.color), font.sz, bool(font.strike), fill.fill_type, beneath


def _hidden(book: Workbook) -> Iterator[str]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            yield sheet.title
        yield from _hidden_within(sheet)


def _hidden_within(sheet: Worksheet) -> Iterator[str]:
    for number, row in sheet.row_dimensions.items():
        if row.hidden or (row.height is not None and row.height < _LOWEST):
            yield f"{sheet.title}!{number}:{number}"
    for letter, column in sheet.column_dimensions.items():
        if column.hidden or column.width < _NARROWEST:
            yield f"{sheet.title}!{letter}:{letter}"
