"""What charts show of an audit: where groups stand, how far apart ratings lie, names of levels."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from audit.ratings import Rating
from audit.voices import mean
from exports.charts.differences import Compared, Spread
from exports.charts.voices import Spot, Standing
from exports.record import AuditRecord, StandardResult
from rubrics.text import Translator


def level_names(record: AuditRecord, t: Translator) -> tuple[str, ...]:
    """Return the names of the levels of a record's scale, from the lowest."""
    return tuple(t.text(level.label) for level in record.instrument.levels)


def standings(record: AuditRecord, t: Translator) -> tuple[Standing, ...]:
    """Return where each group and the documents stand on each standard of a record."""
    return tuple(
        Standing(standard.id, t.text(standard.title), tuple(_spots(record, standard)))
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


def _spots(record: AuditRecord, standard: StandardResult) -> Iterator[Spot]:
    for profile in standard.voices.profiles:
        if profile.mean is not None:
            yield Spot(profile.group, Fraction(str(profile.mean)), profile.n)
    seen = (shown for c in record.criteria if c.standard == standard.id for shown in c.shown)
    papers = [each.level for each in seen if each.line == "documents" and each.level is not None]
    if papers:
        yield Spot("documents", mean(papers), len(papers))


def _apart(given: Sequence[Rating]) -> int | None:
    ranks = [rating.rank for rating in given if rating.rank is not None]
    return max(ranks) - min(ranks) if len(ranks) > 1 else None
