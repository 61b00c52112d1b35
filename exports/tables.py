"""The criteria of a record, or of many, as one CSV file for statistics programs.

One line a criterion: codes and numbers as programs read them (decimal points, ISO dates), words in
the reader's language, and on every line which audit it is and what must be known before its use.
Commas separate in every language; the workbook is there for spreadsheets.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import StringIO

from exports.record import AuditRecord, CriterionResult
from exports.workbook.criteria_tables import criterion_fields
from exports.workbook.table import Field, Table, table
from exports.workbook.values import Value, clean
from exports.workbook.words import Words
from rubrics.text import Language

# A spreadsheet that opens the file would take text that starts so for a formula.
_STARTS_FORMULA = tuple("=+-@＝＋－＠")
# Columns that are the same for a criterion in every audit, as long as its instrument says the same.
_INSTRUMENTS = frozenset(
    (
        *("id", "standard_id", "statement", "red_line", "core", "right_ids"),
        *("qualityrights_ids", "why", "cites", "support"),
    )
)
# By criterion: what its instrument said of it, and a line with those columns filled.
_Known = dict[str, tuple[tuple[object, ...], list[Value]]]
_NAMED_BY_CODE = {"right_names": "right_ids", "qualityrights_names": "qualityrights_ids"}


def criteria_csv(record: AuditRecord, language: Language) -> bytes:
    """Return the criteria of an edition as CSV: UTF-8 with a mark, no text that is a formula."""
    return b"".join(portfolio_csv((record,), language))


def portfolio_csv(records: Iterable[AuditRecord], language: Language) -> Iterator[bytes]:
    """Yield the criteria of many editions as one CSV file, record by record, under one head.

    However many there are, no more than one is held at a time.
    """
    known: _Known = {}
    for number, record in enumerate(records):
        words = Words(record, language)
        fields = _fields(words)
        if number == 0:
            titles = [neutral(words.say(f"workbook.column.{field.key}")) for field in fields]
            yield _as_csv([titles]).encode("utf-8-sig")
        yield _as_csv(_rows(fields, record.criteria, known)).encode()


def _rows(
    fields: Sequence[Field[CriterionResult]], criteria: Iterable[CriterionResult], known: _Known
) -> Iterator[list[Value]]:
    """Yield the line of each criterion; what only the instrument says of it is read once."""
    own = [(place, one.read) for place, one in enumerate(fields) if one.key not in _INSTRUMENTS]
    for criterion in criteria:
        said = _of_instrument(criterion)
        if criterion.id not in known or known[criterion.id][0] != said:
            known[criterion.id] = said, [neutral(field.read(criterion)) for field in fields]
        row = known[criterion.id][1].copy()
        for place, read in own:
            row[place] = neutral(read(criterion))
        yield row


def _of_instrument(criterion: CriterionResult) -> tuple[object, ...]:
    """Return all that the columns of the instrument are made from."""
    c = criterion
    marks = (c.standard, c.core, c.red_line, c.support, c.rights, c.qualityrights)
    return (*marks, c.statement, c.why, c.cites)


def criteria_lines(words: Words) -> Table:
    """Return the criteria with their codes, and on each line where it comes from."""
    return table(words, "criteria", _fields(words), words.record.criteria)


def _fields(words: Words) -> tuple[Field[CriterionResult], ...]:
    return (*map(_by_code, criterion_fields(words)), *_origin(words))


def _by_code(field: Field[CriterionResult]) -> Field[CriterionResult]:
    if field.key == "right_names":
        return Field(_NAMED_BY_CODE[field.key], 0, lambda c: " ".join(c.rights))
    if field.key == "qualityrights_names":
        return Field(_NAMED_BY_CODE[field.key], 0, lambda c: " ".join(c.qualityrights))
    return field


def _origin(words: Words) -> tuple[Field[CriterionResult], ...]:
    record = words.record
    instrument = f"{record.instrument.id} {record.instrument.version}"
    standing = " · ".join(words.banners())
    return (
        Field("record_id", 0, lambda _: record.id),
        Field("facility", 0, lambda _: record.facility.name),
        Field("as_of", 0, lambda _: record.as_of),
        Field("instrument", 0, lambda _: instrument),
        Field("standing", 0, lambda _: standing),
    )


def csv_text(rows: Iterable[Iterable[Value]]) -> str:
    """Return rows as CSV, no text of which is a formula."""
    return _as_csv([neutral(value) for value in row] for row in rows)


def _as_csv(rows: Iterable[Iterable[Value]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def neutral(value: Value) -> Value:
    """Return a value that no spreadsheet takes for a formula; numbers stay as they are."""
    return _neutral_text(value) if isinstance(value, str) else value


# Most texts come from the instrument: the same on every line, and in every record.
@lru_cache(maxsize=8192)
def _neutral_text(text: str) -> str:
    text = clean(text)
    return f"'{text}" if text.lstrip().startswith(_STARTS_FORMULA) else text
