"""Flags that last: the gaps an edition may call flagged, whatever those it hides have told.

Holm's correction runs over all comparisons of an audit, so that what a hidden group told could turn
the flag of a gap between two others. An edition therefore corrects as if every comparison it does
not show were less likely by chance than none it shows: of `m` comparisons, the k-th smallest p of
those shown is multiplied by m - k + 1. Nor does `m` turn on whether hidden people gave a rank or
said that they don't know: every comparison they could have had a part in counts as made
(`most_comparisons`). Holm's own factor is never larger: nothing is flagged here that the team does
not see flagged.
"""

from collections.abc import Collection, Iterable
from math import comb

from exports.record import StandardResult
from exports.record_voices import Gap, GapStatus, StandardVoices
from rubrics.interview_checks import SHARED_CRITERIA

LIKELY_CHANCE = 0.05
# A record's p has six decimals: the one that Holm's correction saw may lie so much above it.
_ROUNDED_AWAY = 5e-7
Flags = frozenset[tuple[str, frozenset[str]]]


def most_comparisons(
    standards: Iterable[StandardResult], visible: Collection[str], hidden: Collection[str]
) -> int:
    """Return how many comparisons a whole record makes at most, whatever its hidden groups answer.

    Of two visible groups those that were tested; with a hidden one, every pair of groups of which
    anybody was interviewed, on every standard with criteria enough for a gap.
    """
    whole = tuple(standards)
    tested = (gap for s in whole for gap in s.voices.gaps if gap.test)
    made = sum(_pair(gap) <= frozenset(visible) for gap in tested)
    pairs = comb(len(visible) + len(hidden), 2) - comb(len(visible), 2)
    return made + pairs * sum(len(s.criteria) >= SHARED_CRITERIA for s in whole)


def with_lasting_flags(
    standards: Iterable[StandardResult], comparisons: int, top: int
) -> tuple[StandardResult, ...]:
    """Return standards, hidden groups taken out, with the flags that last and without any test.

    The audit has so many `comparisons` at most.
    """
    shown = tuple(standards)
    lasting = _lasting(shown, comparisons)
    return tuple(
        s.model_copy(update={"voices": _voices(s.voices, s.id, lasting, top)}) for s in shown
    )


def _lasting(shown: Iterable[StandardResult], comparisons: int) -> Flags:
    """Return the gaps that stay flagged, each by its standard and its two groups."""
    tests = ((s.id, gap, gap.test) for s in shown for gap in s.voices.gaps)
    tested = sorted(
        ((test.p, standard, gap) for standard, gap, test in tests if test),
        key=lambda found: found[0],
    )
    worst, lasting = 0.0, set()
    for place, (p, standard, gap) in enumerate(tested):
        worst = max(worst, (p + _ROUNDED_AWAY) * (comparisons - place))
        if worst < LIKELY_CHANCE:
            lasting.add((standard, _pair(gap)))
    return frozenset(lasting)


def _pair(gap: Gap) -> frozenset[str]:
    return frozenset((gap.difference.one.who, gap.difference.other.who))


def _voices(said: StandardVoices, standard: str, lasting: Flags, top: int) -> StandardVoices:
    gaps = tuple(
        gap.model_copy(
            update={"test": None, "status": _status(gap, (standard, _pair(gap)) in lasting, top)}
        )
        for gap in said.gaps
    )
    flagged = {_pair(gap) for gap in gaps if gap.status == "flagged"}
    patterns = tuple(
        each.model_copy(
            update={
                "flagged": each.flagged
                and all(frozenset((d.one.who, d.other.who)) in flagged for d in each.differences)
            }
        )
        for each in said.patterns
    )
    return said.model_copy(update={"gaps": gaps, "patterns": patterns})


def _status(gap: Gap, lasts: bool, top: int) -> GapStatus | None:
    """Return the status: from a third of the scale up, in two decimals, a gap is to discuss."""
    if lasts:
        return "flagged"
    if gap.status == "flagged":
        return "to_discuss" if abs(gap.difference.amount) >= round(top / 3, 2) else None
    return gap.status
