"""The published JSON Schema is the model's, and real records keep to it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from exports.documents import record_json
from exports.record import AuditRecord
from exports.schema import SCHEMA_FILE, SEALED_FILE, record_schema
from exports.schema import __main__ as writing
from tests.exports.sample_record import sample_record
from tests.exports.workbook_reading import RECORDS


def published() -> Draft202012Validator:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_published_schema_is_current() -> None:
    stated = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert stated == record_schema(), "Run: python -m exports.schema"


def test_writing_it_again_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Elsewhere: other tests read the published file at the same time.
    monkeypatch.setattr(writing, "SCHEMA_FILE", tmp_path / "record.json")
    monkeypatch.setattr(writing, "SEALED_FILE", tmp_path / "sealed.json")
    writing.main()
    assert (tmp_path / "record.json").read_bytes() == SCHEMA_FILE.read_bytes()
    assert (tmp_path / "sealed.json").read_bytes() == SEALED_FILE.read_bytes()


@pytest.mark.parametrize("name", RECORDS)
def test_records_keep_to_the_schema(name: str) -> None:
    published().validate(json.loads(record_json(RECORDS[name]())))


@pytest.mark.parametrize("audience", ["facility", "public"])
def test_editions_keep_to_the_schema(audience: str) -> None:
    record = sample_record(audience)  # type: ignore[arg-type]
    published().validate(json.loads(record_json(record)))


@pytest.mark.parametrize(
    "fault", [{"state": "lost"}, {"secret": "x"}, {"schema_version": "2.0"}, {"criteria": [{}]}]
)
def test_the_schema_refuses_what_the_model_refuses(fault: dict[str, object]) -> None:
    record = json.loads(record_json(sample_record())) | fault
    with pytest.raises(ValidationError):
        published().validate(record)


def test_a_record_read_back_is_the_same() -> None:
    record = sample_record()
    assert AuditRecord.model_validate_json(record_json(record)) == record
