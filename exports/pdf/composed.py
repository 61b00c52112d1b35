"""Flowables made of others: a fact with its name beside it, what stays together, a cover ground."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Indenter, KeepTogether
from typing_extensions import override

from exports.pdf.styles import ACCENT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, RULE

_ANY = 0xFFFFFF  # as high as nothing is


class Labelled(Flowable):
    """Values in a column, with their name to the left of the first; never torn, if a page holds it.

    The name is read before the values.
    """

    def __init__(self, label: Flowable, values: Sequence[Flowable], indent: float) -> None:
        super().__init__()
        self.label, self.values, self.indent = label, values, indent
        self.spaceAfter = values[-1].getSpaceAfter()

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Give the name its margin, and the values the rest."""
        _, self.label_height = self.label.wrap(self.indent - 6, aH)
        sizes = [value.wrap(aW - self.indent, aH)[1] for value in self.values]
        gaps = sum(value.getSpaceAfter() for value in self.values[:-1])
        self.heights, self.width = sizes, aW
        self.height = max(self.label_height, sum(sizes) + gaps)
        return aW, self.height

    @override
    def split(self, aW: float, aH: float) -> list[Any]:
        """Lay out name and values one below the other where no page would hold them."""
        if self.height < PAGE_HEIGHT / 2:
            return []
        return [self.label, Indenter(self.indent), *self.values, Indenter(-self.indent)]

    def draw(self) -> None:
        """Draw the name, then the values from the top down."""
        y = self.height
        self.label.drawOn(self.canv, 0, y - self.label_height)
        for value, height in zip(self.values, self.heights, strict=True):
            value.drawOn(self.canv, self.indent, y - height)
            y -= height + value.getSpaceAfter()


class Together(KeepTogether):
    """What stays on one page, if a page holds it.

    reportlab would copy the whole frame to measure this, for things that move its margins: none
    of those belong in here.
    """

    canv: Any
    _content: list[Flowable]

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Measure what is inside; the height that is returned makes reportlab ask for its parts."""
        heights = [one.wrapOn(self.canv, aW, _ANY)[1] for one in self._content]
        total = after = 0.0
        for one, height in zip(self._content, heights, strict=True):
            if height > 0:
                total += height + (max(one.getSpaceBefore(), after) if total else 0)
                after = one.getSpaceAfter()
        self._H, self._H0, self._wrapInfo = total, heights[0], (aW, aH)
        return aW, _ANY


class CoverGround(Flowable):
    """What a cover opens with, on a ground that reaches the edges of the page."""

    def __init__(self, content: Sequence[Flowable], above: float, below: float) -> None:
        super().__init__()
        self.content, self.above, self.below = content, above, below

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Measure the content, with room above and below."""
        self.heights = [one.wrap(aW, aH)[1] + one.getSpaceAfter() for one in self.content]
        self.width, self.height = aW, self.above + sum(self.heights) + self.below
        return aW, self.height

    def draw(self) -> None:
        """Draw the ground as decoration, then the content from the top down."""
        canvas: Any = self.canv
        _, bottom = canvas.absolutePosition(0, 0)
        with canvas.artifact("Layout"):
            canvas.setFillColor(ACCENT)
            canvas.rect(-MARGIN, 0, PAGE_WIDTH, PAGE_HEIGHT - bottom, stroke=0, fill=1)
        y = self.height - self.above
        for one, height in zip(self.content, self.heights, strict=True):
            y -= height
            one.drawOn(canvas, 0, y + one.getSpaceAfter())


class Rule(Flowable):
    """A thin line between two things, which readers skip."""

    def __init__(self, before: float) -> None:
        super().__init__()
        self.spaceBefore = before

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take the whole line."""
        self.width, self.height = aW, 1.0
        return aW, 1.0

    def draw(self) -> None:
        """Draw the line as decoration."""
        canvas: Any = self.canv
        with canvas.artifact("Layout"):
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.6)
            canvas.line(0, 0, self.width, 0)
