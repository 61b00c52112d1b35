"""The fonts of our documents: all embedded, and chosen by the characters they hold.

reportlab falls back on Helvetica, which is never embedded, in four places: the canvas, paragraph
styles, table cells and drawings. PDF/UA and PDF/A want every font embedded, so all four are set.
"""

from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.graphics import shapes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.tables import CellStyle

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
FILES = {
    "Sans": "NotoSans-Regular.ttf",
    "Sans-Bold": "NotoSans-Bold.ttf",
    "Symbols": "DejaVuSans.ttf",
    "Symbols-Bold": "DejaVuSans-Bold.ttf",
    "Naskh": "NotoNaskhArabic-Regular.ttf",
    "Naskh-Bold": "NotoNaskhArabic-Bold.ttf",
    "Devanagari": "NotoSansDevanagari-Regular.ttf",
    "Devanagari-Bold": "NotoSansDevanagari-Bold.ttf",
}
# The first font that holds a letter sets it.
_FAMILY = ("Sans", "Naskh", "Devanagari", "Symbols")


# A font in memory is ten times its file: each is read when its first letter is set, and once, for
# a document that is being made elsewhere in this process must keep the one it began with.
_faces: dict[str, Any] = {}
_reading = Lock()


@cache
def register_fonts() -> None:
    """Make our fonts the default everywhere, and have those at hand that every page needs."""
    pdfmetrics.registerFontFamily(
        "Sans",
        bold="Sans-Bold",
        baseFontFor="canvas graphics",  # type: ignore[call-arg]
    )
    ParagraphStyle.defaults.update(fontName="Sans", bulletFontName="Sans")
    CellStyle.fontname = "Sans"
    shapes.STATE_DEFAULTS["fontName"] = "Sans"
    for name in ("Sans", "Sans-Bold"):
        _read(name)


def face(font: str) -> Any:
    """Return the face of one of our fonts, which is registered with that."""
    register_fonts()
    found = _faces.get(font)
    return _read(font) if found is None else found


def _read(font: str) -> Any:
    with _reading:
        if font not in _faces:
            made = TTFont(font, str(FOLDER / FILES[font]), shapable=False)
            pdfmetrics.registerFont(made)
            _faces[font] = made.face
        return _faces[font]


def covers(font: str, text: str) -> bool:
    """Tell whether a font has every character; reportlab leaves blanks, silently, where not."""
    known: bool = face(font).charToGlyph.keys() >= set(map(ord, text))
    return known


def family(font: str) -> tuple[str, ...]:
    """Return the fonts of every script, as bold as this one, in order of preference."""
    weight = "-Bold" if "Bold" in font else ""
    return (font, *(f"{name}{weight}" for name in _FAMILY[1:]))


def runs_by_font(text: str, font: str) -> list[tuple[str, str]]:
    """Cut a text into (font, text) runs.

    Noto Sans has no minus sign, arrow, tick or comparison sign: those come from the last font of
    the family.
    """
    if covers(font, text):
        return [(font, text)]
    fallback = family(font)[-1]
    face(fallback)
    grouped = groupby(text, lambda character: covers(font, character))
    return [(font if covered else fallback, "".join(run)) for covered, run in grouped]
