"""What can be read back from a Word file."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn

from tests.exports.pdf_checks import flat

# Children in the order of the schema (ISO/IEC 29500-1, Annex A): Word repairs what is not in it.
ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens bidi adjustRightInd snapToGrid
        spacing ind contextualSpacing mirrorIndents jc textDirection outlineLvl cnfStyle rPr
        sectPr""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike noProof vanish webHidden color
        spacing w kern position sz szCs highlight u effect bdr shd vertAlign rtl cs em lang""",
    "tblPr": """tblStyle tblpPr bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription""",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "style": """name aliases basedOn next link hidden uiPriority semiHidden unhideWhenUsed qFormat
        locked rsid pPr rPr tblPr trPr tcPr tblStylePr""",
}


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of the file."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def order_faults(content: bytes) -> list[str]:
    """Return the elements whose children are not in the order of the format."""
    found = []
    for part, text in parts(content).items():
        if part.startswith("word/") and part.endswith(".xml"):
            for element in parse_xml(text).iter(f"{{{nsmap['w']}}}*"):
                children = [_local(child) for child in element]
                order = ORDER.get(_local(element), "").split()
                if order and children != sorted(children, key=order.index):
                    found.append(f"{part}: {_local(element)}: {children}")
    return found


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def headings_of(made: Document) -> list[tuple[int, str]]:
    """Return the level and the words of each heading."""
    # Asked of each paragraph, the library looks its style up anew.
    names = {style.style_id: style.name or "" for style in made.styles}
    return [
        (int(names[p._p.style][-1]), flat(p.text))
        for p in made.paragraphs
        if names.get(p._p.style or "", "").startswith("Heading")
    ]


def words_of_word_file(made: Document) -> str:
    """Return every text of the body in its order, on one line."""
    nodes = made.element.body.iter(qn("w:t"), qn("w:tab"))
    return flat(" ".join(node.text or "" for node in nodes))
