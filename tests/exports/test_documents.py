"""The table of documents: each is made from its edition and has a name every system accepts."""

import re

import pytest

from exports.canonical import canonical
from exports.documents import DOCUMENTS, Document, Kind, build, file_name
from exports.privacy import WiderEditionError, edition
from exports.record import Audience, Facility
from rubrics.text import LANGUAGES, Language
from tests.exports.hostile_audits import HOSTILE
from tests.exports.pdf_checks import attachments, words_of
from tests.exports.sample_record import hostile_record, installed, sample_record
from tests.exports.test_privacy import NARROW, planted

AUDIENCES: tuple[Audience, ...] = ("team", "facility", "public")
STARTS: dict[Kind, bytes] = {
    "pdf": b"%PDF-",
    "plan-pdf": b"%PDF-",
    "summary-pdf": b"%PDF-",
    "exit-pdf": b"%PDF-",
    "large-pdf": b"%PDF-",
    "forms-pdf": b"%PDF-",
    "html": b"<!DOCTYPE html>\n<html lang=",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "plan-xlsx": b"PK\x03\x04",
    "csv": b"\xef\xbb\xbf",
    "data": b"PK\x03\x04",
    "json": b"{",
    "bib": b"@misc{",
    "ris": b"TY  - RPRT\r\n",
    "csl": b"[",
    "ics": b"BEGIN:VCALENDAR\r\n",
}
# Documents whose words stand in the file as they are.
PLAIN: tuple[Kind, ...] = ("html", "csv", "json", "bib", "ris", "csl", "ics")
# Those that go from hand to hand: even the team's holds nothing the public may not read.
TRAVELLING: tuple[Kind, ...] = ("bib", "ris", "csl", "ics")
PASSED_AROUND: tuple[Kind, ...] = ("summary-pdf", "exit-pdf")


def test_the_facility_edition_is_the_default_everywhere() -> None:
    assert set(DOCUMENTS) == set(STARTS)
    assert {document.audience_default for document in DOCUMENTS.values()} == {"facility"}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda document: document.kind)
def test_every_document_can_be_made_and_says_whom_it_is_for(document: Document) -> None:
    record = HOSTILE["not applicable"]
    content = build(document.kind, record, document.audience_default, "en")
    assert content.startswith(STARTS[document.kind])
    for language in LANGUAGES:
        assert document.label(language)
        assert len(document.description(language)) > 20


def test_a_document_is_made_from_the_edition_of_its_audience() -> None:
    record = sample_record()
    for audience in AUDIENCES:
        assert build("json", record, audience, "en") == canonical(edition(record, audience))
    with pytest.raises(WiderEditionError):
        build("csv", sample_record("public"), "team", "en")


def words_in(content: bytes) -> str:
    """Return a text file with its folded lines whole again."""
    return content.replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", NARROW)
@pytest.mark.parametrize("kind", PLAIN)
def test_no_document_holds_a_text_that_may_not_leave(
    kind: Kind, audience: Audience, language: Language
) -> None:
    record = planted(sample_record(), audience, "canary-4242")
    assert "canary-4242" in words_in(build("json", record, "team", language))
    assert "canary-4242" not in words_in(build(kind, record, audience, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TRAVELLING)
def test_a_citation_or_a_calendar_of_the_team_tells_no_more_than_the_publics(
    kind: Kind, language: Language
) -> None:
    record = planted(sample_record(), "public", "canary-4242")
    assert "canary-4242" not in words_in(build(kind, record, "team", language))


def test_paper_forms_are_one_file_for_every_reader() -> None:
    record = installed(sample_record())
    held = {canonical(DOCUMENTS["forms-pdf"].held(edition(record, who), who)) for who in AUDIENCES}
    assert len(held) == 1
    assert len({file_name("forms-pdf", record, who, "fr") for who in AUDIENCES}) == 1


@pytest.mark.parametrize("kind", PASSED_AROUND)
def test_what_is_passed_around_is_one_file_for_every_reader_and_holds_the_public_edition(
    kind: Kind,
) -> None:
    record = installed(planted(sample_record(), "public", "canary-4242"))
    team, facility, public = (build(kind, record, who, "fr") for who in AUDIENCES)
    assert team == facility == public
    (attached,) = attachments(team).values()
    assert attached == canonical(edition(record, "public"))
    assert b"canary-4242" not in attached
    assert "canary-4242" not in words_of(team)
    assert "Pour le public" not in words_of(team)
    assert len({file_name(kind, record, who, "fr") for who in AUDIENCES}) == 1


def test_what_is_passed_around_says_so_where_it_is_offered() -> None:
    saying: dict[Language, str] = {
        "en": "public edition attached",
        "fr": "édition publique en pièce",
    }
    for language, said in saying.items():
        described = {kind for kind, one in DOCUMENTS.items() if said in one.description(language)}
        held = {kind for kind, one in DOCUMENTS.items() if one.passed_around and not one.filled_in}
        assert described == held == set(PASSED_AROUND)


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
            assert re.fullmatch(
                r"[a-z0-9]+(-[a-z0-9]+)*\.(pdf|html|docx|xlsx|csv|zip|json|bib|ris|ics)", name
            )
            assert len(name) <= 120
