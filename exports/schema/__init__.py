"""The published JSON Schemas of the audit record and of its seal, made from their models.

`python -m exports.schema` writes them again after a change of a model.
"""

from importlib.resources import files
from typing import Any

from exports.record import SCHEMA_VERSION, AuditRecord
from exports.seal import Seal

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILE = files("exports.schema") / f"audit-record-{SCHEMA_VERSION}.json"
SEALED_FILE = files("exports.schema") / f"sealed-record-{SCHEMA_VERSION}.json"


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a record, as the model states it today."""
    stated = AuditRecord.model_json_schema(mode="serialization")
    name = f"urn:peer-rights-audit:audit-record:{SCHEMA_VERSION}"
    return {"$schema": DIALECT, "$id": name} | stated


def sealed_schema() -> dict[str, Any]:
    """Return the JSON Schema of a record with its seal."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:peer-rights-audit:sealed-record:{SCHEMA_VERSION}",
        "type": "object",
        "properties": {
            "record": {"$ref": f"urn:peer-rights-audit:audit-record:{SCHEMA_VERSION}"},
            "seal": Seal.model_json_schema(mode="serialization"),
        },
        "required": ["record", "seal"],
        "additionalProperties": False,
    }
