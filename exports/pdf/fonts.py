"""The fonts of our documents: all embedded, and chosen by the characters they hold.

reportlab falls back on Helvetica, which is never embedded, in four places: the canvas, paragraph
styles, table cells and drawings. PDF/UA and PDF/A want every font embedded, so all four are set.
"""

from functools import cache
from itertools import groupby
from pathlib import Path
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
    "Sans-Italic": "NotoSans-Italic.ttf",
    "Sans-BoldItalic": "NotoSans-BoldItalic.ttf",
    "Symbols": "DejaVuSans.ttf",
    "Symbols-Bold": "DejaVuSans-Bold.ttf",
    "Naskh": "NotoNaskhArabic-Regular.ttf",
    "Naskh-Bold": "NotoNaskhArabic-Bold.ttf",
    "Devanagari": "NotoSansDevanagari-Regular.ttf",
    "Devanagari-Bold": "NotoSansDevanagari-Bold.ttf",
}
# The first font that holds a letter sets it.
_FAMILY = ("Sans", "Naskh", "Devanagari", "Symbols")


@cache
def register_fonts() -> None:
    """Register every font under its short name, and make ours the default everywhere."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file), shapable=False))
    pdfmetrics.registerFontFamily(
        "Sans",
        bold="Sans-Bold",
        italic="Sans-Italic",
        boldItalic="Sans-BoldItalic",
        baseFontFor="canvas graphics",  # type: ignore[call-arg]
    )
    ParagraphStyle.defaults.update(fontName="Sans", bulletFontName="Sans")
    CellStyle.fontname = "Sans"
    shapes.STATE_DEFAULTS["fontName"] = "Sans"


def face(font: str) -> Any:
    """Return the face of a registered font."""
    register_fonts()
    found: Any = pdfmetrics.getFont(font)
    return found.face


def covers(font: str, text: str) -> bool:
    """Tell whether a font has every character; reportlab leaves blanks, silently, where not."""
    glyphs = face(font).charToGlyph
    return all(ord(character) in glyphs for character in set(text))


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
    grouped = groupby(text, lambda character: covers(font, character))
    return [(font if covered else fallback, "".join(run)) for covered, run in grouped]
