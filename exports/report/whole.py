"""The report as a whole: its cover and its sections, in the order of the PDF."""

from exports.report import changes, conduct, cover, figures, found, method, standards
from exports.report.parts import Report
from exports.report.typed import typed
from exports.report.words import ReportWords


def report(words: ReportWords, seal: str, verify: str, check: tuple[str, ...]) -> Report:
    """Return the report of a record.

    `seal` says on the cover whose key seals the file, `verify` how to check it, if at all; `check`
    says at the end what such a check does.
    """
    record = words.record
    return Report(
        title=words("pdf.report.title"),
        kicker=f"{words('pdf.product')} · {words.text(record.instrument.title)}",
        facility=typed(record.facility.name),
        visited=words.visited(),
        subject=words("pdf.report.subject"),
        notices=words.banners(),
        facts_title=words("pdf.cover.facts"),
        facts=cover.facts(words, seal, verify),
        contents_title=words("pdf.cover.contents"),
        sections=(
            found.found(words),
            figures.figures(words),
            *changes.changes(words),
            standards.standards(words),
            figures.rights(words),
            conduct.conduct(words),
            method.method(words, check),
        ),
    )
