"""Which criteria belong together: the whole, themes, standards, and cross-sections of a form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rubrics.model import Rubric
from rubrics.vocabulary import Form


@dataclass(frozen=True, slots=True)
class Member:
    """A criterion as far as grouping goes: where it stands and what it points to."""

    id: str
    standard: str
    red_line: bool
    rights: tuple[str, ...]
    crosswalk: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The positions of a group's criteria in the form, and of its red lines among them."""

    members: tuple[int, ...]
    red_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Which criteria of a form belong to which group, and `parts`: the standards of each theme."""

    criteria: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    overall: Group
    themes: Mapping[str, Group]
    standards: Mapping[str, Group]
    rights: Mapping[str, Group]
    qualityrights: Mapping[str, Group]


@lru_cache(maxsize=32)
def groups_of(rubric: Rubric, form: Form) -> Groups:
    """Return the groups of a form of a rubric, worked out once."""
    asked = {criterion.id for criterion in rubric.criteria(form)}
    return grouped(
        [
            Member(c.id, standard.id, c.red_line, c.rights, c.crosswalk)
            for standard in rubric.standards
            for c in standard.criteria
            if c.id in asked
        ],
        parts={theme.id: tuple(s.id for s in theme.standards) for theme in rubric.themes},
        rights=[right.id for right in rubric.rights],
        qualityrights=[part.id for part in rubric.qualityrights],
    )


def grouped(
    members: Sequence[Member],
    *,
    parts: Mapping[str, tuple[str, ...]],
    rights: Iterable[str],
    qualityrights: Iterable[str],
) -> Groups:
    """Return the groups that criteria fall into, each in the order of the criteria."""
    walk = tuple(enumerate(members))

    def group(inside: Iterable[int]) -> Group:
        positions = tuple(inside)
        return Group(positions, tuple(at for at in positions if members[at].red_line))

    return Groups(
        criteria=tuple(member.id for member in members),
        parts=parts,
        overall=group(at for at, _ in walk),
        themes={
            theme: group(at for at, member in walk if member.standard in standards)
            for theme, standards in parts.items()
        },
        standards={
            standard: group(at for at, member in walk if member.standard == standard)
            for standards in parts.values()
            for standard in standards
        },
        rights={
            right: group(at for at, member in walk if right in member.rights) for right in rights
        },
        qualityrights={
            part: group(at for at, member in walk if _points_to(part, member.crosswalk))
            for part in qualityrights
        },
    )


def _points_to(part: str, crosswalk: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for name in crosswalk)
