"""The report of an assessment as a PDF, at the size of books or in large print."""

from collections.abc import Iterator
from dataclasses import replace

from exports.pdf.blocks import sections
from exports.pdf.cover import cover
from exports.pdf.document import About, build
from exports.pdf.large import large_print
from exports.pdf.plain_text import without_glyph
from exports.record import AuditRecord
from exports.report import report
from exports.report.parts import Report
from exports.report.words import ReportWords
from exports.seal import Seal
from rubrics.text import Language


def report_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the report of a record in one language, with that record and its seal attached."""
    words = ReportWords(record, language, seal)
    return _drawn("pdf", words, _report(words))


def large_pdf(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the same report in large print."""
    words = ReportWords(record, language, seal)
    made = replace(_report(words), title=words("pdf.large.title"))
    with large_print():
        return _drawn("large-pdf", words, made)


def _report(words: ReportWords) -> Report:
    check = (words("pdf.method.check_text"), words.sealed_by(), *_glyphs(words))
    return report(words, words.sealed_by(), words("pdf.cover.verify_how"), check)


def _glyphs(words: ReportWords) -> Iterator[str]:
    """Yield what stands for characters that our fonts lack, where there are any."""
    if without_glyph(words.canonical.decode()):
        yield words("pdf.method.glyphs")


def _drawn(kind: str, words: ReportWords, made: Report) -> bytes:
    story = [*cover(made), *sections(made)]
    return build(About(kind, made.title, made.subject), story, words)
