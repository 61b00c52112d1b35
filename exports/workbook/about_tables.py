"""The tables around the figures: the visit, the method, and what each column means."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exports.agreement_words import method_lines, told
from exports.hearing_words import of_method, who_is_hidden
from exports.record import Answered, Member
from exports.record_voices import Turnout
from exports.workbook.table import Field, Table, table
from exports.workbook.words import Words


class Said(NamedTuple):
    """One thing said: under which heading, about what, and what."""

    section: str
    item: str
    answer: str
    note: str = ""


def visit_table(words: Words) -> Table:
    """Return the facility, the visit, the team, the context sheet and the ethics checklist."""
    fields = (
        Field[Said]("section", 24, lambda said: said.section, "strong"),
        Field[Said]("item", 48, lambda said: said.item),
        Field[Said]("answer", 44, lambda said: said.answer),
        Field[Said]("note", 48, lambda said: said.note),
    )
    return table(
        words, "visit", fields, [said for said in _visit(words) if said.answer or said.note]
    )


def _visit(words: Words) -> Iterator[Said]:
    yield from (Said(words.say("common.field.facility"), *pair) for pair in _facility(words))
    yield from (Said(words.say("common.field.visit"), *said) for said in _dates_and_access(words))
    yield from (Said(words.say("workbook.visit.peers"), *pair) for pair in _peer_support(words))
    yield from (Said(words.say("common.field.team"), *said) for said in _team(words))
    yield from (Said(words.say("workbook.voices.interviews"), *said) for said in _heard(words))
    for section, answered in (("context", words.record.context), ("ethics", words.record.ethics)):
        yield from _answered(words, words.say(f"workbook.visit.{section}"), answered)


def _facility(words: Words) -> Iterator[tuple[str, str]]:
    facility, say = words.record.facility, words.say
    yield say("workbook.visit.name"), facility.name
    yield say("common.field.kind"), words.one_of("facility_kind", facility.kind)
    yield say("common.field.country"), words.country(facility.country)
    yield say("common.field.region"), facility.region
    for identifier in facility.identifiers:
        yield f"{say('common.field.identifier')} ({identifier.system})", identifier.value


def _dates_and_access(words: Words) -> Iterator[tuple[str, str, str]]:
    visit, say = words.record.visit, words.say
    yield say("workbook.visit.started"), words.date(visit.started), ""
    yield say("workbook.visit.ended"), words.date(visit.ended), ""
    yield say("workbook.visit.announced"), words.one_of("announced", visit.announced), ""
    yield say("workbook.visit.access"), words.one_of("access", visit.access), visit.access_note


def _peer_support(words: Words) -> Iterator[tuple[str, str]]:
    peers, say = words.record.visit.peer_support, words.say
    yield say("workbook.visit.organisation"), words.one_of("organisation", peers.organisation)
    for key, number in (("paid", peers.paid), ("volunteers", peers.volunteers)):
        yield say(f"workbook.visit.{key}"), "" if number is None else str(number)
    yield say("workbook.visit.modes"), ", ".join(words.one_of("mode", mode) for mode in peers.modes)


def _team(words: Words) -> Iterator[tuple[str, str, str]]:
    team, say = words.record.team, words.say
    for key in (
        "size",
        "with_lived_experience",
        "with_lived_experience_paid",
        "conflicts_declared",
    ):
        yield say(f"workbook.visit.{key}"), str(getattr(team, key)), ""
    yield from ((member.name, member.role, _member(words, member)) for member in team.members)


def _member(words: Words, member: Member) -> str:
    facts = words.say(
        "workbook.visit.member",
        lived=words.known(member.lived_experience),
        paid=words.known(member.paid),
    )
    if not member.conflict:
        return facts
    return facts + "\n" + words.say("workbook.visit.conflict", conflict=member.conflict)


def _heard(words: Words) -> Iterator[tuple[str, ...]]:
    """Yield how interviews went by group, whose words are left out, and what stands instead."""
    say, record = words.say, words.record
    for each in record.informants:
        yield say(f"hearing.lines.{each.group}"), _turnout(words, each)
    statement = record.joint_statement
    yield from (("", told) for told in who_is_hidden(record.hidden, statement, say))
    if statement:
        yield say("hearing.joint.title"), statement, say("hearing.joint.about")


def _turnout(words: Words, each: Turnout) -> str:
    """Tell how many interviews of a group were planned and heard; the team, how many ended too."""
    say = words.say
    planned = say("hearing.interviews.unknown") if each.planned is None else each.planned
    if each.done is None:
        return say("workbook.voices.turnout", planned=planned, heard=each.heard)
    return say("workbook.voices.turnout_done", planned=planned, done=each.done, heard=each.heard)


def _answered(words: Words, section: str, answered: Iterable[Answered]) -> Iterator[Said]:
    for point in answered:
        given = words.maybe(point.answer) or words.say("common.answer.not_said")
        yield Said(section, words.text(point.label), given, point.note)


def method_table(words: Words) -> Table:
    """Return the instrument, its scale, the rules behind each figure, the licence, the works."""
    fields = (
        Field[Said]("section", 24, lambda said: said.section, "strong"),
        Field[Said]("topic", 44, lambda said: said.item),
        Field[Said]("explanation", 96, lambda said: said.answer),
    )
    voices = (*_voices(words), *_agreement(words))
    rows = (*_instrument(words), *_scale(words), *_rules(words), *voices, *_works(words))
    return table(words, "method", fields, rows)


def _instrument(words: Words) -> Iterator[Said]:
    instrument, say = words.record.instrument, words.say
    section = say("common.field.instrument")
    yield Said(section, words.text(instrument.title), f"{instrument.id} {instrument.version}")
    yield Said(section, say("workbook.method.form"), words.one_of("form", instrument.form))
    yield Said(section, say("workbook.method.digest"), instrument.digest)
    yield Said(section, say("workbook.method.basis"), words.text(instrument.basis))
    yield Said(section, say("workbook.method.limits"), words.text(instrument.limits))


def _scale(words: Words) -> Iterator[Said]:
    section = words.say("workbook.method.scale")
    for level, label in zip(words.record.instrument.levels, words.labels, strict=True):
        yield Said(section, f"{level.rank} · {label}", words.text(level.meaning))
    for state in ("not_applicable", "unrated"):
        label = words.text(getattr(words.record.instrument, state))
        yield Said(section, label, words.say(f"workbook.method.{state}"))


def _rules(words: Words) -> Iterator[Said]:
    say, cap = words.say, words.level(words.record.instrument.breach_cap)
    for rule in ("counts", "coverage", "standard", "theme", "breach", "index", "bounds"):
        title, told = f"workbook.rule.{rule}.title", f"workbook.rule.{rule}.told"
        yield Said(say("workbook.method.rules"), say(title), say(told, top=words.top, cap=cap))
    for rule in ("cross_section", "provisional", "no_ranking"):
        title, told = f"workbook.rule.{rule}.title", f"workbook.rule.{rule}.told"
        yield Said(say("workbook.method.rules"), say(title), say(told))


def _voices(words: Words) -> Iterator[Said]:
    if words.record.informants or words.record.hidden:
        for told in of_method(words.record, words.say):
            yield Said(words.say("hearing.title"), "", told)


def _agreement(words: Words) -> Iterator[Said]:
    found, section = words.record.agreement, words.say("workbook.voices.agreement")
    lines = (*told(found, words.say), *method_lines(found, words.say)) if found else ()
    yield from (Said(section, "", line) for line in dict.fromkeys(lines))


def _works(words: Words) -> Iterator[Said]:
    instrument, say = words.record.instrument, words.say
    notice = words.text(instrument.licence_notice)
    yield Said(say("common.field.licence"), instrument.licence, notice)
    for work in instrument.works:
        yield Said(say("common.field.references"), work.citation, words.text(work.terms))


def dictionary_table(words: Words, tables: Iterable[Table]) -> Table:
    """Return what each column of each sheet means."""
    fields = (
        Field[Said]("sheet", 28, lambda said: said.section, "strong"),
        Field[Said]("column", 36, lambda said: said.item),
        Field[Said]("explanation", 96, lambda said: said.answer),
    )
    said = (Said(t.title, column.title, column.about) for t in tables for column in t.columns)
    return table(words, "dictionary", fields, said)
