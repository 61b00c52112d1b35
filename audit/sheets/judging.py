"""The sheet where a team agrees: each criterion's proposed level and how it came about."""

from collections.abc import Iterable
from dataclasses import replace

from audit.fields import NOT_APPLICABLE
from audit.judgements import Judged, Outcome, StandardJudgement, outcome
from audit.ratings import Rating, counting, ratings_by_criterion
from audit.sheets.edits import edit
from audit.sheets.rating import second_reading
from audit.sheets.sheet import Badge, Filler, Item, Sheet, SheetField, level_options
from audit.trail import Entries, Operation
from rubrics.model import Criterion, Rubric, Standard
from rubrics.scoring import GroupScore
from rubrics.text import Translator
from rubrics.vocabulary import Form


def judging_sheet(fill: Filler, rubric: Rubric, standard: Standard, form: Form) -> Sheet:
    """Return the criteria of a standard with their proposed levels, then the standard itself."""
    found = outcome(fill.entries, rubric, form)
    counted = counting(fill.entries, ratings_by_criterion(fill.entries, rubric, form))
    items = [
        _criterion(fill, rubric, c, found.judgements[c.id], counted[c.id])
        for c in in_form(standard, form)
    ]
    whole = (_standard(fill, rubric, standard, found),) if rubric.gives_levels else ()
    return Sheet(id=f"judging/{standard.id}", items=(*items, *whole))


def in_form(standard: Standard, form: Form) -> tuple[Criterion, ...]:
    """Return the criteria of a standard that a form covers."""
    return tuple(c for c in standard.criteria if form == "full" or c.core)


def confirmations(
    entries: Entries, standard: Standard, found: Outcome, form: Form
) -> tuple[Operation, ...]:
    """Return the operations that keep every proposal of a standard nobody has judged yet."""
    return keep(entries, found, (c.id for c in in_form(standard, form)))


def keep(entries: Entries, found: Outcome, criteria: Iterable[str]) -> tuple[Operation, ...]:
    """Return the operations that keep the proposals of criteria, where nobody has judged yet."""
    waiting = (
        (f"criterion/{c}", found.judgements[c])
        for c in criteria
        if not entries.value(f"criterion/{c}", "judged") and found.judgements[c].provisional
    )
    return tuple(op for subject, judged in waiting for op in _confirmed(entries, subject, judged))


def _confirmed(entries: Entries, subject: str, judged: Judged) -> tuple[Operation, ...]:
    if not judged.proposed_not_applicable:
        return (edit(entries, subject, "judged", str(judged.proposed)),)
    # The reason first: without one, *not applicable* would be incomplete.
    reason = edit(entries, subject, "judged_reason", judged.reason)
    return (reason, edit(entries, subject, "judged", NOT_APPLICABLE))


def level_name(t: Translator, rubric: Rubric, rank: int | None, *, not_applicable: bool) -> str:
    """Return a level in words, or what stands where there is none."""
    if not_applicable:
        return t.text(rubric.scale.not_applicable)
    if rank is None:
        return t.text(rubric.scale.unrated)
    return f"{rank} · {t.text(rubric.scale.level(rank).label)}"


def _criterion(
    fill: Filler, rubric: Rubric, criterion: Criterion, judged: Judged, counted: tuple[Rating, ...]
) -> Item:
    t, subject = fill.t, f"criterion/{criterion.id}"
    anchors = {rank: t.text(text) for rank, text in criterion.anchors.items()}
    return Item(
        subject=subject,
        title=t.text(criterion.statement),
        code=criterion.id,
        badges=badges(t, criterion, judged),
        lines=(
            *reopened(fill, judged),
            proposal(t, rubric, judged),
            *_given(fill, rubric, counted),
            *rule(t, judged, counted),
        ),
        fields=(
            fill.field(
                subject,
                "judged",
                t("judge.level", code=criterion.id),
                options=level_options(rubric.scale, t, anchors),
            ),
            reason(fill, subject, incomplete=judged.incomplete),
            *(replace(field, folded=True) for field in dissent(fill, subject)),
        ),
        answered_by=("judged",),
        more=t("meeting.dissent"),
    )


def reason(fill: Filler, subject: str, *, incomplete: bool) -> SheetField:
    """Return the field for the reason of a judgement; incomplete without one, it asks for it."""
    t = fill.t
    needed = t("judge.reason_needed") if incomplete else ""
    return fill.field(
        subject, "judged_reason", t("judge.reason"), help=t("judge.reason_help"), needed=needed
    )


def dissent(fill: Filler, subject: str) -> tuple[SheetField, ...]:
    """Return the field for who disagrees with a judgement and why, and its second reader's tick."""
    t = fill.t
    text = fill.field(subject, "dissent", t("meeting.dissent"), help=t("meeting.dissent_help"))
    return (text, *second_reading(fill, subject, "dissent"))


