"""The sheet of a consensus meeting: one criterion, its proposed level, what the team agrees on."""

from dataclasses import replace

from audit.fields import NOT_APPLICABLE
from audit.judgements import Judged
from audit.ratings import Rating
from audit.sheets.judging import badges, dissent, proposal, reason, reopened, rule
from audit.sheets.sheet import Filler, Item, Option, Sheet, SheetField, level_options
from rubrics.model import Criterion, Rubric
from rubrics.text import Translator


def meeting_sheet(
    fill: Filler,
    rubric: Rubric,
    criterion: Criterion,
    judged: Judged,
    counted: tuple[Rating, ...],
) -> Sheet:
    """Return one criterion to agree on, its proposed level marked among the others."""
    t, subject = fill.t, f"criterion/{criterion.id}"
    item = Item(
        subject=subject,
        title=t("meeting.agree_on"),
        code=criterion.id,
        badges=badges(t, criterion, judged),
        lines=(
            *reopened(fill, judged),
            proposal(t, rubric, judged),
            *rule(t, judged, counted),
        ),
        fields=(
            _level(fill, rubric, criterion, judged),
            reason(fill, subject, incomplete=judged.incomplete),
            *dissent(fill, subject),
        ),
        answered_by=("judged",),
    )
    return Sheet(id=f"meeting/{criterion.id}", items=(item,))


def _level(fill: Filler, rubric: Rubric, criterion: Criterion, judged: Judged) -> SheetField:
    t = fill.t
    anchors = {rank: t.text(text) for rank, text in criterion.anchors.items()}
    proposed = NOT_APPLICABLE if judged.proposed_not_applicable else str(judged.proposed)
    options = (
        _marked(t, option) if option.value == proposed else option
        for option in level_options(rubric.scale, t, anchors)
    )
    label = t("judge.level", code=criterion.id)
    return fill.field(f"criterion/{criterion.id}", "judged", label, options=tuple(options))


def _marked(t: Translator, option: Option) -> Option:
    return replace(option, label=t("meeting.proposed_mark", level=option.label))
