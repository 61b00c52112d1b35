"""Standard by standard: the level and why, the finding, and each criterion with its reasons."""

from collections.abc import Iterator
from fractions import Fraction
from urllib.parse import quote

from exports.hearing_words import shown_beside
from exports.record import CriterionResult, RatingGiven, StandardResult
from exports.report import voices
from exports.report.parts import Block, Fact, FactLook, Facts, Heading, Section, Step, Words
from exports.report.typed import typed, typed_lines
from exports.report.words import ReportWords

KEY = "standards"
NEEDED = Fraction(3, 5)  # the share of rated criteria from which a group has a level


def standards(words: ReportWords) -> Section:
    """Return every standard with its criteria, in the order they were walked."""
    walked = (block for standard in words.record.standards for block in _standard(words, standard))
    together = (*voices.joint_statement(words), *voices.at_a_glance(words))
    blocks = (*together, *walked)
    return Section(KEY, words("pdf.standards.title"), blocks, alone=True)


def named(words: ReportWords, standard: StandardResult) -> str:
    """Return the code and the title of a standard."""
    return words("pdf.standards.heading", id=standard.id, title=words.text(standard.title))


def standard_key(standard_id: str) -> str:
    """Return what leads to a standard."""
    return f"standard-{quote(standard_id, safe='')}"


def criterion_key(criterion_id: str) -> str:
    """Return what leads to a criterion."""
    return f"criterion-{quote(criterion_id, safe='')}"


def _standard(words: ReportWords, standard: StandardResult) -> Iterator[Block]:
    yield Heading(named(words, standard), 3, standard_key(standard.id), together=3)
    yield Words(words.text(standard.intent), "small")
    yield words.step(standard.figures.level, words.level_or_reason(standard.figures))
    yield Words(_why(words, standard))
    facts = tuple(_found(words, standard))
    if facts:
        yield Facts(facts)
    if not standard.finding:
        yield Words(words("pdf.standards.no_finding"), "small")
    elif not standard.finding_read:
        yield Words(words("pdf.standards.unread"), "small")
    yield from voices.of_standard(words, standard)
    for one in standard.criteria:
        yield from _criterion(words, words.criteria[one])


def _found(words: ReportWords, standard: StandardResult) -> Iterator[Fact]:
    yield from _fact(words("common.field.reason"), standard.judged_reason)
    yield from _fact(words("common.field.finding"), standard.finding, "strong")


def _fact(name: str, text: str, look: FactLook = "body") -> Iterator[Fact]:
    """Yield what was typed under a name, if it says anything."""
    lines = typed_lines(text)
    if lines:
        yield Fact(name, lines, look)


def _why(words: ReportWords, standard: StandardResult) -> str:
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


def _criterion(words: ReportWords, criterion: CriterionResult) -> Iterator[Block]:
    statement = words.text(criterion.statement)
    title = words("pdf.standards.criterion", id=criterion.id, statement=statement)
    yield Heading(title, 4, criterion_key(criterion.id))
    if criterion.red_line:
        breached = criterion.rank == 0
        name = "pdf.standards.breach" if breached else "pdf.standards.red_line"
        yield Words(words(name), "alarm" if breached else "small")
    yield Facts(
        (
            Fact(words("common.figure.level"), (_level(words, criterion),)),
            *_reason(words, criterion),
            *_fact(words("common.field.dissent"), criterion.dissent),
            *voices.of_criterion(words, criterion),
            *_facts(words, criterion),
            *(fact for rating in criterion.ratings for fact in _rating(words, rating)),
        )
    )


def _level(words: ReportWords, criterion: CriterionResult) -> Step:
    instrument = words.record.instrument
    if criterion.not_applicable:
        return words.step(None, words.text(instrument.not_applicable))
    if criterion.rank is None:
        return words.step(None, words.text(instrument.unrated))
    key = "pdf.standards.provisional" if criterion.provisional else "pdf.standards.rated"
    anchor = words.text(criterion.anchors[criterion.rank])
    said = words(key, level=words.level(criterion.rank), anchor=anchor)
    return words.step(criterion.rank, said)


def _reason(words: ReportWords, criterion: CriterionResult) -> Iterator[Fact]:
    name = words("common.field.reason")
    if criterion.reason:
        yield from _fact(name, criterion.reason)
    elif criterion.not_applicable and words.record.audience == "public":
        yield Fact(name, (words("pdf.standards.reason_kept"),))


def _facts(words: ReportWords, criterion: CriterionResult) -> Iterator[Fact]:
    if criterion.next_step is not None:
        yield Fact(words("common.field.next_step"), (words.text(criterion.next_step),))
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
            yield Fact(words(name), (value,), "quiet")


def _rating(words: ReportWords, rating: RatingGiven) -> Iterator[Fact]:
    """Yield what one assessor gave and noted; only the team's edition has any."""
    instrument = words.record.instrument
    level = words.level(rating.rank)
    if rating.not_applicable:
        level = words.text(instrument.not_applicable)
    elif rating.rank is None:
        level = words.text(instrument.unrated)
    says = words("pdf.standards.rating", assessor=typed(rating.assessor), level=level)
    noted = (
        *_fact(words("common.field.reason"), rating.reason),
        *(Fact(name, (shown,)) for name, shown in shown_beside(words.record, rating, words)),
        *(
            fact
            for line, note in rating.notes
            for fact in _fact(words(f"common.field.{line}"), note)
        ),
    )
    yield Fact(words("common.field.rating"), (says,), leads=bool(noted))
    yield from noted
