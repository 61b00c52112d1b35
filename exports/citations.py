"""How to cite an audit or one of its findings: what is cited, and ready-made texts.

The author is the assessment team as a body. A citation travels further than any document, so it
names no person, whichever edition it is made from.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from babel.dates import format_date

from exports.canonical import digest
from exports.citation_id import citation_id
from exports.record import AuditRecord, StandardResult
from exports.workbook.words import Words, messages
from rubrics.text import Language, Translator

Style = Literal["apa", "chicago", "nf"]
STYLES: tuple[Style, ...] = get_args(Style)

_SPACES = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029 ]+")
# Controls, and marks that would turn the direction of the text a citation is pasted into.
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# What a key of BibTeX may not hold.
_IN_KEY = re.compile("[^A-Za-z0-9.]")
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class CitedAudit:
    """An audit as a work that others cite, in one language; every text is one line.

    `notes` and `standing` are sentences: about the audit, and to know before use.
    """

    language: Language
    key: str
    author: str
    title: str
    kind: str
    day: date
    number: str
    notes: tuple[str, ...]
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedFinding:
    """A finding as a part of the audit that others cite; its text is one line."""

    key: str
    title: str
    within: str


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """What may be cited, and its citation in each style with the style's name."""

    about: str
    texts: tuple[tuple[str, str], ...]


def cite_audit(record: AuditRecord, style: Style, language: Language) -> str:
    """Return the citation of an edition of an audit."""
    return cite(cited_audit(record, language), style)


def cite(cited: CitedAudit, style: Style) -> str:
    """Return the citation of an audit about which is known what a citation says."""
    return _set(cited, style)


def cite_finding(record: AuditRecord, standard_id: str, style: Style, language: Language) -> str:
    """Return the citation of the finding on a standard; `KeyError` where this edition has none."""
    known = {standard.id: standard for standard in _with_finding(record)}
    part = _finding(Words(record, language), known[standard_id])
    return _set(cited_audit(record, language), style, part)


def citations(record: AuditRecord, language: Language) -> tuple[ReadyMade, ...]:
    """Return the citations of an edition in every style: of the audit, then of each finding."""
    words, cited = Words(record, language), cited_audit(record, language)
    parts = [_finding(words, standard) for standard in _with_finding(record)]
    whole = ReadyMade(cited.title, _in_every_style(cited, None))
    return (whole, *(ReadyMade(part, _in_every_style(cited, part)) for part in parts))


def cited_audit(record: AuditRecord, language: Language) -> CitedAudit:
    """Return what a citation says of an edition of an audit."""
    words, sealed, day = Words(record, language), digest(record), date.fromisoformat(record.as_of)
    return CitedAudit(
        language=language,
        key=f"peer-rights-audit-{day.year}-{sealed[:8]}",
        author=words.say("cite.author"),
        title=_title(words),
        kind=words.say("cite.kind"),
        day=day,
        number=citation_id(sealed),
        notes=tuple(map(_sentence, _notes(words, sealed))),
        standing=tuple(map(_sentence, words.banners())),
    )


def cited_findings(
    record: AuditRecord, cited: CitedAudit, language: Language
) -> tuple[CitedFinding, ...]:
    """Return the findings of an edition that the public may read too, as parts of the audit.

    A citation goes on from hand to hand: that there is a finding nobody else has read yet is not
    for it to tell.
    """
    words = Words(record, language)
    within = words.say("cite.within", title=cited.title, kind=cited.kind)
    return tuple(
        CitedFinding(f"{cited.key}-{_IN_KEY.sub('', one.id)}", _finding(words, one), within)
        for one in _with_finding(record)
        if one.finding_read
    )


def plain(text: str) -> str:
    """Return text on one line, without controls; spaces that do not break stay."""
    return _SPACES.sub(" ", _HIDDEN.sub("", text)).strip(" ")


def _title(words: Words) -> str:
    facility = plain(words.record.facility.name)
    instrument = plain(words.text(words.record.instrument.title))
    if not facility:
        return words.say("cite.title_unnamed", instrument=instrument)
    return words.say("cite.title", instrument=instrument, facility=facility)


def _notes(words: Words, sealed: str) -> list[str]:
    record, say = words.record, words.say
    title = plain(words.text(record.instrument.title))
    version = plain(record.instrument.version)
    where = (plain(record.facility.region), plain(words.country(record.facility.country)))
    place = ", ".join(filter(None, where))
    return [
        say("cite.note.instrument", title=title, version=version),
        *([say("cite.note.place", place=place)] if place else []),
        say("cite.note.as_of", date=say.date(date.fromisoformat(record.as_of))),
        words.one_of("audience", record.audience),
        say("cite.note.record", id=plain(record.id)),
        say("cite.note.digest", digest=sealed),
    ]


def _with_finding(record: AuditRecord) -> list[StandardResult]:
    return [standard for standard in record.standards if standard.finding.strip()]


def _finding(words: Words, standard: StandardResult) -> str:
    title = plain(words.text(standard.title)).rstrip(".")
    return words.say("cite.finding", id=plain(standard.id), title=title)


def _in_every_style(cited: CitedAudit, part: str | None) -> tuple[tuple[str, str], ...]:
    say = Translator(cited.language, messages())
    return tuple((say(f"cite.style.{style}"), _set(cited, style, part)) for style in STYLES)


def _set(cited: CitedAudit, style: Style, part: str | None = None) -> str:
    """Return a citation, followed by what must be known before use: a copy keeps it."""
    say = Translator(cited.language, messages())
    text = say(
        f"cite.{style}.audit" if part is None else f"cite.{style}.finding",
        author=cited.author.upper() if style == "nf" else cited.author,
        year=str(cited.day.year),
        # The pattern is data: where the month stands depends on the language.
        day=format_date(cited.day, say("cite.day"), locale=say.locale),
        title=cited.title,
        title_ended=_sentence(cited.title),
        part=part or "",
        kind=cited.kind,
        number=say("cite.number", id=cited.number),
    )
    return " ".join((text, *cited.standing))


def _sentence(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."
