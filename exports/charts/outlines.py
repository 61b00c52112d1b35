"""The corners of the shapes that are not round: drawn the same way by every renderer."""

from exports.charts.marks import Dot, Shape

# Around a middle at (0, 0), one unit across; y runs downwards. A triangle is drawn a little larger
# so that it looks as big as the others.
_CORNERS: dict[Shape, tuple[tuple[float, float], ...]] = {
    "square": ((-0.44, -0.44), (0.44, -0.44), (0.44, 0.44), (-0.44, 0.44)),
    "diamond": ((0, -0.6), (0.6, 0), (0, 0.6), (-0.6, 0)),
    "up": ((0, -0.58), (0.58, 0.46), (-0.58, 0.46)),
    "down": ((0, 0.58), (0.58, -0.46), (-0.58, -0.46)),
    "left": ((-0.58, 0), (0.46, -0.58), (0.46, 0.58)),
    "right": ((0.58, 0), (-0.46, -0.58), (-0.46, 0.58)),
    "cross": (
        *((-0.18, -0.56), (0.18, -0.56), (0.18, -0.18), (0.56, -0.18), (0.56, 0.18), (0.18, 0.18)),
        *((0.18, 0.56), (-0.18, 0.56), (-0.18, 0.18), (-0.56, 0.18), (-0.56, -0.18)),
        (-0.18, -0.18),
    ),
}


def corners(dot: Dot) -> list[tuple[float, float]]:
    """Return the corners of a shape where it stands; a circle has none."""
    around = _CORNERS.get(dot.shape, ())
    return [(dot.x + dot.size * x, dot.y + dot.size * y) for x, y in around]
