"""First views of Word files: their sections, read from the file itself."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.table import Table

from exports.previews.parts import Section
from exports.previews.sections import HEADING, TITLE, Passage, sections

# Styles by their ids, which are the same whatever language Word speaks.
_LEVELS = {"Title": TITLE, "Heading1": HEADING}


def word_sections(data: bytes) -> tuple[Section, ...]:
    """Return the sections of a Word file of ours."""
    return sections(_passages(data))


def _passages(data: bytes) -> Iterator[Passage]:
    for part in Document(BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield Passage(" · ".join(filter(None, (cell.text for cell in row.cells))))
        elif part.text:
            style = part.style.style_id if part.style else ""
            yield Passage(part.text, _LEVELS.get(style, 0))
