"""The tables of voices: what each group told by standard and by criterion, and what stands out."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exports.hearing_words import gaps_to_discuss, named_contradiction, rests_on
from exports.record import CriterionResult, StandardResult
from exports.record_voices import Profile, StandardVoices
from exports.voices_words import name_of, of_alert, of_gap, of_pattern
from exports.workbook.table import Field, Table, table
from exports.workbook.words import Words


class _Told(NamedTuple):
    """What one group told of one standard."""

    standard: StandardResult
    profile: Profile


class _Line(NamedTuple):
    """What one line of evidence says of one criterion; `n` people, where people said it."""

    criterion: CriterionResult
    who: str
    level: int | None
    n: int | None


class _Sentence(NamedTuple):
    """One thing worth knowing of what was told, in words."""

    standard: StandardResult
    kind: str
    told: str


def voices_tables(words: Words) -> Iterator[Table]:
    """Yield the tables of voices that hold anything in this edition."""
    fields = _voice_fields(words)
    found = (table(words, "voices", fields, _told(words)), *_in_words(words))
    yield from (each for each in found if each.rows)


def voices_lines(words: Words) -> Iterator[Table]:
    """Yield the tables of voices for programs: all of them, with codes and ranks beside names."""
    fields = (
        Field[_Told]("group_id", 0, lambda one: one.profile.group),
        *_voice_fields(words),
        Field[_Told]("told_rank", 0, lambda one: one.profile.level, "number"),
    )
    yield table(words, "voices", fields, _told(words))
    yield from _in_words(words)
    yield _joint_statement(words)


def _in_words(words: Words) -> tuple[Table, Table]:
    return _evidence(words), _stands_out(words)


def _joint_statement(words: Words) -> Table:
    """Return what peer workers say together, on the one line there is."""
    said, field = words.record.joint_statement, Field[str]
    fields = (
        field("group_id", 0, lambda _: "peer_workers"),
        field("group", 0, lambda _: words.say("hearing.lines.peer_workers"), "strong"),
        field("joint_statement", 0, lambda each: each),
    )
    return table(words, "joint_statement", fields, filter(None, (said,)))


def _told(words: Words) -> Iterator[_Told]:
    return (_Told(s, profile) for s in words.record.standards for profile in s.voices.profiles)


def _voice_fields(words: Words) -> tuple[Field[_Told], ...]:
    field = Field[_Told]
    return (
        field("standard_id", 11, lambda one: one.standard.id),
        field("standard", 28, lambda one: words.text(one.standard.title)),
        field("group", 20, lambda one: words.say(f"hearing.lines.{one.profile.group}"), "strong"),
        field("answered", 11, lambda one: one.profile.answered, "number"),
        field("people", 11, lambda one: one.profile.n, "number"),
        field("told_level", 15, lambda one: words.level(one.profile.level), "level"),
        field("mean", 10, lambda one: one.profile.mean, "mean"),
        field("spread", 10, lambda one: one.profile.sd, "mean"),
        *(_answers(rank) for rank in range(words.top + 1)),
        field("dont_know", 12, lambda one: one.profile.dont_know, "number"),
        field("refused", 12, lambda one: one.profile.refused, "number"),
        field("dont_know_share", 12, lambda one: one.profile.dont_know_share, "share"),
        field("refused_share", 12, lambda one: one.profile.refused_share, "share"),
    )


def _answers(rank: int) -> Field[_Told]:
    return Field("answers", 12, lambda one: one.profile.counts[rank], "number", rank)


def _evidence(words: Words) -> Table:
    field = Field[_Line]
    fields = (
        field("id", 11, lambda line: line.criterion.id, "strong"),
        field("statement", 44, lambda line: words.text(line.criterion.statement)),
        field("line", 20, lambda line: words.say(f"hearing.lines.{line.who}")),
        field("line_level", 15, lambda line: words.level(line.level), "level"),
        field("people", 11, lambda line: line.n, "number"),
    )
    return table(words, "evidence", fields, _lines(words.record.criteria))


def _lines(criteria: Iterable[CriterionResult]) -> Iterator[_Line]:
    for criterion in criteria:
        for told in criterion.told:
            yield _Line(criterion, told.group, told.level, told.n)
        for shown in criterion.shown:
            yield _Line(criterion, shown.line, shown.level, None)


def _stands_out(words: Words) -> Table:
    fields = (
        Field[_Sentence]("standard_id", 11, lambda one: one.standard.id),
        Field[_Sentence]("standard", 28, lambda one: words.text(one.standard.title)),
        Field[_Sentence]("kind", 26, lambda one: one.kind, "strong"),
        Field[_Sentence]("told", 96, lambda one: one.told),
    )
    rows = (row for standard in words.record.standards for row in _sentences(words, standard))
    return table(words, "stands_out", fields, rows)


def _sentences(words: Words, standard: StandardResult) -> Iterator[_Sentence]:
    """Yield patterns, gaps, contradictions, alerts and what a standard rests on, in words."""
    say = words.say
    own = [c for c in words.record.criteria if c.standard == standard.id]
    told = (
        *_between(words, standard.voices),
        *((say("hearing.alerts.field"), line) for line in _alerts(words, own)),
        *((say("hearing.rests.field"), line) for line in rests_on(standard, own, say)),
    )
    yield from (_Sentence(standard, kind, line) for kind, line in told if line)


def _between(words: Words, said: StandardVoices) -> Iterator[tuple[str, str]]:
    """Yield patterns, gaps and contradictions, each with what it is."""
    say, top = words.say, words.top
    flagged = (gap for gap in said.gaps if gap.status == "flagged")
    yield from ((name_of(p.kind, say), of_pattern(p, top, say)) for p in said.patterns)
    yield from ((say("hearing.gap"), of_gap(gap, top, say)) for gap in flagged)
    yield say("hearing.to_discuss"), gaps_to_discuss(said.gaps, top, say)
    for found in said.contradictions:
        yield say("hearing.policy"), named_contradiction(found, top, say)


def _alerts(words: Words, criteria: Iterable[CriterionResult]) -> Iterator[str]:
    for criterion in criteria:
        if criterion.alert:
            yield f"{criterion.id} · {of_alert(criterion.alert, words.say)}"
