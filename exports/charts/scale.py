"""The scale that charts of levels share: names of levels across the top, rows below, a legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.charts.marks import LEADING, SIZE, Dot, Line, Mark, Words, around, lines_of, width_of

LABELS = 222.0
_FIRST = 275.0
_LEGEND_LINE = 24.0
_KEY_GAP = 22.0
# With more levels than this their names would run into each other: ranks stand there instead.
_MOST_NAMED = 6
Key = tuple[Dot, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each level stands: names from the lowest to the highest, up to a last place."""

    names: tuple[str, ...]
    last: float

    @property
    def step(self) -> float:
        """Return how far apart two levels stand."""
        return (self.last - _FIRST) / (len(self.names) - 1)

    def x(self, rank: float) -> float:
        """Return where a rank, or a mean of ranks, stands."""
        return _FIRST + self.step * rank


def heads(scale: Scale, top: float) -> tuple[float, tuple[Mark, ...]]:
    """Return the names of levels below a height, and where the rows begin."""
    names = scale.names if len(scale.names) <= _MOST_NAMED else map(str, range(len(scale.names)))
    cut = [lines_of(name, scale.step - SIZE) for name in names]
    height = LEADING * max(map(len, cut))
    marks = [
        mark
        for rank, lines in enumerate(cut)
        for mark in around(lines, scale.x(rank), top + height - LEADING * len(lines) / 2, "middle")
    ]
    return top + height + 6, tuple(marks)


def guides(scale: Scale, top: float, bottom: float) -> Iterator[Mark]:
    """Yield the upright line of each level."""
    for rank in range(len(scale.names)):
        yield Line(scale.x(rank), top, scale.x(rank), bottom, dashed=True)


def legend(keys: Sequence[Key]) -> tuple[float, tuple[Mark, ...]]:
    """Return a key for each shape, line by line, and where they end."""
    marks: list[Mark] = []
    x, y = 0.0, 0.0
    for dot, name in keys:
        width = 20 + width_of(name) + _KEY_GAP
        if x and x + width > 720:
            x, y = 0.0, y + _LEGEND_LINE
        marks += [
            Dot(x + 8, y + 12, dot.shape, dot.part, dot.filled, dot.size),
            Words(x + 20, y + 12 + SIZE * 0.36, name),
        ]
        x += width
    return y + _LEGEND_LINE + 10, tuple(marks)
