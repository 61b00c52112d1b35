"""A Word file as it leaves: nothing of the template's maker, of the clock or of a machine in it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.document import Document

from exports.maker import PRODUCT
from exports.stable_zip import zipped

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006"
_APP = "docProps/app.xml"
_MADE_BY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_KINDS}/extended-properties">'
    f"<Application>{PRODUCT}</Application></Properties>"
)
# Parts of the template that are of no use here: a picture of it, styles for old programs, sources.
_LEFT_OUT = re.compile("/(thumbnail|stylesWithEffects|customXml)$")


def finish(document: Document) -> bytes:
    """Return the file of a document: the same document always gives the same bytes."""
    package: Any = document.part.package
    for relations in (package.rels, document.part.rels):
        for name in [n for n, one in relations.items() if _LEFT_OUT.search(one.reltype)]:
            del relations[name]
    settings: Any = document.settings.element
    for sessions in settings.xpath("w:rsids"):
        settings.remove(sessions)
    buffer = BytesIO()
    document.save(buffer)
    return zipped(_parts(buffer))


def _parts(made: BytesIO) -> Iterator[tuple[str, bytes]]:
    with ZipFile(made) as archive:
        for name in archive.namelist():
            yield name, _MADE_BY.encode() if name == _APP else archive.read(name)
