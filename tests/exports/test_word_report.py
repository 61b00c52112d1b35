"""The report as a Word file: read back with python-docx, and held against the format's order."""

import re
from datetime import datetime
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from exports.canonical import digest
from exports.citation_id import citation_id
from exports.privacy import edition
from exports.report.typed import lines_of
from exports.word import report_docx
from rubrics.text import LANGUAGES, Language
from tests.exports.hostile_audits import HOSTILE
from tests.exports.pdf_checks import flat
from tests.exports.sample_record import sample_record
from tests.exports.test_privacy import planted
from tests.exports.word_reading import order_faults, parts, words_of_word_file

RECORDS = {**HOSTILE, "sample": sample_record()}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def word(name: str, language: Language = "en") -> bytes:
    return report_docx(RECORDS[name], language)


@cache
def document(name: str, language: Language = "en") -> Document:
    return docx.Document(BytesIO(word(name, language)))


@pytest.mark.parametrize("name", ["sample", "arabic", "empty"])
def test_every_part_is_in_the_order_of_the_format(name: str) -> None:
    assert order_faults(word(name)) == []


def test_tables_repeat_their_heads_and_keep_rows_whole() -> None:
    tables = document("sample").tables
    with_head = [
        t for t in tables if t._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    ]
    # Beside the five of every report: one for each standard, the interviews, the tests, and
    # what charts show of groups and of assessors.
    assert len(with_head) == 5 + 6 + 2 + 2
    for table in tables:
        described = table._tbl.tblPr.find(qn("w:tblDescription"))
        assert described is not None
        assert described.get(qn("w:val"))
        for row in table.rows:
            assert row._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None
    for table in with_head:
        heads = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) for row in table.rows]
        assert heads[0] is not None
        assert set(heads[1:]) == {None}


def test_figures_stand_in_their_table() -> None:
    rows = [
        [cell.text for cell in row.cells]
        for table in document("sample").tables
        for row in table.rows
    ]
    assert ["C · Open recruitment", "2", "1", "0", "0", "3 of 3", "Full", "–"] in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_knows_its_language_and_names_nobody(language: Language) -> None:
    made = document("sample", language)
    (tongue,) = made.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert tongue.get(qn("w:val")) == {"en": "en-GB", "fr": "fr-FR"}[language]
    facts = made.core_properties
    assert facts.language == language
    assert (facts.author, facts.last_modified_by) == (
        {"en": "Assessment team", "fr": "Équipe d’évaluation"}[language],
        "Peer Rights Audit",
    )
    assert facts.created == facts.modified == datetime.fromisoformat("2027-03-09T00:00:00+00:00")
    assert "Centre de santé mentale" in facts.title
    whole = b"".join(parts(word("sample", language)).values())
    for name in (b"python-docx", b"Macintosh", b"rsidRoot", b"thumbnail"):
        assert name not in whole


def test_it_says_that_it_is_a_copy_a_draft_and_invented_on_every_page() -> None:
    made, number = document("sample"), citation_id(digest(sample_record()))
    assert f"An editable copy of {number}, to quote and adapt." in words_of_word_file(made)
    head, foot = made.sections[0].header, made.sections[0].footer
    assert head.paragraphs[0].text == (
        "Draft, not yet answered by the facility · Invented for demonstration · Editable copy"
    )
    assert number in foot.paragraphs[0].text
    assert foot.paragraphs[0].text.endswith("Page 1 of 1")
    final = docx.Document(BytesIO(report_docx(sample_record(state="final", invented=False), "en")))
    assert final.sections[0].header.paragraphs[0].text == "Editable copy"


@pytest.mark.parametrize("name", RECORDS)
def test_what_was_typed_is_whole_and_never_a_field(name: str) -> None:
    made = document(name)
    said = words_of_word_file(made)
    for standard in RECORDS[name].standards:
        for line in lines_of(standard.finding):
            assert flat(line) in said
    everything = b"".join(parts(word(name)).values())
    codes = re.findall(rb"<w:instrText[^>]*>([^<]*)<", everything)
    assert sorted(codes) == [b" NUMPAGES ", b" PAGE ", b' TOC \\o "1-2" \\h ']
    assert b"<w:fldSimple" not in everything


def test_spaces_at_the_ends_of_texts_are_kept() -> None:
    body = document("sample").element.body
    assert all(
        node.get(SPACE) == "preserve"
        for node in body.iter(qn("w:t"))
        if node.text and node.text != node.text.strip()
    )


def test_arabic_turns_its_paragraph_and_french_does_not() -> None:
    turned = document("arabic").element.body.xpath(".//w:p[w:pPr/w:bidi]")
    assert len(turned) > 20
    assert all(p.xpath(".//w:rtl") for p in turned)
    assert document("french").element.body.xpath(".//w:rtl") == []
    assert document("nepali").element.body.xpath(".//w:bidi") == []


def test_the_contents_lead_to_their_parts() -> None:
    body = document("sample").element.body
    targets = body.xpath(".//w:hyperlink/@w:anchor")
    names = body.xpath(".//w:bookmarkStart/@w:name")
    assert len(targets) > 15
    assert set(targets) <= set(names)
    assert len(names) == len(set(names))


def test_what_an_edition_leaves_out_changes_nothing_in_its_file() -> None:
    secret = planted(sample_record(), "public", "canary-42")
    assert report_docx(edition(secret, "public"), "fr") == report_docx(
        sample_record("public"), "fr"
    )
    whole = b"".join(parts(report_docx(secret, "fr")).values())
    assert b"canary-42" in whole
