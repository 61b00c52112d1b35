"""What a file of each kind must keep, read back by programs that did not write it.

Each checker yields the rules a file breaks, in words; nothing where all is well.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO, StringIO

import docx
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.canonical import canonical
from exports.documents import Kind
from exports.pdf.plain_text import printable
from exports.recompute import contradictions
from exports.record import AuditRecord
from exports.report.typed import lines_of
from exports.schema import SCHEMA_FILE
from exports.workbook.cells import is_too_tall
from rubrics.text import Language
from tests.exports.package_reading import FORMULA as STARTS_FORMULA
from tests.exports.package_reading import package_faults
from tests.exports.page_reading import Page, page_faults
from tests.exports.pdf_checks import (
    attachments,
    broken_parent_tree,
    conformance,
    flat,
    outline,
    reading_order,
    spoken,
    words_of,
)
from tests.exports.test_calendar import events, understood, unfolded
from tests.exports.test_citations import PART_TAGS, TAGS, entries, printed, references
from tests.exports.word_reading import headings_of, order_faults, words_of_word_file
from tests.exports.workbook_reading import FORMULA, parts

OURS = re.compile(r"IF\(OR\(|SUMPRODUCT\(|IF\([A-Z]\d+=0,")


@dataclass(frozen=True)
class Made:
    """A file, the edition it was made from, and in which language; its page shows the same."""

    content: bytes
    record: AuditRecord
    language: Language
    page: Callable[[], Page]


def _pdf(made: Made) -> Iterator[str]:
    yield from conformance(made.content)
    yield from broken_parent_tree(made.content)
    yield from reading_order(made.content)
    if attachments(made.content) != {"record.json": canonical(made.record)}:
        yield "the record of another edition is attached"


def _report_pdf(made: Made) -> Iterator[str]:
    yield from _pdf(made)
    titles = [flat(title) for title in outline(made.content)]
    if titles[1:] != [flat(title) for _, title in made.page().headings[1:]]:
        yield "its outline is not the headings of the page"
    yield from _lost_in_pdf(made)


def _lost_in_pdf(made: Made) -> Iterator[str]:
    """Yield the findings of which a word is missing; pages may end anywhere in them."""
    heard = "".join(spoken(made.content).split())
    seen = Counter(words_of(made.content).split())
    for standard in made.record.standards:
        finding = printable(standard.finding)
        if "".join(finding.split()) not in heard and Counter(flat(finding).split()) - seen:
            yield f"words of the finding on {standard.id} are lost"


def _html(made: Made) -> Iterator[str]:
    page = Page(made.content)
    yield from page_faults(page, made.content, made.record, made.language)
    yield from _lost(made.record, page.words)


def _docx(made: Made) -> Iterator[str]:
    document = docx.Document(BytesIO(made.content))
    yield from order_faults(made.content)
    if headings_of(document) != [(level - 1, text) for level, text in made.page().headings[1:]]:
        yield "its headings are not those of the page"
    if document.core_properties.language != made.language:
        yield "it is in another language"
    yield from _lost(made.record, words_of_word_file(document))


def _lost(record: AuditRecord, words: str) -> Iterator[str]:
    for standard in record.standards:
        if not all(flat(line) in words for line in lines_of(standard.finding)):
            yield f"words of the finding on {standard.id} are lost"


def _workbook(made: Made) -> Iterator[str]:
    book = load_workbook(BytesIO(made.content))
    for sheet in book.worksheets:
        yield from (f"{sheet.title}: {fault}" for fault in _of_sheet(sheet))
    formulas = [one for sheet in book.worksheets for one in _formulas(sheet)]
    yield from (f"{one} is a formula, and not ours" for one in formulas if not OURS.match(one))
    sheets = [text for name, text in parts(made.content).items() if "/worksheets/" in name]
    if len(formulas) != sum(len(FORMULA.findall(text)) for text in sheets):
        yield "a formula has no value"
    yield from _untold(made.content)
    yield from _links(book.worksheets)
    yield from _cut_off(book.worksheets, made.language)


def _untold(content: bytes) -> Iterator[str]:
    """Yield the drawings that say nothing to whoever cannot see them."""
    for name, text in parts(content).items():
        if name.startswith("xl/drawings/drawing"):
            drawn = re.findall(r"<(?:\w+:)?cNvPr\b[^>]*>", text)
            if not drawn or not all(re.search(r'\bdescr="[^"]+"', one) for one in drawn):
                yield f"{name} has no text in place of a picture"


def _cut_off(sheets: Iterable[Worksheet], language: Language) -> Iterator[str]:
    """Yield the texts that no row shows whole and that are not on the sheet of long texts."""
    long = {"en": "Long texts", "fr": "Textes longs"}[language]
    parts = [s.columns for s in sheets if s.title == long]
    shown = "".join("".join(str(cell.value).split()) for c in parts for cell in list(c)[-1])
    for sheet in sheets:
        for number, column in enumerate(sheet.columns, 1):
            width = sheet.column_dimensions[get_column_letter(number)].width
            for cell in column:
                text = cell.value if isinstance(cell.value, str) else ""
                if is_too_tall(text, width) and "".join(text.split()) not in shown:
                    yield f"{sheet.title}!{cell.coordinate} is cut off"


def _of_sheet(sheet: Worksheet) -> Iterator[str]:
    if len(sheet.title) > 31 or sheet.merged_cells.ranges:
        yield "its name is too long, or cells are merged"
    heads = [cell.value for cell in sheet[1]]
    for native in sheet.tables.values():
        if not native.ref.startswith("A1:") or heads != [c.name for c in native.tableColumns]:
            yield "its table does not begin in the corner, with its heads"
        if len(set(heads)) < len(heads) or not str(sheet.freeze_panes).endswith("2"):
            yield "two heads are alike, or they are not frozen"


def _formulas(sheet: Worksheet) -> Iterator[str]:
    """Yield the formulas of a sheet, without the sign that begins them."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return (str(cell.value).removeprefix("=") for cell in cells if cell.data_type == "f")


