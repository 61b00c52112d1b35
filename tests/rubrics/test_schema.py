"""The JSON Schemas for editors are current, and agree with the files we ship."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from rubrics.loader import installed
from rubrics.schema import FOLDER, schemas, write

FOLDERS = [info.folder for info in installed()]


def validator(name: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    write(tmp_path)
    for name in schemas():
        current = (tmp_path / name).read_text(encoding="utf-8")
        assert (FOLDER / name).read_text(encoding="utf-8") == current, "python -m rubrics.schema"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_files_we_ship_are_valid(folder: Path) -> None:
    files = {"rubric.schema.json": [folder / "rubric.yaml"]}
    files["standard.schema.json"] = sorted((folder / "standards").glob("*.yaml"))
    for name, paths in files.items():
        check = validator(name)
        for path in paths:
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert [error.message for error in check.iter_errors(document)] == [], path.name


def test_a_theme_names_its_standards_by_id() -> None:
    check = validator("rubric.schema.json")
    document = yaml.safe_load((FOLDERS[0] / "rubric.yaml").read_text(encoding="utf-8"))
    document["themes"][0]["standards"] = [{"id": "A"}]
    assert [list(e.path) for e in check.iter_errors(document)] == [["themes", 0, "standards", 0]]
