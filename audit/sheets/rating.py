"""The sheet of one standard: its criteria to rate, and the finding meant for publication."""

from dataclasses import replace

from audit.fields import LINES_OF_EVIDENCE, NOT_APPLICABLE, SHOWING
from audit.reopening import compared_with_others
from audit.sheets.sheet import (
    Badge,
    Filler,
    Guidance,
    Item,
    Option,
    Sheet,
    SheetField,
    Suggestion,
    level_options,
)
from audit.trail import Entries
from audit.visit import team
from rubrics.interviews import Question
from rubrics.model import Criterion, Rubric, Standard
from rubrics.text import Translator
from rubrics.vocabulary import Form

MODES = ("one_to_one", "group", "remote")


def rating_sheet(fill: Filler, rubric: Rubric, standard: Standard, form: Form) -> Sheet:
    """Return the criteria of a standard in a form, then the standard's finding."""
    criteria = [c for c in standard.criteria if form == "full" or c.core]
    items = [_criterion(fill, rubric, criterion) for criterion in criteria]
    core = ("core",) if form == "full" else ()
    filters = ("all", "unanswered", *core, "red_lines")
    return Sheet(
        id=f"standard/{standard.id}",
        items=(*items, _finding(fill, standard), *_lock(fill)),
        filters=filters,
    )


def _lock(fill: Filler) -> tuple[Item, ...]:
    """Let each of several assessors say that their ratings are finished: only then do they count.

    Until then nobody else's browser gets them.
    """
    if team(fill.entries).size < 2:
        return ()
    t = fill.t
    tick = fill.choice("ratings", "locked", t("rate.lock"), "tick", help=t("rate.lock_help"))
    if not compared_with_others(fill.entries, fill.person):
        return (Item(subject="ratings", title=t("rate.lock_title"), fields=(tick,)),)
    why = fill.field(
        "ratings", "reopened", t("meeting.reopen.why"), help=t("meeting.reopen.why_help")
    )
    told = (t("meeting.reopen.kept"),)
    return (Item(subject="ratings", title=t("rate.lock_title"), lines=told, fields=(why, tick)),)


def _criterion(fill: Filler, rubric: Rubric, criterion: Criterion) -> Item:
    t, subject = fill.t, f"criterion/{criterion.id}"
    return Item(
        subject=subject,
        title=t.text(criterion.statement),
        code=criterion.id,
        badges=_badges(t, rubric, criterion),
        lines=(t.text(criterion.why),),
        guidance=_guidance(t, criterion),
        suggestion=_suggestion(fill, criterion),
        fields=(_level(fill, rubric, criterion), *_notes(fill, rubric, subject)),
        tags=_tags(criterion),
        answered_by=("level",),
        more=t("rate.notes"),
    )


def _level(fill: Filler, rubric: Rubric, criterion: Criterion) -> SheetField:
    anchors = {rank: fill.t.text(text) for rank, text in criterion.anchors.items()}
    return fill.field(
        f"criterion/{criterion.id}",
        "level",
        fill.t("rate.level", code=criterion.id),
        options=level_options(rubric.scale, fill.t, anchors),
    )


def _notes(fill: Filler, rubric: Rubric, subject: str) -> tuple[SheetField, ...]:
    """Return the reason for *not applicable*; then, folded, each line of evidence and its level."""
    t = fill.t
    reason = fill.field(
        subject,
        "reason",
        t("rate.reason"),
        needed=t("rate.reason_needed"),
        shown_if=("level", NOT_APPLICABLE),
    )
    lines = []
    for line in LINES_OF_EVIDENCE:
        lines.append(fill.field(subject, f"note_{line}", t(f"rate.note.{line}"), folded=True))
        if line in SHOWING:
            lines.append(_shown(fill, rubric, subject, line))
    return (reason, *lines)


