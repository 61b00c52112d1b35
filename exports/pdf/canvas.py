"""A reportlab canvas that records what each piece of page content means, and saves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFPage, PDFString
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from exports.pdf.archive import (
    Attachment,
    add_attachments,
    add_metadata,
    add_output_intent,
    pdf_string,
)
from exports.pdf.reportlab_fixes import SpacedText
from exports.pdf.structure import FIRST_ANNOTATION_KEY, Annotated, Element, Marked, write_tree

PRINTED = 4  # the annotation flag that PDF/A asks for


class TaggedCanvas(Canvas):
    """A canvas for tagged PDF that is made to be kept: PDF/UA-1 and PDF/A-3a."""

    # reportlab's own, which its types leave out.
    _code: list[str]
    _doc: Any
    _pageNumber: int  # noqa: N815

    def __init__(
        self,
        filename: Any,
        *,
        lang: str,
        issued: datetime,
        attachments: Sequence[Attachment] = (),
        **more: Any,
    ) -> None:
        self.language, self.issued = lang, issued
        self.attachments = attachments
        self.root = Element("Document")
        self.open_elements = [self.root]
        self.elements: dict[object, Element] = {}  # those of flowables drawn in several parts
        self.open_list: Element | None = None
        self.artifact_depth = 0
        self._marks_of_page: list[Element] = []
        self._marks: list[list[Element]] = []
        self._annotated: list[Element] = []
        self._headings = 0
        self.link_element, self.link_text = self.root, ""
        super().__init__(filename, lang=lang, **more | {"invariant": 1, "pdfVersion": (1, 7)})
        self._doc.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        self._doc._timeStamp = _time_stamp(issued)

    @override
    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> SpacedText:
        """Return a text object that ends lines with a space."""
        return SpacedText(self, x, y, direction)

    # -- marking content

    def mark(self, element: Element, spoken: str = "") -> str:
        """Return the operator that opens a stretch of this element's content.

        ``spoken`` replaces the glyphs for readers, where they do not spell the text in order.
        """
        number = len(self._marks_of_page)
        self._marks_of_page.append(element)
        element.children.append(Marked(self._pageNumber, number))
        if spoken:
            return f"/Span <</MCID {number}/ActualText {pdf_string(spoken)}>> BDC"
        return f"/{element.tag} <</MCID {number}>> BDC"

    def begin(self, element: Element, spoken: str = "") -> None:
        """Open a stretch of this element's content; see `mark`."""
        self._code.append(self.mark(element, spoken))

    def begin_spelled(self, text: str) -> None:
        """Open a stretch of decoration whose glyphs do not spell their text in order."""
        self._code.append(f"/Span <</ActualText {pdf_string(text)}>> BDC")

    def end(self) -> None:
        """Close what `begin` or `begin_spelled` opened."""
        self._code.append("EMC")

    def begin_artifact(self, kind: str = "Layout") -> None:
        """Open decoration: it is never read aloud, and no element inside is recorded."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self.artifact_depth += 1

    def end_artifact(self) -> None:
        """Close what `begin_artifact` opened."""
        self._code.append("EMC")
        self.artifact_depth -= 1

    @contextmanager
    def artifact(self, kind: str = "Pagination") -> Iterator[None]:
        """Mark all that is drawn inside the block as decoration."""
        self.begin_artifact(kind)
        yield
        self.end_artifact()

    def add_heading(self, title: str, tag: str, key: str, y: float) -> None:
        """Add a heading (H1 to H6) to the outline, as a place to go to."""
        self._headings += 1
        key = key or f"heading{self._headings}"
        self.bookmarkHorizontal(key, 0, y)
        self.addOutlineEntry(title, key, int(tag[1]) - 1)

    # -- links

    def link_to(self, key: str, text: str, parent: Element, size: tuple[float, float]) -> Element:
        """Make an area of this size, from the origin, lead to a heading; return its element."""
        self.link_element, self.link_text = Element("Link", parent), text
        self.linkRect("", key, (0, 0, *size))
        return self.link_element

    def _addAnnotation(  # noqa: N802
        self, annotation: Any, name: str | None = None, addtopage: int = 1
    ) -> None:
        """Tie a link's area to its element."""
        annotation = annotation.Dict()
        name = f"Link{len(self._annotated)}"
        annotation.dict.update(
            Contents=PDFString(self.link_text),
            F=PRINTED,
            StructParent=FIRST_ANNOTATION_KEY + len(self._annotated),
        )
        self._annotated.append(self.link_element)
        self.link_element.children.append(Annotated(self._pageNumber, f"Annot.{name}"))
        super()._addAnnotation(annotation, name, addtopage)  # type: ignore[misc]

    # -- pages and file

    def _setColorSpace(self, page: Any) -> None:  # noqa: N802
        """Give the page its place in the parent tree; forms pass here too."""
        super()._setColorSpace(page)  # type: ignore[misc]
        if isinstance(page, PDFPage):
            page = cast("Any", page)
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = len(self._marks)
            page.Tabs = PDFName("S")
            self._marks.append(self._marks_of_page)
            self._marks_of_page = []

    @override
    def save(self) -> None:
        """Write the last page, the structure tree and the archive parts, then the file."""
        if self._code:
            self.showPage()
        document = self._doc
        document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "OutputIntents", "AF"]
        write_tree(document, self.root, self._marks, self._annotated)
        add_metadata(document, self.language, self.issued)
        add_output_intent(document)
        add_attachments(document, self.attachments, self.issued)
        super().save()


def _time_stamp(moment: datetime) -> TimeStamp:
    """Return a moment the way reportlab wants it, in UTC."""
    stamp = TimeStamp(invariant=1)
    stamp.t = moment.timestamp()
    stamp.YMDhms = moment.astimezone(UTC).timetuple()[:6]
    return stamp
