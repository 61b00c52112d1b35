"""A record as a file: taken for one only when its figures follow from its own judgements."""

import json
from collections.abc import Iterator

from pydantic import ValidationError

from audit.cli.faults import CommandFault, Fault, stop
from audit.cli.json_file import read_json
from exports.recompute import contradictions
from exports.record import AuditRecord

_MOST_SAID = 20


def read_record(name: str) -> AuditRecord:
    """Read a record, or stop with what is misshapen in it or contradicts its judgements."""
    said = read_json(name)
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


def _misshapen(name: str, error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False)[:_MOST_SAID]:
        where = ".".join(str(part) for part in detail["loc"])
        yield Fault("cli.record.not_a_record", f"{name}: {where}" if where else name)
