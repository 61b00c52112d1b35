"""The report of an assessment as a PDF, at the size of books or in large print."""

from exports.pdf import changes, conduct, figures, found, method, standards
from exports.pdf.cover import cover
from exports.pdf.document import build
from exports.pdf.large import large_print
from exports.pdf.words import Words
from exports.record import AuditRecord
from exports.seal import Seal
from rubrics.text import Language


def report_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the report of a record in one language, with that record and its seal attached."""
    words = Words(record, language, seal)
    return _report(words, "pdf", words("pdf.report.title"))


def large_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the same report in large print."""
    words = Words(record, language, seal)
    with large_print():
        return _report(words, "large-pdf", words("pdf.large.title"))


def _report(words: Words, kind: str, title: str) -> bytes:
    sections = [
        (words("pdf.found.title"), found.KEY),
        (words("pdf.figures.title"), figures.FIGURES_KEY),
        *_changes(words),
        (words("pdf.standards.title"), standards.KEY),
        (words("pdf.rights.title"), figures.RIGHTS_KEY),
        (words("pdf.conduct.title"), conduct.KEY),
        (words("pdf.method.title"), method.KEY),
    ]
    story = [
        *cover(words, title, sections),
        *found.found(words),
        *figures.figures(words),
        *changes.changes(words),
        *standards.standards(words),
        *figures.rights(words),
        *conduct.conduct(words),
        *method.method(words),
    ]
    return build(kind, story, words, title, words("pdf.report.subject"))


def _changes(words: Words) -> list[tuple[str, str]]:
    return [(words("changes.title"), changes.KEY)] if words.record.comparison else []
