"""Whether a file is genuine: what is caught, where it is said to be, and what is never accused."""

import json
import re
from typing import Any

import pytest
import rfc8785
from typing_extensions import override

from exports.canonical import canonical
from exports.citation_id import citation_id
from exports.documents import DOCUMENTS, Kind, build
from exports.known_keys import KnownKey
from exports.maker import maker
from exports.pdf.booklet import booklet_pdf
from exports.recompute import recomputed
from exports.record import Audience
from exports.report.words import ReportWords
from exports.seal import sealed, sealed_json
from exports.verification import pdf as pdf_verification
from exports.verification import record as record_verification
from exports.verification import verify
from exports.verification import workbook as workbook_verification
from exports.verification.verdict import worst
from exports.workbook.book import Book, finish
from rubrics.loader import digest, find
from rubrics.text import Language
from tests.exports.sample_record import sample_record
from tests.exports.test_seal import KEY, OTHER_KEY
from tests.exports.verified_files import (
    CANONICAL,
    KEYS,
    OTHER_PDFS,
    OTHER_VERSION,
    OWN,
    PDFS,
    RECORD,
    SEALED,
    WORKBOOKS,
    by_key,
    changed,
    flipped,
    made,
    said,
    unsealed,
)

# -- genuine, or nearly


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", [*PDFS, *OTHER_PDFS, *WORKBOOKS, "json"])
def test_what_we_made_and_sealed_is_genuine(kind: Kind, language: Language) -> None:
    verdict = verify(made(kind, language), KEYS)
    assert said(verdict) == ("genuine", [("sealed_by", "")])
    assert dict(verdict.remarks[0].values) == {"name": "Collectif", "key": OWN}
    held = canonical(DOCUMENTS[kind].held(RECORD, "team"))
    assert verdict.citation == citation_id(sealed(held, KEY).sha256)


@pytest.mark.parametrize("audience", ["facility", "public"])
def test_the_whole_sample_is_genuine_in_its_editions(audience: Audience) -> None:
    file = build("pdf", recomputed(sample_record()), audience, "fr", by_key)
    assert verify(file, KEYS).outcome == "genuine"


@pytest.mark.parametrize("typed", ["%PDF-1.7", "<html lang=x>", "PK"])
@pytest.mark.parametrize("kind", ["json", "html"])
def test_what_was_typed_does_not_make_it_another_kind_of_file(kind: Kind, typed: str) -> None:
    given = RECORD.model_copy(
        update={"facility": RECORD.facility.model_copy(update={"name": typed})}
    )
    assert verify(build(kind, given, "team", "en", by_key), KEYS).outcome == "genuine"


@pytest.mark.parametrize("kind", [*PDFS, *WORKBOOKS, "json"])
def test_a_key_that_is_not_known_is_said(kind: Kind) -> None:
    theirs = {OWN: KnownKey(OTHER_KEY.public_key().public_bytes_raw())}
    for keys in ({}, theirs):
        verdict = verify(made(kind), keys)
        assert said(verdict) == ("unknown_key", [("unknown_key", "")])
    assert said(verify(made(kind), {OWN: KnownKey(KEYS[OWN].public_key)}))[1] == [("key", "")]


@pytest.mark.parametrize("kind", [*PDFS, *WORKBOOKS, "json"])
def test_without_a_seal_nobody_vouches(kind: Kind) -> None:
    verdict = verify(unsealed(kind), KEYS)
    assert said(verdict) == ("unknown_key", [("no_seal", "")])
    assert verdict.citation == citation_id(sealed(CANONICAL, KEY).sha256)


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"{}", b"[]", b"null", b'{"record":{},"seal":{}}', b"[" * 99_999, b"\xff"],
)
def test_what_holds_no_record_is_not_ours(data: bytes) -> None:
    assert said(verify(data, KEYS)) == ("foreign", [("not_a_record", "")])


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"PK"])
def test_what_cannot_be_read_is_not_ours(data: bytes) -> None:
    assert said(verify(data, KEYS)) == ("foreign", [("not_readable", "")])


def test_other_pdfs_and_workbooks_carry_no_record() -> None:
    rubric, book = find("peer-group-check"), Book("Title", "en")
    book.add_sheet("Sheet")
    for file in (booklet_pdf(rubric, digest(rubric), "en"), finish(book, None)):
        assert said(verify(file, KEYS)) == ("foreign", [("no_record", "")])


