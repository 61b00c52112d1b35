"""A rubric as a workbook to review: one row per text, both languages, room for comments."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook import cells
from exports.workbook.book import Book, finish
from exports.workbook.cells import Style
from exports.workbook.rubric_review_words import kind, what
from exports.workbook.words import messages
from rubrics.model import Rubric
from rubrics.text import Language, Translator
from rubrics.whereabouts import Passage, passages

SCHEMA = "peer-rights-audit/rubric-review/1"
MARK_SHEET = "_rubric"
COLUMNS = {"place": 26, "what": 24, "text_en": 46, "text_fr": 46, "comment": 32, "reviewer": 16}
GUIDE = ("about", "correct", "comment", "reviewer", "leave", "ask", "after", "which")

_FIXED = cells.TEXT._replace(fill=cells.LOCKED)
# As text, so that "3/4" typed in a cell does not become a date.
_OPEN = cells.TEXT._replace(number_format="@")
_TITLE = Style(bold=True, size=20, ink=cells.DEEP, framed=False, wraps=False)
_LABEL = Style(bold=True, ink=cells.DEEP, framed=False)
_LABELS, _PARAGRAPHS = 28, 92
_OPENS_A_PART = {"title", "themes.title", "standards.title", "criteria.statement"}
_A4 = "9"


def review_workbook(rubric: Rubric, digest: str, language: Language) -> bytes:
    """Return a rubric as an Excel file to correct and comment, text by text, and to hand back."""
    say = Translator(language, messages())
    book = Book(f"{say('review.title')} – {say.text(rubric.title)}", language)
    found = passages(rubric)
    _add_guide(book, say, rubric, digest, len(found))
    _add_texts(book, say, rubric, digest, found)
    _add_mark(book, rubric, digest)
    return finish(book, None)


def _add_guide(book: Book, say: Translator, rubric: Rubric, digest: str, count: int) -> None:
    sheet = book.add_sheet(say("review.sheet.guide"))
    sheet.sheet_view.showGridLines = False
    _set_widths(sheet, (_LABELS, _PARAGRAPHS))
    book.write(sheet, (1, 1), say("review.title"), _TITLE)
    book.height(sheet, 1, cells.row_height(1, _TITLE.size) + 8)
    named = _named(say, rubric, digest, count)
    for row, key in enumerate(GUIDE, 2):
        text = say(f"review.guide.{key}", **named)
        book.write(sheet, (row, 1), say(f"review.guide.{key}_label"), _LABEL)
        book.write(sheet, (row, 2), text, cells.PLAIN)
        book.height(sheet, row, cells.row_height(cells.lines_needed(text, _PARAGRAPHS)) + 8)
    _set_page(sheet, say, rubric, digest, upright=True)


def _named(say: Translator, rubric: Rubric, digest: str, count: int) -> dict[str, str]:
    columns = {key: say(f"review.column.{key}") for key in ("place", "what", "comment", "reviewer")}
    return columns | {
        "sheet": say("review.sheet.texts"),
        "english": say("review.column.text_en"),
        "french": say("review.column.text_fr"),
        "licence": rubric.licence.spdx,
        "title": say.text(rubric.title),
        "rubric": rubric.id,
        "version": rubric.version,
        "digest": digest[:12],
        "n": say.number(count),
    }


def _add_texts(
    book: Book, say: Translator, rubric: Rubric, digest: str, found: tuple[Passage, ...]
) -> None:
    sheet = book.add_sheet(say("review.sheet.texts"))
    _set_widths(sheet, tuple(COLUMNS.values()))
    for column, key in enumerate(COLUMNS, 1):
        book.write(sheet, (1, column), say(f"review.column.{key}"), cells.HEAD)
    book.height(sheet, 1, cells.row_height(1) + 6)
    for row, passage in enumerate(found, 2):
        _add_row(book, sheet, row, passage, what(say, rubric, passage.place))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(found) + 1}"
    sheet.print_title_rows = "1:1"
    _set_page(sheet, say, rubric, digest)


def _add_row(book: Book, sheet: Worksheet, row: int, passage: Passage, said: str) -> None:
    first = kind(passage.place) in _OPENS_A_PART
    fixed = _FIXED._replace(bold=first, fill=cells.PALE if first else cells.LOCKED)
    texts = (passage.name, said, passage.text.en, passage.text.fr, None, None)
    styles = (fixed, fixed, *(_OPEN._replace(bold=first),) * 2, _OPEN, _OPEN)
    for column, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
        book.write(sheet, (row, column), text, style)
    book.height(sheet, row, cells.row_height(_lines(texts)))


def _lines(texts: tuple[str | None, ...]) -> int:
    written = zip(texts, COLUMNS.values(), strict=True)
    return max(cells.lines_needed(text or "", width) for text, width in written)


def _add_mark(book: Book, rubric: Rubric, digest: str) -> None:
    """Write, out of sight, what the file is a review of."""
    sheet = book.add_sheet(MARK_SHEET)
    mark = {
        "schema": SCHEMA,
        "rubric": rubric.id,
        "version": rubric.version,
        "digest": digest,
    }
    for row, (name, value) in enumerate(mark.items(), 1):
        book.write(sheet, (row, 1), name, cells.PLAIN)
        book.write(sheet, (row, 2), value, cells.PLAIN)
    sheet.sheet_state = "veryHidden"


def _set_widths(sheet: Worksheet, widths: tuple[int, ...]) -> None:
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _set_page(
    sheet: Worksheet, say: Translator, rubric: Rubric, digest: str, *, upright: bool = False
) -> None:
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.orientation = "portrait" if upright else "landscape"
    setup.paperSize, setup.fitToHeight = _A4, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    foot = HeaderFooterItem()
    foot.left.text = f"{rubric.id} {rubric.version} · {digest[:12]}"
    foot.center.text, foot.right.text = "&A", "&P / &N"
    sheet.oddFooter = foot
