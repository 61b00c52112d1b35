"""A text to be read as sections: each heading with the first lines under it."""

from collections.abc import Iterable
from dataclasses import dataclass

from exports.previews.parts import Section, first

_MOST_LINES = 7
TITLE, HEADING = 1, 2


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a text: the title, a heading of a section, or (0) anything else."""

    text: str
    level: int = 0


def sections(passages: Iterable[Passage]) -> tuple[Section, ...]:
    """Return what stands around the title, then the section of each heading, with its first lines.

    The title names the first section, whatever stands before it. A list of contents is left out:
    the sections are one.
    """
    titles, lines = [""], [list[str]()]
    for passage in passages:
        if passage.level == HEADING:
            titles.append(passage.text)
            lines.append([])
        elif passage.level == TITLE and len(titles) == 1:
            titles[0] = passage.text
        else:
            lines[-1].append(passage.text)
    found = zip(titles, lines, strict=True)
    return tuple(
        Section(title, first(under, _MOST_LINES))
        for title, under in found
        if not under or under[0] not in titles
    )
