"""What a record says of its rubric: pinned, and worked out once for each rubric and form."""

from dataclasses import dataclass
from functools import cache, lru_cache

from audit.assessments import Assessment
from audit.labels import cite, printed
from exports.record_instrument import Instrument, LevelOfScale, Work
from rubrics.faults import FaultsError
from rubrics.loader import digest, find
from rubrics.model import Criterion, Rubric
from rubrics.text import Text
from rubrics.vocabulary import Form


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion with where it stands in the rubric, and its words as a record carries them."""

    criterion: Criterion
    standard: str
    theme: str
    cites: tuple[Text, ...]
    anchors: tuple[Text, ...]


def pinned(assessment: Assessment) -> Rubric | None:
    """Return the very rubric an assessment is pinned to, nothing where it is not installed."""
    rubric, mark = _installed(assessment.rubric_id, assessment.rubric_version)
    return rubric if mark == assessment.rubric_digest else None


@cache
def _installed(rubric_id: str, version: str) -> tuple[Rubric | None, str]:
    try:
        rubric = find(rubric_id, version)
    except FaultsError:
        return None, ""
    return rubric, digest(rubric)


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
        kind=rubric.kind,
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