def _links(sheets: Iterable[Worksheet]) -> Iterator[str]:
    first, *others = (sheet for sheet in sheets if sheet.sheet_state == "visible")
    linked = {cell.hyperlink.location for row in first for cell in row if cell.hyperlink}
    if linked != {f"'{sheet.title}'!A1" for sheet in others}:
        yield "the first sheet does not lead to every other"


def _csv(made: Made) -> Iterator[str]:
    text = made.content.decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(text, newline=""), strict=True)
    if {len(row) for row in rows} != {len(head)} or len(set(head)) < len(head):
        yield "a line is longer or shorter than its head"
    if [row[0] for row in rows] != [criterion.id for criterion in made.record.criteria]:
        yield "its lines are not the criteria"
    if any(cell.lstrip().startswith(STARTS_FORMULA) for row in (head, *rows) for cell in row):
        yield "a cell can be taken for a formula"


def _data(made: Made) -> Iterator[str]:
    yield from package_faults(made.content)


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _json(made: Made) -> Iterator[str]:
    yield from (error.message for error in _schema().iter_errors(json.loads(made.content)))
    read = AuditRecord.model_validate_json(made.content)
    yield from (f"{one.where}: {one.kind}" for one in contradictions(read))
    if canonical(read) != made.content or read != made.record:
        yield "it is not the record"


def _bib(made: Made) -> Iterator[str]:
    found = entries(made.content)
    for fields in found:
        if len(fields) != 9 or not all(printed(fields[name][1:-1]) for name in ("number", "note")):
            yield "fields are missing"
    yield from _of_findings(made, [fields["key"] for fields in found])


def _of_findings(made: Made, keys: list[str]) -> Iterator[str]:
    """Yield what is wrong with the keys of an audit and of its findings that all may read."""
    whole, *parts_of_it = keys
    read = [one.id for one in made.record.standards if one.finding.strip() and one.finding_read]
    if parts_of_it != [f"{whole}-{standard}" for standard in read]:
        yield "its parts are not the findings that all may read"


def _ris(made: Made) -> Iterator[str]:
    found = references(made.content)
    named = [[tag for tag, _ in one] for one in found]
    if named != [TAGS] + [PART_TAGS] * (len(found) - 1):
        yield "its tags are not in their order"
    lines = sum(map(len, found))
    if made.content.count(b"\r\n") != lines or not made.content.endswith(b"ER  - \r\n"):
        yield "a value runs over its line"
    yield from _of_findings(made, [dict(one)["ID"] for one in found])


def _csl(made: Made) -> Iterator[str]:
    items = json.loads(made.content)
    for place, item in enumerate(items):
        ((day,),) = (item["issued"]["date-parts"],)
        kind = "chapter" if place else "report"
        if item["type"] != kind or not all(isinstance(part, int) for part in day):
            yield f"it is no {kind}, or has no day"
        if not all(item[name] for name in ("id", "title", "author", "number", "language")):
            yield "a field is empty"
    yield from _of_findings(made, [item["id"] for item in items])


def _ics(made: Made) -> Iterator[str]:
    lines = unfolded(made.content)
    if (lines[0], lines[-1]) != ("BEGIN:VCALENDAR", "END:VCALENDAR"):
        yield "it is not one calendar"
    marks = Counter(line.split(":")[0] for line in lines)
    if not 2 <= marks["BEGIN"] == marks["END"]:
        yield "it has no component"
    found = events(made.content)
    if len({event["UID"] for event in found}) < len(found):
        yield "two events are one"
    if not all(understood(event["SUMMARY"]) for event in found):
        yield "an event says nothing"


CHECKS: Mapping[Kind, Callable[[Made], Iterator[str]]] = {
    "pdf": _report_pdf,
    "plan-pdf": _pdf,
    "summary-pdf": _pdf,
    "exit-pdf": _pdf,
    "large-pdf": _report_pdf,
    "forms-pdf": _pdf,
    "html": _html,
    "docx": _docx,
    "xlsx": _workbook,
    "plan-xlsx": _workbook,
    "csv": _csv,
    "data": _data,
    "json": _json,
    "bib": _bib,
    "ris": _ris,
    "csl": _csl,
    "ics": _ics,
}
