"""The JSON Schemas for editors are current, and agree with the files we ship."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from rubrics.loader import installed
from rubrics.schema import FOLDER, schemas, write
from tests.rubrics.builders import TINY

BOOL = "tag:yaml.org,2002:bool"
FOLDERS = [TINY, *(info.folder for info in installed())]


class EditorLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: `yes` and `no` are words."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != BOOL or first in "tTfF"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), EditorLoader)  # noqa: S506


def validator(name: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    write(tmp_path)
    assert {file.name for file in FOLDER.glob("*.json")} == set(schemas())
    for name in schemas():
        current = (tmp_path / name).read_text(encoding="utf-8")
        assert (FOLDER / name).read_text(encoding="utf-8") == current, "python -m rubrics.schema"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: "-".join(folder.parts[-2:]))
def test_the_files_we_ship_are_valid(folder: Path) -> None:
    files = {"rubric.schema.json": [folder / "rubric.yaml"]}
    files["standard.schema.json"] = sorted((folder / "standards").glob("*.yaml"))
    files["interviews.schema.json"] = sorted(folder.glob("interviews.yaml"))
    for name, paths in files.items():
        check = validator(name)
        for path in paths:
            assert [error.message for error in check.iter_errors(read(path))] == [], path.name


def test_a_theme_names_its_standards_by_id() -> None:
    check = validator("rubric.schema.json")
    document = read(TINY / "rubric.yaml")
    document["themes"][0]["standards"] = [{"id": "A"}]
    assert [list(e.path) for e in check.iter_errors(document)] == [["themes", 0, "standards", 0]]


@pytest.mark.parametrize(
    ("part", "value", "path"),
    [
        ("answer_sets", [{"id": "one", "choices": []}], ["answer_sets", 0, "choices"]),
        ("consents", [{"use": "gossip", "script": {"en": "a", "fr": "b"}}], ["consents", 0, "use"]),
        (
            "unscored",
            [{"id": "x", "groups": ["staff"], "text": {"en": "a"}}],
            ["unscored", 0, "text"],
        ),
        ("opening", "Good morning", ["opening"]),
    ],
)
def test_slips_in_interviews_are_seen_while_writing(
    part: str, value: object, path: list[str | int]
) -> None:
    document = read(TINY / "interviews.yaml")
    found = validator("interviews.schema.json").iter_errors(document | {part: value})
    assert [list(error.path) for error in found] == [path]


@pytest.mark.parametrize("part", ["rights", "references", "lenses", "interviews"])
def test_what_has_a_file_of_its_own_does_not_stand_in_rubric_yaml(part: str) -> None:
    document = read(TINY / "rubric.yaml")
    found = validator("rubric.schema.json").iter_errors(document | {part: []})
    assert [error.validator for error in found] == ["additionalProperties"]
