"""Where rubrics come from: those shipped with the tool, found by id and version, or any folder."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import rfc8785

from rubrics import strict_yaml
from rubrics.draft import DATA, read_draft
from rubrics.faults import Fault, FaultsError
from rubrics.model import Rubric
from rubrics.vocabulary import FacilityKind

# Entries younger than the first release, and what they are where a rubric is silent on them.
_LATER: Mapping[str, object] = {
    "kind": "audit",
    "validation": None,
    "time": {},
    "time_basis": None,
    "lenses": [],
    "interviews": None,
    "facilities": list(get_args(FacilityKind)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricInfo:
    """A rubric that is installed, named without reading its standards."""

    id: str
    version: str
    status: str
    folder: Path


def load_rubric(folder: Path) -> Rubric:
    """Read a rubric from its folder, or raise `FaultsError` with everything wrong in it."""
    return read_draft(folder).build()


def installed() -> tuple[RubricInfo, ...]:
    """Return the rubrics shipped with the tool, by id, oldest version first."""
    return in_folder(DATA)


@cache
def in_folder(data: Path) -> tuple[RubricInfo, ...]:
    """Return the rubrics below a folder laid out as `<id>/<version>/rubric.yaml`."""
    found = (_info(file) for file in data.glob("*/*/rubric.yaml"))
    return tuple(sorted(found, key=lambda info: (info.id, _numbers(info.version))))


def current() -> tuple[Rubric, ...]:
    """Return the latest released version of every instrument that is installed, by id."""
    released = [info for info in installed() if info.status == "released"]
    return tuple(find(name) for name in dict.fromkeys(info.id for info in released))


def find(rubric_id: str, version: str | None = None) -> Rubric:
    """Return an installed rubric; without a version the latest released one, else the latest."""
    return _load(choose(installed(), rubric_id, version).folder)


def pinned(rubric_id: str, version: str, sha256: str) -> Rubric:
    """Return the installed rubric that has this id, version and digest, and no other."""
    found = find(rubric_id, version)
    if digest(found) != sha256:
        values = (("rubric", rubric_id), ("version", version))
        raise FaultsError([Fault(key="other_digest", file="", where="rubric", values=values)])
    return found


def choose(choices: Iterable[RubricInfo], rubric_id: str, version: str | None) -> RubricInfo:
    """Return the rubric meant by an id and perhaps a version."""
    choices = tuple(choices)
    named = [info for info in choices if info.id == rubric_id]
    if version is None:
        named = [info for info in named if info.status != "withdrawn"]
        released = [info for info in named if info.status == "released"]
        named = released or named
    else:
        named = [info for info in named if info.version == version]
    if not named:
        raise FaultsError([_unknown(choices, rubric_id, version)])
    return max(named, key=lambda info: _numbers(info.version))


def digest(rubric: Rubric) -> str:
    """Return the SHA-256 of a rubric's canonical JSON; its status may change without a new one."""
    content = rubric.model_dump(mode="json", exclude={"status"})
    return hashlib.sha256(rfc8785.dumps(_said(content))).hexdigest()


def _said(part: Any) -> Any:
    """Leave out what the model learned later and a rubric does not use: its digest stays."""
    if isinstance(part, list):
        return [_said(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _said(value)
        for name, value in part.items()
        if name not in _LATER or value != _LATER[name]
    }


@cache
def _load(folder: Path) -> Rubric:
    return load_rubric(folder)


def _info(file: Path) -> RubricInfo:
    tree = strict_yaml.read(file.read_bytes()).tree
    said = tree if isinstance(tree, dict) else {}
    return RubricInfo(
        id=str(said.get("id", file.parent.parent.name)),
        version=str(said.get("version", file.parent.name)),
        status=str(said.get("status", "draft")),
        folder=file.parent,
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _unknown(choices: tuple[RubricInfo, ...], rubric_id: str, version: str | None) -> Fault:
    names = ", ".join(f"{info.id} {info.version}" for info in choices)
    values = (("rubric", rubric_id), ("version", version or "*"), ("choices", names))
    return Fault(key="unknown_rubric", file="", where="rubric", values=values)
