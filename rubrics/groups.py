"""Which criteria belong together: the whole, themes, standards, and cross-sections of a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rubrics.model import Form, Rubric


@dataclass(frozen=True, slots=True)
class Group:
    """The positions of a group's criteria in the form, and of its red lines among them."""

    members: tuple[int, ...]
    red_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Which criteria of a form belong to which group."""

    criteria: tuple[str, ...]
    overall: Group
    themes: Mapping[str, Group]
    standards: Mapping[str, Group]
    rights: Mapping[str, Group]
    qualityrights: Mapping[str, Group]


@lru_cache(maxsize=32)
def groups_of(rubric: Rubric, form: Form) -> Groups:
    """Return the groups of a form of a rubric, worked out once."""
    criteria = tuple(rubric.criteria(form))
    of = {c.id: index for index, c in enumerate(criteria)}

    def group(names: set[str]) -> Group:
        members = tuple(sorted(of[name] for name in names if name in of))
        return Group(members, tuple(m for m in members if criteria[m].red_line))

    return Groups(
        criteria=tuple(of),
        overall=group(set(of)),
        themes={
            t.id: group({c.id for s in t.standards for c in s.criteria}) for t in rubric.themes
        },
        standards={s.id: group({c.id for c in s.criteria}) for s in rubric.standards},
        rights={r.id: group({c.id for c in criteria if r.id in c.rights}) for r in rubric.rights},
        qualityrights={
            part.id: group({c.id for c in criteria if _points_to(part.id, c.crosswalk)})
            for part in rubric.qualityrights
        },
    )


def _points_to(part: str, crosswalk: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for name in crosswalk)
