"""The one chart of the report workbook: how the counts of each part spread over the levels.

What is applicable and not rated is a piece of the bar too: else a part would look complete.

Its numbers are those of the summary sheet, and kept in the chart too: viewers that compute nothing
draw it from them. It is written here (DrawingML, ISO/IEC 29500-1, clause 21.2): openpyxl takes
longer for a chart than for a sheet, and spells it otherwise with another XML library.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from exports.workbook import cells, values
from exports.workbook.book import Book, Picture
from exports.workbook.cells import Style
from exports.workbook.sheet import print_well
from exports.workbook.table import Table
from exports.workbook.words import Words, shade_of

# From contrary to full, the colours of the PDF, hatched so that grey print tells them apart.
_COLOURS = ("A63A2B", "E8BD6D", "8CC0B4", "1F6F6B")
_HATCHINGS = ("wdUpDiag", "ltUpDiag", "ltHorz")
_WIDTH, _ROW, _AROUND = 26.0, 0.72, 3.6  # centimetres
_SHEET = 124.0  # the width of the column under the chart
_SAYS = Style(framed=False, vertical="center")
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006"
_AXES = ("10", "100")


@dataclass(frozen=True, slots=True)
class Profile:
    """The sheet of the chart, what it says in words, and the table it draws."""

    title: str
    about: str
    told: str
    table: Table


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of each bar: the column of its numbers, the colour under them, and its filling."""

    column: int
    colour: str
    fill: str


def profile(words: Words, summary: Table) -> Iterator[Profile]:
    """Yield the chart of a summary, where anything was rated."""
    say, figures = words.say, words.record.overall.figures
    if figures.rated:
        counts = ", ".join(
            say("workbook.profile.count", n=n, level=level)
            for n, level in zip(figures.counts, words.labels, strict=True)
        )
        told = say(
            "workbook.profile.told",
            applicable=figures.applicable,
            counts=counts,
            unrated=figures.applicable - figures.rated,
            sheet=summary.title,
        )
        title, about = say("workbook.sheet.profile"), say("workbook.sheet_about.profile")
        yield Profile(title, about, told, summary)


def add_profile(book: Book, words: Words, drawn: Profile) -> None:
    """Write the sheet: the whole in words and where the numbers are, and below it the chart."""
    sheet = book.add_sheet(drawn.title)
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = _SHEET
    book.write(sheet, (1, 1), drawn.told, _SAYS)
    book.height(sheet, 1, cells.row_height(cells.lines_needed(drawn.told, _SHEET)) + 6)
    title = words.say("workbook.profile.title")
    height = _AROUND + _ROW * len(drawn.table.rows)
    told = f"{title}. {drawn.told}"
    book.draw(sheet, "A3", Picture(_chart(words, drawn.table, title), told, _WIDTH, height))
    print_well(sheet, words)
    sheet.page_setup.fitToHeight = 1


def _chart(words: Words, table: Table, title: str) -> str:
    language = {"en": "en-GB", "fr": "fr-FR"}[words.language]
    series = "".join(_series(table, piece, at) for at, piece in enumerate(_pieces(words, table)))
    axes = "".join(f'<c:axId val="{axis}"/>' for axis in _AXES)
    heading = f'<a:r><a:rPr lang="{language}"/><a:t>{escape(title)}</a:t></a:r>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_MAIN}/chart" xmlns:a="{_MAIN}/main">'
        f'<c:lang val="{language}"/><c:roundedCorners val="0"/><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p>{_letters(14, bold=True)}{heading}</a:p></c:rich>"
        '</c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="percentStacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="35"/><c:overlap val="100"/>{axes}</c:barChart>{_axes()}'
        '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:txPr><a:bodyPr/><a:p>{_letters(11)}</a:p></c:txPr></c:chartSpace>"
    )


def _axes() -> str:
    """Write the names of the bars, from the top down, and no scale: the pieces have their numbers.

    Of the scale, whose axis is not shown, only where it lies is said.
    """
    names, scale = _AXES
    return (
        f'<c:catAx><c:axId val="{names}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:crossAx val="{scale}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{scale}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="t"/><c:crossAx val="{names}"/></c:valAx>'
    )


