"""JSON Schemas of the rubric files, so that an editor helps whoever writes them.

`python -m rubrics.schema` writes them anew into `rubrics/data/schema/`.
"""

import json
from pathlib import Path

from pydantic import BaseModel

from rubrics.draft import DATA
from rubrics.interviews import Interviews
from rubrics.model import Rubric, Standard

FOLDER = DATA / "schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# These lists are gathered from other files when a rubric is read.
_GATHERED = ("references", "rights", "qualityrights", "lenses", "interviews")

Schema = dict[str, object]


def schemas() -> dict[str, str]:
    """Return the schemas of rubric.yaml, of a standard's file and of interviews.yaml, by name."""
    return {
        "rubric.schema.json": _text(_rubric()),
        "standard.schema.json": _text(_of(Standard)),
        "interviews.schema.json": _text(_of(Interviews)),
    }


def write(folder: Path = FOLDER) -> None:
    """Write the schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _of(part: type[BaseModel]) -> Schema:
    return {"$schema": _DIALECT} | part.model_json_schema()


def _rubric() -> Schema:
    schema = json.loads(json.dumps(_of(Rubric)))
    for name in _GATHERED:
        del schema["properties"][name]
    # In its file, a theme names its standards by id; each has a file of its own.
    standard_id = schema["$defs"]["Standard"]["properties"]["id"]
    schema["$defs"]["Theme"]["properties"]["standards"]["items"] = standard_id
    schema["$defs"] = {name: schema["$defs"][name] for name in _used(schema)}
    return dict(schema)


def _used(schema: dict[str, dict[str, object]]) -> list[str]:
    found: set[str] = set()
    waiting = [json.dumps(schema["properties"])]
    while waiting:
        text = waiting.pop()
        new = {name for name in schema["$defs"] if f'"#/$defs/{name}"' in text} - found
        found |= new
        waiting += [json.dumps(schema["$defs"][name]) for name in new]
    return sorted(found)


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write()
