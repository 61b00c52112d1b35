"""Standard by standard: the level and why, the finding, and each criterion with its reasons."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak

from exports.hearing_words import shown_beside
from exports.pdf import voices
from exports.pdf.later import Later
from exports.pdf.levels import Meter
from exports.pdf.paragraph import heading, paragraph, paragraphs
from exports.pdf.styles import (
    ALARM_BOX,
    BODY,
    ENTRY,
    FACT,
    FACT_STRONG,
    LEAD,
    PART,
    QUIET_FACT,
    SECTION,
    SMALL,
)
from exports.pdf.words import Words
from exports.record import CriterionResult, RatingGiven, StandardResult

KEY = "standards"
NEEDED = Fraction(3, 5)  # the share of rated criteria from which a group has a level


def standards(words: Words) -> list[Flowable]:
    """Return every standard with its criteria, in the order they were walked."""
    return [
        PageBreak(),
        heading(words("pdf.standards.title"), SECTION, 2, key=KEY),
        *voices.at_a_glance(words),
        *(Later(partial(_standard, words, standard)) for standard in words.record.standards),
    ]


def _standard(words: Words, standard: StandardResult) -> Iterator[Flowable]:
    title = words("pdf.standards.heading", id=standard.id, title=words.text(standard.title))
    yield CondPageBreak(65 * mm)
    yield heading(title, PART, 3)
    yield paragraph(words.text(standard.intent), SMALL)
    level = words.level_or_reason(standard.figures)
    yield Meter(standard.figures.level, words.top, paragraph(level, LEAD))
    yield paragraph(_why(words, standard), BODY)
    yield from paragraphs(standard.judged_reason, FACT, words("common.field.reason"))
    if standard.finding:
        yield from paragraphs(standard.finding, FACT_STRONG, words("common.field.finding"))
        if not standard.finding_read:
            yield paragraph(words("pdf.standards.unread"), FACT)
    else:
        yield paragraph(words("pdf.standards.no_finding"), SMALL)
    yield from voices.of_standard(words, standard)
    for one in standard.criteria:
        yield from _criterion(words, words.criteria[one])


def _why(words: Words, standard: StandardResult) -> str:
    figures = standard.figures
    if standard.judged is not None and figures.level is not None:
        return words("pdf.standards.why.judged", proposed=words.level(figures.proposed))
    values = {"rated": figures.rated, "applicable": figures.applicable}
    if figures.level is None:
        reason = figures.reason or "not_enough_evidence"
        if reason in ("not_applicable", "counts_only"):
            told = {} if reason == "not_applicable" else values
            return words(f"pdf.standards.why.{reason}", **told)
        needed = words.percent(NEEDED)
        return words("pdf.standards.why.not_enough_evidence", needed=needed, **values)
    if figures.breaches and figures.level == words.record.instrument.breach_cap:
        ids = ", ".join(figures.breaches)
        return words("pdf.standards.why.capped", ids=ids, cap=words.cap, **values)
    return words("pdf.standards.why.median", **values)


def _criterion(words: Words, criterion: CriterionResult) -> Iterator[Flowable]:
    statement = words.text(criterion.statement)
    yield CondPageBreak(32 * mm)
    yield heading(words("pdf.standards.criterion", id=criterion.id, statement=statement), ENTRY, 4)
    if criterion.red_line:
        breached = criterion.rank == 0
        name = "pdf.standards.breach" if breached else "pdf.standards.red_line"
        yield paragraph(words(name), ALARM_BOX if breached else SMALL)
    yield Meter(
        criterion.rank, words.top, paragraph(_level(words, criterion), FACT), in_margin=True
    )
    yield from _reason(words, criterion)
    yield from paragraphs(criterion.dissent, FACT, words("common.field.dissent"))
    yield from voices.of_criterion(words, criterion)
    facts = list(_facts(words, criterion))
    yield from facts[:-2]
    # No page begins with the last line of a criterion alone.
    yield KeepTogether(facts[-2:])
    for rating in criterion.ratings:
        yield from _rating(words, rating)


def _level(words: Words, criterion: CriterionResult) -> str:
    instrument = words.record.instrument
    if criterion.not_applicable:
        return words.text(instrument.not_applicable)
    if criterion.rank is None:
        return words.text(instrument.unrated)
    key = "pdf.standards.provisional" if criterion.provisional else "pdf.standards.rated"
    anchor = words.text(criterion.anchors[criterion.rank])
    return words(key, level=words.level(criterion.rank), anchor=anchor)


def _reason(words: Words, criterion: CriterionResult) -> Iterator[Flowable]:
    if criterion.reason:
        yield from paragraphs(criterion.reason, FACT, words("common.field.reason"))
    elif criterion.not_applicable and words.record.audience == "public":
        yield paragraph(
            words("pdf.standards.reason_kept"), FACT, label=words("common.field.reason")
        )


def _facts(words: Words, criterion: CriterionResult) -> Iterator[Flowable]:
    if criterion.next_step is not None:
        step = words.text(criterion.next_step)
        yield paragraph(step, FACT, label=words("common.field.next_step"))
    evidence = (words(f"common.field.{line}") for line in criterion.evidence)
    rights = words.names(criterion.rights, words.rights)
    themes = words.names(criterion.qualityrights, words.qualityrights)
    cites = "; ".join(map(words.text, criterion.cites))
    facts = (
        ("pdf.standards.matters", words.text(criterion.why)),
        ("common.field.evidence", ", ".join(evidence)),
        ("common.field.rights", " · ".join(filter(None, (rights, themes)))),
        ("common.field.reference", f"{cites} · {words(f'common.support.{criterion.support}')}"),
    )
    for name, value in facts:
        if value:
            yield paragraph(value, QUIET_FACT, label=words(name))


def _rating(words: Words, rating: RatingGiven) -> Iterator[Flowable]:
    """Yield what one assessor gave and noted; only the team's edition has any."""
    instrument = words.record.instrument
    level = words.level(rating.rank)
    if rating.not_applicable:
        level = words.text(instrument.not_applicable)
    elif rating.rank is None:
        level = words.text(instrument.unrated)
    says = words("pdf.standards.rating", assessor=rating.assessor, level=level)
    yield paragraph(says, FACT, label=words("common.field.rating"))
    yield from paragraphs(rating.reason, FACT, words("common.field.reason"))
    for name, shown in shown_beside(words.record, rating, words):
        yield paragraph(shown, FACT, label=name)
    for line, note in rating.notes:
        yield from paragraphs(note, FACT, words(f"common.field.{line}"))
