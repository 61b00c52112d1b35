"""PDF files opened to be read: the library under it reads one at a time in a process."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Lock

from pypdfium2 import PdfDocument

_ONE_AT_A_TIME = Lock()


@contextmanager
def reading(pdf: bytes) -> Iterator[PdfDocument]:
    """Open a PDF; a damaged one raises `PdfiumError`. Never to be opened inside another."""
    with _ONE_AT_A_TIME, closing(PdfDocument(pdf)) as document:
        yield document