def reopened(fill: Filler, judged: Judged) -> tuple[str, ...]:
    """Say that a judgement was made before a rating came or changed, and whose."""
    names = [assessor_name(fill, who) for who in judged.reopened]
    if not names:
        return ()
    return (fill.t("meeting.reopened", n=len(names), who=", ".join(names)),)


def badges(t: Translator, criterion: Criterion, judged: Judged) -> tuple[Badge, ...]:
    """Return the marks of a criterion: a red line, and how far the team is with its level."""
    marks = [Badge("red_line", t("rate.red_line"))] if criterion.red_line else []
    if judged.reopened:
        marks.append(Badge("incomplete", t("meeting.badge.reopened")))
    if judged.incomplete:
        return (*marks, Badge("incomplete", t("judge.badge.incomplete")))
    given = judged.rank is not None or judged.not_applicable
    if given:
        name = "provisional" if judged.provisional else "agreed"
        marks.append(Badge(name, t(f"judge.badge.{name}")))
    return tuple(marks)


def proposal(t: Translator, rubric: Rubric, judged: Judged) -> str:
    """Return the level that the ratings propose, in words."""
    if judged.proposed is None and not judged.proposed_not_applicable:
        return t("judge.no_proposal")
    level = level_name(t, rubric, judged.proposed, not_applicable=judged.proposed_not_applicable)
    return t("judge.proposed", level=level)


def _given(fill: Filler, rubric: Rubric, counted: tuple[Rating, ...]) -> tuple[str, ...]:
    """Return who gave which level, each with their reason where they gave one."""
    return tuple(
        fill.t(
            "judge.given_reason" if rating.reason.strip() else "judge.given",
            who=assessor_name(fill, rating.assessor),
            level=level_name(fill.t, rubric, rating.rank, not_applicable=rating.not_applicable),
            **({"reason": rating.reason.strip()} if rating.reason.strip() else {}),
        )
        for rating in counted
    )


def assessor_name(fill: Filler, assessor: str) -> str:
    """Return how the reader knows an assessor: as themselves, by name, or as somebody else."""
    if assessor == fill.person:
        return fill.t("judge.you")
    return fill.names.get(assessor) or fill.t("judge.somebody_else")


def rule(t: Translator, judged: Judged, counted: tuple[Rating, ...]) -> tuple[str, ...]:
    """Return the rule that made the proposal of the ratings that count."""
    if not counted:
        return ()
    if len(counted) == 1:
        return (t("judge.rule.one"),)
    if judged.proposed_not_applicable:
        return (t("judge.rule.not_applicable"),)
    return (t("judge.rule.median"),)


def _standard(fill: Filler, rubric: Rubric, standard: Standard, found: Outcome) -> Item:
    t, subject = fill.t, f"standard/{standard.id}"
    scored, judged = found.scores.standards[standard.id], found.standards[standard.id]
    meanings = {level.rank: t.text(level.meaning) for level in rubric.scale.levels}
    options = level_options(rubric.scale, t, meanings, not_applicable=False)
    return Item(
        subject=subject,
        title=t("judge.standard.title", title=t.text(standard.title)),
        badges=_standard_badges(t, judged, scored),
        lines=_why(t, rubric, scored, judged),
        fields=(
            fill.field(subject, "judged", t("judge.level", code=standard.id), options=options),
            reason(fill, subject, incomplete=judged.incomplete),
        ),
        answered_by=("judged",),
    )


def _standard_badges(
    t: Translator, judged: StandardJudgement, scored: GroupScore
) -> tuple[Badge, ...]:
    breach = (Badge("red_line", t("judge.badge.breach")),) if scored.breaches else ()
    if judged.incomplete:
        return (*breach, Badge("incomplete", t("judge.badge.incomplete")))
    if judged.level is not None:
        return (*breach, Badge("agreed", t("judge.badge.agreed")))
    return breach


def _why(
    t: Translator, rubric: Rubric, scored: GroupScore, judged: StandardJudgement
) -> tuple[str, ...]:
    """Return the proposed level with the coverage, the breaches and the rule that made it."""
    if not scored.applicable:
        return (t("judge.standard.not_applicable"),)
    coverage = t("judge.standard.coverage", n=scored.applicable, rated=scored.rated)
    if judged.proposed is None:
        return (t("judge.no_proposal"), coverage, t("judge.standard.not_enough"))
    level = level_name(t, rubric, judged.proposed, not_applicable=False)
    lines = (t("judge.proposed", level=level), coverage, t("judge.standard.median"))
    if not scored.breaches:
        return lines
    cap = level_name(t, rubric, rubric.scale.breach_cap, not_applicable=False)
    return (*lines, t("judge.standard.capped", criteria=", ".join(scored.breaches), level=cap))
