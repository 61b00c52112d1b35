"""Booklets of the installed instruments, made once, and what can be read back from them."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import pypdfium2
from pydantic import BaseModel
from typing_extensions import override

from exports.html import booklet_html
from exports.pdf.booklet import booklet_pdf
from rubrics.draft import DATA
from rubrics.loader import digest, load_rubric
from rubrics.model import CrosswalkPart, Lens, Right, Rubric
from rubrics.text import Language, Text
from tests.exports.pdf_checks import flat

FOLDERS = (
    *("peer-integration/1.0.0", "peer-integration/0.1.0"),
    *("facility-rights/1.0.0", "peer-group-check/1.0.0"),
)
RUNNING = re.compile(r"^.{0,200}?\b(?:Page \d+ (?:of|sur))\s*\d*\s*(?:Draft|Projet)?", re.DOTALL)


@cache
def rubric(folder: str) -> Rubric:
    return load_rubric(DATA / folder)


@cache
def pdf(folder: str, language: Language) -> bytes:
    return booklet_pdf(rubric(folder), digest(rubric(folder)), language)


@cache
def html(folder: str, language: Language) -> bytes:
    return booklet_html(rubric(folder), digest(rubric(folder)), language)


def texts(part: object) -> Iterator[Text]:
    """Yield every text of a model, wherever it stands."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts(getattr(part, name))
    elif isinstance(part, dict):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from texts(value)


def printed(folder: str) -> list[Text]:
    """Return the texts a booklet must hold: lists of ours may name what no criterion points to."""
    whole = rubric(folder)
    pointed = {one for c in whole.criteria("full") for one in (*c.rights, *c.crosswalk, *c.lenses)}
    asked = {q.answers for c in whole.criteria("full") for q in c.questions}
    if whole.interviews is not None:
        asked |= {one.answers for one in whole.interviews.unscored if one.answers}
    lists: tuple[Right | CrosswalkPart | Lens, ...]
    lists = (*whole.rights, *whole.qualityrights, *whole.lenses)
    sets = whole.interviews.answer_sets if whole.interviews else ()
    spared = [text for one in lists if one.id not in pointed for text in texts(one)]
    spared += [text for one in sets if one.id not in asked for text in texts(one)]
    return [text for text in texts(whole) if text not in spared]


@cache
def words_of_pdf(folder: str, language: Language) -> str:
    """Return the text of all pages in the order it is drawn, without what runs along them."""
    document = pypdfium2.PdfDocument(pdf(folder, language))
    pages = [sheet.get_textpage().get_text_range() for sheet in document]
    return flat(" ".join([pages[0], *(RUNNING.sub("", page, count=1) for page in pages[1:])]))


class Page(HTMLParser):
    """What a page holds: its words, headings, ids, link targets and elements."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.words = ""
        self.headings: list[int] = []
        self.ids: list[str | None] = []
        self.targets: list[str] = []
        self.elements: list[str] = []
        self.open: list[str] = []
        self.language = ""
        self.feed(content.decode())
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.elements.append(tag)
        if tag not in {"meta", "col"}:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in said:
            self.ids.append(said["id"])
        if "href" in said:
            self.targets.append(said["href"] or "")
        self.language = said.get("lang") or self.language

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += f" {data}"


@cache
def page(folder: str, language: Language) -> Page:
    return Page(html(folder, language))


def words_of_html(folder: str, language: Language) -> str:
    return flat(page(folder, language).words)
