"""What a person typed, fit for any page: without controls, and kept apart by two marks.

The marks are those of Unicode (FSI, PDI): whatever shows a text as it stands gives the typed part
a direction of its own. Typed text cannot hold them, nor any mark that turns what comes after it.
"""

import re
from collections.abc import Iterator

OPEN, CLOSE = "\u2068", "\u2069"
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Controls, marks of direction that reach beyond themselves, halves of letters, no letters at all.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_TYPED = re.compile(f"({OPEN}[^{OPEN}{CLOSE}]*{CLOSE})")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say something, without what no page can show."""
    lines = (_UNSEEN.sub("", one.replace("\t", " ")).strip(" ") for one in _LINE_ENDS.split(text))
    return [line for line in lines if line]


def plain(text: str) -> str:
    """Return a text on one line, without what no page can show."""
    return " ".join(lines_of(text))


def typed(text: str) -> str:
    """Return what was typed as one line between its marks; nothing where it says nothing."""
    line = plain(text)
    return f"{OPEN}{line}{CLOSE}" if line else ""


def typed_lines(text: str) -> tuple[str, ...]:
    """Return the lines of what was typed, each between its marks."""
    return tuple(f"{OPEN}{line}{CLOSE}" for line in lines_of(text))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text without marks, and whether each was typed."""
    for piece in _TYPED.split(text):
        shown = _UNSEEN.sub("", piece)
        if shown:
            yield shown, piece.startswith(OPEN)


def beginning(text: str, longest: int) -> str:
    """Return the start of a text that is longer, to the end of a word where one is near."""
    if len(text) <= longest:
        return text
    words, _, _ = text[: longest + 1].rpartition(" ")
    return f"{words.rstrip() if 2 * len(words) >= longest else text[:longest]}…"


def without_marks(text: str) -> str:
    """Return a text for a place that has one direction."""
    return "".join(piece for piece, _ in pieces(text))
