"""What can be read back from a PDF: its verdicts, its parent tree, its words, its attachments."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pypdfium2

MARK = re.compile(rb"/MCID\s+(\d+)")
# Decoration may have a text too; it has no number, and nobody is read it.
SPOKEN = re.compile(rb"/MCID \d+/ActualText\s*(?:<FEFF([0-9A-F]*)>|\(((?:[^()\\]|\\.)*)\))")


def faults(pdf: bytes, folder: Path) -> list[str]:
    """Return every rule of PDF/UA-1 and PDF/A-3a that a file breaks."""
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    return conformance(path.read_bytes())


def conformance(pdf: bytes) -> list[str]:
    """Return every rule of PDF/UA-1 and PDF/A-3a that a file breaks."""
    return [
        f"{profile}: {failure.rule_id}"
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def reading_order(content: bytes) -> list[str]:
    """List the pages whose marks are read aloud in another order than they are drawn in."""
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
        read = list(_read(pdf.Root.StructTreeRoot, pages))
    return [f"page {one[0]}: mark {one[1]}" for one, after in pairwise(read) if after < one]


def _read(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """Yield page and number of each mark below an element, in the order of reading."""
    kids = element.get("/K", ())
    for kid in [kids] if isinstance(kids, pikepdf.Dictionary) else kids:
        if not isinstance(kid, pikepdf.Dictionary):
            yield pages[element.Pg.objgen], int(kid)
        elif "/MCID" in kid:
            yield pages[kid.Pg.objgen], int(kid.MCID)
        elif kid.get("/Type") != "/OBJR":
            yield from _read(kid, pages)


def broken_parent_tree(content: bytes) -> list[str]:
    """List the pages whose marks do not lead back to an element that claims them.

    The checker notices neither a page without /StructParents nor a wrong parent tree.
    """
    found = []
    with pikepdf.open(BytesIO(content)) as pdf:
        entries = pdf.Root.StructTreeRoot.ParentTree.Nums
        tree = {int(entries[at]): entries[at + 1] for at in range(0, len(entries), 2)}
        for number, sheet in enumerate(pdf.pages, 1):
            marks = [int(mark) for mark in MARK.findall(sheet.Contents.read_bytes())]
            elements = tree.get(int(sheet.obj.get("/StructParents", -1)))
            if elements is None or sorted(marks) != list(range(len(elements))):
                found.append(f"page {number}: marks and parent tree differ")
                continue
            found += [
                f"page {number}: mark {mark} is not claimed by its element"
                for mark in marks
                if not _claims(elements[mark], mark, sheet)
            ]
    return found


def _claims(element: pikepdf.Object, mark: int, sheet: pikepdf.Page) -> bool:
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/MCID") == mark and kid.Pg.objgen == sheet.obj.objgen:
                return True
        elif int(kid) == mark and element.Pg.objgen == sheet.obj.objgen:
            return True
    return False


def words_of(pdf: bytes) -> str:
    """Return the text of all pages on one line."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for sheet in document:
        text = sheet.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        sheet.close()
    document.close()
    return flat(" ".join(pages))


def flat(text: str) -> str:
    """Return a text with single spaces, as one line, composed."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def spoken(content: bytes) -> str:
    """Return what screen readers are given where glyphs do not spell the text."""
    lines = []
    with pikepdf.open(BytesIO(content)) as pdf:
        for sheet in pdf.pages:
            for coded, plain in SPOKEN.findall(sheet.Contents.read_bytes()):
                lines.append(
                    bytes.fromhex(coded.decode()).decode("utf-16-be")
                    if coded
                    else re.sub(rb"\\(.)", rb"\1", plain).decode("ascii")
                )
    return "".join(lines)


def attachments(content: bytes) -> dict[str, bytes]:
    """Return the files inside a file."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return {name: item.get_file().read_bytes() for name, item in pdf.attachments.items()}


def outline(content: bytes) -> list[str]:
    """Return the titles of the outline, from the top level down."""
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as tree:
        return [title for entry in tree.root for title in _titles(entry)]


def _titles(entry: pikepdf.OutlineItem) -> list[str]:
    return [entry.title, *(title for child in entry.children for title in _titles(child))]


def alternatives(content: bytes) -> list[str]:
    """Return the descriptions of the figures."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
