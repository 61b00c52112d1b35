"""The model of a rubric: themes, standards, criteria and the scale they are rated on.

The YAML keys are the field names below; `peer-audit rubric show --json` prints them as they are.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import override

from rubrics.text import Text

Form = Literal["short", "full"]
InformantGroup = Literal["peer_workers", "service_users", "families", "staff", "managers"]
Organisation = Literal["informal", "association", "employed", "none"]
Mode = Literal["one_to_one", "group", "remote"]
Support = Literal["guide", "partly", "extension"]
Rank = Annotated[int, Field(ge=0, le=9)]
# Ids name files, fields and links: short, and nothing that needs escaping anywhere.
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$")]
Version = Annotated[str, Field(pattern=r"^(0|[1-9]\d{0,3})(\.(0|[1-9]\d{0,3})){2}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Part):
    """One step of the scale; ranks run from 0 upwards without a hole."""

    rank: Rank
    id: Identifier
    label: Text
    meaning: Text


class Scale(_Part):
    """The levels, and the highest level that a group with a breach may reach."""

    breach_cap: Rank
    levels: tuple[Level, ...] = Field(min_length=2)
    not_applicable: Text
    unrated: Text

    @property
    def top(self) -> int:
        """Return R, the highest rank."""
        return self.levels[-1].rank

    def level(self, rank: int) -> Level:
        """Return the level of a rank."""
        return self.levels[rank]


class Citation(_Part):
    """A place in a work: the id of an entry of `references.yaml`, and where in it."""

    ref: str
    locator: Text


class LookFor(_Part):
    """What an assessor asks to see, watches for, and whom to ask."""

    documents: tuple[Text, ...] = ()
    observation: tuple[Text, ...] = ()
    ask: tuple[InformantGroup, ...] = ()


class Answer(_Part):
    """One answer an informant may give, and the rank it stands for."""

    text: Text
    rank: Rank


class Question(_Part):
    """A question of fact to one informant group, in plain words."""

    group: InformantGroup
    text: Text
    answers: tuple[Answer, ...] = Field(min_length=2)


class Applicability(_Part):
    """How peer support must be organised for a criterion to concern the facility, and why."""

    organisation: tuple[Organisation, ...] = ("informal", "association", "employed", "none")
    modes: tuple[Mode, ...] = ("one_to_one", "group", "remote")
    reason: Text


class Criterion(_Part):
    """The smallest thing rated: one fact that is more or less true of a facility."""

    id: Identifier
    core: bool
    red_line: bool
    statement: Text
    why: Text
    look_for: LookFor
    anchors: dict[Rank, Text]
    next_steps: dict[Rank, Text]
    rights: tuple[str, ...] = Field(min_length=1)
    crosswalk: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = Field(min_length=1)
    support: Support
    questions: tuple[Question, ...] = ()
    applies: Applicability | None = None

    def expected(self, organisation: str | None, modes: frozenset[str]) -> bool:
        """Tell whether this criterion concerns a facility whose peer support is organised so."""
        if self.applies is None or organisation is None:
            return True
        if organisation not in self.applies.organisation:
            return False
        return not modes or bool(modes & set(self.applies.modes))


class Standard(_Part):
    """What a facility must reach in one respect; rated through its criteria."""

    id: Identifier
    title: Text
    intent: Text
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Theme(_Part):
    """A part of the instrument; in `peer-integration`, a part of the tree."""

    id: Identifier
    title: Text
    summary: Text
    standards: tuple[Standard, ...] = Field(min_length=1)


class Reference(_Part):
    """A work that criteria cite."""

    id: Identifier
    authors: str
    year: str
    title: str
    publisher: str
    language: str
    identifier: str = ""
    terms: Text


class Licence(_Part):
    """Who holds the rubric's words and under which terms they may be used."""

    spdx: str
    holder: str
    notice: Text


class Right(_Part):
    """An article of a treaty, with a short name in our own words."""

    id: Identifier
    article: str
    name: Text


class CrosswalkPart(_Part):
    """A numbered theme or standard of another instrument, named in our own words."""

    id: Identifier
    number: str
    theme: str
    name: Text


class Rubric(_Part):
    """A versioned instrument: what is asked, its scale, its licence and its references."""

    id: Identifier
    version: Version
    status: Literal["draft", "released", "withdrawn"]
    title: Text
    summary: Text
    basis: Text
    limits: Text
    licence: Licence
    scale: Scale
    themes: tuple[Theme, ...] = Field(min_length=1)
    references: tuple[Reference, ...] = ()
    rights: tuple[Right, ...] = ()
    qualityrights: tuple[CrosswalkPart, ...] = ()

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """Return the standards in the order they are walked."""
        return tuple(standard for theme in self.themes for standard in theme.standards)

    @cached_property
    def _standards(self) -> dict[str, Standard]:
        return {standard.id: standard for standard in self.standards}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {c.id: c for standard in self.standards for c in standard.criteria}

    @override
    def __hash__(self) -> int:
        """Tell rubrics apart by id and version: hashing every word would cost more than scoring."""
        return hash((self.id, self.version))

    def standard(self, standard_id: str) -> Standard:
        """Return a standard; an unknown id is a `KeyError`."""
        return self._standards[standard_id]

    def criterion(self, criterion_id: str) -> Criterion:
        """Return a criterion; an unknown id is a `KeyError`."""
        return self._criteria[criterion_id]

    def criteria(self, form: Form) -> Iterator[Criterion]:
        """Yield the criteria of a form, in the order they are walked."""
        return (c for c in self._criteria.values() if form == "full" or c.core)
