"""Whether a page is genuine: what is caught, and the part in which it is said to be."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest

from exports import documents
from exports.canonical import canonical
from exports.citation_id import citation_id
from exports.html.booklet import booklet_html
from exports.known_keys import KnownKeys
from exports.record import AuditRecord
from exports.seal import Seal, sealed
from exports.verification import html as html_verification
from exports.verification import verify
from exports.verification.verdict import Verdict
from rubrics.loader import digest, find
from rubrics.text import LANGUAGES, Language
from tests.exports.hostile_audits import MARKUP, typed_everywhere
from tests.exports.test_seal import KEY
from tests.exports.verified_files import (
    CANONICAL,
    KEYS,
    OTHER_VERSION,
    RECORD,
    by_key,
    flipped,
    said,
)

STATEMENT = RECORD.criteria[0].statement.en
ROW = f"A1 · {STATEMENT}"


@cache
def made(language: Language = "en") -> bytes:
    return documents.build("html", RECORD, "team", language, by_key)


@pytest.fixture(autouse=True, scope="module")
def made_once() -> Iterator[None]:
    """Make the page once: what is verified many times need not be made as often."""
    page = documents.DOCUMENTS["html"]

    @cache
    def kept(record: bytes, language: Language, seal: Seal | None) -> bytes:
        read = AuditRecord.model_validate_json(record)
        return page.build(read, language, lambda _: seal)

    def build(record: AuditRecord, language: Language, sealer: documents.Sealer) -> bytes:
        found = canonical(record)
        return kept(found, language, sealer(found))

    known = {"html": documents.Document("html", page.suffix, page.media_type, build)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_verification, "DOCUMENTS", known)
        yield


def checked(data: bytes, keys: KnownKeys = KEYS) -> tuple[str, list[tuple[str, str]]]:
    return said(verify(data, keys))


def test_the_page_is_changed_in_these_tests() -> None:
    assert made().count(STATEMENT.encode()) == 2 + 1  # a heading, the list of strengths, the record


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_made_and_sealed_is_genuine(language: Language) -> None:
    verdict = verify(made(language), KEYS)
    assert said(verdict) == ("genuine", [("sealed_by", "")])
    assert verdict.citation == citation_id(sealed(CANONICAL, KEY).sha256)


def test_text_like_markup_is_genuine_too() -> None:
    record = typed_everywhere(RECORD, MARKUP)
    assert checked(documents.build("html", record, "team", "fr", by_key))[0] == "genuine"


def test_keys_and_seals_count_as_they_do_for_other_files() -> None:
    unsealed = documents.build("html", RECORD, "team", "en")
    assert checked(made(), {}) == ("unknown_key", [("unknown_key", "")])
    assert checked(unsealed) == ("unknown_key", [("no_seal", "")])
    assert checked(unsealed.replace(b"Full", b"Fool", 1))[0] == "altered"


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        (f"{STATEMENT}</h4>", "Nothing.</h4>", [ROW]),
        (f"{STATEMENT}</a>", "Nothing.</a>", ["What we found"]),
        ('<td class="number">1 of 1', '<td class="number">9 of 9', ["The figures"]),
        ('id="criterion-A1"', 'id="criterion-A2"', [ROW, ROW]),
        ("</body>", "<p>And more.</p></body>", ["Checking this document"]),
    ],
)
def test_a_change_is_named_by_its_part(before: str, after: str, places: list[str]) -> None:
    changed = made().replace(before.encode(), after.encode(), 1)
    assert changed != made()
    assert checked(changed) == ("altered", [("part_differs", place) for place in places])


def test_a_change_before_the_first_heading_is_said_in_words() -> None:
    changed = made().replace(b"--ink:", b"--inc:", 1)
    assert checked(changed) == ("altered", [("head_differs", "")])


def test_a_part_taken_away_is_named() -> None:
    start, end = (made().index(f'<h3 id="{key}"'.encode()) for key in ("standard-A", "check"))
    places = [place for _, place in checked(made()[:start] + made()[end:])[1]]
    assert "A · A prepared environment" in places
    assert ROW in places


def test_no_flipped_byte_is_genuine() -> None:
    page = made()
    flips = [flipped(page, at, mask) for mask in (1, 32) for at in range(0, len(page), 997)]
    outcomes = {verify(one, KEYS).outcome for one in flips}
    assert "genuine" not in outcomes
    assert outcomes <= {"altered", "foreign", "other_version"}


def test_a_flip_in_what_the_page_says_of_itself_is_an_alteration() -> None:
    head = made()[: made().index(b"<style>")]
    assert {verify(flipped(made(), at, 1), KEYS).outcome for at in range(16, len(head), 23)} == {
        "altered"
    }


def test_a_changed_record_does_not_fit_its_seal() -> None:
    changed = made().replace(b'"as_of":"2027-03-09"', b'"as_of":"2027-03-08"')
    assert checked(changed) == ("altered", [("not_what_was_sealed", "record")])


def test_a_record_that_cannot_be_read_is_damaged() -> None:
    broken = re.sub(rb'(id="record">).', rb"\1[", made())
    assert checked(broken) == ("altered", [("damaged", "")])


def test_a_record_written_otherwise_is_still_compared_byte_by_byte() -> None:
    inside = re.search(rb'id="record">([^<]*)<', made())
    assert inside is not None
    spaced = json.dumps(json.loads(inside[1])).replace("<", "\\u003c").encode()
    changed = made().replace(inside[1], spaced)
    assert checked(changed) == ("altered", [("part_differs", "Checking this document")])


def test_a_page_without_its_record_is_ours_and_says_so() -> None:
    bare = re.sub(rb"<script.*</script>", b"", made())
    assert checked(bare) == ("altered", [("record_gone", "")])


def test_bytes_added_are_found() -> None:
    assert checked(made() + b"\n")[0] == "altered"


def test_a_page_in_no_language_of_ours_cannot_be_made_again() -> None:
    changed = made().replace(b'<html lang="en"', b'<html lang="de"')
    assert checked(changed) == ("altered", [("bad_keywords", "")])


def test_other_pages_carry_no_record() -> None:
    rubric = find("peer-group-check")
    for page in (
        b"<!DOCTYPE html><html><body>Hello</body></html>",
        booklet_html(rubric, digest(rubric), "en"),
    ):
        assert checked(page) == ("foreign", [("no_record", "")])


def by_another_version(page: bytes, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    monkeypatch.setattr(html_verification, "maker", lambda: OTHER_VERSION)
    return verify(page, KEYS)


def test_a_page_of_another_version_is_compared_by_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verdict = by_another_version(made().replace(b"--ink:", b"--inc:"), monkeypatch)
    assert said(verdict) == (
        "other_version",
        [("sealed_by", ""), ("made_by", ""), ("same_words", "")],
    )
    changed = made().replace(f"{STATEMENT}</h4>".encode(), b"Nothing.</h4>")
    verdict = by_another_version(changed, monkeypatch)
    assert verdict.remarks[-1].kind == "parts_worded_otherwise"
    assert dict(verdict.remarks[-1].values) == {"parts": ROW}
    before = re.sub(rb'(<p class="kicker">)', rb"\1x", changed)
    verdict = by_another_version(before, monkeypatch)
    assert [each.kind for each in verdict.remarks[2:]] == [
        "head_worded_otherwise",
        "parts_worded_otherwise",
    ]
    verdict = by_another_version(made().replace(b'lang="en"', b'lang="de"'), monkeypatch)
    assert verdict.remarks[-1].kind == "not_compared"
