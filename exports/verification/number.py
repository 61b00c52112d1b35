"""A citation number that somebody typed: whether it can be one, and which slip explains it if not.

The check character shows that a number was copied without a slip. It proves nothing else: whoever
knows the rule can make up numbers that fit.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exports.citation_id import (
    ALPHABET,
    GROUP,
    LENGTH,
    MISREAD,
    PREFIX,
    check_character,
    grouped,
    signs_of,
)
from exports.verification.verdict import Remark, remark

# Signs taken for one another: read from print or handwriting, or heard in either language.
_ALIKE = (
    *("0D", "0Q", "0C", "17", "1T", "2Z", "38", "3B", "4A", "49", "5S", "6G", "6B", "8B", "9G"),
    *("9Q", "CG", "DQ", "EF", "HN", "KX", "MN", "MW", "NZ", "PR", "VW", "VY", "XY"),
    *("BD", "BP", "BV", "CT", "DT", "FS", "GJ", "GT", "PT"),
)
_PAIRS = {pair for alike in _ALIKE for pair in (alike, alike[::-1])}
_MOST_SLIPS = 3
_MOST_SIGNS = 5


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A typed number: as it is printed where it is possible, and what is to be said of it."""

    citation: str = ""
    remarks: tuple[Remark, ...] = ()


def is_meant(typed: str) -> bool:
    """Tell whether a text is meant as a citation number: it begins as all of them do."""
    return typed.strip().upper().startswith(f"{PREFIX}-")


def typed_number(typed: str) -> TypedNumber:
    """Return what can be said of a number as somebody typed it."""
    signs = signs_of(typed)
    faults = tuple(_faults(signs))
    if faults:
        return TypedNumber("", faults)
    return TypedNumber(grouped(signs), (*_read_as(typed, signs), Remark("number_no_proof")))


def _faults(signs: str) -> Iterator[Remark]:
    strange = "".join(dict.fromkeys(sign for sign in signs if sign not in ALPHABET))
    if len(signs) != LENGTH:
        kind = "number_too_short" if len(signs) < LENGTH else "number_too_long"
        yield remark(kind, n=len(signs), length=LENGTH)
    elif strange:
        yield remark("number_strange", signs=" ".join(strange[:_MOST_SIGNS]))
        yield from _strange(signs)
    elif check_character(signs[:-1]) != signs[-1]:
        slips = (*_look_alikes(signs), *_swaps(signs))[:_MOST_SLIPS]
        yield Remark("number_wrong")
        yield from slips or (Remark("number_no_slip"),)


def _read_as(typed: str, signs: str) -> Iterator[Remark]:
    if any(letter in typed.upper() for letter in MISREAD):
        yield remark("number_read_as", citation=grouped(signs))


def _strange(signs: str) -> Iterator[Remark]:
    """Yield the sign that fits where a single one can stand in no number."""
    at = [place for place, sign in enumerate(signs) if sign not in ALPHABET]
    if len(at) == 1:
        yield _instead(signs, at[0], _fitting(signs, at[0]))


def _look_alikes(signs: str) -> Iterator[Remark]:
    for place, sign in enumerate(signs):
        fits = _fitting(signs, place)
        if sign + fits in _PAIRS:
            yield _instead(signs, place, fits)


def _swaps(signs: str) -> Iterator[Remark]:
    for place in range(LENGTH - 1):
        one, other = signs[place], signs[place + 1]
        swapped = signs[:place] + other + one + signs[place + 2 :]
        if check_character(swapped[:-1]) == swapped[-1]:
            yield remark(
                "number_swapped", **_place(place), pair=one + other, should=grouped(swapped)
            )


def _instead(signs: str, place: int, fits: str) -> Remark:
    should = grouped(signs[:place] + fits + signs[place + 1 :])
    return remark("number_maybe", **_place(place), typed=signs[place], fits=fits, should=should)


def _fitting(signs: str, place: int) -> str:
    """Return the one sign that makes a number possible in this place."""
    tried = (signs[:place] + sign + signs[place + 1 :] for sign in ALPHABET)
    return next(each[place] for each in tried if check_character(each[:-1]) == each[-1])


def _place(place: int) -> dict[str, int]:
    """Return where a sign stands as people count: in which group, and the how manieth there."""
    return {"group": place // GROUP + 1, "place": place % GROUP + 1}
