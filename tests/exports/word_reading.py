"""What can be read back from a Word file."""

from docx.document import Document
from docx.oxml.ns import qn

from tests.exports.pdf_checks import flat


def words_of_word_file(made: Document) -> str:
    """Return every text of the body in its order, on one line."""
    nodes = made.element.body.iter(qn("w:t"), qn("w:tab"))
    return flat(" ".join(node.text or "" for node in nodes))
