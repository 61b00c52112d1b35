"""The first view of a document as accessible HTML: pages with their words, sheets, files, lines."""

from base64 import b64encode
from collections.abc import Iterator
from fractions import Fraction

from audit.pages.figures import Html, fold, picture, table, tag, together, typed
from exports.documents import Document
from exports.previews.parts import File, Page, Preview, Section, Sheet
from rubrics.text import Language, Translator

_KILO, _MEGA = 1024, 1024**2
_OPENED = 2  # as a document begins: its title, and what it is or sums up


def first_view(shown: Preview, document: Document, language: Language, t: Translator) -> Html:
    """Return what can be shown of a document in a language, for a reader of maybe another one."""
    label = document.label(t.language)
    pieces = (*_parts(shown, label, language, t), *_beginning(shown, document, language, t))
    return tag("div", *_pages(shown, label, language, t), *pieces, class_="pra pra-view")


def size_said(length: int, t: Translator) -> str:
    """Return how large a file is, in kilobytes or megabytes."""
    if length < _MEGA:
        return t("export.kilobytes", size=-(-length // _KILO))
    return t("export.megabytes", size=Fraction(length, _MEGA))


def _pages(shown: Preview, label: str, language: Language, t: Translator) -> Iterator[Html]:
    if shown.pages:
        numbered = enumerate(shown.pages, 1)
        drawn = (_page(page, n, shown.all_pages, (label, language), t) for n, page in numbered)
        yield tag("div", *drawn, class_="pra-pages")


def _page(page: Page, n: int, pages: int, of: tuple[str, Language], t: Translator) -> Html:
    label, language = of
    data = b64encode(page.image).decode("ascii")
    image = picture(f"data:image/png;base64,{data}", t("export.page_of", page=n, document=label))
    text = tag("div", typed(page.text), lang=language)
    said = t("export.page", page=n, pages=pages)
    words = fold(t("export.page_text", page=n), text)
    return tag("figure", image, tag("figcaption", said), words)


def _parts(shown: Preview, label: str, language: Language, t: Translator) -> Iterator[Html]:
    for part in shown.parts[:_OPENED]:
        yield tag("div", _opened(part, label, language, t), class_="pra-part")
    if folded := shown.parts[_OPENED:]:
        sheets = any(isinstance(part, Sheet) for part in folded)
        yield tag("p", tag("strong", t("export.sheets" if sheets else "export.sections")))
        for part in folded:
            yield fold(_title(part, language, t), _content(part, part.title, language, t))


def _opened(part: Section | Sheet, label: str, language: Language, t: Translator) -> Html:
    """Return a part that is not folded; a table alone in its file has no title of its own."""
    named = tag("p", tag("strong", _said(part.title, language))) if part.title else ""
    return together(named, _content(part, part.title or label, language, t))


def _title(part: Section | Sheet, language: Language, t: Translator) -> str:
    if isinstance(part, Section):
        return _said(part.title, language)
    return t("export.sheet_size", title=part.title, n=part.all_rows)


def _content(part: Section | Sheet, title: str, language: Language, t: Translator) -> Html:
    if isinstance(part, Section):
        return tag("div", *(typed(line) for line in part.lines), lang=language)
    counts = {"all_rows": part.all_rows, "all_columns": part.all_columns}
    shown = {"rows": len(part.rows), "columns": len(part.columns)}
    caption = t("export.rows", title=title, **counts, **shown)
    columns, *rows = (
        tuple(_said(cell, language) for cell in row) for row in (part.columns, *part.rows)
    )
    return tag("div", table(caption, columns, rows), class_="pra-files")


def _said(text: str, language: Language) -> Html:
    """Return what a document says, for a page that may speak another language."""
    return tag("span", text, class_="pra-typed", dir="auto", lang=language)


def _beginning(
    shown: Preview, document: Document, language: Language, t: Translator
) -> Iterator[Html]:
    if shown.files:
        yield _files(shown.files, document.label(t.language), t)
    if shown.lines:
        yield tag("p", tag("strong", _begins(shown, document, t)))
        yield tag("pre", "\n".join(shown.lines), dir="auto", lang=language)


def _begins(shown: Preview, document: Document, t: Translator) -> str:
    if shown.files:
        return t("export.begins_inside")
    return t("export.begins_indented" if document.suffix == "json" else "export.begins")


def _files(files: tuple[File, ...], label: str, t: Translator) -> Html:
    rows = [(typed(file.path, "code"), size_said(file.size, t)) for file in files]
    return table(t("export.files", document=label), (t("export.file"), t("export.size")), rows)
