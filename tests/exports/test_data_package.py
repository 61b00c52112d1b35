"""The data package: its rules kept, hashes worked out anew, each file read as its schema says."""

import json
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from exports.canonical import digest
from exports.citation_id import citation_id
from exports.data_package import data_package
from exports.privacy import edition
from rubrics.text import LANGUAGES, Language
from tests.exports.changed_record import changed_record
from tests.exports.hostile_audits import HOSTILE
from tests.exports.package_reading import Package, Rows, package_faults
from tests.exports.sample_record import sample_record, six_level_record
from tests.exports.test_privacy import planted

RECORDS = {
    **HOSTILE,
    "sample": sample_record(),
    "six": six_level_record(),
    "narrow": sample_record("public"),
    "changed": changed_record(),
}
NAMES = (
    *("criteria", "standards", "findings", "rights", "qualityrights"),
    *("comparison", "comparison_told"),
    *("voices", "evidence", "stands_out", "joint_statement", "actions"),
)


@cache
def made(name: str, language: Language = "en") -> bytes:
    return data_package(RECORDS[name], language)


def package(name: str, language: Language = "en") -> dict[str, bytes]:
    return Package(made(name, language)).files


def described(name: str, language: Language = "en") -> Any:
    return Package(made(name, language)).said


def rows(name: str, file: str, language: Language = "en") -> Rows:
    return Package(made(name, language)).rows(file)


@pytest.mark.parametrize("name", RECORDS)
def test_the_rules_of_the_standard_are_kept(name: str) -> None:
    assert package_faults(made(name)) == []
    assert [one["name"] for one in described(name)["resources"]] == list(NAMES)


def damaged(path: tuple[str | int, ...], to: object) -> bytes:
    """Return the sample's package with one thing in its descriptor said otherwise."""
    files, tree = package("changed").copy(), described("changed")
    branch: Any = tree
    for step in path[:-1]:
        branch = branch[step]
    branch[path[-1]] = to
    files["datapackage.json"] = json.dumps(tree).encode()
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


CRITERIA = ("resources", 0, "schema")


@pytest.mark.parametrize(
    ("path", "to", "told"),
    [
        (("name",), "Not a name", "name"),
        (("licenses", 0, "name"), "any licence", "licenses"),
        (("resources", 0, "bytes"), 1, "criteria: bytes"),
        (("resources", 0, "hash"), "sha256:00", "criteria: hash"),
        (("resources", 1, "$schema"), "", "standards: $schema"),
        ((*CRITERIA, "fields", 2, "name"), "other", "criteria: head"),
        ((*CRITERIA, "fields", 0, "type"), "integer", "criteria.id: 'A1' is no integer"),
        ((*CRITERIA, "primaryKey"), ["standard_id"], "criteria: primaryKey"),
        ((*CRITERIA, "fields", 4, "constraints"), {"required": True}, "criteria.rank: required"),
        (
            (*CRITERIA, "foreignKeys", 0, "reference", "fields"),
            ["standard"],
            "criteria: foreignKeys: ('A',)",
        ),
    ],
)
def test_the_reader_sees_what_is_wrong(path: tuple[str | int, ...], to: object, told: str) -> None:
    assert package_faults(damaged(("keywords",), ["one"])) == []
    assert told in package_faults(damaged(path, to))


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


def test_what_changed_is_told_by_criterion_and_in_words() -> None:
    found = {row["id"]: row for row in rows("changed", "comparison")}
    assert len(found) == 16
    names = ("rank_before", "rank_now", "moved", "level_before", "level_now")
    assert [found["A1"][name] for name in names] == ["1", "3", "2", "Initiated", "Full"]
    assert [found["B1"][name] for name in names] == ["1", "0", "-1", "Initiated", "Not initiated"]
    told = {row["topic"]: row["told"] for row in rows("changed", "comparison_told")}
    assert told["Criteria compared"].startswith("Of 16 criteria compared, ")
    assert rows("sample", "comparison") == rows("sample", "comparison_told") == []


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


def test_what_is_read_first_is_in_both_languages_and_names_the_record() -> None:
    text = package("sample", "fr")["README.txt"].decode()
    # The language that was asked for comes first.
    assert text.index("Projet, la structure n’a pas") < text.index("Draft, not yet answered")
    assert text.count(citation_id(digest(RECORDS["sample"]))) == 4
    assert "\n" not in text.replace("\r\n", "")
    assert described("sample")["id"] == citation_id(digest(RECORDS["sample"]))


def test_what_an_edition_leaves_out_is_in_no_file() -> None:
    secret = planted(sample_record(), "public", "canary-42")
    public = data_package(edition(secret, "public"), "fr")
    assert public == data_package(sample_record("public"), "fr")
    with ZipFile(BytesIO(data_package(secret, "fr"))) as archive:
        assert any(b"canary-42" in archive.read(name) for name in archive.namelist())
