"""The report of an assessment as sections and blocks, whichever file it becomes."""

from exports.report.whole import report

__all__ = ["report"]
