"""Colours for the levels of any scale: from rust through sand to teal, told apart by everyone."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor, black, white

_STOPS = tuple(HexColor(colour) for colour in ("#a63a2b", "#e8bd6d", "#8cc0b4", "#1f6f6b"))


class Tone(NamedTuple):
    """The fill of a level and the ink that reads best on it."""

    fill: Color
    ink: Color


@cache
def tones(count: int) -> tuple[Tone, ...]:
    """Return one tone for each level of a scale, from the lowest to the highest."""
    places = [rank / max(1, count - 1) for rank in range(count)]
    return tuple(Tone(fill, readable_ink(fill)) for fill in map(_between_stops, places))


def _between_stops(place: float) -> Color:
    last = len(_STOPS) - 1
    start = min(int(place * last), last - 1)
    share = place * last - start
    pairs = zip(_STOPS[start].rgb(), _STOPS[start + 1].rgb(), strict=True)
    return Color(*(low + (high - low) * share for low, high in pairs))


def readable_ink(fill: Color) -> Color:
    """Return black or white, whichever stands out more."""
    return max((black, white), key=lambda ink: contrast(ink, fill))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    lights = sorted((_light(one.rgb()), _light(other.rgb())), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _light(channels: Sequence[float]) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
