"""From a story to a file: pages, running foot, metadata, and the record attached."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any, cast

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, SimpleDocTemplate
from typing_extensions import override

from exports.maker import maker
from exports.pdf.archive import Attachment
from exports.pdf.contents import LAST_PAGE, NumberedCanvas
from exports.pdf.fonts import register_fonts
from exports.pdf.large import is_large, set_in, wide
from exports.pdf.later import Later
from exports.pdf.paragraph import paragraph
from exports.pdf.plain_text import one_line
from exports.pdf.styles import ACCENT, FOOT, FOOT_NOTICE, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, WIDTH
from exports.record import AuditRecord
from exports.report.typed import beginning
from exports.words import Words

_FOOT_HEIGHT = 11 * mm
_NAME_LENGTH = 42
_TALLEST = 200 * mm


Stamp = Callable[[NumberedCanvas], None]


class _Wider(CondPageBreak):
    """Room that has been measured for the document being made; it leaves spaces as they are."""

    _SPACETRANSFER = True


class _Document(SimpleDocTemplate):
    """Pages in turn; what they are stamped with depends on what is on them."""

    stamp: Stamp | None = None

    @override
    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Set what is made late in its place, and give large print the room it wants below it."""
        first = flowables[0]
        if isinstance(first, Later):
            flowables[:1] = first.parts
            return
        if isinstance(first, CondPageBreak) and not isinstance(first, _Wider):
            flowables[0] = _Wider(min(_TALLEST, wide(first.height)))
        super().handle_flowable(flowables)

    @override
    def afterPage(self) -> None:
        if self.stamp is not None:
            self.stamp(cast("NumberedCanvas", self.canv))


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: its kind, title and subject, and whether it is for all."""

    kind: str
    title: str
    subject: str
    passed_around: bool = False


def build(about: About, story: list[Flowable], words: Words, stamp: Stamp | None = None) -> bytes:
    """Lay a story out and return the file: the same record always gives the same bytes.

    What made it, of which kind and in which language is written into the file: that is how it is
    made again to be compared. A stamp is set on each finished page, which leaves room for it.
    """
    register_fonts()
    record = words.record
    attachment = Attachment(
        "record.json", words.attached, "application/json", "Source", words("pdf.attachment")
    )
    buffer = BytesIO()
    document = _empty(buffer, about, words, stamp)
    foot = _foot_text(words, about)
    document.build(
        story,
        onFirstPage=partial(_draw_first_page, words=words, foot=foot),
        onLaterPages=partial(_draw_page, words=words, foot=foot),
        canvasmaker=partial(NumberedCanvas, issued=_issued(record), attachments=[attachment]),
    )
    return buffer.getvalue()


def _empty(buffer: BytesIO, about: About, words: Words, stamp: Stamp | None) -> _Document:
    """Return the document before its first page: what stands in its properties, and its margins."""
    title = " · ".join(filter(None, (about.title, words.record.facility.name)))
    document = _Document(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=one_line(title),
        author=words("common.field.team"),
        subject=about.subject,
        creator=maker(),
        keywords=[words.citation, about.kind, words.language],
        lang=words.language,
        pageCompression=1,
        leftMargin=MARGIN - 6,  # the frame adds six points of its own
        rightMargin=MARGIN - 6,
        topMargin=_top(stamped=stamp is not None),
        bottomMargin=_bottom(stamped=stamp is not None),
    )
    document.stamp = stamp
    return document


def _top(*, stamped: bool) -> float:
    if stamped:
        return 27 * mm
    return (23 if is_large() else 17) * mm


def _bottom(*, stamped: bool) -> float:
    if stamped:
        return 16 * mm
    return (30 if is_large() else 17.5) * mm


def _issued(record: AuditRecord) -> datetime:
    """Return the moment written into the file: midnight, in UTC, of the record's last change."""
    return datetime.fromisoformat(record.as_of[:10]).replace(tzinfo=UTC)


def _draw_first_page(canvas: NumberedCanvas, document: Any, words: Words, foot: str) -> None:
    with canvas.artifact("Layout"):
        canvas.setFillColor(ACCENT)
        canvas.rect(0, PAGE_HEIGHT - 5 * mm, PAGE_WIDTH, 5 * mm, stroke=0, fill=1)
    _draw_page(canvas, document, words, foot)


def _draw_page(canvas: NumberedCanvas, _: Any, words: Words, foot: str) -> None:
    """Draw the running head and foot, which screen readers skip."""
    look, first = set_in(FOOT), canvas.getPageNumber() == 1
    with canvas.artifact():
        right, number = PAGE_WIDTH - MARGIN, stringWidth("000", look.fontName, look.fontSize)
        page = words("pdf.foot.page", n=canvas.getPageNumber())
        canvas.setFont(look.fontName, look.fontSize)
        canvas.setFillColor(look.textColor)
        canvas.drawRightString(right - number - 0.3 * look.fontSize, _FOOT_HEIGHT, page)
        canvas.draw_page_of(LAST_PAGE, right - number, _FOOT_HEIGHT, look, follows=True)
        taken = stringWidth(page, look.fontName, look.fontSize) + number + 4 * mm
        _draw_line(canvas, paragraph(foot, look), WIDTH - taken)
        if not first and (warning := " · ".join(words.banners())):
            notice = paragraph(warning, FOOT_NOTICE)
            _, height = notice.wrapOn(canvas, WIDTH, look.leading)
            notice.drawOn(canvas, MARGIN, PAGE_HEIGHT - 8 * mm - height)


def _foot_text(words: Words, about: About) -> str:
    """Return the running foot; what is passed around is the same for every reader."""
    short = beginning(one_line(words.record.facility.name), _NAME_LENGTH)
    audience = "" if about.passed_around else words(f"common.audience.{words.record.audience}")
    return " · ".join(filter(None, (short, about.title, audience)))


def _draw_line(canvas: NumberedCanvas, line: Flowable, room: float) -> None:
    """Draw the running foot; what needs two lines begins higher."""
    _, height = line.wrapOn(canvas, room, PAGE_HEIGHT)
    line.drawOn(canvas, MARGIN, _FOOT_HEIGHT - 2.5 + min(0, FOOT.leading - height))
