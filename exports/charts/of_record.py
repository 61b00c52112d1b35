"""What charts show of a record: where groups stand, how far apart ratings lie, names of levels."""

from collections.abc import Iterator
from fractions import Fraction

from exports.charts.differences import Compared, Spread
from exports.charts.voices import Spot, Standing
from exports.record import AuditRecord, StandardResult
from exports.record_voices import Agreement, Side, StandardVoices
from rubrics.text import Translator


def level_names(record: AuditRecord, t: Translator) -> tuple[str, ...]:
    """Return the names of the levels of a record's scale, from the lowest."""
    return tuple(t.text(level.label) for level in record.instrument.levels)


def standings(record: AuditRecord, t: Translator) -> tuple[Standing, ...]:
    """Return where each group and the documents stand on each standard of a record."""
    return tuple(
        Standing(
            standard.id,
            t.text(standard.title),
            tuple(_spots(record, standard)),
            tuple(_pairs(standard.voices)),
        )
        for standard in record.standards
    )


def compared(record: AuditRecord, t: Translator) -> tuple[Compared, ...]:
    """Return how far apart the ratings of each criterion lie; nothing where no two count."""
    apart = _apart(record.agreement) if record.agreement else {}
    return tuple(
        Compared(
            standard.id,
            t.text(standard.title),
            tuple(Spread(criterion, apart.get(criterion)) for criterion in standard.criteria),
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
        yield Spot("documents", Fraction(sum(papers), len(papers)), len(papers))


def _pairs(said: StandardVoices) -> Iterator[tuple[Spot, Spot]]:
    """Yield the sides that were compared on criteria known from both: two groups, or documents."""
    between = (difference for pattern in said.patterns for difference in pattern.differences)
    for difference in (*(gap.difference for gap in said.gaps), *between):
        yield _side(difference.one), _side(difference.other)


def _side(side: Side) -> Spot:
    return Spot(side.who, Fraction(str(side.mean)), side.n)


def _apart(found: Agreement) -> dict[str, int]:
    """Return how many levels apart each jointly rated criterion was rated, as every edition may."""
    return dict.fromkeys(found.criteria, 0) | {d.criterion: d.apart for d in found.differences}
