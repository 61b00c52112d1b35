"""The CSV file: what programs read, what spreadsheets may not obey, in both languages."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.record import AuditRecord
from exports.tables import criteria_csv, criteria_lines, neutral, portfolio_csv
from exports.workbook.words import Words
from rubrics.text import LANGUAGES, Language
from tests.exports.sample_record import hostile_record, sample_record, six_level_record
from tests.exports.workbook_reading import RECORDS


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_line_for_each_criterion_with_its_rank(name: str, language: Language) -> None:
    record = RECORDS[name]()
    words = Words(record, language)
    head, *rows = lines(criteria_csv(record, language))
    columns = criteria_lines(words).columns
    assert head == [column.title for column in columns]
    keys = [column.key for column in columns]
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    for row, criterion in zip(found, record.criteria, strict=True):
        assert row["id"] == criterion.id
        assert row["rank"] == ("" if criterion.rank is None else str(criterion.rank))
        assert row["level"] == words.judgement(criterion)
        assert row["right_ids"].split() == list(criterion.rights)
        assert row["qualityrights_ids"].split() == list(criterion.qualityrights)
        assert row["record_id"] == record.id
        assert row["as_of"] == record.as_of


def test_the_file_starts_with_a_mark_and_ends_lines_as_the_format_asks() -> None:
    content = criteria_csv(sample_record(), "fr")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_says_that_it_is_a_draft_and_invented(language: Language) -> None:
    record = sample_record()
    banners = " · ".join(Words(record, language).banners())
    assert all(row[-1] == banners for row in lines(criteria_csv(record, language))[1:])


@given(st.text())
def test_no_cell_can_be_taken_for_a_formula(text: str) -> None:
    assert not str(neutral(text)).lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        (" \n=1", "' \n=1"),
        ("\t@x", "' @x"),
        ("＝1", "'＝1"),
        ("2-1", "2-1"),
        (-1, -1),
        (None, None),
    ],
)
def test_only_text_is_made_harmless(value: str | int | None, expected: object) -> None:
    assert neutral(value) == expected


def test_hostile_text_stays_in_its_cell() -> None:
    record = hostile_record()
    head, *rows = lines(criteria_csv(record, "en"))
    assert len(rows) == len(record.criteria)
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_portfolio_is_the_criteria_of_each_audit_under_one_head(language: Language) -> None:
    # The same codes with other words: another version of the instrument, or another instrument.
    first = sample_record()
    other = six_level_record().model_copy(update={"id": "other"})
    said = tuple(
        c.model_copy(update={"statement": c.why, "red_line": not c.red_line, "rights": ()})
        for c in other.criteria
    )
    audits = (first, other, other.model_copy(update={"criteria": said}), hostile_record(), first)
    expected = [lines(criteria_csv(one, language)) for one in audits]
    found = lines(b"".join(portfolio_csv(audits, language)))
    assert found[0] == expected[0][0]
    assert found[1:] == [row for one in expected for row in one[1:]]


def test_a_portfolio_is_written_record_by_record() -> None:
    asked: list[int] = []

    def audits() -> Iterator[AuditRecord]:
        for number in range(3):
            asked.append(number)
            yield sample_record()

    written = portfolio_csv(audits(), "en")
    next(written)
    assert asked == [0]
    assert sum(part.count(b"\r\n") for part in written) == 3 * len(sample_record().criteria)
    assert list(portfolio_csv((), "en")) == []
