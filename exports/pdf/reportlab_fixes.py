"""Corrections to reportlab 5.1: without the first three its files fail PDF/UA-1 or PDF/A.

Importing this module applies them. They touch private parts: pin reportlab, and keep the
conformance check among the tests.
"""

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen.textobject import PDFTextObject

_NO_SPACE_AFTER = (" ", "-", "\u00ad", "\u2010")
_MAX_CMAP_BLOCK = 100
_stock_stream_format = pdfdoc.PDFStream.format


def _stream_with_line_end(stream: Any, document: Any) -> bytes:
    """Put a line end before `endstream` (PDF/A, 6.1.7): a whole one, for data may end with half."""
    written: bytes = _stock_stream_format(stream, document)
    return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"


def _unicode_map(font_name: str, subset: list[int]) -> str:
    """Map glyph codes to text: no U+0000, blocks of at most 100, UTF-16 above the BMP."""
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), _MAX_CMAP_BLOCK):
        block = pairs[start : start + _MAX_CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class SpacedText(PDFTextObject):
    """Text that ends each wrapped line with a space, so that readers do not hear joined words."""

    def _textOut(self, text: Any, TStar: int = 0) -> None:  # noqa: N802, N803
        if TStar and isinstance(text, str) and not text.endswith(_NO_SPACE_AFTER):
            text += " "
        super()._textOut(text, TStar)  # type: ignore[misc]


setattr(pdfdoc.PDFStream, "format", _stream_with_line_end)  # noqa: B010
setattr(ttfonts, "makeToUnicodeCMap", _unicode_map)  # noqa: B010
# Streams stay binary: a quarter smaller than reportlab's ASCII, and sooner written.
rl_config.useA85 = 0
