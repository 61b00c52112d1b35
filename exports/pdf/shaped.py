"""Paragraphs of any script: ordered, shaped, with fallback fonts, and tagged.

reportlab's own right-to-left code loses and doubles words, so none of it is used: python-bidi gives
the embedding levels, HarfBuzz the glyphs, and each line carries its text in reading order.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable
from typing_extensions import override

from exports.pdf.canvas import TaggedCanvas
from exports.pdf.fonts import face, family
from exports.pdf.shaping import Run, bidi_levels, choose_fonts, drawable, shape, visual_order
from exports.pdf.structure import Element, paragraph_element

WIDTH_TOLERANCE = 0.6  # thousandths of an em
TALLER = 1.3  # Arabic and Devanagari reach higher and lower than Latin
_DEVANAGARI = re.compile("[\u0900-\u097f]")


class ShapedParagraph(Flowable):
    """A tagged paragraph of any script, set ragged: it is neither justified nor hyphenated."""

    tag, key, to = "P", "", ""

    def __init__(self, text: str, style: ParagraphStyle, label: str = "") -> None:
        super().__init__()
        self.text, self.style, self.label = text, style, label
        self.right_to_left = _reads_from_the_right(text)
        self.language = _guessed_language(text, self.right_to_left)
        self.leading = style.leading * TALLER
        self._identity = object()
        fonts = family(style.fontName)
        self._drawn = drawable(text, fonts)
        self._levels = bidi_levels(self._drawn, self.right_to_left)
        self._fonts = choose_fonts(self._drawn, fonts)
        self._lines_for_width = -1.0

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Fill lines with whole words, in reading order."""
        if aW != self._lines_for_width:
            room = aW - self.style.leftIndent - self.style.rightIndent
            self.lines, self._lines_for_width = self._broken(room, self._overhang()), aW
        self.width, self.height = aW, self.leading * len(self.lines)
        return self.width, self.height

    def _overhang(self) -> float:
        """Return how far a label reaches into the first line, as reportlab has it."""
        if not self.label:
            return 0.0
        style = self.style
        width = stringWidth(self.label, style.bulletFontName, style.bulletFontSize)
        return max(0.0, style.bulletIndent + width - style.leftIndent)

    def _broken(self, room: float, taken: float) -> list[tuple[int, int]]:
        """Return the lines that fill the room; some of the first line's is taken."""
        lines: list[tuple[int, int]] = []
        space = self._width_of(" ", self.style.fontName, right_to_left=False)
        line_width = 0.0
        for start, end in self._pieces(room - taken):
            width = self._span_width(start, end)
            apart = space if lines and start > lines[-1][1] else 0.0
            if lines and line_width + apart + width <= room:
                lines[-1] = lines[-1][0], end
                line_width += apart + width
            else:
                line_width = width if lines else taken + width
                lines.append((start, end))
        return lines

    def _pieces(self, room: float) -> Iterator[tuple[int, int]]:
        """Yield each word, and the letters of a word that is longer than a line one by one."""
        start = 0
        for word in self.text.split(" "):
            end = start + len(word)
            if self._span_width(start, end) <= room:
                yield start, end
            else:
                yield from ((place, place + 1) for place in range(start, end))
            start = end + 1

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Split between lines; both parts share one element."""
        self.wrap(aW, aH)
        count = int(aH // self.leading)
        if count < 1 or count >= len(self.lines):
            whole: list[Flowable] = [self]
            return whole[: count >= 1]
        parts: list[Flowable] = []
        for lines, label in ((self.lines[:count], self.label), (self.lines[count:], "")):
            part = ShapedParagraph(self.text[lines[0][0] : lines[-1][1]], self.style, label)
            part.tag, part.key, part.to = self.tag, self.key, self.to
            part._identity = self._identity
            part.right_to_left, part.language = self.right_to_left, self.language
            part._levels = self._levels[lines[0][0] : lines[-1][1]]
            parts.append(part)
        return parts

    def draw(self) -> None:
        """Draw each line inside this paragraph's element, with its text in reading order."""
        canvas: Any = self.canv
        label, element = self.label, None if canvas.artifact_depth else self._element(canvas)
        for row, (start, end) in enumerate(self.lines):
            y = self.height - self.leading * (row + 0.72)
            spoken = f"{label}{self.text[start:end]} "
            if element is None:  # a running head is read to nobody, but its glyphs need their text
                canvas.begin_spelled(spoken)
            else:
                canvas.begin(element, spoken)
            self._draw_label(canvas, label, y)
            self._draw_line(start, end, y, 0.0 if row else self._overhang())
            canvas.end()
            label = ""

    def _element(self, canvas: Any) -> Element:
        found = paragraph_element(
            canvas, self._identity, self.tag, self._enter_outline, self.language
        )
        if not self.to:
            return found
        made: Element = canvas.link_to(self.to, self.text, found, (self.width, self.height))
        return made

    def _enter_outline(self, canvas: TaggedCanvas) -> None:
        canvas.add_heading(self.text, self.tag, self.key, self.height)

    def _draw_label(self, canvas: Any, label: str, y: float) -> None:
        if label:
            canvas.setFont(self.style.bulletFontName, self.style.bulletFontSize)
            canvas.setFillColor(self.style.bulletColor)
            canvas.drawString(self.style.bulletIndent, y, label)

    def _draw_line(self, start: int, end: int, y: float, taken: float) -> None:
        scale = self.style.fontSize / 1000
        runs = [(run.font, self._glyphs(run)) for run in visual_order(self._runs(start, end))]
        x: float = self.style.leftIndent + taken
        if self.right_to_left:
            line_width = sum(glyph.advance for _, glyphs in runs for glyph in glyphs) * scale
            x = self.width - self.style.rightIndent - line_width
        text: Any = self.canv.beginText()
        text.setFillColor(self.style.textColor)
        for font, glyphs in runs:
            text.setFont(font, self.style.fontSize, self.leading)
            x = _draw_run(text, font, glyphs, (x, y), scale)
        self.canv.drawText(text)

    def _glyphs(self, run: Run) -> Any:
        return shape(self._drawn[run.start : run.end], run.font, run.right_to_left, self.language)

    def _runs(self, start: int, end: int) -> list[Run]:
        runs: list[Run] = []
        for position in range(start, end):
            level, font = self._levels[position], self._fonts[position]
            if runs and runs[-1].level == level and runs[-1].font == font:
                runs[-1] = runs[-1]._replace(end=position + 1)
            else:
                runs.append(Run(position, position + 1, level, font))
        return runs

    def _span_width(self, start: int, end: int) -> float:
        return sum(
            self._width_of(self._drawn[run.start : run.end], run.font, run.right_to_left)
            for run in self._runs(start, end)
        )

    def _width_of(self, text: str, font: str, right_to_left: bool) -> float:
        glyphs = shape(text, font, right_to_left, self.language)
        return sum(glyph.advance for glyph in glyphs) * self.style.fontSize / 1000


