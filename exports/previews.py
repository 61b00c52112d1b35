"""How a document looks before it is opened: its first pages, its sheets, or its first lines."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from pypdfium2 import PdfDocument

from exports.pdfium import reading

MOST_PAGES = 3
_WIDTH = 420  # pixels: a page that can be recognised, and nearly read
_MOST_LINES, _LONGEST_LINE = 12, 110


@dataclass(frozen=True, slots=True)
class Preview:
    """The first pages as PNG images with how many there are, names of sheets, or first lines."""

    images: tuple[bytes, ...] = ()
    pages: int = 0
    sheets: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def preview(data: bytes, suffix: str) -> Preview:
    """Return what can be shown of a document of ours; of some kinds there is nothing to show."""
    match suffix:
        case "pdf":
            return _of_pdf(data)
        case "xlsx":
            return Preview(sheets=tuple(_sheets(data)))
        case "csv" | "json" | "bib" | "ris" | "ics":
            return Preview(lines=tuple(_lines(data)))
        case _:
            return Preview()


def _of_pdf(data: bytes) -> Preview:
    with reading(data) as document:
        total = len(document)
        images = tuple(_page(document, number) for number in range(min(total, MOST_PAGES)))
    return Preview(images=images, pages=total)


def _page(document: PdfDocument, number: int) -> bytes:
    with closing(document[number]) as page:
        image = page.render(scale=_WIDTH / page.get_width()).to_pil()
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _sheets(data: bytes) -> Iterator[str]:
    # The library is slow to import, and most documents are no workbooks.
    from openpyxl import load_workbook  # noqa: PLC0415

    with closing(load_workbook(BytesIO(data), read_only=True, keep_links=False)) as book:
        yield from (sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")


def _lines(data: bytes) -> Iterator[str]:
    for line in islice(data.decode("utf-8-sig").splitlines(), _MOST_LINES):
        yield f"{line[:_LONGEST_LINE]}…" if len(line) > _LONGEST_LINE else line
