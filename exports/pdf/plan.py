"""The action plan as a PDF: the first actions on one table, then every action in detail."""

from collections.abc import Iterator, Sequence
from typing import get_args

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from exports.pdf.cover import boxes, facts
from exports.pdf.document import About, build
from exports.pdf.paragraph import heading, paragraph, paragraphs
from exports.pdf.styles import (
    ALARM_BOX,
    BODY,
    CELL,
    CELL_HEAD,
    CELL_STRONG,
    ENTRY,
    FACT,
    KICKER,
    PART,
    SECTION,
    SUBTITLE,
    TITLE,
    WIDTH,
)
from exports.pdf.table import tagged_table
from exports.record import ActionRecord, ActionStatus, AuditRecord
from exports.report.words import ReportWords
from exports.seal import Seal
from exports.words import Words
from rubrics.text import Language


def plan_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the action plan of a record in one language; record and seal are attached."""
    words = ReportWords(record, language, seal)
    title = words("pdf.plan.title")
    chosen = _breaches_first(action for action in record.actions if action.chosen)
    others = _breaches_first(action for action in record.actions if not action.chosen)
    story = [
        *_opening(words, title),
        *_glance(words, chosen),
        *_section(words, "pdf.plan.chosen", chosen),
        *_section(words, "pdf.plan.others", others),
    ]
    return build(About("plan-pdf", title, words("pdf.plan.subject")), story, words)


def _breaches_first(actions: Iterator[ActionRecord]) -> list[ActionRecord]:
    return sorted(actions, key=lambda action: not action.breach)


def _opening(words: ReportWords, title: str) -> Iterator[Flowable]:
    record = words.record
    yield Spacer(0, 4 * mm)
    yield paragraph(f"{words('pdf.product')} · {words.text(record.instrument.title)}", KICKER)
    yield heading(title, TITLE, 1, key="plan")
    yield paragraph(record.facility.name, SUBTITLE)
    yield from boxes(words.banners())
    yield paragraph(words("pdf.plan.intro"), BODY)
    yield facts(words)
    if not record.actions:
        yield paragraph(words("pdf.plan.none"), BODY)
        return
    yield heading(words("pdf.plan.statuses"), PART, 2)
    yield paragraph(_statuses(words), BODY)


def _statuses(words: Words) -> str:
    counts = {
        status: sum(action.status == status for action in words.record.actions)
        for status in get_args(ActionStatus)
    }
    return " · ".join(
        words("pdf.plan.status", status=words(f"common.status.{status}"), n=n)
        for status, n in counts.items()
        if n
    )


def _glance(words: Words, chosen: Sequence[ActionRecord]) -> Iterator[Flowable]:
    if not chosen:
        return
    names = ("criterion", "action", "owner", "due", "status")
    cells = [[paragraph(words(f"common.field.{name}"), CELL_HEAD) for name in names]]
    # The public does not read who owns an action: that is not the same as nobody.
    withheld = words.record.audience == "public"
    no_owner = words("pdf.figures.none" if withheld else "pdf.plan.open")
    for action in chosen:
        texts = (
            words.action(action),
            action.owner or no_owner,
            words.day(action.due, "medium") or words("pdf.plan.open"),
            words(f"common.status.{action.status}"),
        )
        first = paragraph(action.criterion or words("pdf.plan.own"), CELL_STRONG)
        cells.append([first, *(paragraph(text, CELL) for text in texts)])
    widths = [share * WIDTH for share in (0.1, 0.44, 0.17, 0.14, 0.15)]
    yield CondPageBreak(60 * mm)
    yield heading(words("pdf.plan.glance"), PART, 2)
    yield tagged_table(cells, widths, words("pdf.plan.glance_summary"))


def _section(words: Words, title: str, actions: Sequence[ActionRecord]) -> Iterator[Flowable]:
    if actions:
        yield CondPageBreak(60 * mm)
        yield Spacer(0, 6 * mm)
        yield heading(words(title), SECTION, 2)
    for action in actions:
        yield from _action(words, action)


def _action(words: Words, action: ActionRecord) -> Iterator[Flowable]:
    yield CondPageBreak(40 * mm)
    criterion = words.criteria.get(action.criterion or "")
    yield heading(_title(words, action), ENTRY, 3)
    if action.breach:
        yield paragraph(words("pdf.plan.breach"), ALARM_BOX)
    if criterion is not None:
        statement = words.text(criterion.statement)
        yield paragraph(statement, FACT, label=words("common.field.criterion"))
    if action.from_rank is not None:
        start, now = words.level(action.from_rank), words.level(action.current_rank)
        said = words("pdf.plan.from_to", start=start, now=now)
        yield paragraph(said, FACT, label=words("pdf.plan.gap"))
    yield from _words_of_the_team(words, action)
    yield paragraph(_state(words, action), FACT, label=words("pdf.plan.state"))
    yield from paragraphs(action.shaped_by, FACT, words("pdf.plan.shaped_by"))
    yield from paragraphs(action.completion_evidence, FACT, words("pdf.plan.completion_evidence"))
    yield from paragraphs(action.dropped_reason, FACT, words("pdf.plan.dropped_reason"))
    yield from paragraphs(action.notes, FACT, words("common.field.comment"))


def _title(words: Words, action: ActionRecord) -> str:
    step = words.maybe(action.proposal) or words("pdf.plan.own")
    if action.criterion is None:
        return step
    return words("pdf.found.action", id=action.criterion, action=step)


def _words_of_the_team(words: Words, action: ActionRecord) -> Iterator[Flowable]:
    if action.text:
        yield from paragraphs(action.text, FACT, words("pdf.plan.written"))
    elif action.proposal is None:
        yield paragraph(words("pdf.plan.unread"), FACT)


def _state(words: Words, action: ActionRecord) -> str:
    """Return status, owner, due date and the rest on one line, each with its name."""
    not_yet = words("pdf.plan.open")
    no_owner = "" if words.record.audience == "public" else not_yet
    facts_of_action = (
        ("status", words(f"common.status.{action.status}")),
        ("owner", action.owner or no_owner),
        ("due", words.day(action.due) or not_yet),
        ("priority", _label(words, "priority", action.priority)),
        ("in_power", _label(words, "in_power", action.in_power)),
        ("cost", _label(words, "cost", action.cost)),
    )
    return " · ".join(
        words("pdf.plan.fact", name=words(f"common.field.{name}"), value=value)
        for name, value in facts_of_action
        if value
    )


def _label(words: Words, name: str, value: str | None) -> str:
    return words(f"common.{name}.{value}") if value else ""
