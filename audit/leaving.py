"""Leaving the house: each file that is handed out is noted once, and told from the current one."""

from collections.abc import Iterable
from datetime import datetime
from typing import get_args

from audit.releases import BOTH_LANGUAGES, Release
from audit.storage import StorageFault, Store
from exports.canonical import digest
from exports.citation_id import citation_id
from exports.documents import DOCUMENTS, Kind
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.without_results import without_results
from rubrics.text import Language


def note(
    store: Store, given: AuditRecord, kind: Kind, language: Language, now: datetime
) -> StorageFault | None:
    """Note that a file of an edition leaves; return why it could not be noted, where it was not.

    What is noted is the edition that the file holds: of what is passed around, the public's.
    To be called before the file is handed over: a line too many does no harm, one too few might.
    A file that cannot be noted leaves all the same.
    """
    held = DOCUMENTS[kind].held(given, given.audience)
    try:
        store.note_release(given.id, _release(held, kind, language, now))
    except StorageFault as fault:
        return fault
    return None


def current(record: AuditRecord, releases: Iterable[Release]) -> tuple[Release, ...]:
    """Return those files that would say the same if they were made now, from the team's record."""
    found = tuple(releases)
    asked = {each.audience for each in found}
    held = [edition(record, each) for each in get_args(Audience) if each in asked]
    if any(each.kind == "forms-pdf" for each in found):
        held.append(without_results(record))
    ids = {citation_id(digest(given)) for given in held}
    return tuple(each for each in found if each.citation in ids)


def _release(given: AuditRecord, kind: Kind, language: Language, now: datetime) -> Release:
    return Release(
        at=now,
        audience=given.audience,
        kind=kind,
        # A record says everything in both languages.
        language=BOTH_LANGUAGES if kind == "json" else language,
        citation=citation_id(digest(given)),
    )
