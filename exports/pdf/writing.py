"""What is filled in by hand: lines to write on, and boxes for a code."""

from typing import Any

from reportlab.platypus import Flowable
from typing_extensions import override

from exports.pdf.styles import INK, MUTED

_BOX = 22.0


class WritingLines(Flowable):
    """Empty lines to write on, which readers skip."""

    def __init__(self, count: int, apart: float, after: float = 0) -> None:
        super().__init__()
        self.count, self.apart, self.spaceAfter = count, apart, after

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take the whole line, as often as asked."""
        self.width, self.height = aW, self.count * self.apart
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines as decoration."""
        canvas: Any = self.canv
        with canvas.artifact("Layout"):
            canvas.setStrokeColor(MUTED)
            canvas.setLineWidth(0.5)
            for row in range(self.count):
                y = self.height - self.apart * (row + 1) + 2
                canvas.line(0, y, self.width, y)


class CodeBoxes(Flowable):
    """Boxes for a code that is written by hand, after its first letter; readers skip them."""

    def __init__(self, letter: str, groups: tuple[int, ...]) -> None:
        super().__init__()
        self.letter, self.groups, self.spaceAfter = letter, groups, 10.0

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take the whole line."""
        self.width, self.height = aW, _BOX
        return self.width, self.height

    def draw(self) -> None:
        """Draw the letter and the boxes as decoration."""
        canvas: Any = self.canv
        with canvas.artifact("Layout"):
            canvas.setFont("Sans-Bold", 14)
            canvas.setFillColor(INK)
            canvas.drawString(2, _BOX / 2 - 5, self.letter)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.8)
            self._draw_boxes(canvas, 18.0)

    def _draw_boxes(self, canvas: Any, x: float) -> None:
        for place, count in enumerate(self.groups):
            if place:
                canvas.line(x + 3, _BOX / 2, x + 9, _BOX / 2)
                x += 12
            for _ in range(count):
                canvas.rect(x, 0, _BOX, _BOX)
                x += _BOX + 2
