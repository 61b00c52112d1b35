"""From the story of a booklet to a file: pages, running foot, metadata."""

from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate

from exports.booklet.parts import Booklet
from exports.pdf.contents import LAST_PAGE, NumberedCanvas
from exports.pdf.fonts import register_fonts
from exports.pdf.paragraph import paragraph
from exports.pdf.plain_text import one_line
from exports.pdf.styles import (
    FOOT,
    FOOT_NOTICE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    WIDTH,
)
from rubrics.text import Language

_FOOT_HEIGHT = 10 * mm
_NUMBERS = 45 * mm
# A rubric has a version and no date: the file must have one, and always the same.
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def build(story: list[Flowable], made: Booklet, language: Language) -> bytes:
    """Lay a story out and return the file: the same booklet always gives the same bytes."""
    register_fonts()
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=one_line(f"{made.name} · {made.subtitle}"),
        author=one_line(made.authors),
        subject=made.subject,
        creator=made.product,
        lang=language,
        pageCompression=1,
        leftMargin=MARGIN - 6,  # the frame adds six points of its own
        rightMargin=MARGIN - 6,
        topMargin=15 * mm,
        bottomMargin=17 * mm,
    )
    document.build(
        story,
        onLaterPages=partial(_draw_page, made=made),
        canvasmaker=partial(NumberedCanvas, issued=_UNDATED),
    )
    return buffer.getvalue()


def _draw_page(canvas: NumberedCanvas, _: Any, made: Booklet) -> None:
    """Draw the running head and foot, which screen readers skip."""
    right = PAGE_WIDTH - MARGIN
    with canvas.artifact():
        name = paragraph(made.name, FOOT)
        _, height = name.wrapOn(canvas, WIDTH - _NUMBERS, FOOT.leading)
        name.drawOn(canvas, MARGIN, _FOOT_HEIGHT - 2.5 + min(0, FOOT.leading - height))
        canvas.setFont(FOOT.fontName, FOOT.fontSize)
        canvas.setFillColor(FOOT.textColor)
        page, of = made.page
        numbered = f"{page} {canvas.getPageNumber()} {of}"
        canvas.drawRightString(right - 15, _FOOT_HEIGHT, numbered)
        canvas.draw_page_of(LAST_PAGE, right - 13, _FOOT_HEIGHT, FOOT, follows=True)
        if made.head:
            head = paragraph(made.head, FOOT_NOTICE)
            head.wrapOn(canvas, WIDTH, FOOT.leading)
            head.drawOn(canvas, MARGIN, PAGE_HEIGHT - 10 * mm)
