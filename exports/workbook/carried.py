"""The record inside a workbook: a part that spreadsheets keep and do not show.

It is custom XML, as the Open Packaging Conventions (ISO/IEC 29500-2) have it. The record is packed,
because XML has no way to write some characters that people do type.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr
from zipfile import BadZipFile, ZipFile

from exports.maker import maker
from exports.stable_zip import QUICKLY

NAMESPACE = "urn:peer-rights-audit:record"
# A record of the largest instrument with the longest texts takes a tenth of this.
LARGEST = 64 * 1024**2
PART = "customXml/item1.xml"
_FOLDER = "customXml/item"
_STORE = "{8C5D3B0E-6C0B-4C53-9A53-5B8F0A4D7E21}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNREADABLE = (BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error)


@dataclass(frozen=True, slots=True)
class Carried:
    """Which document a workbook is, in which language, what made it, and its record with seal."""

    kind: str
    language: str
    made_by: str
    record: bytes


def with_record(
    parts: Iterator[tuple[str, bytes]], kind: str, language: str, record: bytes
) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a workbook with its record among them."""
    for name, content in parts:
        yield name, _linked(name, content)
    yield PART, _packed(Carried(kind, language, maker(), record))
    yield f"{_FOLDER}Props1.xml", _properties()
    related = _relation("customXmlProps", "itemProps1.xml")
    whole = f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{related}</Relationships>'
    yield "customXml/_rels/item1.xml.rels", whole.encode()


def carried_by(workbook: bytes) -> Carried | None:
    """Return the record that a workbook carries, nothing where it carries none of ours.

    Programs that save a workbook again may give the part another number.
    """
    try:
        with ZipFile(BytesIO(workbook)) as archive:
            entries = (e for e in archive.infolist() if e.filename.startswith(_FOLDER))
            found = (_unpacked(archive.read(e)) for e in entries if e.file_size <= LARGEST)
            return next((one for one in found if one is not None), None)
    except _UNREADABLE:
        return None


def _linked(name: str, content: bytes) -> bytes:
    """Return a part of the frame with what makes the record known to a spreadsheet program."""
    if name == "[Content_Types].xml":
        said = f'<Override PartName="/{_FOLDER}Props1.xml" ContentType="{_TYPE}"/></Types>'
        return content.replace(b"</Types>", said.encode())
    if name == "xl/_rels/workbook.xml.rels":
        said = f"{_relation('customXml', f'../{PART}')}</Relationships>"
        return content.replace(b"</Relationships>", said.encode())
    return content


def _relation(kind: str, target: str) -> str:
    return f'<Relationship Id="rIdRecord" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'


def _properties() -> bytes:
    namespace = f"{_OFFICE}/customXml"
    schema = f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    item = f'<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{namespace}">{schema}'
    return f"{_HEAD}{item}</ds:datastoreItem>".encode()


def _packed(carried: Carried) -> bytes:
    packed = b64encode(zlib.compress(carried.record, QUICKLY)).decode()
    said = " ".join(
        f"{name}={quoteattr(getattr(carried, name))}" for name in ("kind", "language", "made_by")
    )
    return f'{_HEAD}<record xmlns="{NAMESPACE}" {said}>{packed}</record>'.encode()


def _unpacked(part: bytes) -> Carried | None:
    try:
        root = ElementTree.fromstring(part)  # noqa: S314 - expat stops entities that grow
        if root.tag != f"{{{NAMESPACE}}}record":
            return None
        packed = b64decode(root.text or "")
        record = zlib.decompressobj().decompress(packed, LARGEST)
    except (ElementTree.ParseError, ValueError, zlib.error):
        return None
    return Carried(root.get("kind", ""), root.get("language", ""), root.get("made_by", ""), record)
