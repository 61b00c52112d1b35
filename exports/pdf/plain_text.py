"""Text as people typed it, made printable: nothing in it is ever read as markup."""

import re
import unicodedata

from exports.pdf.fonts import covers, family

_JOINERS = "\u200c\u200d"  # they shape Persian and Nepali words
_NO_BREAK = "\u00a0"
_KEPT = f"\n{_NO_BREAK}{_JOINERS}"
# Control, format, private and half characters. Unassigned ones may be new letters: they stay.
_UNSEEN = ("Cc", "Cf", "Co", "Cs")
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Scripts that need ordering or shaping: Hebrew to the scripts of India and South-East Asia.
_COMPLEX = re.compile("[\u0590-\u1cff\ufb1d-\ufdff\ufe70-\ufefe]")


class _Shown(dict[int, str]):
    """What stands on the page for each character; found out once, for `str.translate`."""

    def __missing__(self, point: int) -> str:
        self[point] = _shown(chr(point))
        return self[point]


def _shown(character: str) -> str:
    if character == "\u202f":
        return _NO_BREAK
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if character == "\t" or category[0] == "Z":
        return " "
    return "" if category in _UNSEEN or _VARIATION.match(character) else character


_SHOWN = _Shown()


def printable(text: str) -> str:
    """Return a text without what no page can show: control characters and direction overrides.

    The narrow no-break space becomes a wide one, because reportlab breaks lines at the narrow.
    """
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = ends.translate(_SHOWN)
    return shown if shown.isascii() else unicodedata.normalize("NFC", shown)


def lines_of(text: str) -> list[str]:
    """Return the printable lines of a text; blank ones are left out."""
    lines = (" ".join(line.split(" ")).strip(" ") for line in printable(text).split("\n"))
    return [line for line in lines if line]


def one_line(text: str) -> str:
    """Return a printable text on one line."""
    return " ".join(lines_of(text))


def needs_shaping(text: str, font: str) -> bool:
    """Tell whether a text has letters to order, to join, or that our Latin fonts do not hold."""
    if covers(font, text):
        return _COMPLEX.search(text) is not None
    latin = (font, family(font)[-1])
    return _COMPLEX.search(text) is not None or not all(
        any(covers(name, character) for name in latin) for character in set(text)
    )


def without_glyph(text: str) -> bool:
    """Tell whether some character of a text is in none of our fonts."""
    left = set(printable(text)) - {"\n", *_JOINERS}
    first, *scripts, last = family("Sans")
    # The last has most of what the first lacks: the others, large in memory, are seldom asked.
    for font in (first, last, *scripts):
        left = {character for character in left if not covers(font, character)}
        if not left:
            return False
    return True
