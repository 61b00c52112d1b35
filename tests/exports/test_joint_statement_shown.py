"""The joint statement in every face of an edition: as it was typed, and only where it may stand."""

import csv
import json
from functools import cache
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import pytest
from jsonschema import Draft202012Validator

from exports.documents import Kind, build, record_json
from exports.privacy import edition
from exports.recompute import contradictions
from exports.record import Audience, AuditRecord
from exports.report.typed import lines_of
from exports.schema import record_schema
from exports.workbook.report import report_tables
from exports.workbook.words import Words
from rubrics.text import LANGUAGES, Language
from tests.exports.page_reading import Page
from tests.exports.pdf_checks import flat, outline, words_of
from tests.exports.sample_record import sample_record
from tests.exports.word_reading import words_of_word_file
from tests.exports.workbook_reading import by_key, opened

TITLES: dict[Language, str] = {
    "en": "Joint statement of peer workers",
    "fr": "Déclaration commune des pair-aidants",
}
NONE_HERE = "there is none here"
FIRST, SECOND = "=1+1 <b>Nobody</b> asks us _first_.", "We say so « together »."
NARROW: tuple[Audience, ...] = ("facility", "public")


def with_few_peers(statement: str = f"{FIRST}\n{SECOND}", *, read: bool = True) -> AuditRecord:
    """Return the sample with three peer workers, whose figures an edition hides."""
    few = tuple(
        each.model_copy(update={"heard": 3, "done": 3}) if each.group == "peer_workers" else each
        for each in sample_record().informants
    )
    return sample_record(informants=few, joint_statement=statement, joint_statement_read=read)


@cache
def made(kind: Kind, language: Language = "en", statement: str = f"{FIRST}\n{SECOND}") -> bytes:
    return build(kind, with_few_peers(statement), "facility", language)


@pytest.mark.parametrize("audience", NARROW)
def test_it_leaves_only_where_the_figures_of_peer_workers_do_not(audience: Audience) -> None:
    narrow = edition(with_few_peers(), audience)
    assert narrow.joint_statement == f"{FIRST}\n{SECOND}"
    assert narrow.joint_statement_read
    many = sample_record(joint_statement=FIRST, joint_statement_read=True)
    assert edition(many, audience) == sample_record(audience)
    assert edition(with_few_peers(), audience).model_copy(
        update={"joint_statement": "", "joint_statement_read": False}
    ) == edition(with_few_peers("", read=False), audience)


def test_the_public_waits_for_a_second_reader_and_sees_nothing_of_the_wait() -> None:
    unread = with_few_peers(read=False)
    assert edition(unread, "facility").joint_statement == f"{FIRST}\n{SECOND}"
    assert edition(unread, "public") == edition(with_few_peers("", read=False), "public")


@pytest.mark.parametrize("audience", ["team", *NARROW])
def test_a_record_with_a_statement_beside_the_figures_contradicts_itself(
    audience: Audience,
) -> None:
    def found(record: AuditRecord) -> set[str]:
        return {one.where for one in contradictions(record)}

    few, many = edition(with_few_peers(), audience), sample_record(audience)
    without = edition(with_few_peers("", read=False), audience)
    assert found(few) == found(without)
    both = many.model_copy(update={"joint_statement": FIRST})
    assert found(both) - found(many) == {"joint_statement"}


def test_a_record_made_before_there_were_statements_is_read_as_one_without() -> None:
    older = json.loads(record_json(sample_record()))
    del older["joint_statement"], older["joint_statement_read"]
    Draft202012Validator(record_schema()).validate(older)
    assert AuditRecord.model_validate_json(json.dumps(older), strict=True) == sample_record()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_web_page_has_it_under_a_heading_as_it_was_typed(language: Language) -> None:
    page = Page(made("html", language))
    assert (3, TITLES[language]) in page.headings
    assert [p.words for p in page.find("p") if p.words in (FIRST, SECOND)] == [FIRST, SECOND]
    assert NONE_HERE not in page.words
    assert "il n’y en a pas ici" not in page.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_and_the_word_file_have_it(language: Language) -> None:
    pdf = made("pdf", language)
    word = words_of_word_file(docx.Document(BytesIO(made("docx", language))))
    assert TITLES[language] in [flat(title) for title in outline(pdf)]
    for said in (words_of(pdf), word):
        for line in lines_of(f"{FIRST}\n{SECOND}"):
            assert flat(line) in said


def test_where_there_is_none_every_report_says_so() -> None:
    page = Page(made("html", "en", ""))
    assert NONE_HERE in page.words
    assert (3, TITLES["en"]) not in page.headings
    word = words_of_word_file(docx.Document(BytesIO(made("docx", "en", ""))))
    assert NONE_HERE in word
    assert TITLES["en"] not in word


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_it_among_the_interviews_and_no_formula(language: Language) -> None:
    words = Words(edition(with_few_peers(), "facility"), language)
    (visit,) = (table for table in report_tables(words) if table.key == "visit")
    lines = by_key(opened(made("xlsx", language), values=False), visit)
    (line,) = (line for line in lines if line["item"] == TITLES[language])
    assert line["answer"].endswith(f"{FIRST}\n{SECOND}")
    book = opened(made("xlsx", language), values=False)
    cells = (cell for row in book[visit.title].iter_rows() for cell in row)
    assert {c.data_type for c in cells if isinstance(c.value, str) and FIRST in c.value} == {"s"}


def test_the_data_package_has_a_table_of_it() -> None:
    def rows(content: bytes) -> list[dict[str, str]]:
        with ZipFile(BytesIO(content)) as archive:
            text = archive.read("data/joint_statement.csv").decode()
        return list(csv.DictReader(StringIO(text, newline="")))

    (row,) = rows(made("data"))
    assert row["group_id"] == "peer_workers"
    # No spreadsheet takes it for a formula.
    assert row["joint_statement"] == f"'{FIRST}\n{SECOND}"
    assert rows(made("data", "en", "")) == []
