"""A table of contents and "page x of y" in one pass, tagged and clickable.

reportlab's own table of contents lays the whole report out twice. Here each page number is an empty
form, placed where it is wanted and drawn when the file is saved and all pages are known.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable
from typing_extensions import override

from exports.pdf.canvas import TaggedCanvas
from exports.pdf.large import set_in
from exports.pdf.structure import Element
from exports.pdf.styles import RULE

LAST_PAGE = "last page"


def number_width(size: float) -> int:
    """Return the room that the number of a page takes, at a size."""
    return max(30, int(2 * size))


class NumberedCanvas(TaggedCanvas):
    """A tagged canvas that can print the number of a page that is not laid out yet."""

    def __init__(self, filename: Any, **more: Any) -> None:
        self.pages: dict[str, int] = {}
        self._wanted: dict[tuple[str, str, float, Color, bool], str] = {}
        super().__init__(filename, **more)

    def draw_page_of(
        self, key: str, x: float, y: float, style: ParagraphStyle, *, follows: bool = False
    ) -> None:
        """Draw the number of the page where the heading `key` will be.

        It ends at `x`, or begins there where it follows other words.
        """
        look = (key, style.fontName, style.fontSize, style.textColor, follows)
        form = self._wanted.setdefault(look, f"number{len(self._wanted)}")
        self.saveState()
        self.translate(x if follows else x - number_width(style.fontSize), y)
        self.doForm(form)
        self.restoreState()

    @override
    def add_heading(self, title: str, tag: str, key: str, y: float) -> None:
        """Note the page of a heading that has a key."""
        super().add_heading(title, tag, key, y)
        self.pages[key] = self.getPageNumber()

    @override
    def save(self) -> None:
        """Draw the numbers, now that all are known, then save."""
        self.pages[LAST_PAGE] = self.getPageNumber() - (not self._code)
        if self._code:
            self.showPage()
        for (key, font, size, colour, follows), form in self._wanted.items():
            width, number = number_width(size), str(self.pages[key])
            self.beginForm(form, 0, int(-size), width, int(size * 2))
            self.setFont(font, size)
            self.setFillColor(colour)
            if follows:
                self.drawString(0, 0, number)
            else:
                self.drawRightString(width, 0, number)
            self.endForm()
        super().save()


class ContentsLine(Flowable):
    """One line of the table of contents; the lines of one table have the same identity."""

    def __init__(self, title: str, key: str, style: ParagraphStyle, identity: object) -> None:
        super().__init__()
        self.title, self.key, self.style, self._identity = title, key, style, identity

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Break the title so that it leaves room for the number."""
        self.width = aW
        room = aW - number_width(self.style.fontSize) - 20
        self.lines = simpleSplit(self.title, self.style.fontName, self.style.fontSize, room)
        self.height = self.style.leading * len(self.lines)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the title and the number as one link, and the dots between them as decoration."""
        canvas: Any = self.canv
        canvas.open_list = None
        canvas.link_element, canvas.link_text = self._new_link(canvas), self.title
        canvas.begin(canvas.link_element)
        self._draw_title(canvas)
        canvas.draw_page_of(self.key, self.width, self.style.leading * 0.3, self.style)
        canvas.end()
        with canvas.artifact("Layout"):
            self._draw_dots(canvas)
        canvas.linkRect("", self.key, (0, 0, self.width, self.height))

    def _new_link(self, canvas: TaggedCanvas) -> Element:
        if self._identity not in canvas.elements:
            canvas.elements[self._identity] = Element("TOC", canvas.open_elements[-1])
        item = Element("TOCI", canvas.elements[self._identity])
        return Element("Link", Element("Reference", item))

    def _draw_title(self, canvas: TaggedCanvas) -> None:
        canvas.setFont(self.style.fontName, self.style.fontSize)
        canvas.setFillColor(self.style.textColor)
        for row, line in enumerate(reversed(self.lines)):
            canvas.drawString(0, self.style.leading * (row + 0.3), f"{line} ")

    def _draw_dots(self, canvas: TaggedCanvas) -> None:
        y = self.style.leading * 0.3
        start = stringWidth(self.lines[-1], self.style.fontName, self.style.fontSize) + 5
        canvas.setStrokeColor(RULE)
        canvas.setDash(0.6, 3)
        canvas.line(start, y, self.width - number_width(self.style.fontSize) + 8, y)
        canvas.setDash()


def contents(entries: Sequence[tuple[str, str]], style: ParagraphStyle) -> list[Flowable]:
    """Make a table of contents from (title, key) pairs; the headings carry the same keys."""
    identity, style = object(), set_in(style)
    return [ContentsLine(title, key, style, identity) for title, key in entries]
