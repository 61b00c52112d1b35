"""The structure tree of a tagged PDF: what each piece of page content means, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary

from exports.pdf.archive import RawObject, pdf_string, reference

# Keys of the parent tree: pages count from 0, annotations from here.
FIRST_ANNOTATION_KEY = 100_000


class Marked(NamedTuple):
    """A stretch of page content that belongs to an element."""

    page: int
    number: int


class Annotated(NamedTuple):
    """A clickable area that belongs to an element."""

    page: int
    name: str


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree. A new element adds itself to its parent."""

    tag: str
    parent: Element | None = None
    alt: str = ""
    language: str = ""
    attributes: str = ""
    children: list[Element | Marked | Annotated] = field(default_factory=list)
    name: str = ""

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.children.append(self)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all those below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def drop_empty(self) -> bool:
        """Remove branches without content and tell whether anything is left.

        Empty cells stay, for a table must be rectangular; a row of nothing but empty cells goes:
        it is what remains of a row that was continued on the next page.
        """
        if self.tag in ("TD", "TH"):
            return True
        if self.tag == "TR" and not any(_has_content(cell) for cell in self.children):
            return False
        self.children = [c for c in self.children if not isinstance(c, Element) or c.drop_empty()]
        return bool(self.children)


def _has_content(child: Element | Marked | Annotated) -> bool:
    return not isinstance(child, Element) or any(_has_content(c) for c in child.children)


def paragraph_element(
    canvas: Any,
    identity: object,
    tag: str,
    enter_outline: Callable[[Any], None],
    language: str = "",
) -> Element:
    """Return the element of a paragraph; the parts of one that is split share it."""
    if tag != "LI":
        canvas.open_list = None
    if identity not in canvas.elements:
        if tag.startswith("H"):
            enter_outline(canvas)
        canvas.elements[identity] = _new_element(canvas, tag, language)
    found: Element = canvas.elements[identity]
    return found


def _new_element(canvas: Any, tag: str, language: str) -> Element:
    parent = canvas.open_elements[-1]
    if tag == "LI":
        if canvas.open_list is None:
            canvas.open_list = Element("L", parent, attributes="<</O/List/ListNumbering/Disc>>")
        return Element("LBody", Element("LI", canvas.open_list), language=language)
    if tag == "P" and parent.tag in ("TD", "TH") and not language:
        found: Element = parent
        return found
    return Element(tag, parent, language=language)


def write_tree(
    document: Any, root: Element, pages: Sequence[Sequence[Element]], annotated: Sequence[Element]
) -> None:
    """Add the tree to a reportlab document.

    ``pages`` lists, for each page, the element of each marked stretch; ``annotated`` lists the
    element of each annotation. Both go to the parent tree, which readers use to go from what is
    under the cursor to what it means.
    """
    root.drop_empty()
    for rank, element in enumerate(root.walk()):
        element.name = f"Element{rank}"
        document.Reference(RawObject(partial(_write_element, document, element)), element.name)

    def parent_tree() -> str:
        keys = [
            f"{page} [{' '.join(reference(document, element.name) for element in marks)}]"
            for page, marks in enumerate(pages)
        ]
        keys += [
            f"{FIRST_ANNOTATION_KEY + rank} {reference(document, element.name)}"
            for rank, element in enumerate(annotated)
        ]
        return f"<</Nums[{' '.join(keys)}]>>"

    def tree_root() -> str:
        return (
            f"<</Type/StructTreeRoot/K {reference(document, root.name)}"
            f"/ParentTree {reference(document, 'ParentTree')}"
            f"/ParentTreeNextKey {FIRST_ANNOTATION_KEY + len(annotated)}>>"
        )

    document.Reference(RawObject(parent_tree), "ParentTree")
    document.Catalog.StructTreeRoot = document.Reference(RawObject(tree_root), "StructTreeRoot")
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _write_element(document: Any, element: Element) -> str:
    first_page = next((c.page for c in element.children if isinstance(c, Marked)), None)
    parent = element.parent.name if element.parent else "StructTreeRoot"
    parts = [f"/Type/StructElem/S/{element.tag}/P {reference(document, parent)}"]
    if first_page is not None:
        parts.append(f"/Pg {reference(document, f'Page{first_page}')}")
    if children := [_write_child(document, child, first_page) for child in element.children]:
        parts.append(f"/K [{' '.join(children)}]")
    if element.alt:
        parts.append(f"/Alt {pdf_string(element.alt)}")
    if element.language:
        parts.append(f"/Lang {pdf_string(element.language)}")
    if element.attributes:
        parts.append(f"/A {element.attributes}")
    return f"<<{''.join(parts)}>>"


def _write_child(document: Any, child: Element | Marked | Annotated, first_page: int | None) -> str:
    if isinstance(child, Element):
        return reference(document, child.name)
    page = reference(document, f"Page{child.page}")
    if isinstance(child, Annotated):
        return f"<</Type/OBJR/Pg {page}/Obj {reference(document, child.name)}>>"
    if child.page == first_page:
        return str(child.number)
    return f"<</Type/MCR/Pg {page}/MCID {child.number}>>"
