"""The model of a rubric: themes, standards, criteria and the scale they are rated on.

The YAML keys are the field names below; `peer-audit rubric show --json` prints them as they are.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import Field
from typing_extensions import override

from rubrics.interviews import Interviews, Question
from rubrics.text import Text
from rubrics.vocabulary import (
    FacilityKind,
    Form,
    Identifier,
    InformantGroup,
    LensKind,
    Mode,
    Organisation,
    Part,
    Rank,
    RubricKind,
    Support,
    Version,
)


class Level(Part):
    """One step of the scale; ranks run from 0 upwards without a hole."""

    rank: Rank
    id: Identifier
    label: Text
    meaning: Text


class Scale(Part):
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


class Citation(Part):
    """A place in a work: the id of an entry of `references.yaml`, and where in it."""

    ref: str
    locator: Text


class LookFor(Part):
    """What an assessor asks to see, watches for, and whom to ask."""

    documents: tuple[Text, ...] = ()
    observation: tuple[Text, ...] = ()
    ask: tuple[InformantGroup, ...] = ()


class Applicability(Part):
    """The facilities and the ways to organise peer support that a criterion concerns, and why."""

    facilities: tuple[FacilityKind, ...] = get_args(FacilityKind)
    organisation: tuple[Organisation, ...] = ("informal", "association", "employed", "none")
    modes: tuple[Mode, ...] = ("one_to_one", "group", "remote")
    reason: Text


class Criterion(Part):
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
    lenses: tuple[Identifier, ...] = ()
    questions: tuple[Question, ...] = ()
    applies: Applicability | None = None

    def expected(
        self, organisation: str | None, modes: frozenset[str], facility: str | None = None
    ) -> bool:
        """Tell whether this criterion concerns such a facility; what is not known excludes none."""
        if self.applies is None:
            return True
        return (
            (organisation is None or organisation in self.applies.organisation)
            and (facility is None or facility in self.applies.facilities)
            and (organisation is None or not modes or bool(modes & set(self.applies.modes)))
        )


class Standard(Part):
    """What a facility must reach in one respect; rated through its criteria."""

    id: Identifier
    title: Text
    intent: Text
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Theme(Part):
    """A part of the instrument; in `peer-integration`, a part of the tree."""

    id: Identifier
    title: Text
    summary: Text
    standards: tuple[Standard, ...] = Field(min_length=1)


class Reference(Part):
    """A work that criteria cite."""

    id: Identifier
    authors: str
    year: str
    title: str
    publisher: str
    language: str
    identifier: str = ""
    terms: Text


class Licence(Part):
    """Who holds the rubric's words and under which terms they may be used."""

    spdx: str
    holder: str
    notice: Text


class Right(Part):
    """An article of a treaty, with a short name in our own words."""

    id: Identifier
    article: str
    name: Text


class CrosswalkPart(Part):
    """A numbered theme or standard of another instrument, named in our own words."""

    id: Identifier
    number: str
    theme: str
    name: Text


class Lens(Part):
    """A way to look across criteria: part of the guide, principle, mode, goal or setting."""

    id: Identifier
    kind: LensKind
    name: Text


class Duration(Part):
    """How long a form takes, in minutes: the checklist as a whole, and one interview."""

    checklist: Annotated[int, Field(ge=1, le=6000)]
    interview: Annotated[int, Field(ge=1, le=600)]


class Rubric(Part):
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
    kind: RubricKind = "audit"
    validation: Text | None = None
    time: dict[Form, Duration] = Field(default_factory=dict)
    time_basis: Text | None = None
    lenses: tuple[Lens, ...] = ()
    interviews: Interviews | None = None

    @property
    def gives_levels(self) -> bool:
        """Tell whether judgements become levels; a screening and a self-check show counts only."""
        return self.kind == "audit"

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Return the forms that can be walked: without core criteria there is no short one."""
        return ("short", "full") if any(c.core for c in self._criteria.values()) else ("full",)

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
