"""First views of PDF files: their first pages as images, and the words on them."""

from contextlib import closing
from io import BytesIO

from pypdfium2 import PdfDocument, PdfPage

from exports.pdfium import reading
from exports.previews.parts import Page, Preview

MOST_PAGES = 2
WIDTH = 640  # pixels: a page that can nearly be read, sharp where it is drawn smaller


def pages(data: bytes) -> Preview:
    """Return the first pages of a PDF and how many it has."""
    with reading(data) as document:
        total = len(document)
        shown = tuple(_page(document, number) for number in range(min(total, MOST_PAGES)))
    return Preview(pages=shown, all_pages=total)


def _page(document: PdfDocument, number: int) -> Page:
    with closing(document[number]) as page:
        return Page(_image(page), _text(page))


def _image(page: PdfPage) -> bytes:
    image = page.render(scale=WIDTH / page.get_width()).to_pil()
    written = BytesIO()
    # Few colours are on a page: the fewer are kept, the smaller it is.
    image.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def _text(page: PdfPage) -> str:
    with closing(page.get_textpage()) as text:
        return "\n".join(str(text.get_text_range()).split("\r\n"))
