"""The report of an assessment as a Word file: the same words as the sealed PDF, free to adapt.

It bears no seal and says so on its first page and on every foot.
"""

from collections.abc import Iterator
from datetime import datetime

import docx
from docx.document import Document

from exports.maker import PRODUCT
from exports.record import AuditRecord
from exports.report import report
from exports.report.parts import Heading, Report
from exports.report.typed import without_marks
from exports.report.words import ReportWords
from exports.word.blocks import add_block, add_section, place
from exports.word.finish import finish
from exports.word.styles import dress
from exports.word.writing import begin_field, end_field, field, line, link, write
from rubrics.text import Language

_CONTENTS = 'TOC \\o "1-2" \\h'
_NUMBER = "\0"  # where the number of a page goes; no text of ours holds one


def report_docx(record: AuditRecord, language: Language) -> bytes:
    """Return the report of a record in one language as a Word file."""
    words = ReportWords(record, language)
    copy = words("web.copy", citation=words.citation)
    sealed = words("web.not_sealed")
    made = report(words, sealed, "", (copy, sealed))
    document = docx.Document()
    dress(document, language)
    _set_properties(document, words, made)
    _add_running(document, words, made)
    _add_cover(document, made, copy)
    _add_contents(document, made)
    for number, section in enumerate(made.sections, 1):
        add_section(document, section, number)
    return finish(document)


def _set_properties(document: Document, words: ReportWords, made: Report) -> None:
    facts, issued = document.core_properties, datetime.fromisoformat(words.record.as_of[:10])
    name = without_marks(made.facility)
    # A property of a Word file may have 255 letters.
    facts.title = f"{made.title} · {name}"[:255] if name else made.title
    facts.subject, facts.keywords = made.subject, words.citation
    facts.author, facts.language = words("common.field.team"), words.language
    facts.comments, facts.category, facts.last_modified_by = "", "", PRODUCT
    facts.created = facts.modified = issued


def _add_running(document: Document, words: ReportWords, made: Report) -> None:
    """Write what runs along the pages: what must be known first, the edition, the page."""
    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    write(head, " · ".join((*made.notices, words("web.editable"))))
    audience = words(f"common.audience.{words.record.audience}")
    write(foot, f"{made.title} · {audience} · {words.citation} · ")
    before, _, after = words("pdf.foot.page", n=_NUMBER).partition(_NUMBER)
    write(foot, before)
    field(foot, "PAGE", "1")
    write(foot, f"{after} ")
    field(foot, "NUMPAGES", "1")


def _add_cover(document: Document, made: Report, copy: str) -> None:
    line(document, made.kicker, "kicker")
    line(document, made.title, "Title")
    if made.facility:
        line(document, made.facility, "Subtitle")
    line(document, made.visited)
    for notice in (*made.notices, copy):
        line(document, notice, "notice")
    line(document, made.facts_title, "Heading1")
    add_block(document, made.facts, 0)


def _add_contents(document: Document, made: Report) -> None:
    """Write a table of contents that Word can work out anew; its entries lead to their parts."""
    line(document, made.contents_title, "Heading1")
    lines = []
    for text, level, number in _entries(made):
        lines.append(line(document, "", f"toc{level}"))
        if len(lines) == 1:
            begin_field(lines[0], _CONTENTS)
        link(lines[-1], text, place(number))
    end_field(lines[-1])


def _entries(made: Report) -> Iterator[tuple[str, int, int]]:
    """Yield the text, the level and the number of each heading in the contents."""
    for number, section in enumerate(made.sections, 1):
        yield section.title, 1, number
        for inner, one in enumerate(section.blocks, 1):
            if isinstance(one, Heading) and one.level == 3:
                yield one.text, 2, 1000 * number + inner
