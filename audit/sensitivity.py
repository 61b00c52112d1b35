"""Sensitivity: whether the level of a standard would be another one under other fair rules.

Our rule is the lower median of the team's judgements. Every other rule gives the same standard a
level from the same criteria, those with a rank, and is held to the same cap where a red line is
breached: a breach is no matter of averaging.

| rule | what it takes for a criterion | how it makes the level |
|---|---|---|
| `upper_median` | the judgement | the middle one, the higher of two |
| `mean` | the judgement | the mean, rounded to the nearest level, a half downwards |
| `groups` | the lower median of the told levels, one for each group | the lower median |
| `without_managers` | the same, the managers' told level left out | the lower median |
| `lowest_group` | the lowest told level of any group | the lower median |

Where no group told a level, the judgement stands in. A rule of groups that would replace no
judgement says nothing and is left out; so is `without_managers` where managers told nothing.

Example: criteria judged 1, 1, 2, 2, no breach, our level 1. Upper median 2. Mean 6/4, a half
downwards: 1. Told of the first criterion: service users 0, staff 1, managers 3, and of no other.
`groups` takes 1 for it, the lower median of 0, 1, 3: 1, 1, 2, 2 give 1. `without_managers` takes 0:
0, 1, 2, 2 give 1. `lowest_group` takes 0 as well: 1. So the level depends on the rule: the upper
median would make it 2.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal, get_args

from audit.voices import Gathered, told_levels
from exports.record import AuditRecord, Figures, StandardResult
from rubrics.scoring import lower_median
from rubrics.vocabulary import InformantGroup

Rule = Literal["upper_median", "mean", "groups", "without_managers", "lowest_group"]
Verdict = Literal["holds", "depends"]
ToldOf = Mapping[str, Mapping[InformantGroup, int]]

RULES: tuple[Rule, ...] = get_args(Rule)
# What these say rests on groups, which an edition may have to hide.
RULES_OF_GROUPS: frozenset[Rule] = frozenset(("groups", "without_managers", "lowest_group"))
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The level of a standard beside the levels that other fair rules give it."""

    level: int
    others: Mapping[Rule, int]

    @property
    def depends_on(self) -> tuple[Rule, ...]:
        """Return the rules that would give another level."""
        return tuple(rule for rule in RULES if self.others.get(rule, self.level) != self.level)

    @property
    def holds(self) -> Verdict:
        """Tell whether the level holds under every rule, or depends on the rule."""
        return "depends" if self.depends_on else "holds"


def of_record(record: AuditRecord, heard: Gathered) -> dict[str, Sensitivity]:
    """Return the sensitivity of every standard of a record whose level a rule has given."""
    ranks = {c.id: c.rank for c in record.criteria if c.rank is not None}
    told, cap = told_by_group(heard), record.instrument.breach_cap
    found = (
        (s.id, of_standard(s.figures, {c: ranks[c] for c in s.criteria if c in ranks}, told, cap))
        for s in record.standards
    )
    return {standard: each for standard, each in found if each is not None}


def with_sensitivity(record: AuditRecord, heard: Gathered) -> AuditRecord:
    """Return a record that says of each standard whether its level holds under other fair rules."""
    found = of_record(record, heard)
    return record.model_copy(
        update={"standards": tuple(_with(s, found.get(s.id)) for s in record.standards)}
    )


def _with(standard: StandardResult, found: Sensitivity | None) -> StandardResult:
    if found is None:
        return standard
    said = {"holds": found.holds, "depends_on": found.depends_on}
    return standard.model_copy(update={"voices": standard.voices.model_copy(update=said)})


def of_standard(
    figures: Figures, ranks: Mapping[str, int], told: ToldOf, cap: int
) -> Sensitivity | None:
    """Return the sensitivity of a standard: its judged ranks, and told levels of any criteria.

    Nothing where there is no level, nor where the team has set another one than the rule gives:
    that level rests on their reason.
    """
    if figures.level is None or figures.level != figures.proposed:
        return None
    others = dict(_others(ranks, {c: told[c] for c in ranks if told.get(c)}))
    if figures.breaches:
        others = {rule: min(level, cap) for rule, level in others.items()}
    return Sensitivity(level=figures.level, others=others)


def told_by_group(heard: Gathered) -> dict[str, dict[InformantGroup, int]]:
    """Return the told levels of each criterion by group, of those who told any."""
    found: dict[str, dict[InformantGroup, int]] = {}
    for each in told_levels(heard):
        if each.level is not None:
            found.setdefault(each.criterion, {})[each.group] = each.level
    return found


def _others(ranks: Mapping[str, int], told: ToldOf) -> Iterator[tuple[Rule, int]]:
    judged = sorted(ranks.values())
    yield "upper_median", judged[len(judged) // 2]
    yield "mean", ceil(Fraction(sum(judged), len(judged)) - _HALF)
    if not told:
        return
    yield "groups", _of_groups(ranks, told, lower_median)
    if any("managers" in levels for levels in told.values()):
        yield "without_managers", _of_groups(ranks, _without_managers(told), lower_median)
    yield "lowest_group", _of_groups(ranks, told, min)


def _of_groups(
    ranks: Mapping[str, int], told: ToldOf, one_of: Callable[[Sequence[int]], int]
) -> int:
    """Return the lower median of criteria, told levels made one, the judgement where none is."""
    taken = (one_of(_values(told.get(c, {}))) if told.get(c) else rank for c, rank in ranks.items())
    return lower_median(tuple(taken))


def _values(levels: Mapping[InformantGroup, int]) -> Sequence[int]:
    return tuple(levels.values())


def _without_managers(told: ToldOf) -> ToldOf:
    return {
        criterion: {group: level for group, level in levels.items() if group != "managers"}
        for criterion, levels in told.items()
    }
