"""The report as a Word file, for those who must quote and adapt it."""

from exports.word.report import report_docx

__all__ = ["report_docx"]
