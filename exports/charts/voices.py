"""What each group told and the documents show, standard by standard: a dot for each, never pooled.

Each group has its own shape; the people concerned have the accent beside. Dots that would lie on
each other stand one above the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from exports.charts.ink import Part
from exports.charts.marks import LEADING, WIDTH, Chart, Dot, Line, Mark, Shape, around, lines_of
from exports.charts.scale import LABELS, Key, Scale, guides, heads, legend
from rubrics.text import Translator
from rubrics.vocabulary import InformantGroup

Witness = InformantGroup | Literal["documents"]
_LOOKS: dict[Witness, tuple[Shape, Part, bool]] = {
    "peer_workers": ("circle", "accent", True),
    "service_users": ("up", "accent", True),
    "families": ("diamond", "ink", False),
    "staff": ("square", "ink", False),
    "managers": ("down", "ink", True),
    "documents": ("cross", "quiet", True),
}
_LAST = 690.0
_DOT, _LOWEST = 15.0, 34.0
# On the line, below it, above it: as many as there are witnesses.
_TRACKS = (0, 1, -1, 2, -2, 3)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one group stands on a standard: its mean rank, of so many people (or documents)."""

    who: Witness
    mean: Fraction
    n: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A standard with where each group stands that told anything of it.

    `pairs` are two sides each, their means over criteria known from both alone: only these compare.
    """

    id: str
    title: str
    spots: tuple[Spot, ...]
    pairs: tuple[tuple[Spot, Spot], ...] = ()


def voices_chart(
    standings: Sequence[Standing], levels: Sequence[str], t: Translator, key: str = "voices"
) -> Chart | None:
    """Return the chart of an audit's voices, its levels named from the lowest; nothing unheard."""
    heard = [standing for standing in standings if standing.spots]
    if not heard:
        return None
    known = [who for who in _LOOKS if any(s.who == who for row in heard for s in row.spots)]
    height, marks = _drawn(heard, Scale(tuple(levels), _LAST), _keys(known, t))
    return Chart(
        key=key,
        title=t("charts.voices.title"),
        told=_told(heard, len(levels) - 1, t),
        height=height,
        marks=marks,
        caption=t("charts.voices.caption", top=len(levels) - 1),
        columns=(t("charts.standard"), *(t(f"charts.who.{who}") for who in known)),
        rows=tuple(_row(standing, known, t) for standing in heard),
    )


def _drawn(
    heard: Sequence[Standing], scale: Scale, keys: Sequence[Key]
) -> tuple[float, tuple[Mark, ...]]:
    y, named = legend(keys)
    y, above = heads(scale, y)
    begin, rows = y, list[Mark]()
    for standing in heard:
        lines = lines_of(_name(standing), LABELS)
        tracks = _tracks(standing, scale)
        height = max(_LOWEST, LEADING * len(lines) + 12, 2 * _DOT * max(map(abs, tracks)) + 28)
        middle = y + height / 2
        rows += [Line(0, y, WIDTH, y, thick=0.5), *around(lines, 0, middle)]
        rows += _spots(standing, scale, middle, tracks)
        y += height
    return y + 4, (*named, *above, *guides(scale, begin, y), *rows)


def _spots(
    standing: Standing, scale: Scale, middle: float, tracks: Sequence[int]
) -> Iterator[Mark]:
    """Yield the scale as a line, then the groups on it.

    The line ends with the scale: from dot to dot it would compare groups asked different questions.
    """
    places = [scale.x(float(spot.mean)) for spot in standing.spots]
    yield Line(scale.x(0), middle, scale.x(len(scale.names) - 1), middle, "quiet")
    for spot, x, track in zip(standing.spots, places, tracks, strict=True):
        shape, part, filled = _LOOKS[spot.who]
        yield Dot(x, middle + _DOT * track, shape, part, filled)


def _tracks(standing: Standing, scale: Scale) -> list[int]:
    """Return how far below the line each dot stands (above: less than 0): none lies on another."""
    taken: list[tuple[int, float]] = []
    for spot in standing.spots:
        x = scale.x(float(spot.mean))
        near = {track for track, place in taken if abs(x - place) < _DOT}
        taken.append((next(track for track in _TRACKS if track not in near), x))
    return [track for track, _ in taken]


def _keys(known: Sequence[Witness], t: Translator) -> list[Key]:
    return [
        (Dot(0, 0, shape, part, filled), t(f"charts.who.{who}"))
        for who in known
        for shape, part, filled in (_LOOKS[who],)
    ]


def _name(standing: Standing) -> str:
    return f"{standing.id} · {standing.title}"


def _told(heard: Sequence[Standing], top: int, t: Translator) -> str:
    """Say how much is shown, and where two lie furthest apart on the same criteria."""
    told = f"{t('charts.voices.told', n=len(heard), top=top)} {t('charts.voices.over')}"
    pairs = [
        (abs(one.mean - other.mean), standing, one, other)
        for standing in heard
        for one, other in standing.pairs
    ]
    if not pairs:
        return told
    apart, standing, one, other = max(pairs, key=lambda pair: pair[0])
    if not apart:
        return f"{told} {t('charts.voices.alike')}"
    low, high = sorted((one, other), key=lambda spot: spot.mean)
    widest = t(
        "charts.voices.widest",
        standard=_name(standing),
        low=_said(low, t),
        high=_said(high, t),
    )
    return f"{told} {widest}"


def _said(spot: Spot, t: Translator) -> str:
    return t("charts.voices.spot", who=t(f"charts.who.{spot.who}"), mean=t.number(spot.mean, 2))


def _row(standing: Standing, known: Sequence[Witness], t: Translator) -> tuple[str, ...]:
    of = {spot.who: spot for spot in standing.spots}
    cells = (_cell(of[who], t) if who in of else t("charts.none") for who in known)
    return (_name(standing), *cells)


def _cell(spot: Spot, t: Translator) -> str:
    return t("charts.voices.cell", mean=t.number(spot.mean, 2), n=spot.n)
