"""Text in a Word file: always text, never a field; what was typed keeps its own direction."""

import unicodedata
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

from exports.report.typed import pieces

_RIGHT_TO_LEFT = ("R", "AL")


def write(paragraph: Paragraph, text: str) -> Paragraph:
    """Add a text to a paragraph; one wholly typed from right to left turns the paragraph."""
    parts = list(pieces(text))
    for piece, typed in parts:
        run: Any = paragraph.add_run(piece)
        if typed and turns(piece):
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    if len(parts) == 1 and parts[0][1] and turns(parts[0][0]):
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    return paragraph


def turns(text: str) -> bool:
    """Tell whether the first letter of a text is written from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in _RIGHT_TO_LEFT for kind in kinds if kind in ("L", *_RIGHT_TO_LEFT)), False)


def line(document: Document, text: str, style: str = "") -> Paragraph:
    """Add a paragraph in a style, by its id."""
    return write(dressed(document.add_paragraph(), style), text)


def dressed(paragraph: Paragraph, style: str) -> Paragraph:
    """Give a paragraph a style by its id; without one, that of running text."""
    if style:
        element: Any = paragraph._p
        element.style = style
    return paragraph


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field of our own: what it does, and what it shows until it is worked out."""
    begin_field(paragraph, code)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, code: str) -> None:
    """Add the beginning of a field; what follows is what it shows until it is worked out."""
    _mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText", attrs={qn("xml:space"): "preserve"})
    instruction.text = f" {code} "
    run: Any = paragraph.add_run()
    run._r.append(instruction)
    _mark(paragraph, "separate")


def end_field(paragraph: Paragraph) -> None:
    """Add the end of a field."""
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    run: Any = paragraph.add_run()
    run._r.append(OxmlElement("w:fldChar", attrs={qn("w:fldCharType"): kind}))


def anchor(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph a place that links lead to."""
    start = OxmlElement("w:bookmarkStart", attrs={qn("w:id"): str(number), qn("w:name"): name})
    end = OxmlElement("w:bookmarkEnd", attrs={qn("w:id"): str(number)})
    element: Any = paragraph._p
    element.append(start)
    element.append(end)


def link(paragraph: Paragraph, text: str, name: str) -> None:
    """Add a text that leads to a place in the document."""
    attributes = {qn("w:anchor"): name, qn("w:history"): "1"}
    element: Any = OxmlElement("w:hyperlink", attrs=attributes)
    for piece, _ in pieces(text):
        run: Any = paragraph.add_run(piece)
        element.append(run._r)
    paragraph._p.append(element)
