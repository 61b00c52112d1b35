"""The published JSON Schema of a sealed record: a program that knows only it can read our files."""

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource

from exports.documents import build
from exports.schema import SCHEMA_FILE, SEALED_FILE, sealed_schema
from exports.seal import sealed
from tests.exports.sample_record import sample_record
from tests.exports.test_seal import KEY


def published() -> Draft202012Validator:
    record = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    schema = json.loads(SEALED_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    known = Registry().with_resource(record["$id"], Resource.from_contents(record))
    return Draft202012Validator(schema, registry=known)


def test_the_published_schema_is_current() -> None:
    stated = json.loads(SEALED_FILE.read_text(encoding="utf-8"))
    assert stated == sealed_schema(), "Run: python -m exports.schema"


def test_sealed_records_keep_to_it() -> None:
    file = build("json", sample_record(), "public", "en", lambda record: sealed(record, KEY))
    said = json.loads(file)
    published().validate(said)
    faults: list[dict[str, object]] = [{"seal": {}}, {"record": {}}, {"more": 1}, {"seal": None}]
    for fault in faults:
        with pytest.raises(ValidationError):
            published().validate(said | fault)