# -- records


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
@pytest.mark.parametrize("data", [SEALED, CANONICAL], ids=["sealed", "unsealed"])
def test_one_flipped_byte_of_a_record_is_never_genuine(data: bytes, mask: int) -> None:
    # Without a seal, a text may be changed and nobody can tell; then nobody vouches for it either.
    passed = {"altered", "foreign", "other_version"} | (
        {"unknown_key"} if data != SEALED else set()
    )
    # Another set of places for each mask; a step that no length of our keys divides.
    places = range(mask % 17, len(data), 17)
    outcomes = {verify(flipped(data, at, mask), KEYS).outcome for at in places}
    assert "altered" in outcomes
    assert outcomes <= passed


def test_a_flip_within_a_sealed_record_is_an_alteration_not_a_stranger() -> None:
    start, end = len(b'{"record":'), SEALED.index(b',"seal":')
    outcomes = [verify(flipped(SEALED, at, 1), KEYS).outcome for at in range(start, end, 13)]
    assert set(outcomes) == {"altered"}


@pytest.mark.parametrize(
    ("path", "to", "remarks"),
    [
        (("record", "facility", "name"), "Other", [("not_what_was_sealed", "record")]),
        (
            ("record", "overall", "figures", "rated"),
            9,
            [("not_what_was_sealed", "record"), ("not_following", "overall.figures.rated")],
        ),
        (
            ("record", "criteria", 0, "rank"),
            77,
            [
                ("not_what_was_sealed", "record"),
                ("impossible", f"criteria.{RECORD.criteria[0].id}.rank"),
            ],
        ),
        (
            ("record", "state"),
            "lost",
            [("not_what_was_sealed", "record"), ("misshapen", "state")],
        ),
        (("seal", "made_by"), OTHER_VERSION, [("bad_signature", "seal.signature")]),
        (("seal", "key"), "0" * 16, [("bad_seal", "seal")]),
        (("seal", "more"), "x", [("bad_seal", "seal")]),
        (
            ("record", "schema_version"),
            "1.1",
            [("not_what_was_sealed", "record"), ("misshapen", "schema_version")],
        ),
    ],
)
def test_an_altered_record_says_where(
    path: tuple[str | int, ...], to: Any, remarks: list[tuple[str, str]]
) -> None:
    assert said(verify(rfc8785.dumps(changed(*path, to=to)), KEYS)) == ("altered", remarks)


def test_a_forged_figure_without_a_seal_is_altered_with_what_follows() -> None:
    forged = changed("record", "overall", "figures", "rated", to=9)["record"]
    verdict = verify(rfc8785.dumps(forged), KEYS)
    assert said(verdict) == ("altered", [("not_following", "overall.figures.rated")])
    assert dict(verdict.remarks[0].values) == {"expected": "1"}


def test_a_seal_over_contradictions_does_not_make_them_true() -> None:
    forged = rfc8785.dumps(changed("record", "overall", "figures", "rated", to=9)["record"])
    verdict = verify(sealed_json(forged, sealed(forged, KEY)), KEYS)
    assert said(verdict) == ("altered", [("not_following", "overall.figures.rated")])


@pytest.mark.parametrize("indent", [0, 2])
def test_a_record_written_otherwise_is_not_the_original(indent: int) -> None:
    for data in (SEALED, CANONICAL):
        again = json.dumps(json.loads(data), indent=indent).encode()
        assert said(verify(again, KEYS)) == ("altered", [("rewritten", "")])
        assert said(verify(data + b"\n", KEYS)) == ("altered", [("rewritten", "")])


def test_another_version_of_the_format_is_said() -> None:
    newer = rfc8785.dumps(json.loads(CANONICAL) | {"schema_version": "2.0", "more": 1})
    for data in (newer, sealed_json(newer, sealed(newer, KEY))):
        assert said(verify(data, KEYS)) == ("other_version", [("other_schema", "schema_version")])


