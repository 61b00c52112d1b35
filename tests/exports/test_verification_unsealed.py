"""Files of ours without a seal: told calmly what they are, never accused, never called genuine."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from exports.citation_id import citation_id
from exports.documents import Kind, build
from exports.seal import sealed
from exports.stable_zip import zipped
from exports.verification import unsealed, verify
from rubrics.text import LANGUAGES, Language
from tests.exports.test_seal import KEY
from tests.exports.verified_files import CANONICAL, KEYS, RECORD, SEALED, said

NUMBER = citation_id(sealed(CANONICAL, KEY).sha256)
CITING: dict[Kind, str] = {
    "docx": "unsealed_word",
    "bib": "unsealed_citation",
    "ris": "unsealed_citation",
    "csl": "unsealed_citation",
}


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(**changed: bytes) -> bytes:
    """Return the data package with other files in it."""
    names = {"criteria": "data/criteria.csv", "record": "record.json", "list": "datapackage.json"}
    more = {names[key]: content for key, content in changed.items()}
    return zipped({**parts(build("data", RECORD, "team", "en")), **more}.items())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CITING)
def test_what_names_its_number_is_told_by_its_kind(kind: Kind, language: Language) -> None:
    verdict = verify(build(kind, RECORD, "team", language), KEYS)
    assert said(verdict) == ("unsealed", [(CITING[kind], ""), ("names_number", "")])
    assert dict(verdict.remarks[1].values) == {"citation": NUMBER}
    assert verdict.citation == ""  # what anybody can write is not the number of a record


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "told"), [("csv", "unsealed_table"), ("ics", "unsealed_calendar")]
)
def test_what_names_no_number_is_told_too(kind: Kind, told: str, language: Language) -> None:
    made = build(kind, RECORD, "team", language)
    assert said(verify(made, KEYS)) == ("unsealed", [(told, "")])


def test_a_table_out_of_a_package_is_known_too() -> None:
    table = parts(package())["data/criteria.csv"]
    assert said(verify(table, KEYS)) == ("unsealed", [("unsealed_table", "")])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_package_is_as_its_own_list_says(language: Language) -> None:
    expected = ["unsealed_package", "package_same", "names_number"]
    verdict = verify(build("data", RECORD, "team", language), KEYS)
    assert (verdict.outcome, [each.kind for each in verdict.remarks]) == ("unsealed", expected)


def test_a_changed_or_missing_file_of_a_package_is_named() -> None:
    changed = verify(package(criteria=b"id\r\n"), KEYS)
    assert said(changed) == ("altered", [("package_differs", "data/criteria.csv")])
    whole = parts(package())
    del whole["data/findings.csv"]
    gone = verify(zipped(whole.items()), KEYS)
    assert said(gone) == ("altered", [("package_differs", "data/findings.csv")])


@pytest.mark.parametrize(
    "listed",
    [
        b"[]",
        b"{",
        b'{"producer": "Somebody"}',
        b'{"producer": ["Peer Rights Audit"], "resources": [1]}',
    ],
)
def test_a_package_of_somebody_else_is_not_ours(listed: bytes) -> None:
    assert verify(package(list=listed), KEYS).outcome == "foreign"


def test_a_record_in_an_archive_is_checked_and_vouches_for_nothing_beside_it() -> None:
    verdict = verify(zipped([("a.txt", b"a"), ("x/record.json", SEALED)]), KEYS)
    assert said(verdict) == (
        "unsealed",
        [("archived_genuine", "x/record.json"), ("sealed_by", "")],
    )
    assert verdict.citation == NUMBER
    kinds = [each.kind for each in verify(package(record=SEALED), KEYS).remarks]
    assert kinds[0] == "archived_genuine"
    assert "package_same" in kinds
    unknown = verify(zipped([("record.json", SEALED)]), {})
    assert said(unknown)[1][0] == ("archived_unknown_key", "record.json")


def test_an_altered_record_in_an_archive_is_an_alteration() -> None:
    whole = json.loads(SEALED)
    whole["record"]["facility"]["name"] = "Elsewhere"
    changed = json.dumps(whole).encode()
    verdict = verify(zipped([("record.json", changed)]), KEYS)
    assert verdict.outcome == "altered"
    assert verdict.remarks[0].kind == "archived_altered"


def test_other_archives_and_word_files_are_not_ours() -> None:
    written = BytesIO()
    Document().save(written)
    for data in (written.getvalue(), zipped([("a.txt", b"a"), ("b.json", b"{}")])):
        assert said(verify(data, KEYS)) == ("foreign", [("no_record", "")])


def test_an_archive_made_to_fill_the_memory_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = zipped([("record.json", SEALED)])
    monkeypatch.setattr(unsealed, "_LARGEST", len(SEALED) - 1)
    assert verify(archive, KEYS).outcome == "foreign"
    monkeypatch.setattr(unsealed, "_LARGEST", len(SEALED))
    assert verify(archive, KEYS).outcome == "unsealed"
    monkeypatch.setattr(unsealed, "_MOST_FILES", 0)
    assert verify(archive, KEYS).outcome == "foreign"