def _pieces(words: Words, table: Table) -> Iterator[_Piece]:
    """Yield the pieces of a bar, from the highest level down; then, if any, what is not rated."""
    for rank in reversed(range(words.top + 1)):
        colour = shade_of(_COLOURS, rank, words.top)
        yield _Piece(table.position(f"count_{rank}"), colour, _fill(colour, rank, words.top))
    unrated = table.position("unrated")
    if any(row[unrated - 1] for row in table.rows):
        yield _Piece(unrated, cells.WHITE, _solid(cells.WHITE))


def _series(table: Table, piece: _Piece, order: int) -> str:
    column, named = piece.column, table.position("title")
    counts = [row[column - 1] for row in table.rows]
    title = _held("str", _place(table, column, 1, 1), [table.columns[column - 1].title])
    names = _held("str", _below(table, named), [row[named - 1] for row in table.rows])
    edge = f'<a:ln w="6350">{_solid(cells.INK)}</a:ln>'
    return (
        f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/><c:tx>{title}</c:tx>'
        f"<c:spPr>{piece.fill}{edge}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_labels(piece.colour, counts)}<c:cat>{names}</c:cat>'
        f"<c:val>{_held('num', _below(table, column), counts)}</c:val></c:ser>"
    )


def _labels(colour: str, counts: Sequence[object]) -> str:
    """Write each count on its piece, on the bare colour, and none where there is nothing."""
    none = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
        for at, count in enumerate(counts)
        if not count
    )
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    shown = "".join(f'<c:show{name} val="{int(name == "Val")}"/>' for name in names)
    look = _letters(11, _ink_on(colour), bold=True)
    return (
        f'<c:dLbls>{none}<c:numFmt formatCode="0;;;" sourceLinked="0"/>'
        f"<c:spPr>{_solid(colour)}</c:spPr><c:txPr><a:bodyPr/><a:p>{look}</a:p></c:txPr>"
        f'<c:dLblPos val="ctr"/>{shown}</c:dLbls>'
    )


def _fill(colour: str, rank: int, top: int) -> str:
    """Fill with a colour: solid at the highest level, hatched more and more below."""
    if rank == top:
        return _solid(colour)
    lines = shade_of((colour, cells.INK), 2, 5)
    return (
        f'<a:pattFill prst="{_HATCHINGS[rank * len(_HATCHINGS) // top]}">'
        f'<a:fgClr><a:srgbClr val="{lines}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{colour}"/></a:bgClr></a:pattFill>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _letters(size: int, ink: str = cells.INK, *, bold: bool = False) -> str:
    face = f'{_solid(ink)}<a:latin typeface="{cells.FONT}"/>'
    return f'<a:pPr><a:defRPr sz="{size}00" b="{int(bold)}">{face}</a:defRPr></a:pPr>'


def _held(kind: str, place: str, held: Sequence[object]) -> str:
    """Write where values stand, and the values."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(values.clean(str(value)))}</c:v></c:pt>'
        for at, value in enumerate(held)
    )
    numbers = "<c:formatCode>0</c:formatCode>" if kind == "num" else ""
    inside = f'{numbers}<c:ptCount val="{len(held)}"/>{points}'
    kept = f"<c:{kind}Cache>{inside}</c:{kind}Cache>"
    return f"<c:{kind}Ref><c:f>{escape(place)}</c:f>{kept}</c:{kind}Ref>"


def _below(table: Table, column: int) -> str:
    return _place(table, column, 2, len(table.rows) + 1)


def _place(table: Table, column: int, first: int, last: int) -> str:
    letter, sheet = get_column_letter(column), table.title.replace("'", "''")
    return f"'{sheet}'!${letter}${first}" + (f":${letter}${last}" if last > first else "")


def _ink_on(colour: str) -> str:
    """Return the letters that stand out more from a colour (relative luminance of WCAG 2.2)."""
    linear = [((int(colour[at : at + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for at in (0, 2, 4)]
    light = sum(part * one for part, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return cells.WHITE if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else cells.INK
