"""Write the JSON Schemas of the record and of its seal where they are published."""

import json
from pathlib import Path

from exports.schema import SCHEMA_FILE, SEALED_FILE, record_schema, sealed_schema


def main() -> None:
    """Write the schemas as the models state them today."""
    for file, schema in ((SCHEMA_FILE, record_schema()), (SEALED_FILE, sealed_schema())):
        text = json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        Path(str(file)).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