# -- PDF


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("kind", PDFS)
def test_one_flipped_byte_of_a_pdf_is_never_genuine(kind: Kind) -> None:
    pdf = made(kind)
    places = {*range(0, len(pdf), len(pdf) // 60), *range(12), *range(len(pdf) - 40, len(pdf), 5)}
    for at in sorted(places):
        verdict = verify(flipped(pdf, at, 0x01), KEYS)
        assert verdict.outcome in ("altered", "foreign"), at
    assert verify(pdf, KEYS).outcome == "genuine"


def forged_pdf(**changes: Any) -> bytes:
    """Return a report drawn from other data, with the sealed record attached all the same."""

    class Forged(ReportWords):
        @property
        @override
        def attached(self) -> bytes:
            return SEALED

        @property
        @override
        def citation(self) -> str:
            return citation_id(sealed(CANONICAL, KEY).sha256)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("exports.pdf.report.ReportWords", Forged)
        return build("pdf", RECORD.model_copy(update=changes), "team", "en", by_key)


def test_a_page_that_says_something_else_is_named() -> None:
    reworded = RECORD.standards[0].model_copy(update={"finding": "All is well."})
    verdict = verify(forged_pdf(standards=(reworded,)), KEYS)
    assert verdict.outcome == "altered"
    (remark,) = verdict.remarks
    assert remark.kind == "pages_differ"
    pages = [int(page) for page in str(dict(remark.values)["pages"]).split(", ")]
    genuine = pdf_verification._texts(made("pdf"))
    holding = [n for n, text in enumerate(genuine, 1) if RECORD.standards[0].finding[:25] in text]
    assert holding
    assert set(holding) <= set(pages)
    assert len(pages) < len(genuine)


def test_bytes_after_the_end_are_counted() -> None:
    verdict = verify(made("pdf") + b"% added\n", KEYS)
    assert said(verdict) == ("altered", [("bytes_added", "")])
    assert dict(verdict.remarks[0].values) == {"n": 8}


def test_a_change_that_no_text_shows_is_caught() -> None:
    moved = re.sub(rb"/ModDate\(D:2027", b"/ModDate(D:2026", made("pdf"), count=1)
    assert moved != made("pdf")
    assert said(verify(moved, KEYS)) == ("altered", [("bytes_differ", "")])


def test_a_pdf_without_its_record_is_altered() -> None:
    gone = made("pdf").replace(b"/EmbeddedFiles", b"/EmbeddedFilez")
    assert said(verify(gone, KEYS)) == ("altered", [("record_gone", "")])


def test_a_pdf_that_says_it_is_another_document_is_altered() -> None:
    renamed = made("pdf").replace(b", pdf, en", b", pdf, xx")
    assert said(verify(renamed, KEYS)) == ("altered", [("bad_keywords", "")])
    other = made("pdf").replace(b", pdf, en", b", pdf, fr")
    assert verify(other, KEYS).remarks[0].kind == "pages_differ"


@pytest.mark.parametrize("kind", [*PDFS, *WORKBOOKS])
def test_a_document_by_another_version_is_compared_by_text(
    monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    before = made(kind)
    for module in (pdf_verification, workbook_verification):
        monkeypatch.setattr(module, "maker", lambda: OTHER_VERSION)
    same = "same_text" if kind in PDFS else "same_cells"
    kinds = ["sealed_by", "made_by", same]
    verdict = verify(before, KEYS)
    assert (verdict.outcome, [each.kind for each in verdict.remarks]) == ("other_version", kinds)
    assert dict(verdict.remarks[1].values)["made_by"] == maker()
    # What nobody known vouches for is worse than what another version made.
    assert verify(before, {}).outcome == "unknown_key"


def test_a_version_cannot_be_claimed_to_escape_comparison() -> None:
    claimed = forged_pdf().replace(maker().encode(), OTHER_VERSION.ljust(len(maker())).encode())
    assert verify(claimed, KEYS).outcome == "altered"


def test_pages_of_another_version_that_differ_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_verification, "maker", lambda: OTHER_VERSION)
    reworded = RECORD.standards[0].model_copy(update={"finding": "All is well."})
    verdict = verify(forged_pdf(standards=(reworded,)), KEYS)
    assert verdict.outcome == "other_version"
    assert verdict.remarks[-1].kind == "pages_worded_otherwise"


# -- several


def test_the_worst_outcome_wins() -> None:
    assert worst([]) == "genuine"
    assert worst(["genuine", "other_version"]) == "other_version"
    assert worst(["other_version", "unknown_key"]) == "unknown_key"
    assert worst(["foreign", "unknown_key"]) == "foreign"
    assert worst(["altered", "foreign", "genuine"]) == "altered"


def test_marks_are_words_of_every_record() -> None:
    marks = record_verification._MARKS
    assert all(mark in SEALED for mark in marks)