def _draw_run(
    text: Any, font: str, glyphs: Any, origin: tuple[float, float], scale: float
) -> float:
    """Draw the glyphs of a run and return where the next run starts.

    Glyphs go together as long as the font's own widths place them rightly.
    """
    x, y = origin
    declared = face(font).charWidths
    pending, pending_x = "", x
    for glyph in glyphs:
        width = declared.get(ord(glyph.character), glyph.advance)
        if glyph.dx or glyph.dy or abs(width - glyph.advance) > WIDTH_TOLERANCE:
            _show(text, pending, pending_x, y)
            _show(text, glyph.character, x + glyph.dx * scale, y + glyph.dy * scale)
            pending, pending_x = "", x + glyph.advance * scale
        else:
            pending += glyph.character
        x += glyph.advance * scale
    _show(text, pending, pending_x, y)
    return x


def _show(text: Any, characters: str, x: float, y: float) -> None:
    if characters:
        text.setTextOrigin(x, y)
        text.textOut(characters)


def _reads_from_the_right(text: str) -> bool:
    """Tell the direction of a text: that of its first letter that has one."""
    directions = map(unicodedata.bidirectional, text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def _guessed_language(text: str, right_to_left: bool) -> str:
    """Guess a language by its script, so that a screen reader picks a voice that can read it."""
    if right_to_left:
        return "ar"
    return "hi" if _DEVANAGARI.match(text) else ""
