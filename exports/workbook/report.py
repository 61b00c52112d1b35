"""The report workbook: the whole record on sheets to read, filter and print."""

from collections.abc import Iterator

from exports.canonical import canonical
from exports.record import AuditRecord
from exports.seal import Seal, sealed_json
from exports.workbook.about_tables import dictionary_table, method_table, visit_table
from exports.workbook.book import Book, finish
from exports.workbook.changes_tables import changes_tables
from exports.workbook.cover import Cover, identify, in_a_minute
from exports.workbook.criteria_tables import criteria_table, highlights_table, ratings_table
from exports.workbook.figures_tables import cross_section, findings_table, summary_table
from exports.workbook.long_texts import with_long_texts
from exports.workbook.profile_chart import add_profile, profile
from exports.workbook.sheet import add_table
from exports.workbook.table import Table
from exports.workbook.values import day
from exports.workbook.voices_tables import voices_tables
from exports.workbook.words import Words
from rubrics.text import Language

# How many columns stay in sight when a reader moves to the right.
_FROZEN = {
    "summary": 3,
    "criteria": 1,
    "findings": 2,
    "voices": 3,
    "rights": 2,
    "qualityrights": 2,
}
# The columns for reference, further right, would make the printed letters too small.
_PRINTED = {"criteria": 9, "highlights": 8, "comparison": 7, "voices": 12}


def report_workbook(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the report of an edition as an Excel file that carries its record and its seal."""
    words = Words(record, language)
    title = words.say("workbook.title.report")
    book = Book(f"{title} – {record.facility.name}", language)
    tables = report_tables(words)
    drawn = list(profile(words, tables[0]))
    cover = Cover(book, words)
    cover.open(title)
    cover.say(words.say("workbook.cover.what"), words.say("workbook.cover.report"))
    identify(cover, words)
    in_a_minute(cover, words)
    cover.links([*drawn, *tables])
    cover.close()
    for picture in drawn:
        add_profile(book, words, picture)
    for one in tables:
        add_table(book, words, one, _FROZEN.get(one.key, 1), _PRINTED.get(one.key))
    return finish(book, day(record.as_of), "xlsx", sealed_json(canonical(record), seal))


def report_tables(words: Words) -> list[Table]:
    """Return the tables of the report, in the order of its sheets."""
    tables = with_long_texts(words, list(_tables(words)))
    tables.append(dictionary_table(words, tables))
    return tables


def _tables(words: Words) -> Iterator[Table]:
    yield summary_table(words)
    yield highlights_table(words)
    yield findings_table(words)
    yield criteria_table(words)
    yield from changes_tables(words)
    yield from voices_tables(words)
    yield cross_section(words, "rights", words.record.rights)
    yield cross_section(words, "qualityrights", words.record.qualityrights)
    ratings = ratings_table(words)
    if ratings is not None:
        yield ratings
    yield visit_table(words)
    yield method_table(words)
