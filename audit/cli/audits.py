"""The commands that need the store: list, record, export, demonstration, backup, restore."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from audit import demonstration
from audit.assessments import Overview
from audit.cli.faults import CommandFault, Fault, stop
from audit.cli.files import check_target, read_json, write_whole
from audit.report import audit_record
from audit.storage import StorageFault, Store, backup, open_store, restore
from exports import documents
from exports.privacy import WiderEditionError, edition
from exports.record import Audience, AuditRecord
from rubrics import loader
from rubrics.text import Language, Translator


@contextmanager
def told() -> Iterator[None]:
    """Turn a fault of the storage into a fault of the command."""
    try:
        yield
    except StorageFault as fault:
        values = tuple(fault.parameters.items())
        raise CommandFault([Fault(fault.message, "", values)]) from fault


@contextmanager
def opened(url: str | None) -> Iterator[Store]:
    """Open the store for one command."""
    with told(), open_store(url) as store:
        yield store


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
    with opened(url) as store:
        assessment = store.assessment(audit)
        if assessment is None:
            raise stop("unknown_audit", audit)
        rubric = loader.find(assessment.rubric_id, assessment.rubric_version)
        rows = store.rows(audit, store.person(datetime.now(UTC)).id)
        return edition(audit_record(assessment, rows, rubric), audience)


def export(
    audit: str, kind: str, out: str, *, url: str | None, audience: Audience, language: Language
) -> None:
    """Write one document of an audit, taken from the store or from a record file."""
    known = next((name for name in documents.DOCUMENTS if name == kind), None)
    if known is None:
        raise stop("unknown_kind", kind, known=", ".join(documents.DOCUMENTS))
    if out != "-":
        check_target(Path(out))
    if audit.endswith(".json") or audit == "-":
        record = _from_file(audit, audience)
    else:
        record = record_of(url, audit, audience)
    write_whole(out, documents.build(known, record, audience, language))


def fill_demonstration(url: str | None, language: Language) -> str | None:
    """Fill an empty database with the invented audits and return the id of the latest.

    A database that holds anything already is left as it is, and nothing is returned.
    """
    with opened(url) as store:
        if store.has_assessments():
            return None
        return demonstration.fill(store, store.person(datetime.now(UTC)).id, language)


def back_up(url: str | None, out: Path, t: Translator) -> str:
    """Make a checked copy of the whole database and say what it holds."""
    check_target(out)
    with told():
        copy = backup(url, out)
    rows = sum(copy.rows.values())
    return t("cli.backup.done", file=str(copy.path), n=rows, sha256=copy.sha256)


def bring_back(url: str | None, file: Path, t: Translator) -> str:
    """Bring a backup into an empty database and say how much came back."""
    if not file.is_file():
        raise stop("file.missing", str(file))
    with told():
        rows = restore(url, file)
    return t("cli.restore.done", file=str(file), n=sum(rows.values()))


def _from_file(name: str, audience: Audience) -> AuditRecord:
    try:
        return edition(AuditRecord.model_validate_json(json.dumps(read_json(name))), audience)
    except ValidationError as error:
        raise CommandFault(_misshapen(name, error)) from error
    except WiderEditionError as error:
        raise stop("wider_edition", name, audience=audience) from error


def _misshapen(name: str, error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False)[:20]:
        where = ".".join(str(part) for part in detail["loc"])
        yield Fault("cli.record.not_a_record", f"{name}: {where}" if where else name)


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
