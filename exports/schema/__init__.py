"""The published JSON Schema of the audit record, made from its model.

`python -m exports.schema` writes it again after a change of the model.
"""

from importlib.resources import files
from typing import Any

from exports.record import SCHEMA_VERSION, AuditRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILE = files("exports.schema") / f"audit-record-{SCHEMA_VERSION}.json"


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a record, as the model states it today."""
    stated = AuditRecord.model_json_schema(mode="serialization")
    name = f"urn:peer-rights-audit:audit-record:{SCHEMA_VERSION}"
    return {"$schema": DIALECT, "$id": name} | stated
