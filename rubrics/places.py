"""Where standards and criteria stand in the tree of a rubric, so that a fault can name its line."""

from collections.abc import Iterator

from rubrics.draft import Place
from rubrics.model import Criterion, Rubric, Standard


def standards(rubric: Rubric) -> Iterator[tuple[Place, Standard]]:
    """Yield each standard with its place."""
    for t, theme in enumerate(rubric.themes):
        for s, standard in enumerate(theme.standards):
            yield ("themes", str(t), "standards", str(s)), standard


def criteria(rubric: Rubric) -> Iterator[tuple[Place, Criterion]]:
    """Yield each criterion with its place."""
    for place, standard in standards(rubric):
        for c, criterion in enumerate(standard.criteria):
            yield (*place, "criteria", str(c)), criterion
