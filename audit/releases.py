"""Releases: the files that have left the house, each by what names it and never by what it says.

Nothing here is about a person: which files somebody's words were in is worked out from dates when
it is asked for, and never kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from audit.questions import informant_of
from audit.trail import Row

BOTH_LANGUAGES = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A kind of file that was handed out: when it first was, for whom, and in which language.

    `citation` is the citation id of its record. A file of both languages has an empty language.
    """

    at: datetime
    audience: str
    kind: str
    language: str
    citation: str


def made_before(releases: Iterable[Release], moment: datetime) -> tuple[Release, ...]:
    """Return the files that were handed out until a moment, in their order."""
    return tuple(each for each in releases if each.at <= moment)


def made_with(releases: Iterable[Release], rows: Iterable[Row], code: str) -> tuple[Release, ...]:
    """Return the files handed out since anything is kept under an informant's code.

    They may hold what the informant told: what was made earlier does not.
    """
    kept = [row.at for row in rows if informant_of(row.key.subject) == code]
    return tuple(each for each in releases if kept and each.at >= min(kept))
