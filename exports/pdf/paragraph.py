"""Paragraphs of our documents: tagged, wrapped once, and never parsed.

A table measures, splits and draws its cells, and reportlab breaks a cell's lines again each time:
`TaggedParagraph` remembers the answer. Text goes into reportlab's runs directly, past its XML
parser, so that nothing a person typed is obeyed, and pages are laid out sooner.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from typing_extensions import override

from exports.pdf.canvas import TaggedCanvas
from exports.pdf.fonts import face, runs_by_font
from exports.pdf.large import set_in
from exports.pdf.plain_text import lines_of, needs_shaping, one_line
from exports.pdf.shaped import ShapedParagraph
from exports.pdf.structure import paragraph_element


class TaggedParagraph(Paragraph):
    """A paragraph with a tag: P, H1 to H6 or LI (list item); headings enter the outline.

    In a table cell, P marks the cell itself. The parts of a paragraph that is split over two pages
    share one element.
    """

    tag, key, to = "P", "", ""
    width: float
    height: float
    _wrapped: tuple[float, Any, tuple[float, float]] | None = None
    _identity: object = None

    @classmethod
    def of_runs(
        cls, runs: Sequence[tuple[str, str]], style: ParagraphStyle, label: str = ""
    ) -> "TaggedParagraph":
        """Make a paragraph of (font, text) runs, with a label in the margin if there is one."""
        model = _model_run(style)
        frags = [model.clone(text=text, fontName=font) for font, text in runs]
        made = cls(cast("str", None), style, bulletText=label or None, frags=frags)
        made._identity = object()
        return made

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Break the lines, unless this was done for this width and nothing has changed since."""
        if self._wrapped is not None:
            width, lines, known_size = self._wrapped
            if width == aW and lines is getattr(self, "blPara", None):
                return known_size
        size: tuple[float, float] = super().wrap(aW, aH)
        self._wrapped = aW, getattr(self, "blPara", None), size
        return size

    @override
    def split(self, aW: float, aH: float) -> list[Any]:
        """Split as reportlab does, and let the parts share this paragraph's element."""
        parts: list[Any] = super().split(aW, aH)
        for part in parts:
            part.tag, part.key, part.to = self.tag, self.key, self.to
            part._identity = self._identity
        return parts

    @override
    def draw(self) -> None:
        """Draw inside this paragraph's element."""
        canvas: Any = self.canv
        if canvas.artifact_depth:
            super().draw()
            return
        element = paragraph_element(canvas, self._identity, self.tag, self._enter_outline)
        if self.to:
            size = self.width, self.height
            element = canvas.link_to(self.to, self.getPlainText(), element, size)
        canvas.begin(element)
        super().draw()
        canvas.end()

    def _enter_outline(self, canvas: TaggedCanvas) -> None:
        canvas.add_heading(self.getPlainText(), self.tag, self.key, self.height)


@cache
def _model_run(style: ParagraphStyle) -> Any:
    face(style.bulletFontName)
    frags: list[Any] = Paragraph("x", style).frags
    return frags[0]


def paragraph(
    text: str, style: ParagraphStyle, tag: str = "P", label: str = "", key: str = "", to: str = ""
) -> Flowable:
    """Make one paragraph of any text in any script; line ends become spaces.

    It is known by its key, and leads to the heading whose key is `to`.
    """
    line, style = one_line(text), set_in(style)
    label = f"{label} " if label else ""
    made: TaggedParagraph | ShapedParagraph
    if needs_shaping(line, style.fontName):
        made = ShapedParagraph(line, style, label)
    else:
        made = TaggedParagraph.of_runs(runs_by_font(line, style.fontName), style, label)
    made.tag, made.key, made.to = tag, key, to
    return made


def paragraphs(text: str, style: ParagraphStyle, label: str = "") -> list[Flowable]:
    """Make one paragraph of each line of a text; the label stands before the first."""
    return [
        paragraph(line, style, label="" if row else label)
        for row, line in enumerate(lines_of(text))
    ]


def heading(text: str, style: ParagraphStyle, level: int, key: str = "") -> Flowable:
    """Make a heading, which enters the outline under its key."""
    return paragraph(text, style, f"H{level}", key=key)


def item(text: str, style: ParagraphStyle, to: str = "") -> Flowable:
    """Make one item of a list, which may lead to a heading."""
    return paragraph(text, style, "LI", label="•", to=to)
