"""Write the JSON Schema of the record where it is published."""

import json
from pathlib import Path

from exports.schema import SCHEMA_FILE, record_schema


def main() -> None:
    """Write the schema as the model states it today."""
    text = json.dumps(record_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    Path(str(SCHEMA_FILE)).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
