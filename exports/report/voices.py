"""What people told of each standard, group by group, and what of it most readers should know."""

from collections.abc import Iterator

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
from exports.record import CriterionResult, StandardResult
from exports.record_voices import Alert, Profile
from exports.report.parts import Block, Cell, Fact, Facts, Heading, Picture, Step, Table, Words
from exports.report.typed import typed_lines
from exports.report.words import ReportWords
from exports.voices_words import (
    each_who_told,
    in_two_decimals,
    name_of,
    of_alert,
    of_gap,
    of_pattern,
    of_solidity,
)

_COLUMNS = ("group", "people", "level", "answers", "silent")
_WIDTHS = (0.19, 0.1, 0.3, 0.26, 0.15)


def alerts(words: ReportWords) -> Iterator[Words]:
    """Yield the red lines that somebody told of a breach of and that no judgement has closed."""
    for criterion in words.record.criteria:
        if criterion.alert and criterion.alert.open:
            line = words(
                "hearing.alerts.line",
                id=criterion.id,
                statement=words.text(criterion.statement),
                told=_told_by(criterion.alert, words),
            )
            yield Words(line, "notice")


def _told_by(alert: Alert, words: ReportWords) -> str:
    by = (words("hearing.alerts.by", who=who) for who in each_who_told(alert, words))
    return words("hearing.comma").join(by)


def in_short(words: ReportWords) -> Iterator[Words]:
    """Yield in a few lines who was heard, what stands out, and whose words are left out."""
    record = words.record
    if record.hidden or any(each.heard for each in record.informants):
        heard, hidden = who_was_heard(record, words), hidden_in_short(record, words)
        said = (heard, hidden, patterns_named(record, words))
        yield Words(" ".join(filter(None, said)), "small")


def at_a_glance(words: ReportWords) -> Iterator[Picture]:
    """Yield where each group stands on each standard, as far as an edition may show it."""
    t, record = translator(words.language), words.record
    chart = voices_chart(standings(record, t), level_names(record, t), t)
    if chart is not None:
        yield Picture(chart)


def joint_statement(words: ReportWords) -> Iterator[Block]:
    """Yield what peer workers say together, where their figures are left out."""
    lines = typed_lines(words.record.joint_statement)
    if lines:
        yield Heading(words("hearing.joint.title"), 3)
        yield from map(Words, lines)
        yield Words(words("hearing.joint.about"), "small")


def of_standard(words: ReportWords, standard: StandardResult) -> Iterator[Block]:
    """Yield what people told of a standard, what stands out of it, and what its level rests on."""
    if standard.voices.profiles:
        yield Heading(words("hearing.title"), 4, together=1)
        yield _groups(words, standard)
    facts = tuple(_stands_out(words, standard))
    if facts:
        yield Facts(facts)


def of_criterion(words: ReportWords, criterion: CriterionResult) -> Iterator[Fact]:
    """Yield what each line of evidence says of a criterion, how solid its level is, its alert."""
    if criterion.alert:
        yield Fact(words("hearing.alerts.field"), (of_alert(criterion.alert, words),))
    told = told_and_seen(words.record, criterion, words)
    yield from _quiet(words, "hearing.told.field", told)
    yield from _quiet(words, "hearing.solidity", of_solidity(criterion, words))


def _stands_out(words: ReportWords, standard: StandardResult) -> Iterator[Fact]:
    said, top = standard.voices, words.top
    patterns = tuple(
        f"{name_of(each.kind, words)}. {of_pattern(each, top, words)}" for each in said.patterns
    )
    gaps = tuple(of_gap(gap, top, words) for gap in said.gaps if gap.status == "flagged")
    policy = tuple(named_contradiction(each, top, words) for each in said.contradictions)
    named = (
        ("hearing.pattern_field", patterns),
        ("hearing.gap", gaps),
        ("hearing.policy", policy),
    )
    yield from (Fact(words(name), lines) for name, lines in named if lines)
    yield from _quiet(words, "hearing.to_discuss", gaps_to_discuss(said.gaps, top, words))
    own = [words.criteria[one] for one in standard.criteria]
    yield from _quiet(words, "hearing.rests.field", " ".join(rests_on(standard, own, words)))


def _groups(words: ReportWords, standard: StandardResult) -> Table:
    """Return the groups side by side; their answers are counted by level, never added up."""
    return Table(
        words("hearing.table.summary", standard=standard.id),
        tuple(words(f"hearing.table.{name}") for name in _COLUMNS),
        tuple(_group(words, profile) for profile in standard.voices.profiles),
        _WIDTHS,
        numbers=frozenset((1,)),
    )


def _group(words: ReportWords, profile: Profile) -> tuple[Cell, ...]:
    counted = reversed(list(enumerate(profile.counts)))
    answers = (
        words("hearing.table.answer", n=n, level=words.level(rank)) for rank, n in counted if n
    )
    silences = (("dont_know", profile.dont_know), ("refused", profile.refused))
    silent = (words(f"hearing.table.{name}", n=n) for name, n in silences if n)
    return (
        words(f"hearing.lines.{profile.group}"),
        words.number(profile.answered),
        _level(words, profile),
        words("hearing.comma").join(answers),
        words("hearing.comma").join(silent) or words("pdf.figures.none"),
    )


def _level(words: ReportWords, profile: Profile) -> Step:
    if profile.level is None or profile.mean is None:
        return words.step(None, words("hearing.table.no_level"))
    mean, level = in_two_decimals(profile.mean, words), words.level(profile.level)
    return words.step(profile.level, words("hearing.table.mean", level=level, mean=mean))


def _quiet(words: ReportWords, name: str, told: str) -> Iterator[Fact]:
    if told:
        yield Fact(words(name), (told,), "quiet")
