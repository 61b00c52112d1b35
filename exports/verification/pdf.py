"""PDF files: their own record renders the same bytes again, or the pages that differ are named."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest

from pypdfium2 import PdfDocument, PdfiumError

from exports.documents import DOCUMENTS, Kind
from exports.known_keys import KnownKeys
from exports.maker import PRODUCT, maker
from exports.pdfium import reading
from exports.verification.record import Opened, open_record, vouched
from exports.verification.verdict import (
    Remark,
    Verdict,
    altered,
    and_not_compared,
    and_other_version,
    foreign,
    remark,
)
from rubrics.faults import FaultsError
from rubrics.text import LANGUAGES, Language

RECORD_FILE = "record.json"
# Somebody's file may have thousands of pages; naming more of them helps nobody.
_MOST_PAGES = 12


@dataclass(frozen=True, slots=True)
class _Pdf:
    """What a PDF says of itself, and the record attached to it."""

    creator: str
    keywords: str
    record: bytes | None


def verify_pdf(data: bytes, keys: KnownKeys) -> Verdict:
    """Return what can be said of a PDF."""
    ours, pdf = PRODUCT.encode() in data, _read(data)
    if pdf is None:
        return altered(Remark("damaged")) if ours else foreign("not_readable")
    claim = _claim(pdf.keywords)
    if pdf.record is None:
        return altered(Remark("record_gone")) if ours and claim else foreign("no_record")
    opened = open_record(pdf.record)
    if isinstance(opened, Verdict):
        damaged = ours and opened.outcome == "foreign"
        return altered(Remark("damaged", RECORD_FILE)) if damaged else opened
    try:
        return _compared(data, pdf, opened, keys)
    except FaultsError:
        # Paper forms print the instrument itself, and this very one is not installed.
        return and_not_compared(vouched(opened, keys), Remark("instrument_missing"))


def _compared(data: bytes, pdf: _Pdf, opened: Opened, keys: KnownKeys) -> Verdict:
    """Return the verdict for a PDF whose record is sound, from rendering it again."""
    made_by = opened.seal.made_by if opened.seal else pdf.creator
    expected = _rendered(opened, _claim(pdf.keywords))
    if made_by != maker():
        compared = _by_another_version(data, expected)
        return and_other_version(vouched(opened, keys), made_by, compared)
    if expected == data:
        return vouched(opened, keys)
    return altered(*(_differences(data, expected) if expected else [Remark("bad_keywords")]))


def _claim(keywords: str) -> tuple[Kind, Language] | None:
    """Return which document a file says it is; its keywords are citation id, kind, language."""
    kinds = [kind for kind in DOCUMENTS if f", {kind}, " in keywords]
    languages = [language for language in LANGUAGES if keywords.endswith(f", {language}")]
    return (kinds[0], languages[0]) if kinds and languages else None


def _rendered(opened: Opened, claim: tuple[Kind, Language] | None) -> bytes | None:
    if claim is None:
        return None
    kind, language = claim
    return DOCUMENTS[kind].build(opened.record, language, lambda _: opened.seal)


def _differences(found: bytes, expected: bytes) -> Iterator[Remark]:
    pages = _differing_pages(found, expected)
    if pages:
        yield _named("pages_differ", pages)
    elif found.startswith(expected):
        yield remark("bytes_added", n=len(found) - len(expected))
    else:
        yield Remark("bytes_differ")


def _by_another_version(found: bytes, expected: bytes | None) -> Remark:
    if expected is None:
        return Remark("not_compared")
    pages = _differing_pages(found, expected)
    return _named("pages_worded_otherwise", pages) if pages else Remark("same_text")


def _named(kind: str, pages: list[int]) -> Remark:
    said = ", ".join(str(page) for page in pages[:_MOST_PAGES])
    return remark(kind, pages=f"{said}…" if len(pages) > _MOST_PAGES else said)


def _differing_pages(found: bytes, expected: bytes) -> list[int]:
    """Return the numbers of the pages whose text differs, or that one of the two lacks."""
    pairs = zip_longest(_texts(found), _texts(expected))
    return [number for number, (one, other) in enumerate(pairs, 1) if one != other]


def _texts(pdf: bytes) -> list[str]:
    with reading(pdf) as document:
        return [_text(document, number) for number in range(len(document))]


def _text(document: PdfDocument, number: int) -> str:
    """Return the text of a page; one too damaged to be loaded has none."""
    try:
        with closing(document[number]) as sheet, closing(sheet.get_textpage()) as text:
            return str(text.get_text_range())
    except PdfiumError:
        return ""


def _read(data: bytes) -> _Pdf | None:
    """Return what a PDF says of itself; nothing where it cannot be read."""
    try:
        with reading(data) as document:
            said = document.get_metadata_dict()
            return _Pdf(said["Creator"], said["Keywords"], _record(document))
    except PdfiumError:
        return None


def _record(document: PdfDocument) -> bytes | None:
    for number in range(document.count_attachments()):
        item = document.get_attachment(number)
        if item.get_name() == RECORD_FILE:
            return bytes(item.get_data())
    return None
