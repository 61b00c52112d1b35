"""The commands that need the store: list, record, export, demonstration, backup, restore."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from audit import demonstration
from audit.assessments import Overview
from audit.cli.databases import (
    check_exists,
    exists,
    nothing_left,
    opened,
    opened_to_read,
    told,
)
from audit.cli.faults import Fault, WrongUsage, one_line, stop
from audit.cli.files import STANDARD, check_file, check_target, write_whole
from audit.cli.record_file import read_record
from audit.cli.streams import tell
from audit.earlier import earlier_records
from audit.leaving import note
from audit.report import audit_record
from audit.storage import Store, backup, restore
from exports import documents
from exports.maker import maker
from exports.privacy import WiderEditionError, edition
from exports.record import Audience, AuditRecord
from exports.seal import Seal, check
from rubrics import loader
from rubrics.text import Language, Translator


def overview(url: str | None) -> tuple[Overview, ...]:
    """Return the audits of a database; where nobody has named one, there may be none yet."""
    if url is None and not exists(url):
        return ()
    with opened_to_read(url) as store:
        return store.overview()


def overview_json(audits: tuple[Overview, ...]) -> str:
    """Return the list of audits for a program."""
    return json.dumps([_entry(audit) for audit in audits], ensure_ascii=False, indent=2)


def overview_lines(audits: tuple[Overview, ...], t: Translator) -> Iterator[str]:
    """Yield the list of audits for a person, a line each."""
    for audit in audits:
        yield "  ".join(
            (
                audit.assessment.id,
                audit.facility or t("cli.list.unnamed"),
                f"{audit.assessment.rubric_id} {audit.assessment.rubric_version}",
                audit.form,
                audit.state,
                _date(audit),
            )
        )
    if not audits:
        yield t("cli.list.none")


def record_of(url: str | None, audit: str, audience: Audience) -> AuditRecord:
    """Return an edition of an audit's record."""
    with opened_to_read(url) as store:
        return _record(store, audit, audience)


def print_record(audit: str, *, url: str | None, audience: Audience, t: Translator) -> None:
    """Print an edition of an audit's record, and note that it leaves."""
    with opened_to_read(url) as store:
        record = _record(store, audit, audience)
        _note(store, record, "json", t)
    write_whole(STANDARD, documents.record_json(record))


def export(
    audit: str, kind: str, out: str, *, url: str | None, audience: Audience, t: Translator
) -> None:
    """Write one document of an audit, taken from the store or from a record file."""
    known = next((name for name in documents.DOCUMENTS if name == kind), None)
    if known is None:
        known_kinds = ("known", ", ".join(documents.DOCUMENTS))
        raise WrongUsage([Fault("cli.unknown_kind", kind, (known_kinds,))])
    if out != STANDARD:
        check_target(out)
    if audit.endswith(".json") or audit == STANDARD:
        # What a record file says has left already, from wherever it was made.
        record, seal = _from_file(audit, audience)
        made = documents.build(known, record, audience, t.language, _seal_again(seal))
    else:
        with opened_to_read(url) as store:
            record = _record(store, audit, audience)
            made = documents.build(known, record, audience, t.language, _own_seal)
            _note(store, record, known, t)
    write_whole(out, made)


def fill_demonstration(url: str | None, language: Language) -> str | None:
    """Fill an empty database with the invented audits and return the id of the latest.

    A database that holds anything already is left as it is, and nothing is returned.
    """
    with opened(url) as store:
        if store.has_assessments():
            return None
        return demonstration.fill(store, store.person(datetime.now(UTC)).id, language)


def back_up(url: str | None, out: str, t: Translator) -> str:
    """Make a checked copy of the whole database and say what it holds."""
    target = check_target(out)
    check_exists(url)
    with told():
        copy = backup(url, target)
    return t("cli.backup.done", file=out, n=sum(copy.rows.values()), sha256=copy.sha256)


def bring_back(url: str | None, file: str, t: Translator) -> str:
    """Bring a backup into an empty database and say how much came back."""
    check_file(file)
    with nothing_left(url), told():
        rows = restore(url, Path(file))
    return t("cli.restore.done", file=file, n=sum(rows.values()))


def _record(store: Store, audit: str, audience: Audience) -> AuditRecord:
    assessment = store.assessment(audit)
    if assessment is None:
        raise stop("unknown_audit", audit)
    rubric = loader.find(assessment.rubric_id, assessment.rubric_version)
    reader = store.person(datetime.now(UTC)).id
    rows, withdrawn = store.rows(audit, reader), store.withdrawn(audit)
    earlier = earlier_records(store, assessment, lambda other: store.rows(other.id, reader))
    return edition(audit_record(assessment, rows, rubric, withdrawn, earlier), audience)


def _note(store: Store, record: AuditRecord, kind: documents.Kind, t: Translator) -> None:
    """Note that a file leaves; one that cannot be noted leaves all the same, and this is said."""
    if fault := note(store, record, kind, t.language, datetime.now(UTC)):
        why = t(fault.message, **fault.parameters)
        tell([one_line(t("releases.not_noted", why=why))])


def _own_seal(record: bytes) -> Seal:
    from audit.signing_key import own_seal

    with told():
        return own_seal(record)


def _seal_again(carried: Seal | None) -> documents.Sealer:
    """Return what seals a document of a record from a file: never a record that is not ours.

    The seal it came with stays while it fits. A narrower edition, or one made by another version,
    gets our seal where the record had ours; whoever else's record it is, it gets none.
    """

    def seal(record: bytes) -> Seal | None:
        if carried is None:
            return None
        if carried.made_by == maker() and check(record, carried) is None:
            return carried
        ours = _own_seal(record)
        return ours if ours.public_key == carried.public_key else None

    return seal


def _from_file(name: str, audience: Audience) -> tuple[AuditRecord, Seal | None]:
    record, seal = read_record(name)
    try:
        return edition(record, audience), seal
    except WiderEditionError as error:
        raise stop("wider_edition", name, audience=audience) from error


def _entry(audit: Overview) -> dict[str, object]:
    return {
        "id": audit.assessment.id,
        "facility": audit.facility,
        "country": audit.country,
        "rubric": audit.assessment.rubric_id,
        "version": audit.assessment.rubric_version,
        "form": audit.form,
        "state": audit.state,
        "date": _date(audit),
        "invented": audit.assessment.invented,
    }


def _date(audit: Overview) -> str:
    return audit.started or audit.assessment.created_at.date().isoformat()
