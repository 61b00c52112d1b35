"""What tells one sheet of paper from another: a running code, and the same as a QR code."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from reportlab.graphics.barcode import qrencoder
from reportlab.lib.units import mm
from reportlab.platypus import Flowable
from typing_extensions import override

from exports.pdf.canvas import TaggedCanvas
from exports.pdf.styles import FOOT, INK, MARGIN, PAGE_HEIGHT, PAGE_WIDTH

QR = 17 * mm
_TOP = PAGE_HEIGHT - 8 * mm
# What QR codes hold most tightly, and a phone reads soonest.
_PLAIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_LONGEST = 24


class Stamp:
    """Draws on each finished page which audit, instrument, form and page it is.

    The form changes while pages are made: `Sheet` says so where each one begins.
    """

    def __init__(self, *before: str) -> None:
        self.before, self.form = [coded(part) for part in before], ""

    def __call__(self, canvas: TaggedCanvas) -> None:
        """Draw the code in letters and as a QR code; readers skip both, for they only match paper.

        The text of the code is that of the QR code.
        """
        code = ":".join((*self.before, self.form, str(canvas.getPageNumber())))
        right = PAGE_WIDTH - MARGIN
        with canvas.artifact():
            canvas.setFont(FOOT.fontName, FOOT.fontSize)
            canvas.setFillColor(INK)
            canvas.drawRightString(right - QR - 8, _TOP - QR + 2, code)
            canvas.saveState()
            canvas.translate(right - QR, _TOP - QR)
            draw_qr(canvas, code, QR)
            canvas.restoreState()


class Sheet(Flowable):
    """The place where a form begins; it takes no room."""

    def __init__(self, stamp: Stamp, form: str) -> None:
        super().__init__()
        self.stamp, self.form = stamp, coded(form)

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell the stamp."""
        self.stamp.form = self.form


def coded(part: str) -> str:
    """Return a part of a code in the letters that QR codes hold most tightly, without colons."""
    upper = part.upper()[:_LONGEST]
    return "".join(sign if sign in _PLAIN and sign != ":" else "-" for sign in upper)


def draw_qr(canvas: Any, text: str, size: float) -> None:
    """Draw a QR code from the origin, as wide and as high as `size`, in runs of dark modules."""
    rows = qr_rows(text)
    unit = size / len(rows)
    for row, modules in enumerate(rows):
        for start, length in _runs(modules):
            bottom = size - (row + 1) * unit
            canvas.rect(start * unit, bottom, length * unit, unit, stroke=0, fill=1)


@cache
def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a QR code, row by row from the top; true is dark."""
    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in count) for row in count)


def _runs(modules: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark modules starts, and how long it is."""
    place = 0
    for dark, run in groupby(modules):
        length = len(list(run))
        if dark:
            yield place, length
        place += length
