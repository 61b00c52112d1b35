"""Booklets: an instrument as a document, by kind; what makes one is loaded when it is asked for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rubrics.model import Rubric
from rubrics.text import Language

Make = Callable[[Rubric, str, Language], bytes]


def _pdf(rubric: Rubric, digest: str, language: Language) -> bytes:
    from exports.pdf.booklet import booklet_pdf  # noqa: PLC0415 - slow to load, seldom needed

    return booklet_pdf(rubric, digest, language)


def _html(rubric: Rubric, digest: str, language: Language) -> bytes:
    from exports.html.booklet import booklet_html  # noqa: PLC0415 - seldom needed

    return booklet_html(rubric, digest, language)


BOOKLETS: Mapping[str, Make] = MappingProxyType({"pdf": _pdf, "html": _html})
MEDIA_TYPES: Mapping[str, str] = MappingProxyType({"pdf": "application/pdf", "html": "text/html"})


def booklet_name(rubric: Rubric, kind: str, language: Language) -> str:
    """Return what the file of a booklet is called where nobody has said."""
    return f"{rubric.id}-{rubric.version}-{language}.{kind}"
