"""A workbook being written, and the file it becomes: every value in it, stable bytes.

openpyxl makes the frame: styles, names, tables, rules, print set-up. The cells are written here,
because text must stay text whatever it looks like, because a formula must carry its value (phones
and previewers compute nothing), and because it is several times faster.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from typing_extensions import override

from exports.stable_zip import zipped
from exports.workbook import cells, values
from exports.workbook.carried import with_record
from exports.workbook.cells import Style, Styles
from exports.workbook.stable_xml import stable
from exports.workbook.values import Value

_CREATOR = "Peer Rights Audit"
_UNDATED = date(2000, 1, 1)
_ROWS = re.compile(rb"<sheetData/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
At = tuple[int, int]


@dataclass
class _Rows:
    """The cells and heights of one sheet, as the file will hold them."""

    cells: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    heights: dict[int, float] = field(default_factory=dict)

    def markup(self) -> bytes:
        """Return the rows; a row may still grow when someone types in it."""
        rows = (
            f'<row r="{row}"{self._height(row)}>{_in_order(found)}</row>'
            for row, found in sorted(self.cells.items())
        )
        return f"<sheetData>{''.join(rows)}</sheetData>".encode()

    def dimension(self) -> bytes:
        """Return the area that has cells."""
        last = get_column_letter(max((max(row) for row in self.cells.values()), default=1))
        return f'<dimension ref="A1:{last}{max(self.cells, default=1)}"/>'.encode()

    def _height(self, row: int) -> str:
        return f' ht="{self.heights[row]}"' if row in self.heights else ""


def _in_order(row: Mapping[int, str]) -> str:
    return "".join(row[column] for column in sorted(row))


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as the file holds it, what it shows in words, and its size in centimetres."""

    markup: str
    told: str
    width: float
    height: float


class Book:
    """A workbook being written, sheet by sheet."""

    def __init__(self, title: str, language: str) -> None:
        self.sheets = Workbook()
        self.sheets.remove(self.sheets.worksheets[0])
        plain = Font(name=cells.FONT, size=cells.SIZE, color=cells.INK)
        self.sheets._fonts = IndexedList([plain])  # type: ignore[attr-defined]
        self.sheets._named_styles["Normal"].font = plain  # type: ignore[attr-defined]
        properties = self.sheets.properties
        properties.title, properties.language = values.clean(title), language
        properties.creator = _CREATOR
        self._styles = Styles()
        self._rows: dict[str, _Rows] = {}
        self.pictures: dict[str, Picture] = {}

    def add_sheet(self, title: str) -> Worksheet:
        """Add an empty sheet."""
        sheet: Worksheet = self.sheets.create_sheet(title)
        self._rows[sheet.title] = _Rows()
        return sheet

    def write(self, sheet: Worksheet, at: At, value: Value, style: Style) -> None:
        """Write a text, a number or a date in a row and a column."""
        number = self._styles.number(sheet, cells.as_held(value, style))
        self._put(sheet, at, cells.markup(number, value))

    def formula(
        self, sheet: Worksheet, at: At, expression: str, value: str | float, style: Style
    ) -> None:
        """Write a formula of our own with the value it has today."""
        number = self._styles.number(sheet, style)
        self._put(sheet, at, cells.formula_markup(number, expression, value))

    def height(self, sheet: Worksheet, row: int, points: float) -> None:
        """Set the height of a row."""
        self._rows[sheet.title].heights[row] = points

    def link(self, sheet: Worksheet, at: At, title: str, row: int = 1) -> None:
        """Make a cell that has been written lead to another sheet, to the beginning of a row."""
        place = "'" + title.replace("'", "''") + f"'!A{row}"
        coordinate = f"{get_column_letter(at[1])}{at[0]}"
        sheet.cell(*at).hyperlink = Hyperlink(ref=coordinate, location=place, display=title)

    def draw(self, sheet: Worksheet, place: str, picture: Picture) -> None:
        """Set a chart on a sheet that has no other, its corner at a cell."""
        frame: Any = BarChart()  # of which only the place in the file is used
        frame.width, frame.height = picture.width, picture.height
        sheet.add_chart(frame, place)
        self.pictures[sheet.title] = picture

    def name(self, name: str, target: str) -> None:
        """Give cells a name that formulas and lists can use."""
        self.sheets.defined_names[name] = DefinedName(name, attr_text=target)

    def rows(self) -> Mapping[str, _Rows]:
        """Return the rows of each sheet, by the name of its part in the file."""
        names = (sheet.title for sheet in self.sheets.worksheets)
        return {f"xl/worksheets/sheet{n}.xml": self._rows[name] for n, name in enumerate(names, 1)}

    def _put(self, sheet: Worksheet, at: At, content: str) -> None:
        row, column = at
        cell = f'<c r="{get_column_letter(column)}{row}"{content}'
        self._rows[sheet.title].cells[row][column] = cell


def _drawing(told: str) -> Any:
    """Return what holds the chart of a sheet, with what it shows in words.

    openpyxl writes nothing of a class derived from its own: the method is replaced in one object.
    """
    drawing: Any = SpreadsheetDrawing()
    framed = drawing._chart_frame

    def described(number: int) -> Any:
        frame = framed(number)
        frame.nvGraphicFramePr.cNvPr.descr = told
        return frame

    drawing._chart_frame = described
    return drawing


class _Frame(ExcelWriter):
    """Writes the frame in memory: openpyxl would put each sheet on the disk for a while."""

    _archive: ZipFile
    manifest: Any
    _charts: list[Any]
    pictures: Mapping[str, Picture]

    @override
    def write_worksheet(self, ws: Any) -> None:
        picture = self.pictures.get(ws.title)
        ws._drawing = _drawing(picture.told if picture else "")
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = WorksheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)

    def _write_charts(self) -> None:
        for chart, picture in zip(self._charts, self.pictures.values(), strict=True):
            self._archive.writestr(chart.path[1:], picture.markup.encode())
            self.manifest.append(chart)


def finish(book: Book, issued: date | None, kind: str = "", record: bytes = b"") -> bytes:
    """Return the file: no trace in it of the clock or of this machine.

    The kind of document and its record, if there is one, are carried along.
    """
    moment = datetime.combine(issued or _UNDATED, time.min)
    book.sheets.properties.created = moment
    frame = BytesIO()
    with ZipFile(frame, "w") as archive:  # not compressed: that is done once, at the end
        writer = _Frame(book.sheets, archive)
        writer.pictures = book.pictures
        writer.save()
    parts = _parts(book, frame, moment)
    language = book.sheets.properties.language
    return zipped(with_record(parts, kind, language, record) if record else parts)


def _parts(book: Book, frame: BytesIO, moment: datetime) -> Iterator[tuple[str, bytes]]:
    rows = book.rows()
    modified = rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(frame) as made:
        for name in sorted(made.namelist(), key=lambda name: (name[0] != "[", name)):
            content = stable(name, made.read(name))
            if name in rows:
                content = _filled(content, rows[name])
            elif name == "docProps/core.xml":
                content = _MODIFIED.sub(modified, content)
            yield name, content


def _filled(sheet: bytes, rows: _Rows) -> bytes:
    dimension, markup = rows.dimension(), rows.markup()
    sheet = _DIMENSION.sub(lambda _: dimension, sheet, count=1)
    return _ROWS.sub(lambda _: markup, sheet, count=1)
