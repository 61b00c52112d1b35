"""The marks of a PDF, noted while it is made, and drawn again on a bare canvas: the floor.

Noted are the calls that leave marks (text, lines, boxes, colours), each with what it was given
after all line breaking and layout. Drawing them again is what a PDF of these pages costs at least.
"""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any
from unittest import mock

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from typing_extensions import override

from exports.pdf.contents import NumberedCanvas
from exports.pdf.reportlab_fixes import SpacedText
from exports.pdf.styles import PAGE_HEIGHT, PAGE_WIDTH

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
_OF_TEXT = (
    *("_textOut", "textOut", "textLine", "setFont", "setTextOrigin", "moveCursor", "setXPos"),
    *("setFillColor", "setStrokeColor", "setLeading", "setRise", "setWordSpace", "setCharSpace"),
)
_OF_CANVAS = (
    *("saveState", "restoreState", "translate", "transform", "scale", "rotate", "showPage"),
    *("setFont", "setFillColor", "setStrokeColor", "setLineWidth", "setDash", "setLineCap"),
    *("setLineJoin", "rect", "roundRect", "circle", "ellipse", "line", "lines", "drawPath"),
    *("drawString", "drawRightString", "drawCentredString", "beginForm", "endForm", "doForm"),
)


class _Notes:
    """The calls made on one object, without those that they make themselves."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.depth = 0

    def noted(self, name: str, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if not self.depth:
            self.calls.append((name, given, named))
        self.depth += 1
        try:
            return call(*given, **named)
        finally:
            self.depth -= 1


class _NotedText(SpacedText):
    def __init__(self, canvas: Canvas, x: float, y: float, direction: Any) -> None:
        self.notes = _Notes()
        super().__init__(canvas, x, y, direction)
        self.notes.calls = [("setTextOrigin", (x, y), {})]
        for name in _OF_TEXT:
            setattr(self, name, partial(self.notes.noted, name, getattr(self, name)))


class _NotedCanvas(NumberedCanvas):
    """Notes what it draws for the last document it was made for."""

    made: "_NotedCanvas"

    def __init__(self, filename: Any, **more: Any) -> None:
        self.notes = _Notes()
        super().__init__(filename, **more)
        self.notes.calls = []
        for name in _OF_CANVAS:
            setattr(self, name, partial(self.notes.noted, name, getattr(self, name)))
        type(self).made = self

    @override
    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> SpacedText:
        return (
            super().beginText(x, y, direction)
            if self.notes.depth
            else _NotedText(self, x, y, direction)
        )

    @override
    def drawText(self, aTextObject: Any) -> None:
        if isinstance(aTextObject, _NotedText):
            self.notes.calls.append(("drawText", (aTextObject.notes.calls,), {}))
        super().drawText(aTextObject)


def marks_of(build: Callable[[], bytes]) -> list[Call]:
    """Return the marks of the document that this builds."""
    with mock.patch("exports.pdf.document.NumberedCanvas", _NotedCanvas):
        build()
    return _NotedCanvas.made.notes.calls


def draw(marks: list[Call]) -> bytes:
    """Draw marks on a bare canvas and return the file."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), pageCompression=1, invariant=1)
    for name, given, named in marks:
        if name == "drawText":
            canvas.drawText(_text(canvas, given[0]))
        else:
            getattr(canvas, name)(*given, **named)
    canvas.save()
    return buffer.getvalue()


def _text(canvas: Canvas, calls: list[Call]) -> PDFTextObject:
    text = canvas.beginText()
    for name, given, named in calls:
        getattr(text, name)(*given, **named)
    return text
