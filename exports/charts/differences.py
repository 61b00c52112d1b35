"""Where assessors differed before they discussed: a box for each criterion, darker the further.

Each box says its criterion and by how many levels the highest rating lies above the lowest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.charts.marks import (
    LEADING,
    SIZE,
    WIDTH,
    Box,
    Chart,
    Line,
    Mark,
    Words,
    around,
    lines_of,
    width_of,
)
from exports.charts.scale import LABELS
from rubrics.text import Translator

_WIDTH, _HEIGHT, _GAP = 44.0, 40.0, 4.0
_SHADES = (0.0, 0.22, 0.68, 1.0)
_SMALL = 22.0


@dataclass(frozen=True, slots=True)
class Spread:
    """A criterion and how many levels apart its ratings lie; nothing below two ratings."""

    criterion: str
    apart: int | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A standard with its criteria as assessors rated them."""

    id: str
    title: str
    spreads: tuple[Spread, ...]


def differences_chart(
    standards: Sequence[Compared], t: Translator, key: str = "differences"
) -> Chart | None:
    """Return the map of differences between assessors; nothing where none rated jointly."""
    shown = [standard for standard in standards if standard.spreads]
    joint = [s.apart for standard in shown for s in standard.spreads if s.apart is not None]
    if not joint:
        return None
    kinds: list[int | None] = list(range(max(joint) + 1))
    if any(s.apart is None for standard in shown for s in standard.spreads):
        kinds.append(None)
    height, marks = _drawn(shown, kinds, t)
    return Chart(
        key=key,
        title=t("charts.differences.title"),
        told=_told(shown, joint, t),
        height=height,
        marks=marks,
        caption=t("charts.differences.caption"),
        columns=(t("charts.standard"), *(_kind(kind, t) for kind in kinds)),
        rows=tuple(_row(standard, kinds, t) for standard in shown),
    )


def _drawn(
    shown: Sequence[Compared], kinds: Sequence[int | None], t: Translator
) -> tuple[float, tuple[Mark, ...]]:
    y, named = _legend(kinds, t)
    rows = list[Mark]()
    fit = int((WIDTH - LABELS) // (_WIDTH + _GAP))
    for standard in shown:
        lines = lines_of(f"{standard.id} · {standard.title}", LABELS - 16)
        deep = -(-len(standard.spreads) // fit)
        height = max(deep * (_HEIGHT + _GAP) + 8, LEADING * len(lines) + 12)
        rows += [Line(0, y, WIDTH, y, thick=0.5), *around(lines, 0, y + height / 2)]
        for place, spread in enumerate(standard.spreads):
            x = LABELS + (place % fit) * (_WIDTH + _GAP)
            rows += _box(spread, x, y + 6 + (place // fit) * (_HEIGHT + _GAP), t)
        y += height
    return y + 4, (*named, *rows)


def _box(spread: Spread, x: float, y: float, t: Translator) -> Iterator[Mark]:
    shade, middle = _shade(spread.apart), x + _WIDTH / 2
    yield Box(x, y, _WIDTH, _HEIGHT, shade, dashed=spread.apart is None)
    yield Words(middle, y + 16, spread.criterion, "middle", on=shade)
    yield Words(middle, y + 33, _sign(spread.apart, t), "middle", bold=True, on=shade)


def _legend(kinds: Sequence[int | None], t: Translator) -> tuple[float, tuple[Mark, ...]]:
    marks, x, y = list[Mark](), 0.0, 0.0
    for kind in kinds:
        name = _kind(kind, t)
        width = _SMALL + 8 + width_of(name) + 20
        if x and x + width > WIDTH:
            x, y = 0.0, y + _SMALL + 6
        shade, base = _shade(kind), y + _SMALL / 2 + SIZE * 0.36
        marks += [
            Box(x, y, _SMALL, _SMALL, shade, dashed=kind is None),
            Words(x + _SMALL / 2, base, _sign(kind, t), "middle", bold=True, on=shade),
            Words(x + _SMALL + 8, base, name),
        ]
        x += width
    return y + _SMALL + 12, tuple(marks)


def _shade(apart: int | None) -> float:
    return _SHADES[min(apart or 0, len(_SHADES) - 1)]


def _sign(apart: int | None, t: Translator) -> str:
    if apart is None:
        return t("charts.none")
    return str(apart) if apart else t("charts.differences.equal")


def _kind(apart: int | None, t: Translator) -> str:
    if apart is None:
        return t("charts.differences.alone")
    return t("charts.differences.apart", n=apart) if apart else t("charts.differences.same")


def _told(shown: Sequence[Compared], joint: Sequence[int], t: Translator) -> str:
    """Say how often assessors agreed, and name the criteria furthest apart."""
    same, near = joint.count(0), joint.count(1)
    told = t("charts.differences.told", n=len(joint), same=same, near=near)
    far = sorted(
        ((s.apart, s.criterion) for standard in shown for s in standard.spreads if s.apart),
        key=lambda pair: -pair[0],
    )
    codes = [criterion for apart, criterion in far if apart > 1]
    if not codes:
        return told
    return f"{told} {t('charts.differences.far', codes=t('charts.comma').join(codes))}"


def _row(standard: Compared, kinds: Sequence[int | None], t: Translator) -> tuple[str, ...]:
    found = [spread.apart for spread in standard.spreads]
    return (f"{standard.id} · {standard.title}", *(t.number(found.count(kind)) for kind in kinds))
