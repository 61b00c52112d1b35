"""Reports that everyone can read: tagged PDF (PDF/UA-1) made to be kept (PDF/A-3a)."""

from exports.pdf.plan import plan_pdf
from exports.pdf.report import report_pdf

__all__ = ["plan_pdf", "report_pdf"]
