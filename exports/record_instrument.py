"""The instrument in a record: what was rated, on which scale, and whose works it rests on."""

from typing import Literal

from exports.record_part import Part as _Part
from rubrics.text import Text
from rubrics.vocabulary import RubricKind


class LevelOfScale(_Part):
    """One step of the scale the audit was rated on."""

    rank: int
    label: Text
    meaning: Text


class Work(_Part):
    """A work the instrument cites, ready to print."""

    id: str
    citation: str
    terms: Text


class Instrument(_Part):
    """The rubric an audit used, pinned: enough of it to read and recompute the record."""

    id: str
    version: str
    digest: str
    form: Literal["short", "full"]
    title: Text
    basis: Text
    limits: Text
    licence: str
    licence_notice: Text
    breach_cap: int
    kind: RubricKind = "audit"
    levels: tuple[LevelOfScale, ...]
    not_applicable: Text
    unrated: Text
    works: tuple[Work, ...] = ()
