"""What one cell may hold and how it looks: text that stays text, and the styles of our sheets."""

import re
from collections.abc import Iterator
from datetime import date
from math import ceil
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook.values import Value, clean, serial

# Arial, or a font as wide, is on every machine: row heights fit everywhere.
FONT = "Arial"
SIZE = 11
INK, MUTED, LINK, ALARM, WHITE = "1F2933", "52606D", "0B5394", "9C1C1C", "FFFFFF"
DEEP, PALE, AMBER, LOCKED = "12395B", "E8EEF4", "FFE8A3", "F1F3F5"
LINE = Side(style="thin", color="D5DCE3")
_INDENT = 2.5  # what a cell keeps free on its sides, in units of column width
_LETTERS = 1.12  # how many letters fit in such a unit, on the safe side
TALLEST_ROW = 409  # points; Excel refuses more
MOST_LINES = 28  # of ordinary letters, in such a row

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LAST_SPACE, _LAST_LINE = re.compile(r"(?s).*\s"), re.compile(r"(?s).*\n")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\uffff\U00010000-\U0010ffff]")
_STARTS_FORMULA = ("=", "+", "-", "@")


class Style(NamedTuple):
    """How a cell looks; equal styles are stored once in the file."""

    bold: bool = False
    size: float = SIZE
    ink: str = INK
    fill: str | None = None
    number_format: str = "General"
    horizontal: Literal["left", "center"] = "left"
    vertical: Literal["top", "center"] = "top"
    underline: bool = False
    locked: bool = True
    framed: bool = True
    wraps: bool = True
    quoted: bool = False


TEXT = Style()
NUMBER = Style(number_format="0", horizontal="center")
SHARE = Style(number_format="0.0%", horizontal="center")
SCORE = Style(number_format="0.0", horizontal="center")
MEAN = Style(number_format="0.00", horizontal="center")
MOVE = Style(number_format="+0;-0;0", horizontal="center")
DATE = Style(number_format="yyyy-mm-dd", horizontal="center")
ANSWER_DATE = Style(
    bold=True, fill=AMBER, number_format="yyyy-mm-dd", horizontal="left", locked=False
)
HEAD = Style(bold=True, ink=WHITE, fill=DEEP, vertical="center")
PLAIN = Style(framed=False)


class Styles:
    """Turns styles into the numbers that a workbook knows them by, each once."""

    def __init__(self) -> None:
        self._known: dict[Style, int] = {}

    def number(self, sheet: Worksheet, style: Style) -> int:
        """Return the number of a style in the workbook of a sheet."""
        known = self._known.get(style)
        if known is None:
            cell = Cell(sheet, 1, 1)  # of no sheet: only there to be dressed
            _dress(cell, style)
            known = self._known[style] = cell.style_id
        return known


def _dress(cell: Cell, style: Style) -> None:
    font = Font(name=FONT, size=style.size, bold=style.bold, color=style.ink)
    font.underline = "single" if style.underline else None
    cell.font = font
    if style.fill is not None:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    cell.alignment = Alignment(
        wrap_text=style.wraps,
        horizontal=style.horizontal,
        vertical=style.vertical,
        indent=int(style.framed and style.horizontal == "left"),
    )
    cell.number_format = style.number_format
    cell.protection = Protection(locked=style.locked)
    cell.quotePrefix = style.quoted
    if style.framed:
        cell.border = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def as_held(value: Value, style: Style) -> Style:
    """Return the style of a value: text like a formula is marked as text for whoever edits it."""
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return style._replace(quoted=True)
    return style


def markup(style: int, value: Value) -> str:
    """Return a value as a cell holds it, after its place; text is text, whatever it looks like."""
    if isinstance(value, str):
        text = clean(value)
        if "_x" in text:
            text = _LOOKS_ESCAPED.sub("_x005F_", text)
        text = escape(text)
        inside = f'<is><t xml:space="preserve">{text}</t></is>'
        return f' s="{style}" t="inlineStr">{inside}</c>' if text else f' s="{style}"/>'
    if value is None:
        return f' s="{style}"/>'
    return f' s="{style}"><v>{serial(value) if isinstance(value, date) else value!r}</v></c>'


def formula_markup(style: int, expression: str, value: str | float) -> str:
    """Return a formula with the value it has today, as a cell holds it after its place."""
    of_text = ' t="str"' if isinstance(value, str) else ""
    inside = f"<f>{escape(expression.removeprefix('='))}</f><v>{escape(str(value))}</v>"
    return f' s="{style}"{of_text}>{inside}</c>'


def lines_needed(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, words kept whole where they fit."""
    room = max(int((width - _INDENT) * _LETTERS), 1)
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    if not text.isascii() and _WIDE.search(text):
        text = _WIDE.sub(r"\g<0>\g<0>", text)
    if "\n" not in text:
        return _lines_of(text, room)
    return sum(_lines_of(part, room) for part in text.split("\n"))


def _lines_of(part: str, room: int) -> int:
    if len(part) <= room:
        return 1
    lines, used = 1, 0
    for word in part.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0
        if length > room:
            more = ceil(length / room) - 1
            lines, length = lines + more, length - more * room
        used += length + (1 if used else 0)
    return lines


def is_too_tall(text: str, width: float) -> bool:
    """Tell whether a text has more lines in a column than any row shows."""
    room = max(int((width - _INDENT) * _LETTERS), 1)
    # Words that are carried over waste less than every second line, and wide letters take two.
    at_most = 4 * len(text) // room + text.count("\n") + 1
    return at_most > MOST_LINES and lines_needed(text, width) > MOST_LINES


def in_parts(text: str, width: float) -> Iterator[str]:
    """Yield a text in parts that a row shows whole, cut between lines or words if it can be."""
    while is_too_tall(text, width):
        part = text[: int(MOST_LINES * width * _LETTERS)]
        while is_too_tall(part, width):
            part = part[: len(part) * 9 // 10]
        ends = _LAST_LINE.match(part, len(part) // 2) or _LAST_SPACE.match(part, 1)
        part = part[: ends.end()] if ends else part
        yield part.strip()
        text = text[len(part) :]
    yield text.strip()


def row_height(lines: int, size: float = SIZE) -> float:
    """Return the height in points of a row of so many lines."""
    return min(TALLEST_ROW, round(lines * size * 1.31 + 4, 1))
