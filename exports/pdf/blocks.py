"""The blocks of a report on paper: how each is set, and what stays together on a page."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from exports.pdf.cells import framed, said, table
from exports.pdf.chart import chart_story
from exports.pdf.composed import Together
from exports.pdf.later import Later
from exports.pdf.levels import Figure, Meter, level_bars
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.styles import (
    ALARM_BOX,
    BODY,
    ENTRY,
    FACT,
    FACT_STRONG,
    FOLLOWING,
    FOUND_NAME,
    ITEM,
    LEAD,
    NOTICE_BOX,
    PART,
    QUIET_FACT,
    SECTION,
    SMALL,
    STRONG,
)
from exports.report.parts import (
    Bars,
    Block,
    Fact,
    Facts,
    Heading,
    Picture,
    Points,
    Report,
    Section,
    Step,
    Table,
    Words,
)

_PART = 3  # the level of the headings that divide a section
_HEADINGS = {_PART: PART, 4: ENTRY}
_LOOKS = {
    "body": BODY,
    "lead": LEAD,
    "small": SMALL,
    "strong": STRONG,
    "notice": NOTICE_BOX,
    "alarm": ALARM_BOX,
}
_FACT_LOOKS = {"body": FACT, "quiet": QUIET_FACT, "strong": FACT_STRONG}
_BOXES = ("notice", "alarm")
# What a heading wants below it, by what follows; a section that begins below another wants more.
_FOR_A_SECTION, _FOR_A_PART, _FOR_A_TABLE = 120 * mm, 65 * mm, 46 * mm
_FOR_FACTS, _FOR_TEXT, _FOR_A_LINE = 32 * mm, 26 * mm, 18 * mm
_SHORT = 400  # letters


def sections(made: Report) -> Iterator[Flowable]:
    """Yield the sections of a report, each made when its turn comes."""
    yield from (Later(partial(_section, section)) for section in made.sections)


def _section(section: Section) -> Iterator[Flowable]:
    if section.alone:
        yield PageBreak()
    else:
        yield CondPageBreak(_FOR_A_SECTION)
    look = SECTION if section.alone else FOLLOWING
    yield heading(section.title, look, 2, key=section.key)
    yield from (Later(partial(_blocks, part)) for part in _parts(section.blocks))


def _parts(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield what stands before the first inner heading, then each such heading with its blocks."""
    starts = [n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.level == _PART]
    yield from (blocks[start:end] for start, end in pairwise((0, *starts, len(blocks))))


def _blocks(blocks: Sequence[Block]) -> Iterator[Flowable]:
    place = 0
    while place < len(blocks):
        one = blocks[place]
        place += 1
        if isinstance(one, Heading) and one.together:
            kept = blocks[place : place + one.together]
            place += len(kept)
            yield from _kept(one, kept)
        else:
            yield from _block(one, blocks[place] if place < len(blocks) else None)


def _kept(one: Heading, blocks: Sequence[Block]) -> Iterator[Flowable]:
    """Yield a heading with what stays on its page; a part of a section wants more room."""
    if one.level == _PART:
        yield CondPageBreak(_FOR_A_PART)
    yield Together([_heading(one), *_blocks(blocks)])


def _block(one: Block, following: Block | None) -> Iterator[Flowable]:
    match one:
        case Facts():
            yield from [framed(one)] if one.summary else _facts(one)
        case Points(items):
            yield from (item(point.text, ITEM, point.key) for point in items)
        case Table():
            yield table(one)
        case Bars():
            yield _bars(one)
        case Picture(chart):
            yield from chart_story(chart)
        case _:
            yield from _text(one, following)


def _text(one: Heading | Words | Step, following: Block | None) -> Iterator[Flowable]:
    match one:
        case Heading():
            yield CondPageBreak(_room(following))
            yield _heading(one)
        case Words():
            yield from _words(one, following)
        case Step():
            yield Meter(one.rank, one.top, paragraph(one.name, LEAD))


def _heading(one: Heading) -> Flowable:
    return heading(one.text, _HEADINGS[one.level], one.level, key=one.key)


def _room(following: Block | None) -> float:
    """Return the room that a heading and the beginning of what follows it want."""
    match following:
        case Table():
            return _FOR_A_TABLE
        case Facts():
            return _FOR_FACTS
        case Words(look="strong"):
            return _FOR_TEXT + _FOR_A_LINE
        case _:
            return _FOR_TEXT


def _words(one: Words, following: Block | None) -> Iterator[Flowable]:
    """Yield a paragraph; a strong one names what follows, and stays close to it."""
    if one.look == "strong" and isinstance(following, Words | Facts):
        yield CondPageBreak(_FOR_A_LINE)
        yield paragraph(one.text, FOUND_NAME)
        return
    if one.look == "strong":
        yield CondPageBreak(_room(following))
    yield paragraph(one.text, _LOOKS[one.look])
    if one.look in _BOXES and isinstance(following, Words) and following.look in _BOXES:
        # Two boxes would touch: their padding is wider than the space between paragraphs.
        yield Spacer(0, 1.5 * mm)


def _facts(facts: Facts) -> Iterator[Flowable]:
    """Yield facts with their names in the margin; no page begins with the last one alone."""
    last_but_one = len(facts.rows) - 2
    together: list[Flowable] = []
    for place, fact in enumerate(facts.rows):
        together += _fact(fact)
        following = facts.rows[place + 1 : place + 2]
        if following and (fact.leads or place == last_but_one) and _short(fact, *following):
            continue
        yield from [Together(together)] if len(together) > 1 else together
        together = []


def _short(*facts: Fact) -> bool:
    """Tell whether facts may wait for the next page without leaving a hole."""
    return all(len(fact.lines) == 1 and len(said(fact.lines[0])) < _SHORT for fact in facts)


def _fact(fact: Fact) -> Iterator[Flowable]:
    """Yield a paragraph for each line of a fact; squares of a level stand in place of its name."""
    look = _FACT_LOOKS[fact.look]
    for place, line in enumerate(fact.lines):
        if isinstance(line, Step):
            yield Meter(line.rank, line.top, paragraph(line.name, look), in_margin=True)
        else:
            yield paragraph(line, look, label="" if place else fact.name)


def _bars(made: Bars) -> Flowable:
    rows = [(row.name, row.counts, row.unrated) for row in made.rows]
    return Figure(level_bars(rows, made.names, made.unrated), made.told)
