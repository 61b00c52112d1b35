"""The booklet of an instrument as a PDF: to be read, carried into a ward, and discussed."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Indenter, KeepTogether, PageBreak, Spacer

from exports.booklet import booklet
from exports.booklet.parts import (
    Block,
    Booklet,
    Cell,
    Fact,
    Facts,
    Mark,
    Part,
    Points,
    Step,
    Table,
    Words,
)
from exports.pdf.booklet_pages import build
from exports.pdf.booklet_styles import (
    CELLS,
    CELLS_HEAD,
    CELLS_STRONG,
    COVER_KICKER,
    COVER_SUMMARY,
    COVER_TITLE,
    FACTS,
    HEADINGS,
    LABELS,
    LINES,
    LOOKS,
    MARK,
    MARK_ALARM,
    QUIET_FACTS,
    THEME,
    FactStyles,
)
from exports.pdf.composed import CoverGround, Labelled, Rule
from exports.pdf.contents import ContentsLine
from exports.pdf.levels import Meter
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.styles import ITEM, PAGE_HEIGHT, PART, WIDTH
from exports.pdf.table import facts_table, tagged_table
from rubrics.model import Rubric
from rubrics.text import Language

_PARTS = 2  # the heading level of the parts; the title of the booklet is the first
_CRITERIA = 4
_SUMMARY = 800  # how many signs of a summary the ground of the cover holds
_PAGE = 258 * mm  # what a page holds, with a little to spare
_ROOM = 45 * mm  # what a heading wants below it


def booklet_pdf(rubric: Rubric, digest: str, language: Language) -> bytes:
    """Return the booklet of an instrument in one language."""
    made = booklet(rubric, digest, language)
    story = [*_cover(made), *_contents(made)]
    for part in made.parts:
        story += _part(part, _PARTS, [])
    return build(story, made, language)


def _cover(made: Booklet) -> Iterator[Flowable]:
    opening = [
        paragraph(f"{made.product} · {made.subtitle}", COVER_KICKER),
        heading(made.title, COVER_TITLE, 1, key="cover"),
    ]
    short = len(made.summary) <= _SUMMARY
    summary = paragraph(made.summary, COVER_SUMMARY if short else LOOKS["body"])
    yield CoverGround([*opening, *([summary] if short else [])], above=38 * mm, below=14 * mm)
    yield Spacer(0, 8 * mm)
    if not short:
        yield summary
    for notice in made.notices:
        yield paragraph(notice, LOOKS["notice"])
        yield Spacer(0, 3 * mm)
    yield heading(made.facts_title, PART, 2)
    cells = [
        (paragraph(fact.name, CELLS_STRONG), paragraph(" ".join(fact.values), CELLS))
        for fact in made.facts.rows
    ]
    yield facts_table(cells, [0.27 * WIDTH, 0.73 * WIDTH], made.facts_title)
    yield PageBreak()


def _contents(made: Booklet) -> Iterator[Flowable]:
    yield heading(made.contents_title, THEME, 2, key="contents")
    yield from _lines(made.parts, _PARTS, object())


def _lines(parts: Sequence[Part], level: int, identity: object) -> Iterator[Flowable]:
    for part in parts:
        if part.listed:
            style = LINES[level]
            yield Spacer(0, style.spaceBefore)
            yield Indenter(style.leftIndent)
            yield ContentsLine(part.title, part.key, style, identity)
            yield Indenter(-style.leftIndent)
            yield from _lines(part.parts, level + 1, identity)


def _part(part: Part, level: int, before: list[Flowable]) -> Iterator[Flowable]:
    """Yield a part; the headings above its own, if nothing stands between, stay with it."""
    if part.alone:
        yield PageBreak()
    elif not before:
        yield CondPageBreak(_ROOM)
    ruled = level == _CRITERIA and part.together > 0
    opening = [*before, *([Rule(9)] if ruled else []), _heading(part, level)]
    kept = part.together if not part.parts else len(part.blocks)
    opening += _blocks(part.blocks[:kept])
    rest = [list(_blocks([block])) for block in part.blocks[kept:]]
    if not part.parts:
        yield from _kept([opening, *rest])
    for place, inner in enumerate(part.parts):
        yield from _part(inner, level + 1, opening if place == 0 else [])


def _kept(pieces: Sequence[list[Flowable]]) -> Iterator[Flowable]:
    """Keep all pieces on one page; where no page holds them, each piece by itself."""
    whole = [flowable for piece in pieces for flowable in piece]
    if _height(whole) < _PAGE:
        yield KeepTogether(whole)
        return
    for piece in pieces:
        yield from [KeepTogether(piece)] if _height(piece) < _PAGE else piece


def _height(flowables: Sequence[Flowable]) -> float:
    return sum(one.wrap(WIDTH, PAGE_HEIGHT)[1] + one.getSpaceAfter() for one in flowables)


def _heading(part: Part, level: int) -> Flowable:
    return heading(part.title, HEADINGS[level], level, key=part.key)


def _blocks(blocks: Sequence[Block]) -> Iterator[Flowable]:
    for block in blocks:
        match block:
            case Words(text, look):
                yield paragraph(text, LOOKS[look])
            case Mark(text, alarm):
                yield paragraph(text, MARK_ALARM if alarm else MARK)
            case Facts(rows, quiet):
                yield Spacer(0, 3)
                yield from (_fact(row, QUIET_FACTS if quiet else FACTS) for row in rows)
                yield Spacer(0, 4)
            case Points(items):
                yield from (item(text, ITEM) for text in items)
            case Table():
                yield _table(block)


def _fact(fact: Fact, styles: FactStyles) -> Flowable:
    if len(fact.values) == 1:
        values = [paragraph(fact.values[0], styles.value)]
    else:
        values = [item(value, styles.item) for value in fact.values]
    return Labelled(paragraph(fact.name, styles.label), values, LABELS)


def _table(table: Table) -> Flowable:
    head = [paragraph(name, CELLS_HEAD) for name in table.head]
    rows = [[_cell(cell, first=place == 0) for place, cell in enumerate(row)] for row in table.rows]
    widths = [share * WIDTH for share in table.widths]
    made = tagged_table([head, *rows], widths, table.summary)
    made.spaceBefore, made.spaceAfter = 3, 6
    return made


def _cell(cell: Cell, *, first: bool) -> Flowable:
    if isinstance(cell, Step):
        return Meter(cell.rank, cell.top, paragraph(cell.name, CELLS_STRONG))
    return paragraph(cell, CELLS_STRONG if first else CELLS)
