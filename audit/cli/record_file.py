"""A record as a file: taken for one only when its figures follow from its own judgements."""

import json
from collections.abc import Iterator
from typing import Any

import rfc8785
from pydantic import ValidationError

from audit.cli.faults import CommandFault, Fault, stop
from audit.cli.json_file import read_json
from exports.recompute import contradictions
from exports.record import AuditRecord
from exports.seal import Seal, check, read_seal

_MOST_SAID = 20


def read_record(name: str) -> tuple[AuditRecord, Seal | None]:
    """Read a record and its seal, if it has one; or stop with what does not hold together in it."""
    said = read_json(name)
    if not isinstance(said, dict) or said.keys() != {"record", "seal"}:
        return _read(said, name), None
    return _read(said["record"], name), _seal(said, name)


def _read(said: Any, name: str) -> AuditRecord:
    try:
        record = AuditRecord.model_validate_json(json.dumps(said), strict=True)
    except ValidationError as error:
        raise CommandFault(_misshapen(name, error)) from error
    except RecursionError as error:
        raise stop("json.too_deep", name) from error
    found = contradictions(record)
    if found:
        raise CommandFault(
            Fault(f"cli.record.{one.kind}", f"{name}: {one.where}", (("expected", one.expected),))
            for one in found[:_MOST_SAID]
        )
    return record


def _seal(said: dict[str, Any], name: str) -> Seal:
    seal = read_seal(said["seal"])
    if seal is None or check(rfc8785.dumps(said["record"]), seal) is not None:
        raise stop("record.broken_seal", f"{name}: seal")
    return seal


def _misshapen(name: str, error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False)[:_MOST_SAID]:
        where = ".".join(str(part) for part in detail["loc"])
        yield Fault("cli.record.not_a_record", f"{name}: {where}" if where else name)
