"""The further languages of interviews that this installation has been given.

Each is a file in a folder beside the database: a team's own translation of what informants hear.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audit.storage.folder import data_folder
from rubrics.faults import Fault, FaultsError
from rubrics.model import Rubric
from rubrics.overlays import Overlay, read_overlay

FOLDER = "interview-languages"


@dataclass(frozen=True, slots=True)
class Languages:
    """The overlays that fit a rubric, by language; and what is wrong with files that don't."""

    overlays: tuple[Overlay, ...] = ()
    faults: tuple[Fault, ...] = ()

    def spoken(self, language: str) -> Overlay | None:
        """Return the overlay of a language, nothing where there is none."""
        return next((o for o in self.overlays if o.language == language), None)


def folder() -> Path:
    """Return where a team puts the languages of its interviews."""
    return data_folder() / FOLDER


def languages(rubric: Rubric) -> Languages:
    """Return the languages that this installation has for a rubric, read anew when a file changes.

    Files for another rubric or version are left alone: they are somebody else's, not wrong.
    """
    read = [_read(file, _mark(file), rubric) for file in sorted(_files())]
    overlays = {found.language: found for found in read if isinstance(found, Overlay)}
    faults = [fault for found in read if not isinstance(found, Overlay) for fault in found]
    return Languages(tuple(overlays.values()), tuple(faults))


def _files() -> Iterator[Path]:
    return folder().glob("*.yaml")


def _mark(file: Path) -> tuple[int, int]:
    about = file.stat()
    return about.st_mtime_ns, about.st_size


@cache
def _read(file: Path, _: tuple[int, int], rubric: Rubric) -> Overlay | tuple[Fault, ...]:
    try:
        return read_overlay(file, rubric)
    except FaultsError as error:
        of_another = any(fault.key == "overlay_rubric" for fault in error.faults)
        return () if of_another else error.faults
