"""The inks of our charts: few, on white, told apart in grey as well as in colour.

Words stand out from their ground by 4.5 to 1 at least, marks by 3 to 1 (WCAG 2.2).
"""

from typing import Literal

# Ink and quiet for words and marks, rule for lines that guide the eye; accent for the people
# concerned and for what went up, alarm for what went down.
Part = Literal["ink", "quiet", "rule", "accent", "alarm"]

GROUND = "#ffffff"
_PARTS: dict[Part, str] = {
    "ink": "#1c2430",
    "quiet": "#53606b",
    "rule": "#87919a",
    "accent": "#1f6f6b",
    "alarm": "#a63a2b",
}
# From this shade on, words are white.
_DARK = 0.5


def ink_of(part: Part) -> str:
    """Return the colour of a part, as #rrggbb."""
    return _PARTS[part]


def shaded(shade: float) -> str:
    """Return the colour of a box: the ground at 0, ink at 1."""
    pairs = zip(_channels(GROUND), _channels(_PARTS["ink"]), strict=True)
    return "#" + "".join(f"{round(light + (dark - light) * shade):02x}" for light, dark in pairs)


def words_on(shade: float, part: Part) -> str:
    """Return the colour of words in a box of some shade."""
    return GROUND if shade >= _DARK else _PARTS[part]


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue
