"""Judgements: the level the team agreed for a criterion or a standard, with its reason.

Until the team has judged, the proposed level stands in and is marked provisional. A level that
differs from the proposed one, and *not applicable*, need a reason: without it the judgement is
incomplete, changes nothing, and is reported as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from audit.fields import NOT_APPLICABLE
from audit.ratings import Rating, counting, ratings_by_criterion
from audit.reopening import changed_since
from audit.trail import Entries
from rubrics.model import Rubric
from rubrics.reasons import says_something
from rubrics.scoring import (
    GroupScore,
    JudgedStandard,
    Judgement,
    NotApplicable,
    Scores,
    proposed_level,
    score,
)
from rubrics.vocabulary import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What holds for a criterion: a rank, not applicable, or nothing yet (unrated).

    `proposed` and `proposed_not_applicable` say what the ratings propose, whatever was judged.
    `reopened` names the assessors whose rating came or changed after the team had judged: their
    proposal stands in until it judges again. `dissent` is who disagrees with the judgement and why.
    """

    rank: int | None = None
    not_applicable: bool = False
    reason: str = ""
    provisional: bool = False
    incomplete: bool = False
    proposed: int | None = None
    proposed_not_applicable: bool = False
    reopened: tuple[str, ...] = ()
    dissent: str = ""

    @property
    def settled(self) -> bool:
        """Tell whether the team has judged, on the ratings as they stand."""
        return not self.provisional and (self.rank is not None or self.not_applicable)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardJudgement:
    """What the team judged of a standard beside the level that its criteria propose."""

    level: int | None = None
    reason: str = ""
    incomplete: bool = False
    proposed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that an assessment comes to: its ratings, its judgements, and the scores they make."""

    ratings: Mapping[str, tuple[Rating, ...]]
    judgements: Mapping[str, Judged]
    standards: Mapping[str, StandardJudgement]
    scores: Scores


def judgements(entries: Entries, rubric: Rubric, form: Form) -> dict[str, Judged]:
    """Return what holds for every criterion of the form."""
    return _judgements(entries, ratings_by_criterion(entries, rubric, form))


def judgement(entries: Entries, criterion_id: str, counted: tuple[Rating, ...]) -> Judged:
    """Return what holds for one criterion, given the ratings that count."""
    subject = f"criterion/{criterion_id}"
    level = entries.value(subject, "judged")
    reason = entries.value(subject, "judged_reason")
    stand_in = _proposal(counted)
    rank = int(level) if level not in ("", NOT_APPLICABLE) else None
    agrees = rank is not None and rank == stand_in.proposed
    if reopened := changed_since(entries, criterion_id, counted):
        return replace(_standing_in(stand_in, incomplete=False), reopened=reopened)
    if not level or not (agrees or says_something(reason)):
        return _standing_in(stand_in, incomplete=bool(level))
    return Judged(
        rank=rank,
        not_applicable=rank is None,
        reason=reason,
        proposed=stand_in.proposed,
        proposed_not_applicable=stand_in.proposed_not_applicable,
        dissent=entries.value(subject, "dissent"),
    )


def for_scoring(judged: Mapping[str, Judged]) -> dict[str, Judgement]:
    """Return judgements as scoring takes them; what is unrated is left out."""
    given: dict[str, Judgement] = {}
    for criterion, found in judged.items():
        if found.not_applicable:
            given[criterion] = NotApplicable(found.reason)
        elif found.rank is not None:
            given[criterion] = found.rank
    return given


def outcome(entries: Entries, rubric: Rubric, form: Form) -> Outcome:
    """Return judgements and scores together: the one computation behind every page and file."""
    ratings = ratings_by_criterion(entries, rubric, form)
    judged = _judgements(entries, ratings)
    given = for_scoring(judged)
    scores = score(rubric, form, given)
    standards = {name: _standard(entries, name, of) for name, of in scores.standards.items()}
    levels = {
        name: JudgedStandard(found.level, found.reason)
        for name, found in standards.items()
        if found.level is not None
    }
    if levels:
        scores = score(rubric, form, given, levels)
    return Outcome(ratings=ratings, judgements=judged, standards=standards, scores=scores)


def _judgements(entries: Entries, ratings: Mapping[str, tuple[Rating, ...]]) -> dict[str, Judged]:
    counted = counting(entries, ratings)
    return {c: judgement(entries, c, given) for c, given in counted.items()}


def _proposal(counted: tuple[Rating, ...]) -> Judged:
    if not counted:
        return Judged()
    rank = proposed_level([r.rank for r in counted])
    return Judged(
        proposed=rank, proposed_not_applicable=rank is None, reason=_reason(counted, rank)
    )


def _reason(counted: tuple[Rating, ...], rank: int | None) -> str:
    """Return the first assessor's reason for *not applicable*; a proposed rank needs none."""
    return "" if rank is not None else next(r.reason for r in counted if r.not_applicable)


def _standing_in(proposal: Judged, *, incomplete: bool) -> Judged:
    proposed = proposal.proposed is not None or proposal.proposed_not_applicable
    return Judged(
        rank=proposal.proposed,
        not_applicable=proposal.proposed_not_applicable,
        reason=proposal.reason,
        provisional=proposed,
        incomplete=incomplete,
        proposed=proposal.proposed,
        proposed_not_applicable=proposal.proposed_not_applicable,
    )


def _standard(entries: Entries, standard_id: str, scored: GroupScore) -> StandardJudgement:
    subject = f"standard/{standard_id}"
    level = entries.value(subject, "judged")
    reason = entries.value(subject, "judged_reason")
    rank = int(level) if level not in ("", NOT_APPLICABLE) else None
    agrees = rank is not None and rank == scored.proposed
    # A standard of which nothing applies here has no level, whoever says so.
    complete = rank is not None and bool(scored.applicable) and (agrees or says_something(reason))
    return StandardJudgement(
        level=rank if complete else None,
        reason=reason if complete else "",
        incomplete=bool(level) and not complete,
        proposed=scored.proposed,
    )
