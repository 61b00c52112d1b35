"""Large print: any document set so that more people can read it, whatever its pages are made of.

Styles are constants that every page names. At what size they are set is a matter of the whole
document: it is said around the making of it, as `decimal` does with its precision.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, cast

from reportlab.lib.styles import ParagraphStyle

from exports.pdf.styles import LABEL_WIDTH

# Nothing that is read is smaller; what is larger keeps its distance, for lines are short enough.
BODY_SIZE, _LARGER = 18.0, 8.5
WIDER = 1.8  # squares, indents and room, against a report
_AROUND = 1.5  # spaces between paragraphs and around boxes
# What runs along the pages repeats what the cover says: it leaves the room to the rest.
_RUNNING, _RUNNING_SIZE = ("foot", "foot notice"), 13.0
_NAME = "large "
_LARGE: ContextVar[bool] = ContextVar("large print", default=False)


@contextmanager
def large_print() -> Iterator[None]:
    """Set what is made inside the block in large print."""
    before = _LARGE.set(True)
    try:
        yield
    finally:
        _LARGE.reset(before)


def is_large() -> bool:
    """Tell whether the document being made is one in large print."""
    return _LARGE.get()


def wide(points: float) -> float:
    """Return a length as it is in the document being made."""
    return points * WIDER if is_large() else points


def set_in(style: ParagraphStyle) -> ParagraphStyle:
    """Return a style as it is in the document being made."""
    return _large(style) if is_large() else style


@cache
def _large(style: ParagraphStyle) -> ParagraphStyle:
    """Return a style in large print; a name in the margin moves to the head of its line."""
    if style.name.startswith(_NAME):
        return style
    size = max(BODY_SIZE, style.fontSize + _LARGER)
    if style.name in _RUNNING:
        size = _RUNNING_SIZE
    in_margin = style.leftIndent >= LABEL_WIDTH
    return ParagraphStyle(
        f"{_NAME}{style.name}",
        style,
        fontSize=size,
        leading=size * style.leading / style.fontSize,
        leftIndent=0 if in_margin else style.leftIndent * WIDER,
        rightIndent=style.rightIndent * WIDER,
        bulletIndent=style.bulletIndent * WIDER,
        bulletFontName="Sans-Bold" if in_margin else style.bulletFontName,
        bulletFontSize=size,
        spaceBefore=style.spaceBefore * _AROUND,
        spaceAfter=style.spaceAfter * _AROUND,
        borderPadding=_padding(style.borderPadding),
    )


def _padding(padding: Any) -> float:
    if isinstance(padding, tuple):
        return cast("float", tuple(side * _AROUND for side in padding))
    return cast("float", padding) * _AROUND
