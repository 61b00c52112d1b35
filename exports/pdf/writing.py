"""What is filled in by hand: lines to write on."""

from typing import Any

from reportlab.platypus import Flowable
from typing_extensions import override

from exports.pdf.styles import MUTED


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