def _shown(fill: Filler, rubric: Rubric, subject: str, line: str) -> SheetField:
    """Return the level that a line of evidence shows by itself, whatever else was found."""
    options = level_options(rubric.scale, fill.t, {}, not_applicable=False)
    label = fill.t(f"rate.shown.{line}")
    shown = fill.field(subject, f"shown_{line}", label, options=options, folded=True)
    # Drawn as any choice: the keys of the digits belong to the rating.
    return replace(shown, kind="choice")


def _badges(t: Translator, rubric: Rubric, criterion: Criterion) -> tuple[Badge, ...]:
    names = {right.id: t("rate.article", article=right.article) for right in rubric.rights}
    marks = [Badge("red_line", t("rate.red_line"))] if criterion.red_line else []
    marks += [Badge("core", t("rate.core"))] if criterion.core else []
    return (*marks, *(Badge("right", names[right]) for right in criterion.rights))


def _guidance(t: Translator, criterion: Criterion) -> tuple[Guidance, ...]:
    look = criterion.look_for
    parts = (
        Guidance(t("rate.look.documents"), tuple(map(t.text, look.documents))),
        Guidance(t("rate.look.observation"), tuple(map(t.text, look.observation))),
        Guidance(t("rate.look.ask"), tuple(t(f"rate.group.{group}") for group in look.ask)),
        Guidance(t("rate.look.questions"), tuple(_asked(t, q) for q in criterion.questions)),
        Guidance(t("rate.look.origin"), (t(f"rate.support.{criterion.support}"),)),
    )
    return tuple(part for part in parts if part.points)


def _asked(t: Translator, question: Question) -> str:
    who = t(f"rate.group.{question.group}")
    return t("rate.look.question", group=who, question=t.text(question.text))


def _tags(criterion: Criterion) -> tuple[str, ...]:
    tags = (("core", criterion.core), ("red_lines", criterion.red_line))
    return tuple(tag for tag, holds in tags if holds)


def _suggestion(fill: Filler, criterion: Criterion) -> Suggestion | None:
    """Offer "not applicable" where, by the plan of the visit, a criterion concerns nobody here."""
    subject = f"criterion/{criterion.id}"
    if criterion.applies is None or expected(fill.entries, criterion):
        return None
    if fill.entries.value(subject, "level", fill.person):
        return None
    reason = fill.t.text(criterion.applies.reason)
    return Suggestion(
        fill.t("rate.suggest_not_applicable", reason=reason),
        {"level": NOT_APPLICABLE, "reason": reason},
    )


def expected(entries: Entries, criterion: Criterion) -> bool:
    """Tell whether a criterion concerns the facility, by its kind and how peer support works."""
    modes = frozenset(mode for mode in MODES if entries.value("visit", mode) == "yes")
    organisation = entries.value("visit", "organisation") or None
    return criterion.expected(organisation, modes, entries.value("facility", "kind") or None)


def _finding(fill: Filler, standard: Standard) -> Item:
    t, subject = fill.t, f"standard/{standard.id}"
    finding = fill.field(subject, "finding", t("rate.finding"), help=t("rate.finding_help"), rows=3)
    return Item(
        subject=subject,
        title=t("rate.finding_title", title=t.text(standard.title)),
        lines=(t("rate.finding_why"),),
        fields=(finding, *second_reading(fill, subject, "finding")),
    )


def second_reading(fill: Filler, subject: str, name: str) -> tuple[SheetField, ...]:
    """Offer the tick of a second reader, for a text as it now stands, to somebody else."""
    row = fill.entries.current(subject, name)
    if row is None or row.draft or not row.value or row.author == fill.person:
        return ()
    read = fill.field(subject, f"{name}_read", fill.t("rate.finding_read"))
    return (_as_tick(read, row.id),)


def _as_tick(read: SheetField, row_id: str) -> SheetField:
    return replace(
        read,
        kind="tick",
        options=(Option(value=row_id, label=""), Option(value="", label="")),
        value=read.value if read.value == row_id else "",
    )
