"""The one table of the documents an audit can become, and the one door they leave by.

Every document is made from the edition for its audience, so nothing else can be in it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from exports.canonical import canonical
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.tables import criteria_csv
from exports.workbook.words import messages
from rubrics.text import Language, Translator

Kind = Literal["pdf", "plan-pdf", "xlsx", "plan-xlsx", "csv", "json"]
Build = Callable[[AuditRecord, Language], bytes]

_LONGEST_NAME = 40
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document: what it is called in an address and in a file name, and who makes it."""

    kind: Kind
    suffix: str
    media_type: str
    build: Build
    audience_default: Audience = "facility"

    def label(self, language: Language) -> str:
        """Return what the document is called."""
        return _say(language, f"documents.kind.{self.kind}")

    def description(self, language: Language) -> str:
        """Return what the document is for, and for whom."""
        return _say(language, f"documents.about.{self.kind}")


# The libraries that draw are slow to import: each is, when its first document is asked for.


def _report_pdf(record: AuditRecord, language: Language) -> bytes:
    from exports.pdf.report import report_pdf  # noqa: PLC0415

    return report_pdf(record, language)


def _plan_pdf(record: AuditRecord, language: Language) -> bytes:
    from exports.pdf.plan import plan_pdf  # noqa: PLC0415

    return plan_pdf(record, language)


def _report_workbook(record: AuditRecord, language: Language) -> bytes:
    from exports.workbook.report import report_workbook  # noqa: PLC0415

    return report_workbook(record, language)


def _plan_workbook(record: AuditRecord, language: Language) -> bytes:
    from exports.workbook.plan import plan_workbook  # noqa: PLC0415

    return plan_workbook(record, language)


def _record_json(record: AuditRecord, _: Language) -> bytes:
    return record_json(record)


def record_json(record: AuditRecord) -> bytes:
    """Return an edition as canonical JSON; it holds both languages."""
    return canonical(record)


DOCUMENTS: Mapping[Kind, Document] = MappingProxyType(
    {
        document.kind: document
        for document in (
            Document("pdf", "pdf", "application/pdf", _report_pdf),
            Document("plan-pdf", "pdf", "application/pdf", _plan_pdf),
            Document("xlsx", "xlsx", _XLSX, _report_workbook),
            Document("plan-xlsx", "xlsx", _XLSX, _plan_workbook),
            Document("csv", "csv", "text/csv; charset=utf-8", criteria_csv),
            Document("json", "json", "application/json", _record_json),
        )
    }
)


def build(kind: Kind, record: AuditRecord, audience: Audience, language: Language) -> bytes:
    """Return a document for an audience, made from what this audience may read."""
    return DOCUMENTS[kind].build(edition(record, audience), language)


def file_name(kind: Kind, record: AuditRecord, audience: Audience, language: Language) -> str:
    """Return a name that every system accepts: what, where, when, for whom, and whether a draft."""
    given = edition(record, audience)
    words = [
        _say(language, f"documents.word.{kind}"),
        _plain(given.facility.name) or _plain(given.id) or "audit",
        _plain(given.as_of),
        _say(language, f"documents.edition.{audience}"),
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
