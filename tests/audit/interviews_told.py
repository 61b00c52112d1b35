"""Interviews for tests, written as one reads them: a row per informant, a mark per criterion."""

from collections.abc import Mapping

from audit.voices import Gathered, Voice
from rubrics.vocabulary import InformantGroup

CRITERIA = "ABCDEFGH"


def voice(informant: str, group: InformantGroup, row: str) -> Voice:
    """Read a row: a digit is a rank, `?` don't know, `-` refused, `.` skipped, a space not asked.

    The first mark is criterion A, the next one B.
    """
    marks = {c: mark for c, mark in zip(CRITERIA, row, strict=False) if mark != " "}
    return Voice(
        informant=informant,
        group=group,
        ranks={c: int(mark) if mark.isdigit() else None for c, mark in marks.items()},
        dont_know=frozenset(c for c, mark in marks.items() if mark == "?"),
        refused=frozenset(c for c, mark in marks.items() if mark == "-"),
    )


def voices(group: InformantGroup, rows: str) -> tuple[Voice, ...]:
    """Read the rows of a group, one informant between two bars."""
    return tuple(voice(f"{group}-{i}", group, row) for i, row in enumerate(rows.split("|")))


def gathered(
    *,
    top: int = 3,
    standards: Mapping[str, str] | None = None,
    documents: str = "",
    observation: str = "",
    **rows: str,
) -> Gathered:
    """Return what was gathered: rows by group; what is shown as a row, `.` seen without a level."""
    groups: dict[str, InformantGroup] = {
        "peers": "peer_workers",
        "users": "service_users",
        "families": "families",
        "staff": "staff",
        "managers": "managers",
    }
    return Gathered(
        top=top,
        standards={s: tuple(ids) for s, ids in (standards or {"S": "ABCD"}).items()},
        voices=tuple(v for name, said in rows.items() for v in voices(groups[name], said)),
        documents=shown(documents),
        observation=shown(observation),
    )


def shown(row: str) -> dict[str, tuple[int, ...]]:
    """Read what documents or observation show, one assessor's level per criterion."""
    marks = zip(CRITERIA, row, strict=False)
    return {c: () if mark == "." else (int(mark),) for c, mark in marks if mark != " "}
