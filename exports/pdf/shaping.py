"""From text to glyphs: direction (python-bidi), fonts by coverage, and shapes (HarfBuzz)."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import uharfbuzz  # type: ignore[import-untyped]
from bidi import algorithm as bidi  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics

from exports.pdf.fonts import covers, face

JOINERS = "\u200c\u200d"
NO_GLYPH = "\u25a1"
PRIVATE_USE = 0xF0000


class Run(NamedTuple):
    """A stretch of text of one direction and one font."""

    start: int
    end: int
    level: int
    font: str

    @property
    def right_to_left(self) -> bool:
        """Tell the direction: odd levels run from right to left."""
        return self.level % 2 == 1


class Glyph(NamedTuple):
    """A glyph as the character that selects it, its advance and its offset, in 1/1000 em."""

    character: str
    advance: float
    dx: float
    dy: float


@lru_cache(4096)
def bidi_levels(text: str, right_to_left: bool) -> tuple[int, ...]:
    """Return the embedding level of each character (Unicode annex 9): odd is right to left."""
    base = int(right_to_left)
    storage = bidi.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    bidi.get_embedding_levels(text, storage)
    for position, entry in enumerate(storage["chars"]):
        entry["position"] = position
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    levels = [base] * len(text)
    for entry in storage["chars"]:
        levels[entry["position"]] = entry["level"]
    return tuple(levels)


@cache
def shaper(font: str) -> tuple[uharfbuzz.Font, float]:
    """Return HarfBuzz's view of a registered font, and 1/1000 em in its units."""
    registered: Any = pdfmetrics.getFont(font)
    shapes = registered.hbFont(10).face
    return uharfbuzz.Font(shapes), 1000 / shapes.upem


@lru_cache(20_000)
def shape(text: str, font: str, right_to_left: bool, language: str) -> tuple[Glyph, ...]:
    """Return the glyphs of a run, from left to right.

    reportlab names glyphs by character. A glyph without one (a ligature, a positional form) gets a
    private character made from its number, the same in every run, with the width that the font
    itself declares, for PDF/UA compares the two.
    """
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.language = language
    hb_font, scale = shaper(font)
    uharfbuzz.shape(hb_font, buffer)
    return tuple(
        Glyph(
            _character(font, info.codepoint),
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def _character(font: str, number: int) -> str:
    """Return the character that selects a glyph."""
    known = face(font)
    if number not in known.glyphToChar:
        private = PRIVATE_USE + number
        hb_font, scale = shaper(font)
        known.glyphToChar[number] = [private]
        known.charToGlyph[private] = number
        known.charWidths[private] = hb_font.get_glyph_h_advance(number) * scale
    return chr(known.glyphToChar[number][0])


def drawable(text: str, fonts: tuple[str, ...]) -> str:
    """Return a text with an empty box for each character that none of the fonts holds."""
    return "".join(c if c in JOINERS or _able(c, fonts) else NO_GLYPH for c in text)


def choose_fonts(text: str, fonts: tuple[str, ...]) -> list[str]:
    """Choose a font for each character.

    Letters take the first font that has them; marks, digits and punctuation stay in the font of the
    last letter where they can, so that a number or a bracket does not change face.
    """
    current = fonts[0]
    chosen = []
    for character in text:
        able = _able(character, fonts)
        if character.isalpha():
            current = able[0]
        usable = current in able or character in JOINERS
        chosen.append(current if usable else able[0])
    return chosen


@lru_cache(4096)
def _able(character: str, fonts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(font for font in fonts if covers(font, character))


def visual_order(runs: Sequence[Run]) -> list[Run]:
    """Reorder the runs of a line for display (rule L2)."""
    ordered = list(runs)
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = end + 1
    return ordered
