"""What charts show of an audit: where groups stand, how far apart ratings lie, names of levels."""

from collections.abc import Mapping, Sequence

from audit.gaps import Side
from audit.ratings import Rating
from audit.triangulation import Triangulation, documents
from audit.voices import Gathered
from exports.charts.differences import Compared, Spread
from exports.charts.voices import Spot, Standing
from exports.record import AuditRecord
from rubrics.text import Translator


def level_names(record: AuditRecord, t: Translator) -> tuple[str, ...]:
    """Return the names of the levels of a record's scale, from the lowest."""
    return tuple(t.text(level.label) for level in record.instrument.levels)


def standings(
    record: AuditRecord, found: Triangulation, heard: Gathered, t: Translator
) -> tuple[Standing, ...]:
    """Return where each group and the documents stand on each standard of a record."""
    return tuple(
        Standing(standard.id, t.text(standard.title), _spots(standard.id, found, heard))
        for standard in record.standards
    )


def compared(
    record: AuditRecord, counted: Mapping[str, Sequence[Rating]], t: Translator
) -> tuple[Compared, ...]:
    """Return how far apart the ratings that count lie on each criterion of each standard."""
    return tuple(
        Compared(
            standard.id,
            t.text(standard.title),
            tuple(Spread(name, _apart(counted.get(name, ()))) for name in standard.criteria),
        )
        for standard in record.standards
    )


def _spots(standard: str, found: Triangulation, heard: Gathered) -> tuple[Spot, ...]:
    told = (
        Side(profile.group, profile.n, profile.mean)
        for profile in found.profiles
        if profile.standard == standard and profile.mean is not None
    )
    sides = (*told, *documents(heard, standard))
    return tuple(Spot(side.who, side.mean, side.n) for side in sides)


def _apart(given: Sequence[Rating]) -> int | None:
    ranks = [rating.rank for rating in given if rating.rank is not None]
    return max(ranks) - min(ranks) if len(ranks) > 1 else None
