"""What a record says of its rubric: pinned, and worked out once for each rubric and form."""

from dataclasses import dataclass
from functools import lru_cache

from audit.labels import cite, printed
from exports.record import Instrument, LevelOfScale, Work
from rubrics.model import Criterion, Form, Rubric
from rubrics.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion with where it stands in the rubric, and its words as a record carries them."""

    criterion: Criterion
    standard: str
    theme: str
    cites: tuple[Text, ...]
    anchors: tuple[Text, ...]


@lru_cache(maxsize=16)
def instrument(rubric: Rubric, digest: str, form: Form) -> Instrument:
    """Return enough of a rubric to read and recompute a record."""
    scale = rubric.scale
    return Instrument(
        id=rubric.id,
        version=rubric.version,
        digest=digest,
        form=form,
        title=rubric.title,
        basis=rubric.basis,
        limits=rubric.limits,
        licence=rubric.licence.spdx,
        licence_notice=rubric.licence.notice,
        breach_cap=scale.breach_cap,
        levels=tuple(
            LevelOfScale(rank=level.rank, label=level.label, meaning=level.meaning)
            for level in scale.levels
        ),
        not_applicable=scale.not_applicable,
        unrated=scale.unrated,
        works=tuple(Work(id=r.id, citation=printed(r), terms=r.terms) for r in rubric.references),
    )


@lru_cache(maxsize=16)
def places(rubric: Rubric, form: Form) -> tuple[Place, ...]:
    """Return the criteria of a form in the order of the walk."""
    asked = {c.id for c in rubric.criteria(form)}
    works = {reference.id: reference for reference in rubric.references}
    ranks = [level.rank for level in rubric.scale.levels]
    return tuple(
        Place(
            criterion=criterion,
            standard=standard.id,
            theme=theme.id,
            cites=tuple(cite(found, works[found.ref]) for found in criterion.cites),
            anchors=tuple(criterion.anchors[rank] for rank in ranks),
        )
        for theme in rubric.themes
        for standard in theme.standards
        for criterion in standard.criteria
        if criterion.id in asked
    )
