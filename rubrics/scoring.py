"""How judgements become figures and levels: pure, exact, and the same for every rubric.

A group is a set of criteria: the whole, a theme, a standard, or a cross-section (an article of a
treaty, a theme or standard of QualityRights). Figures are fractions until they are printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from rubrics.groups import Group, Groups, groups_of
from rubrics.model import Rubric
from rubrics.rounding import half_up
from rubrics.vocabulary import Form

Reason = Literal["not_applicable", "not_enough_evidence", "cross_section", "counts_only"]

ENOUGH_COVERAGE = Fraction(3, 5)
ENOUGH_FOR_INDEX = 10
_UNRATED, _NOT_APPLICABLE = -1, -2


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A criterion judged outside the facility's case, and why."""

    reason: str


Judgement = int | NotApplicable


@dataclass(frozen=True, slots=True)
class JudgedStandard:
    """The level a team gave a standard, against or beside the proposed one, and why."""

    level: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """What is known of a group of criteria.

    `reason` says why no level is proposed; a team may have judged a standard nevertheless, and
    then `level` is theirs.
    """

    applicable: int
    counts: tuple[int, ...]
    breaches: tuple[str, ...]
    proposed: int | None
    level: int | None
    reason: Reason | None

    @property
    def rated(self) -> int:
        """Return the number of applicable criteria with a rank."""
        return sum(self.counts)

    @property
    def coverage(self) -> Fraction | None:
        """Return the share of applicable criteria that are rated, where any applies."""
        return Fraction(self.rated, self.applicable) if self.applicable else None

    @property
    def index(self) -> Fraction | None:
        """Return the mean rank as a percentage of the top one, from ten rated criteria up."""
        return self._share(self._ranks, self.rated) if self.rated >= ENOUGH_FOR_INDEX else None

    @property
    def low(self) -> Fraction | None:
        """Return the index if every unrated criterion were at rank 0."""
        return self._share(self._ranks, self.applicable) if self.applicable else None

    @property
    def high(self) -> Fraction | None:
        """Return the index if every unrated criterion were at the top rank."""
        unrated = self.applicable - self.rated
        best = self._ranks + self._top * unrated
        return self._share(best, self.applicable) if self.applicable else None

    @property
    def _top(self) -> int:
        return len(self.counts) - 1

    @property
    def _ranks(self) -> int:
        return sum(rank * count for rank, count in enumerate(self.counts))

    def _share(self, ranks: int, criteria: int) -> Fraction:
        return Fraction(100 * ranks, self._top * criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of an assessment: the whole, and its groups by id in the order of the rubric.

    `qualityrights` holds both the themes ("qualityrights:2", every criterion that points to the
    theme or to one of its standards) and the standards ("qualityrights:2.2").
    """

    overall: GroupScore
    themes: Mapping[str, GroupScore]
    standards: Mapping[str, GroupScore]
    rights: Mapping[str, GroupScore]
    qualityrights: Mapping[str, GroupScore]


def proposed_level(ratings: Sequence[int | None]) -> int | None:
    """Return the lower median of locked ratings; `None`, not applicable, needs a strict majority.

    No rating at all proposes nothing and is a `ValueError`: unrated is not *not applicable*.
    """
    if not ratings:
        raise ValueError("no locked rating")
    ranks = [rating for rating in ratings if rating is not None]
    return None if 2 * len(ranks) < len(ratings) else lower_median(ranks)


def lower_median(ranks: Sequence[int]) -> int:
    """Return the middle rank, the lower of two."""
    return sorted(ranks)[(len(ranks) - 1) // 2]


def score(
    rubric: Rubric,
    form: Form,
    judgements: Mapping[str, Judgement],
    standards: Mapping[str, JudgedStandard] | None = None,
) -> Scores:
    """Return every score of an assessment; judgements outside its form do not count."""
    scale, groups = rubric.scale, groups_of(rubric, form)
    return score_groups(
        groups,
        judgements,
        standards or {},
        top=scale.top,
        cap=scale.breach_cap,
        levels=rubric.gives_levels,
    )


def score_groups(
    groups: Groups,
    judgements: Mapping[str, Judgement],
    standards: Mapping[str, JudgedStandard],
    *,
    top: int,
    cap: int,
    levels: bool = True,
) -> Scores:
    """Return every score of groups of criteria rated from 0 to `top`; a breach caps at `cap`.

    Without levels, a screening or a self-check, no group has one: counts only.
    """
    sheet = _Sheet(groups.criteria, judgements, range(top + 1), cap, levels=levels)
    of_standards = {
        name: sheet.standard(group, standards.get(name)) for name, group in groups.standards.items()
    }
    of_themes = {
        theme: sheet.whole(groups.themes[theme], [of_standards[name] for name in names])
        for theme, names in groups.parts.items()
    }
    return Scores(
        overall=sheet.whole(groups.overall, list(of_themes.values())),
        themes=of_themes,
        standards=of_standards,
        rights={name: sheet.cross_section(group) for name, group in groups.rights.items()},
        qualityrights={
            name: sheet.cross_section(group) for name, group in groups.qualityrights.items()
        },
    )


class _Sheet:
    """The judgements of one assessment by position, ready to be counted group by group."""

    def __init__(
        self,
        criteria: tuple[str, ...],
        judgements: Mapping[str, Judgement],
        scale: range,
        cap: int,
        *,
        levels: bool,
    ) -> None:
        self._criteria, self._scale, self._cap, self._levels = criteria, scale, cap, levels
        self._values = [self._value(judgements.get(name)) for name in criteria]

    def _value(self, judgement: Judgement | None) -> int:
        if judgement is None:
            return _UNRATED
        if isinstance(judgement, NotApplicable):
            return _NOT_APPLICABLE
        if judgement not in self._scale:
            raise ValueError(f"rank {judgement} is not on the scale")
        return judgement

    def standard(self, group: Group, judged: JudgedStandard | None) -> GroupScore:
        ranks = [value for m in group.members if (value := self._values[m]) >= 0]
        proposed = self._score(group, ranks, enough=True)
        return replace(proposed, level=judged.level) if judged and self._levels else proposed

    def whole(self, group: Group, parts: Sequence[GroupScore]) -> GroupScore:
        levels = [part.level for part in parts if part.level is not None]
        applicable = [part for part in parts if part.applicable]
        with_level = sum(part.level is not None for part in applicable)
        return self._score(group, levels, enough=2 * with_level >= len(applicable))

    def cross_section(self, group: Group) -> GroupScore:
        return self._score(group, [], enough=False, reason="cross_section")

    def _score(
        self, group: Group, ranks: list[int], *, enough: bool, reason: Reason | None = None
    ) -> GroupScore:
        values = [self._values[m] for m in group.members]
        counts = tuple(values.count(rank) for rank in self._scale)
        applicable = len(values) - values.count(_NOT_APPLICABLE)
        breaches = tuple(self._criteria[m] for m in group.red_lines if self._values[m] == 0)
        reason = reason or self._missing(group, applicable, sum(counts), enough=enough)
        level = None if reason else self._capped(lower_median(ranks), breaches)
        return GroupScore(
            applicable=applicable,
            counts=counts,
            breaches=breaches,
            proposed=level,
            level=level,
            reason=reason,
        )

    def _capped(self, level: int, breaches: tuple[str, ...]) -> int:
        return min(level, self._cap) if breaches else level

    def _missing(self, group: Group, applicable: int, rated: int, *, enough: bool) -> Reason | None:
        if not applicable:
            return "not_applicable"
        if not self._levels:
            return "counts_only"
        unrated_red_line = any(self._values[m] == _UNRATED for m in group.red_lines)
        # In whole numbers: comparing fractions would cost more than all the counting.
        thin = rated * ENOUGH_COVERAGE.denominator < applicable * ENOUGH_COVERAGE.numerator
        return "not_enough_evidence" if thin or unrated_red_line or not enough else None


def as_json(scores: Scores) -> dict[str, object]:
    """Return scores as `peer-audit score` prints them: rounded half up, at the very end."""
    return {
        "overall": _group_as_json(scores.overall),
        "themes": _groups_as_json(scores.themes),
        "standards": _groups_as_json(scores.standards),
        "rights": _groups_as_json(scores.rights),
        "qualityrights": _groups_as_json(scores.qualityrights),
    }


def _groups_as_json(groups: Mapping[str, GroupScore]) -> dict[str, object]:
    return {name: _group_as_json(group) for name, group in groups.items()}


def _group_as_json(group: GroupScore) -> dict[str, object]:
    counts = {str(rank): count for rank, count in enumerate(group.counts)}
    return {**printed(group), "counts": counts}


def printed(group: GroupScore) -> dict[str, object]:
    """Return the figures of a group as every document prints them: rounded half up."""
    bounds = None if group.low is None else [_rounded(group.low, 1), _rounded(group.high, 1)]
    return {
        "applicable": group.applicable,
        "rated": group.rated,
        "counts": list(group.counts),
        "coverage": _rounded(group.coverage, 3),
        "index": _rounded(group.index, 1),
        "bounds": bounds,
        "breaches": list(group.breaches),
        "proposed": group.proposed,
        "level": group.level,
        "reason": group.reason,
    }


def _rounded(value: Fraction | None, decimals: int) -> float | None:
    return None if value is None else float(half_up(value, decimals))
