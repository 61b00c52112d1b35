"""What people told of each standard, group by group, and what of it stands on the first page."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from exports.charts.of_record import level_names, standings
from exports.charts.voices import voices_chart
from exports.charts.words import translator
from exports.hearing_words import (
    gaps_to_discuss,
    hidden_in_short,
    named_contradiction,
    patterns_named,
    rests_on,
    told_and_seen,
    who_was_heard,
)
from exports.pdf.chart import chart_story
from exports.pdf.levels import Meter
from exports.pdf.paragraph import heading, paragraph, paragraphs
from exports.pdf.styles import (
    BODY,
    CELL,
    CELL_HEAD,
    CELL_HEAD_NUMBER,
    CELL_NUMBER,
    CELL_STRONG,
    ENTRY,
    FACT,
    NOTICE_BOX,
    PART,
    QUIET_FACT,
    SMALL,
    WIDTH,
)
from exports.pdf.table import tagged_table
from exports.pdf.words import Words
from exports.record import CriterionResult, StandardResult
from exports.record_voices import Profile
from exports.voices_words import (
    in_two_decimals,
    name_of,
    of_alert,
    of_gap,
    of_pattern,
    of_solidity,
    who_told,
)

_WIDTHS = [share * WIDTH for share in (0.19, 0.1, 0.3, 0.26, 0.15)]


def alerts(words: Words) -> Iterator[Flowable]:
    """Yield the red lines that somebody told of a breach of and that no judgement has closed."""
    for criterion in words.record.criteria:
        if criterion.alert and criterion.alert.open:
            line = words(
                "hearing.alerts.line",
                id=criterion.id,
                statement=words.text(criterion.statement),
                told=who_told(criterion.alert, words),
            )
            # Two boxes would touch: their padding is wider than the space between paragraphs.
            yield from (Spacer(0, 1.5 * mm), paragraph(line, NOTICE_BOX))


def in_short(words: Words) -> Iterator[Flowable]:
    """Yield in a few lines who was heard, what stands out, and whose words are left out."""
    record = words.record
    if record.hidden or any(each.heard for each in record.informants):
        heard, hidden = who_was_heard(record, words), hidden_in_short(record, words)
        yield paragraph(" ".join(filter(None, (heard, hidden))), SMALL)
        if patterns := patterns_named(record, words):
            yield paragraph(patterns, SMALL)


def at_a_glance(words: Words) -> Iterator[Flowable]:
    """Yield where each group stands on each standard, as far as an edition may show it."""
    yield from _joint_statement(words)
    t = translator(words.language)
    record = words.record
    yield from chart_story(voices_chart(standings(record, t), level_names(record, t), t))


def _joint_statement(words: Words) -> Iterator[Flowable]:
    if words.record.joint_statement:
        yield heading(words("hearing.joint.title"), PART, 3)
        yield from paragraphs(words.record.joint_statement, BODY)
        yield paragraph(words("hearing.joint.about"), SMALL)


def of_standard(words: Words, standard: StandardResult) -> Iterator[Flowable]:
    """Yield what people told of a standard: groups side by side, patterns, gaps, what it rests on.

    Nothing where no edition-worthy word was said of it.
    """
    said = standard.voices
    if said.profiles:
        # Few rows, to be read against each other: on one page.
        yield KeepTogether([heading(words("hearing.title"), ENTRY, 4), _groups(words, standard)])
        yield Spacer(0, 2 * mm)
    for pattern in said.patterns:
        told = f"{name_of(pattern.kind, words)}. {of_pattern(pattern, words.top, words)}"
        yield paragraph(told, FACT, label=words("hearing.pattern_field"))
    for gap in said.gaps:
        if gap.status == "flagged":
            yield paragraph(of_gap(gap, words.top, words), FACT, label=words("hearing.gap"))
    yield from _quiet(words, "hearing.to_discuss", gaps_to_discuss(said.gaps, words.top, words))
    for place, found in enumerate(said.contradictions):
        label = "" if place else words("hearing.policy")
        yield paragraph(named_contradiction(found, words.top, words), FACT, label=label)
    known = [words.criteria[one] for one in standard.criteria]
    yield from _quiet(words, "hearing.rests.field", " ".join(rests_on(standard, known, words)))


def of_criterion(words: Words, criterion: CriterionResult) -> Iterator[Flowable]:
    """Yield what each group told of a criterion, how solid its level is, and its alert."""
    if criterion.alert:
        label = words("hearing.alerts.field")
        yield paragraph(of_alert(criterion.alert, words), FACT, label=label)
    told = told_and_seen(words.record, criterion, words)
    yield from _quiet(words, "hearing.told.field", told)
    yield from _quiet(words, "hearing.solidity", of_solidity(criterion, words))


def _groups(words: Words, standard: StandardResult) -> Flowable:
    """Return the groups side by side; their answers are counted by level, never added up."""
    columns = (
        ("group", CELL_HEAD),
        ("people", CELL_HEAD_NUMBER),
        ("level", CELL_HEAD),
        ("answers", CELL_HEAD),
        ("silent", CELL_HEAD),
    )
    head = [paragraph(words(f"hearing.table.{name}"), style) for name, style in columns]
    rows = [_group(words, profile) for profile in standard.voices.profiles]
    return tagged_table(
        [head, *rows], _WIDTHS, words("hearing.table.summary", standard=standard.id)
    )


def _group(words: Words, profile: Profile) -> list[Flowable]:
    return [
        paragraph(words(f"hearing.lines.{profile.group}"), CELL_STRONG),
        paragraph(words.number(profile.answered), CELL_NUMBER),
        Meter(profile.level, words.top, paragraph(_level(words, profile), CELL)),
        paragraph(_answers(words, profile), CELL),
        paragraph(_silence(words, profile), CELL),
    ]


def _level(words: Words, profile: Profile) -> str:
    if profile.level is None or profile.mean is None:
        return words("hearing.table.no_level")
    mean = in_two_decimals(profile.mean, words)
    return words("hearing.table.mean", level=words.level(profile.level), mean=mean)


def _answers(words: Words, profile: Profile) -> str:
    counted = reversed(list(enumerate(profile.counts)))
    return words("hearing.comma").join(
        words("hearing.table.answer", n=n, level=words.level(rank)) for rank, n in counted if n
    )


def _silence(words: Words, profile: Profile) -> str:
    counts = (("dont_know", profile.dont_know), ("refused", profile.refused))
    said = [words(f"hearing.table.{name}", n=n) for name, n in counts if n]
    return words("hearing.comma").join(said) or words("pdf.figures.none")


def _quiet(words: Words, label: str, told: str) -> Iterator[Flowable]:
    if told:
        yield paragraph(told, QUIET_FACT, label=words(label))
