"""`peer-audit rubric`: which instruments are installed, what they ask, whether one is sound."""

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audit.cli.faults import stop
from audit.cli.files import kind_of
from rubrics import loader
from rubrics.checks import check
from rubrics.draft import DATA
from rubrics.faults import Fault, FaultsError
from rubrics.model import Criterion, Rubric
from rubrics.overlays import check_overlay, meant_for
from rubrics.similarity import alike
from rubrics.text import Translator


def listed() -> Iterator[str]:
    """Yield a line for each rubric installed."""
    for info in loader.installed():
        yield f"{info.id}  {info.version}  {info.status}"


def installed(rubric_id: str) -> Rubric:
    """Return the latest rubric of an id, or stop with those there are."""
    known = dict.fromkeys(info.id for info in loader.installed())
    if rubric_id not in known:
        raise stop("rubric.unknown", rubric_id, known=", ".join(known))
    return loader.find(rubric_id)


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


def alike_lines(rubric: Rubric, t: Translator) -> Iterator[str]:
    """Yield the pairs of anchors that are most alike, worst first, for an author to read."""
    for pair in alike(rubric, t.language):
        share = t.percent(pair.share)
        yield t("cli.rubric.alike", share=share, a=pair.first, b=pair.second, rank=pair.rank)
        yield f"  {pair.text_first}"
        yield f"  {pair.text_second}"


def checked(name: str, t: Translator) -> str:
    """Return the name of a rubric or overlay without fault; otherwise raise with every fault."""
    kind = kind_of(name)
    if kind == stat.S_IFREG and name.endswith(".yaml"):
        return _checked_overlay(Path(name), t)
    if kind is not None and kind != stat.S_IFDIR:
        raise stop("rubric.not_a_folder", name)
    faults = check(Path(name))
    if faults:
        raise FaultsError(_in_folder(fault, Path(name)) for fault in faults)
    rubric = loader.load_rubric(Path(name))
    return f"{rubric.id} {rubric.version}"


def _checked_overlay(file: Path, t: Translator) -> str:
    try:
        found = check_overlay(file, loader.find(*meant_for(file)))
    except FaultsError as error:
        raise FaultsError(replace(each, file=str(file)) for each in error.faults) from error
    known = found.coverage
    rubric = f"{found.rubric} {found.version}"
    values = {"translated": known.translated, "total": known.total}
    return t("cli.rubric.overlay", name=found.name, rubric=rubric, **values)


def _in_folder(fault: Fault, folder: Path) -> Fault:
    """Return a fault with the folder before its file; our own lists are named as they are."""
    if fault.file == folder.as_posix() or (DATA / fault.file).exists():
        return fault
    return replace(fault, file=str(folder / fault.file))


def _criterion(criterion: Criterion, t: Translator) -> Iterator[str]:
    marks = [t("cli.rubric.core")] if criterion.core else []
    marks += [t("cli.rubric.red_line")] if criterion.red_line else []
    marked = f" [{', '.join(marks)}]" if marks else ""
    yield f"  {criterion.id}  {t.text(criterion.statement)}{marked}"
    for rank, anchor in sorted(criterion.anchors.items()):
        yield f"      {rank}  {t.text(anchor)}"
