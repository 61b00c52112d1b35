"""The due dates of the action plan as a calendar (RFC 5545), fit for calendars that others see.

Calendars are copied to telephones and to servers far away. An entry therefore says which criterion
calls for an action and nothing else: not what is to be done, nor who does it, nor where.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID, uuid5

from exports.citations import plain
from exports.record import ActionRecord, AuditRecord
from exports.workbook.plan_table import CLOSED
from exports.workbook.words import Words
from rubrics.text import Language

LONGEST_LINE = 75  # octets, without the end of the line
_SHORT_REFERENCE = 8
# One action keeps one identifier in every edition, language and year: an import replaces it.
_NAMESPACE = UUID("6f0c2b54-9d0a-4f43-8a4c-5d0d5a3f7c11")
_SPECIAL = re.compile(r"([\\;,])")
# A calendar must hold something: where nothing is due, the time zone it does not use.
_NOTHING = (
    ("BEGIN", "VTIMEZONE"),
    ("TZID", "Etc/UTC"),
    ("BEGIN", "STANDARD"),
    ("DTSTART", "19700101T000000"),
    ("TZOFFSETFROM", "+0000"),
    ("TZOFFSETTO", "+0000"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
)
Property = tuple[str, str]


def due_dates(record: AuditRecord, language: Language) -> bytes:
    """Return the due dates of the chosen actions still open, as an iCalendar file."""
    words = Words(record, language)
    entries = [line for action in _due(record) for line in _entry(words, action)]
    lines = (
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//Peer Rights Audit//Action plan//{language.upper()}"),
        ("CALSCALE", "GREGORIAN"),
        *_about(words),
        *(entries or _NOTHING),
        ("END", "VCALENDAR"),
    )
    return b"".join(folded(f"{name}:{value}") for name, value in lines)


def _due(record: AuditRecord) -> Iterable[ActionRecord]:
    found = (a for a in record.actions if a.chosen and a.due and a.status not in CLOSED)
    return sorted(found, key=lambda action: (action.due, action.id))


def _about(words: Words) -> Iterator[Property]:
    name = in_calendar(words.say("calendar.name", facility=_facility(words.record)))
    # The first is the standard's name for it, the second what most programs read.
    yield from (("NAME", name), ("X-WR-CALNAME", name))
    standing = in_calendar(" · ".join(words.banners()))
    if standing:
        yield from (("DESCRIPTION", standing), ("X-WR-CALDESC", standing))


def _entry(words: Words, action: ActionRecord) -> Iterator[Property]:
    """Yield an entry for one whole day, which leaves that day free."""
    record = words.record
    as_of = date.fromisoformat(record.as_of)
    yield "BEGIN", "VEVENT"
    yield "UID", str(uuid5(_NAMESPACE, f"{record.id}\n{action.id}"))
    yield "DTSTAMP", f"{_basic(as_of)}T000000Z"
    # A later record replaces what an earlier one brought into the same calendar.
    yield "SEQUENCE", str(as_of.toordinal())
    yield "DTSTART;VALUE=DATE", _basic(date.fromisoformat(action.due))
    yield "SUMMARY", in_calendar(_summary(words, action))
    yield "CLASS", "PRIVATE"
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _summary(words: Words, action: ActionRecord) -> str:
    facility, code = _facility(words.record), plain(action.criterion or action.standard or "")
    if not code:
        return words.say("calendar.due_own", facility=facility)
    return words.say("calendar.due", code=code, facility=facility)


def _facility(record: AuditRecord) -> str:
    return plain(record.facility.id)[:_SHORT_REFERENCE]


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def in_calendar(text: str) -> str:
    """Return one line of text as a value of type TEXT."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def folded(line: str) -> bytes:
    """Return a line with its end, folded at 75 octets, never inside a character."""
    made, room = bytearray(), LONGEST_LINE
    for character in line:
        octets = character.encode()
        if len(octets) > room:
            made += b"\r\n "
            room = LONGEST_LINE - 1
        made += octets
        room -= len(octets)
    return bytes(made) + b"\r\n"
