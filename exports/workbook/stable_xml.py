"""The parts of a workbook in one spelling, whichever XML library openpyxl found to write them."""

import re
from xml.etree import ElementTree

_EMPTY = re.compile(rb"<([\w:]+)((?: [^<>]*)?)></\1>")
_LETTER = re.compile(rb"&#(\d+);")
# Where namespaces are declared differs too; these parts are short.
_MANY_NAMESPACES = {"docProps/core.xml", "xl/workbook.xml"}
_DRAWINGS = "xl/drawings/drawing"
_LAST_ASCII = 127


def stable(name: str, content: bytes) -> bytes:
    """Return a part in one spelling, by the few differences there are between libraries."""
    if name in _MANY_NAMESPACES or name.startswith(_DRAWINGS):
        return ElementTree.canonicalize(content.decode()).encode()
    content = content.replace(b" />", b"/>")  # within text and attributes, ">" is written &gt;
    return _LETTER.sub(_spelt, _EMPTY.sub(rb"<\1\2/>", content))


def _spelt(match: re.Match[bytes]) -> bytes:
    number = int(match[1])
    return chr(number).encode() if number > _LAST_ASCII else match[0]
