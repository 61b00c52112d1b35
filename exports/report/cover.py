"""What the report is: facility, state, edition, instrument, team, how to cite and check it."""

from collections.abc import Iterator

from exports.report.parts import Fact, Facts
from exports.report.typed import plain, typed
from exports.report.words import ReportWords


def facts(words: ReportWords, seal: str, verify: str) -> Facts:
    """Return the facts of the cover.

    `seal` says whose key seals this file, or that none does; `verify` how to check it, if at all.
    """
    found = tuple(Fact(name, (value,)) for name, value in _facts(words, seal, verify) if value)
    return Facts(found, words("pdf.cover.facts"))


def _facts(words: ReportWords, seal: str, verify: str) -> Iterator[tuple[str, str]]:
    record = words.record
    facility = record.facility
    place = ", ".join(filter(None, (typed(facility.region), typed(words.country()))))
    yield words("common.field.facility"), ", ".join(filter(None, (typed(facility.name), place)))
    if facility.kind:
        yield words("common.field.kind"), words(f"common.facility_kind.{facility.kind}")
    for identifier in facility.identifiers:
        named = filter(None, (typed(identifier.system), typed(identifier.value)))
        yield words("common.field.identifier"), " ".join(named)
    yield words("common.field.state"), words(f"common.state.{record.state}")
    yield words("common.field.as_of"), words.day(record.as_of)
    yield words("common.field.audience"), words(f"common.audience.{record.audience}")
    yield words("common.field.instrument"), _instrument(words)
    yield words("common.field.team"), _team(words)
    yield words("common.field.record"), plain(record.id)
    yield words("pdf.cover.cite"), words.citation
    yield words("pdf.cover.seal"), seal
    yield words("pdf.cover.verify"), verify
    yield words("common.field.licence"), plain(record.instrument.licence)


def _instrument(words: ReportWords) -> str:
    instrument = words.record.instrument
    title, version = words.text(instrument.title), plain(instrument.version)
    named = words("pdf.cover.instrument", title=title, version=version)
    return f"{named} · {words(f'common.form.{instrument.form}')}"


def _team(words: ReportWords) -> str:
    team = words.record.team
    if not team.size:
        return words("pdf.cover.no_team")
    return words("pdf.cover.lived", size=team.size, lived=team.with_lived_experience)
