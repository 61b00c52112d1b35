"""The one table of the documents an audit can become, and the one door they leave by.

Every document is made from the edition for its audience, so nothing else can be in it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType
from typing import Literal, Protocol, get_args

from exports.calendar import due_dates
from exports.canonical import canonical
from exports.citation_files import bibtex, csl_json, ris
from exports.data_package import data_package
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.seal import Seal, sealed_json
from exports.tables import criteria_csv
from exports.without_results import without_results
from exports.workbook.words import messages
from rubrics.text import Language, Translator

Kind = Literal[
    "pdf",
    "plan-pdf",
    "summary-pdf",
    "exit-pdf",
    "large-pdf",
    "forms-pdf",
    "html",
    "docx",
    "xlsx",
    "plan-xlsx",
    "csv",
    "data",
    "json",
    "bib",
    "ris",
    "csl",
    "ics",
]
# What readers want of a document, in the order they are offered.
Purpose = Literal["read", "work", "cite", "data"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
# Gives the seal of an edition, from its canonical bytes.
Sealer = Callable[[bytes], Seal | None]

_LONGEST_NAME = 40
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BY_SUFFIX: Mapping[str, Purpose] = {
    "bib": "cite",
    "csv": "data",
    "docx": "work",
    "ics": "work",
    "json": "data",
    "ris": "cite",
    "xlsx": "work",
    "zip": "data",
}
_BY_KIND: Mapping[str, Purpose] = {"csl": "cite", "forms-pdf": "work", "plan-pdf": "work"}
_PDF, _HTML = "application/pdf", "text/html; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Build(Protocol):
    """Makes one kind of document from an edition, sealed where it has a place for a seal."""

    def __call__(self, record: AuditRecord, language: Language, sealer: Sealer, /) -> bytes:
        """Return the file."""


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document: what it is called in an address and in a file name, and who makes it.

    One that is passed around is the public's, whoever asks for it. One to be filled in goes to
    people who have yet to rate or to be interviewed: it holds no result.
    """

    kind: Kind
    suffix: str
    media_type: str
    build: Build
    audience_default: Audience = "facility"
    passed_around: bool = False
    filled_in: bool = False

    def held(self, record: AuditRecord, audience: Audience) -> AuditRecord:
        """Return the edition it is made from for an audience, and which is attached to it."""
        if self.filled_in:
            return without_results(record)
        return edition(record, "public" if self.passed_around else audience)

    @property
    def purpose(self) -> Purpose:
        """Return what it is wanted for: most are for reading."""
        return _BY_KIND.get(self.kind, _BY_SUFFIX.get(self.suffix, "read"))

    def label(self, language: Language) -> str:
        """Return what the document is called."""
        return _say(language, f"documents.kind.{self.kind}")

    def description(self, language: Language) -> str:
        """Return what the document is for, and for whom."""
        return _say(language, f"documents.about.{self.kind}")


# The libraries that draw are slow to import: each is, when its first document is asked for.


def _sealed(module: str, name: str) -> Build:
    """Return the maker of a document that bears its seal, by the place and name of its function."""

    def build(record: AuditRecord, language: Language, sealer: Sealer) -> bytes:
        made: bytes = getattr(import_module(f"exports.{module}"), name)(
            record, language, sealer(canonical(record))
        )
        return made

    return build


def _passed_around(kind: Kind, module: str, name: str) -> Document:
    """Return a PDF that goes from hand to hand: no more is attached to it than it may show."""
    return Document(kind, "pdf", _PDF, _sealed(module, name), passed_around=True)


def _report_docx(record: AuditRecord, language: Language) -> bytes:
    from exports.word.report import report_docx  # noqa: PLC0415

    return report_docx(record, language)


def _record_json(record: AuditRecord, _: Language, sealer: Sealer) -> bytes:
    written = record_json(record)
    return sealed_json(written, sealer(written))


def _without_seal(made: Callable[[AuditRecord, Language], bytes]) -> Build:
    """Return the maker of a document that has no place for a seal."""

    def build(record: AuditRecord, language: Language, _: Sealer) -> bytes:
        return made(record, language)

    return build


def no_seal(_: bytes) -> None:
    """Seal nothing."""


def record_json(record: AuditRecord) -> bytes:
    """Return an edition as canonical JSON; it holds both languages."""
    return canonical(record)


DOCUMENTS: Mapping[Kind, Document] = MappingProxyType(
    {
        document.kind: document
        for document in (
            Document("pdf", "pdf", _PDF, _sealed("pdf.report", "report_pdf")),
            Document("plan-pdf", "pdf", _PDF, _sealed("pdf.plan", "plan_pdf")),
            _passed_around("summary-pdf", "pdf.summary", "summary_pdf"),
            _passed_around("exit-pdf", "pdf.exit_sheet", "exit_pdf"),
            Document("large-pdf", "pdf", _PDF, _sealed("pdf.report", "large_pdf")),
            replace(_passed_around("forms-pdf", "pdf.forms", "forms_pdf"), filled_in=True),
            Document("html", "html", _HTML, _sealed("html.report", "report_html")),
            Document("docx", "docx", _DOCX, _without_seal(_report_docx)),
            Document("xlsx", "xlsx", _XLSX, _sealed("workbook.report", "report_workbook")),
            Document("plan-xlsx", "xlsx", _XLSX, _sealed("workbook.plan", "plan_workbook")),
            Document("csv", "csv", "text/csv; charset=utf-8", _without_seal(criteria_csv)),
            Document("data", "zip", "application/zip", _without_seal(data_package)),
            Document("json", "json", "application/json", _record_json),
            Document("bib", "bib", "application/x-bibtex", _without_seal(bibtex)),
            Document("ris", "ris", "application/x-research-info-systems", _without_seal(ris)),
            Document(
                "csl", "json", "application/vnd.citationstyles.csl+json", _without_seal(csl_json)
            ),
            Document("ics", "ics", "text/calendar; charset=utf-8", _without_seal(due_dates)),
        )
    }
)


def build(
    kind: Kind,
    record: AuditRecord,
    audience: Audience,
    language: Language,
    sealer: Sealer = no_seal,
) -> bytes:
    """Return a document for an audience, made from what this audience may read."""
    document = DOCUMENTS[kind]
    return document.build(document.held(record, audience), language, sealer)


def file_name(kind: Kind, record: AuditRecord, audience: Audience, language: Language) -> str:
    """Return a name that every system accepts: what, where, when, for whom, and whether a draft."""
    given = DOCUMENTS[kind].held(record, audience)
    words = [
        _say(language, f"documents.word.{kind}"),
        _plain(given.facility.name) or _plain(given.id) or "audit",
        _plain(given.as_of),
        _say(language, f"documents.edition.{given.audience}"),
        _say(language, "documents.draft") if given.is_draft else "",
        _say(language, "documents.invented") if given.invented else "",
        language,
    ]
    return "-".join(word for word in words if word) + f".{DOCUMENTS[kind].suffix}"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-")


def _say(language: Language, key: str) -> str:
    return Translator(language, messages())(key)
