"""Records as JSON, sealed or not: whether they hold together, and who vouches for them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rfc8785
from pydantic import ValidationError

from exports.citation_id import citation_id
from exports.known_keys import KnownKeys, knows
from exports.recompute import contradictions
from exports.record import SCHEMA_VERSION, AuditRecord
from exports.seal import Seal, check, read_seal
from exports.verification.verdict import (
    MOST_REMARKS,
    Remark,
    Verdict,
    altered,
    foreign,
    remark,
)

# Words that stand in every record of ours and hardly anywhere else: a file too damaged to be read
# still has most of them.
_MARKS = (b'"qualityrights":', b'"judged_reason":', b'"breach_cap":', b'"citation":"PRA-')
_SEALED = {"record", "seal"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that holds together, with its seal where it has one, found to fit."""

    record: AuditRecord
    sha256: str
    seal: Seal | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a file holds: the record as parsed, its canonical bytes, and the seal as parsed."""

    record: Any
    canonical: bytes
    seal: Any = None


def verify_record(data: bytes, keys: KnownKeys) -> Verdict:
    """Return what can be said of a record in a file of its own."""
    opened = open_record(data)
    return opened if isinstance(opened, Verdict) else vouched(opened, keys)


def open_record(data: bytes) -> Opened | Verdict:
    """Return a record that holds together and fits its seal, or what must be said instead."""
    said, whole = _parsed(data)
    parts = _parts(said, whole)
    if parts is None:
        ours = any(mark in data for mark in _MARKS)
        return altered(Remark("damaged")) if ours else foreign("not_a_record")
    verdict = _opened(parts)
    if isinstance(verdict, Opened) and whole != data:
        return altered(Remark("rewritten"))
    return verdict


def vouched(opened: Opened, keys: KnownKeys) -> Verdict:
    """Return the verdict for a record that holds together: it depends on whose seal it bears."""
    citation, seal = citation_id(opened.sha256), opened.seal
    if seal is None:
        return Verdict("unknown_key", (Remark("no_seal"),), citation)
    if not knows(keys, seal):
        return Verdict("unknown_key", (remark("unknown_key", key=seal.key),), citation)
    name = keys[seal.key].name
    said = remark("sealed_by", name=name, key=seal.key) if name else remark("key", key=seal.key)
    return Verdict("genuine", (said,), citation)


def _parsed(data: bytes) -> tuple[Any, bytes]:
    """Return the JSON in a file, and its canonical form.

    There is nothing where it is no JSON, or none that others would read alike.
    """
    try:
        said = json.loads(data.decode("utf-8"))
        return said, rfc8785.dumps(said)
    except (ValueError, RecursionError):
        return None, b""


def _parts(said: Any, whole: bytes) -> _Parts | None:
    """Return what a file holds, from its JSON and the canonical form of that."""
    if not isinstance(said, dict):
        return None
    sealed = said.keys() == _SEALED
    record = said["record"] if sealed else said
    if not isinstance(record, dict) or not _is_like_a_record(record):
        return None
    if not sealed:
        return _Parts(record, whole)
    return _Parts(record, rfc8785.dumps(record), said["seal"])


def _is_like_a_record(said: dict[str, Any]) -> bool:
    fields = AuditRecord.model_fields.keys()
    return len(fields & said.keys()) > len(fields) // 2


def _opened(parts: _Parts) -> Opened | Verdict:
    seal = read_seal(parts.seal)
    wrong = _wrong_seal(parts, seal)
    if wrong is not None and wrong.kind != "not_what_was_sealed":
        return altered(wrong)
    record, faults = _read(parts.record)
    if wrong is not None:
        return altered(wrong, *faults)
    if parts.record.get("schema_version") != SCHEMA_VERSION:
        return Verdict("other_version", (Remark("other_schema", "schema_version"),))
    if record is None or faults:
        return altered(*faults)
    return Opened(record, hashlib.sha256(parts.canonical).hexdigest(), seal)


def _wrong_seal(parts: _Parts, seal: Seal | None) -> Remark | None:
    if parts.seal is None:
        return None
    if seal is None:
        return Remark("bad_seal", "seal")
    match check(parts.canonical, seal):
        case "seal.sha256":
            return Remark("not_what_was_sealed", "record")
        case "seal.signature":
            return Remark("bad_signature", "seal.signature")
    return None


def _read(said: Any) -> tuple[AuditRecord | None, tuple[Remark, ...]]:
    """Return a record and what in it contradicts itself, or why it is none."""
    try:
        record = AuditRecord.model_validate_json(json.dumps(said), strict=True)
    except ValidationError as error:
        return None, tuple(_misshapen(error))
    return record, tuple(_contradictions(record))


def _misshapen(error: ValidationError) -> Iterator[Remark]:
    for detail in error.errors(include_url=False, include_input=False)[:MOST_REMARKS]:
        yield Remark("misshapen", ".".join(str(part) for part in detail["loc"]))


def _contradictions(record: AuditRecord) -> Iterator[Remark]:
    for one in contradictions(record)[:MOST_REMARKS]:
        if one.kind == "not_following":
            yield remark("not_following", one.where, expected=one.expected)
        else:
            yield Remark("impossible", one.where)
