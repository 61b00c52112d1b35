"""What PDF/A-3 and PDF/UA want beside the pages: metadata, a colour profile, attachments."""

import hashlib
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from html import escape
from typing import Any, NamedTuple

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFZCompress,
)

# PDF/A wants every schema outside its own list described; PDF/UA's is one of those.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Attachment(NamedTuple):
    """A file carried inside the PDF; relationship is Source, Data, Supplement or Alternative."""

    name: str
    data: bytes
    mime: str
    relationship: str
    description: str


class RawObject(PDFObject):
    """A PDF object that is written late, once every other object has a number."""

    __RefOnly__ = 1

    def __init__(self, write: Callable[[], str | bytes]) -> None:
        self._write = write

    def format(self, _document: Any) -> bytes:
        """Return the object's bytes; reportlab calls this while saving."""
        content = self._write()
        return content if isinstance(content, bytes) else content.encode("latin1")


def pdf_string(text: str) -> str:
    """Write a text string as PDF: plain when ASCII, UTF-16 otherwise."""
    if not text.isascii():
        return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
    for character, written in (
        ("\\", r"\\"),
        ("(", r"\("),
        (")", r"\)"),
        ("\n", r"\n"),
        ("\r", r"\r"),
    ):
        text = text.replace(character, written)
    return f"({text})"


def reference(document: Any, name: str) -> str:
    """Write a reference to a named object."""
    return str(PDFObjectReference(name).format(document), "ascii")


@cache
def srgb_profile() -> bytes:
    """Return an sRGB profile without the date and the identifier that change on every run."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes.fromhex("07EA00010001000000000000")
    profile[84:100] = bytes(16)
    return bytes(profile)


def add_metadata(document: Any, language: str, issued: datetime) -> None:
    """Write the XMP packet from reportlab's own document information."""
    info = document.info
    fields = ("title", "author", "subject", "creator", "producer", "keywords")
    packet = _XMP.format(
        **{name: escape(str(getattr(info, name) or ""), quote=False) for name in fields},
        language=language,
        date=issued.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    ).encode()
    head = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n" % len(packet)
    document.Catalog.Metadata = RawObject(lambda: head + packet + b"\r\nendstream\n")


def add_output_intent(document: Any) -> None:
    """Say that the colours are sRGB, and embed the profile."""
    document.Reference(PDFStream(PDFDictionary({"N": 3}), srgb_profile(), [PDFZCompress]), "sRGB")
    document.Catalog.OutputIntents = RawObject(
        lambda: (
            "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
            f"/DestOutputProfile {reference(document, 'sRGB')}>>]"
        )
    )


def add_attachments(document: Any, attachments: Sequence[Attachment], issued: datetime) -> None:
    """Embed files the PDF/A-3 way: listed by name, and associated with the whole document."""
    for rank, item in enumerate(attachments):
        document.Reference(RawObject(partial(_file_stream, item, issued)), f"File{rank}")
        document.Reference(RawObject(partial(_file_entry, document, item, rank)), f"Entry{rank}")
    names = sorted((item.name, f"Entry{rank}") for rank, item in enumerate(attachments))

    def name_tree() -> str:
        pairs = (f"{pdf_string(name)} {reference(document, entry)}" for name, entry in names)
        return f"<</EmbeddedFiles<</Names[{' '.join(pairs)}]>>>>"

    def associated() -> str:
        return f"[{' '.join(reference(document, entry) for _, entry in names)}]"

    document.Catalog.Names = RawObject(name_tree)
    document.Catalog.AF = RawObject(associated)


def _file_stream(item: Attachment, issued: datetime) -> bytes:
    packed = zlib.compress(item.data, 9)
    modified = issued.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    checksum = hashlib.md5(item.data, usedforsecurity=False).hexdigest()
    head = (
        f"<</Type/EmbeddedFile/Subtype/{item.mime.replace('/', '#2F')}/Filter/FlateDecode"
        f"/Length {len(packed)}/Params<</Size {len(item.data)}/ModDate({modified})"
        f"/CheckSum<{checksum}>>>>>\nstream\n"
    )
    return head.encode("ascii") + packed + b"\r\nendstream\n"


def _file_entry(document: Any, item: Attachment, rank: int) -> str:
    file = reference(document, f"File{rank}")
    name = pdf_string(item.name)
    return (
        f"<</Type/Filespec/F {name}/UF {name}/AFRelationship/{item.relationship}"
        f"/Desc {pdf_string(item.description)}/EF<</F {file}/UF {file}>>>>"
    )
