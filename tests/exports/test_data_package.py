"""The data package: its rules kept, hashes worked out anew, each file read as its schema says."""

import csv
import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest

from exports.canonical import digest
from exports.citation_id import citation_id
from exports.data_package import data_package
from exports.privacy import edition
from rubrics.text import LANGUAGES, Language
from tests.exports.hostile_audits import HOSTILE
from tests.exports.sample_record import sample_record, six_level_record
from tests.exports.test_privacy import planted

RECORDS = {
    **HOSTILE,
    "sample": sample_record(),
    "six": six_level_record(),
    "narrow": sample_record("public"),
}
NAMES = (
    *("criteria", "standards", "findings", "rights", "qualityrights"),
    *("voices", "evidence", "stands_out", "joint_statement", "actions"),
)
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
}
FORMULA = tuple("=+-@＝＋－＠")


@cache
def package(name: str, language: Language = "en") -> dict[str, bytes]:
    with ZipFile(BytesIO(data_package(RECORDS[name], language))) as archive:
        assert archive.testzip() is None
        return {entry: archive.read(entry) for entry in archive.namelist()}


def described(name: str, language: Language = "en") -> Any:
    return json.loads(package(name, language)["datapackage.json"])


def rows(name: str, file: str, language: Language = "en") -> list[dict[str, str]]:
    text = package(name, language)[f"data/{file}.csv"].decode()
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.parametrize("name", RECORDS)
def test_the_rules_of_the_format_are_kept(name: str) -> None:
    files, said = package(name), described(name)
    assert said["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[a-z0-9._-]+", said["name"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", said["created"])
    assert all(licence["name"] for licence in said["licenses"])
    assert all(one["title"] for one in (*said["sources"], *said["contributors"]))
    assert [one["name"] for one in said["resources"]] == list(NAMES)
    assert set(files) == {"README.txt", "datapackage.json", *(f"data/{n}.csv" for n in NAMES)}
    for resource in said["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert (resource["format"], resource["encoding"]) == ("csv", "utf-8")
        assert resource["title"]
        assert resource["description"]


@pytest.mark.parametrize("name", RECORDS)
def test_every_cell_is_of_the_type_its_column_says(name: str) -> None:
    for resource in described(name)["resources"]:
        text = package(name)[resource["path"]].decode()
        head, *lines = csv.reader(StringIO(text, newline=""))
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert len(head) == len(set(head))
        assert all(field["description"] and field["title"] for field in fields)
        for row in lines:
            for field, cell in zip(fields, row, strict=True):
                if cell:
                    READ[field["type"]](cell)
        for key in resource["schema"].get("primaryKey", []):
            found = [row[head.index(key)] for row in lines]
            assert len(set(found)) == len(found)
            assert all(found)


def test_types_are_those_of_what_is_counted() -> None:
    fields = {
        f"{resource['name']}.{field['name']}": field["type"]
        for resource in described("sample")["resources"]
        for field in resource["schema"]["fields"]
    }
    assert fields["criteria.rank"] == "integer"
    assert fields["standards.coverage"] == fields["standards.index"] == "number"
    assert fields["voices.mean"] == fields["voices.spread"] == "number"
    assert fields["voices.told_rank"] == "integer"
    assert fields["actions.due"] == "date"
    assert fields["criteria.statement"] == "string"


def test_a_day_written_otherwise_makes_a_column_of_texts() -> None:
    record = sample_record()
    first = record.actions[0].model_copy(update={"due": "after the feast"})
    changed = record.model_copy(update={"actions": (first, *record.actions[1:])})
    with ZipFile(BytesIO(data_package(changed, "en"))) as archive:
        said = json.loads(archive.read("datapackage.json"))
    (due,) = (f for f in said["resources"][-1]["schema"]["fields"] if f["name"] == "due")
    assert due["type"] == "string"


def test_figures_are_those_of_the_record() -> None:
    record = sample_record()
    assert {row["id"]: row["rank"] for row in rows("sample", "criteria")} == {
        c.id: "" if c.rank is None else str(c.rank) for c in record.criteria
    }
    (whole,) = (row for row in rows("sample", "standards") if row["id"] == "overall")
    assert [whole[name] for name in ("rated", "applicable", "coverage", "index")] == [
        *("16", "17", "0.941", "56.3")
    ]
    assert len(rows("sample", "actions")) == len(record.actions)
    assert rows("empty", "actions") == []


def test_voices_are_those_of_the_edition_without_hidden_groups() -> None:
    told = {(row["standard_id"], row["group_id"]): row for row in rows("sample", "voices", "fr")}
    users, managers = told["A", "service_users"], told["A", "managers"]
    names = ("answered", "people", "told_rank", "mean", "spread")
    assert [users[name] for name in names] == ["7", "7", "0", "0.14", "0.38"]
    assert (users["group"], managers["told_rank"]) == ("Personnes usagères", "3")
    unsure = told["C", "service_users"]
    assert [unsure[name] for name in ("dont_know_share", "refused_share")] == ["0.571", "0.286"]
    shown = {row["group_id"] for row in rows("narrow", "voices")}
    assert shown == {"peer_workers", "service_users", "staff"}
    assert {row["standard_id"] for row in rows("sample", "stands_out")} >= {"A"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_are_named_alike_in_every_language(language: Language) -> None:
    names = [
        [field["name"] for field in resource["schema"]["fields"]]
        for resource in described("sample", language)["resources"]
    ]
    assert names == [
        [field["name"] for field in resource["schema"]["fields"]]
        for resource in described("sample")["resources"]
    ]
    said = described("sample", language)
    assert (said["language"], said["title"]) == (language, said["titles"][language])
    assert set(said["titles"]) == set(LANGUAGES)


@pytest.mark.parametrize("name", RECORDS)
def test_no_cell_is_a_formula(name: str) -> None:
    for file in NAMES:
        for row in rows(name, file):
            assert not any(cell.lstrip().startswith(FORMULA) for cell in row.values())


def test_what_is_read_first_is_in_both_languages_and_names_the_record() -> None:
    text = package("sample", "fr")["README.txt"].decode()
    assert text.index("Draft, not yet answered") < text.index("Projet, la structure n’a pas")
    assert text.count(citation_id(digest(RECORDS["sample"]))) == 4
    assert "\n" not in text.replace("\r\n", "")
    assert described("sample")["id"] == citation_id(digest(RECORDS["sample"]))


def test_what_an_edition_leaves_out_is_in_no_file() -> None:
    secret = planted(sample_record(), "public", "canary-42")
    public = data_package(edition(secret, "public"), "fr")
    assert public == data_package(sample_record("public"), "fr")
    with ZipFile(BytesIO(data_package(secret, "fr"))) as archive:
        assert any(b"canary-42" in archive.read(name) for name in archive.namelist())
