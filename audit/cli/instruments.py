"""`peer-audit rubric`: which instruments are installed, what they ask, whether one is sound."""

import json
from collections.abc import Iterator
from pathlib import Path

from rubrics import loader
from rubrics.checks import check
from rubrics.faults import FaultsError
from rubrics.model import Criterion, Rubric
from rubrics.text import Translator


def listed() -> Iterator[str]:
    """Yield a line for each rubric installed."""
    for info in loader.installed():
        yield f"{info.id}  {info.version}  {info.status}"


def shown(rubric: Rubric, t: Translator) -> Iterator[str]:
    """Yield the instrument in the reader's language, from its themes down to its anchors."""
    yield f"{t.text(rubric.title)} ({rubric.id} {rubric.version})"
    yield t.text(rubric.summary)
    for theme in rubric.themes:
        yield f"\n{t.text(theme.title)}"
        for standard in theme.standards:
            yield f"\n{standard.id}  {t.text(standard.title)}"
            for criterion in standard.criteria:
                yield from _criterion(criterion, t)


def as_json(rubric: Rubric) -> str:
    """Return the whole model with its YAML keys, both languages."""
    return json.dumps(rubric.model_dump(mode="json"), ensure_ascii=False, indent=2)


def checked(path: Path) -> str:
    """Return the name of a rubric without fault; otherwise raise with every fault found."""
    faults = check(path)
    if faults:
        raise FaultsError(faults)
    rubric = loader.load_rubric(path)
    return f"{rubric.id} {rubric.version}"


def _criterion(criterion: Criterion, t: Translator) -> Iterator[str]:
    marks = [t("cli.rubric.core")] if criterion.core else []
    marks += [t("cli.rubric.red_line")] if criterion.red_line else []
    marked = f" [{', '.join(marks)}]" if marks else ""
    yield f"  {criterion.id}  {t.text(criterion.statement)}{marked}"
    for rank, anchor in sorted(criterion.anchors.items()):
        yield f"      {rank}  {t.text(anchor)}"
