"""The criteria of a record as one CSV file, for statistics programs.

One line a criterion: codes and numbers as programs read them (decimal points, ISO dates), words in
the reader's language, and on every line which audit it is and what must be known before its use.
Commas separate in every language; the workbook is there for spreadsheets.
"""

import csv
from collections.abc import Iterable
from io import StringIO

from exports.record import AuditRecord, CriterionResult
from exports.workbook.criteria_tables import criterion_fields
from exports.workbook.table import Field, Table, table
from exports.workbook.values import Value, clean
from exports.workbook.words import Words
from rubrics.text import Language

# A spreadsheet that opens the file would take text that starts so for a formula.
_STARTS_FORMULA = tuple("=+-@＝＋－＠")
_NAMED_BY_CODE = {"right_names": "right_ids", "qualityrights_names": "qualityrights_ids"}


def criteria_csv(record: AuditRecord, language: Language) -> bytes:
    """Return the criteria of an edition as CSV: UTF-8 with a mark, no text that is a formula."""
    return _written(criteria_lines(Words(record, language)))


def criteria_lines(words: Words) -> Table:
    """Return the criteria with their codes, and on each line where it comes from."""
    fields = [_by_code(field) for field in criterion_fields(words)]
    return table(words, "criteria", (*fields, *_origin(words)), words.record.criteria)


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


def _written(lines: Table) -> bytes:
    return csv_text([column.title for column in lines.columns], lines.rows).encode("utf-8-sig")


def csv_text(head: Iterable[str], rows: Iterable[Iterable[Value]]) -> str:
    """Return a head and rows as CSV, no text of which is a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(title) for title in head])
    writer.writerows([neutral(value) for value in row] for row in rows)
    return text.getvalue()


def neutral(value: Value) -> Value:
    """Return a value that no spreadsheet takes for a formula; numbers stay as they are."""
    if not isinstance(value, str):
        return value
    value = clean(value)
    return f"'{value}" if value.lstrip().startswith(_STARTS_FORMULA) else value
