"""The table of documents: each is made from its edition and has a name every system accepts."""

import re

import pytest

from exports.canonical import canonical
from exports.documents import DOCUMENTS, Document, build, file_name
from exports.privacy import WiderEditionError, edition
from exports.record import Audience, Facility
from rubrics.text import LANGUAGES, Language
from tests.exports.sample_record import hostile_record, sample_record

AUDIENCES: tuple[Audience, ...] = ("team", "facility", "public")
STARTS = {"pdf": b"%PDF-", "xlsx": b"PK\x03\x04", "csv": b"\xef\xbb\xbf", "json": b"{"}


def test_the_facility_edition_is_the_default_everywhere() -> None:
    assert set(DOCUMENTS) == {"pdf", "plan-pdf", "xlsx", "plan-xlsx", "csv", "json"}
    assert {document.audience_default for document in DOCUMENTS.values()} == {"facility"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda document: document.kind)
def test_every_document_can_be_made_and_says_whom_it_is_for(
    document: Document, language: Language
) -> None:
    content = build(document.kind, sample_record(), document.audience_default, language)
    assert content.startswith(STARTS[document.suffix])
    assert document.label(language)
    assert len(document.description(language)) > 20


def test_a_document_is_made_from_the_edition_of_its_audience() -> None:
    record = sample_record()
    for audience in AUDIENCES:
        assert build("json", record, audience, "en") == canonical(edition(record, audience))
    with pytest.raises(WiderEditionError):
        build("csv", sample_record("public"), "team", "en")


def test_a_file_name_says_what_where_when_for_whom_and_that_it_is_a_draft() -> None:
    name = file_name("plan-xlsx", sample_record(), "facility", "en")
    assert name == (
        "action-plan-centre-de-sante-mentale-de-lexemple-2027-03-09-facility-draft-invented-en.xlsx"
    )
    final = sample_record(state="final", invented=False)
    name = file_name("pdf", final, "public", "fr")
    assert name == "rapport-centre-de-sante-mentale-de-lexemple-2027-03-09-public-fr.pdf"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_system_accepts_the_name(kind: str, language: Language) -> None:
    foreign = sample_record(facility=Facility(id="f", name="مركز"))
    for record in (sample_record(), hostile_record(), foreign):
        for audience in AUDIENCES:
            name = file_name(kind, record, audience, language)  # type: ignore[arg-type]
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.(pdf|xlsx|csv|json)", name)
            assert len(name) <= 120
