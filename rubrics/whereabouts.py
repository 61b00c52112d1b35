"""Every text of a rubric by a short name, and the file and the line where it stands."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from rubrics.draft import Draft, Place
from rubrics.model import Criterion, Rubric, Standard
from rubrics.text import Text
from rubrics.text_checks import texts

# These steps say nothing that the name before them does not say.
_UNSAID = {"choices", "text", "script"}
_NAMES = ("id", "use", "group", "ref")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a rubric: a name short enough to say, its place in the tree, its words."""

    name: str
    place: Place
    text: Text


def passages(rubric: Rubric) -> tuple[Passage, ...]:
    """Return every text of a rubric in the order of its model, each under a name of its own."""
    met: Counter[str] = Counter()
    found = []
    for place, text in texts(rubric):
        name = ".".join(_said(rubric, place))
        met[name] += 1
        again = f".{met[name]}" if met[name] > 1 else ""
        found.append(Passage(f"{name}{again}", place, text))
    return tuple(found)


def parts(rubric: Rubric, place: Place) -> Iterator[object]:
    """Yield the parts of a rubric on the way to a place, from the outermost."""
    part: object = rubric
    for step in place:
        part = _inside(part, step)
        yield part


def whereabouts(draft: Draft, place: Place) -> tuple[Path, int | None]:
    """Return the file that holds a place, and its line or the nearest that is known."""
    root = max((p for p in draft.files if place[: len(p)] == p), key=len, default=())
    file, _ = draft.files.get(root, (draft.folder, 0))
    while place not in draft.lines and len(place) > len(root):
        place = place[:-1]
    return file, draft.lines.get(place)


def _said(rubric: Rubric, place: Place) -> list[str]:
    # The ids of standards and criteria are known to everyone: what leads to them is left out.
    words: list[str] = []
    for step, part in zip(place, parts(rubric, place), strict=True):
        if isinstance(part, Standard | Criterion):
            words = [part.id]
        elif step not in _UNSAID:
            words.append(_name(part) or step)
    return words


def _name(part: object) -> str:
    return next((str(getattr(part, name)) for name in _NAMES if hasattr(part, name)), "")


def _inside(part: object, step: str) -> object:
    if isinstance(part, BaseModel):
        return getattr(part, step)
    if isinstance(part, tuple):
        return part[int(step)]
    if isinstance(part, dict):
        return next(value for key, value in part.items() if str(key) == step)
    raise KeyError(step)
