"""The blocks of a report as paragraphs, lists and tables of a Word file."""

from docx.document import Document

from exports.charts.marks import Chart
from exports.report.parts import (
    Bars,
    Block,
    Fact,
    Facts,
    Heading,
    Picture,
    Points,
    Section,
    Step,
    Table,
    Words,
)
from exports.word.styles import BULLET
from exports.word.tables import add_facts, add_table
from exports.word.writing import anchor, dressed, line, write

_STYLES = {"body": "", "strong": "entry"}
_FACTS = {"body": "fact", "quiet": "quiet", "strong": "fact"}


def add_section(document: Document, section: Section, number: int) -> None:
    """Add a section, with a place that the contents lead to."""
    title = line(document, section.title, "Heading1")
    title.paragraph_format.page_break_before = section.alone
    anchor(title, place(number), number)
    for inner, one in enumerate(section.blocks, 1):
        add_block(document, one, 1000 * number + inner)


def place(number: int) -> str:
    """Return the name of a place that links lead to."""
    return f"_part{number}"


def add_block(document: Document, one: Block, number: int) -> None:
    """Add a block; its number names the place of a heading."""
    match one:
        case Heading(text, level):
            title = line(document, text, f"Heading{level - 1}")
            anchor(title, place(number), number)
        case Table():
            add_table(document, one)
        case Facts():
            _add_facts(document, one)
        case Points(items):
            for item in items:
                line(document, item.text, BULLET)
        case Bars():
            _add_bars(document, one)
        case Picture(chart):
            _add_picture(document, chart)
        case _:
            _add_line(document, one)


def _add_line(document: Document, one: Words | Step) -> None:
    match one:
        case Words(text, look):
            line(document, text, _STYLES.get(look, look))
        case Step():
            line(document, one.name, "lead")


def _add_facts(document: Document, facts: Facts) -> None:
    if facts.summary:
        add_facts(document, facts)
        return
    for fact in facts.rows:
        _add_fact(document, fact)


def _add_fact(document: Document, fact: Fact) -> None:
    for row, one in enumerate(fact.lines):
        paragraph = dressed(document.add_paragraph(), _FACTS[fact.look])
        if row == 0:
            paragraph.add_run(fact.name).bold = True
        paragraph.add_run("\t")
        write(paragraph, one.name if isinstance(one, Step) else one)


def _add_bars(document: Document, bars: Bars) -> None:
    line(document, bars.caption, "Caption")
    for row in bars.rows:
        paragraph = line(document, row.name, BULLET)
        paragraph.add_run("\u2003")
        paragraph.add_run(row.told)


def _add_picture(document: Document, chart: Chart) -> None:
    """Add the figures of a chart as a table anybody can edit, under its name and its sentence."""
    line(document, chart.title, _STYLES["strong"])
    line(document, chart.told)
    widths = tuple(1 / len(chart.columns) for _ in chart.columns)
    add_table(document, Table(chart.caption, chart.columns, chart.rows, widths))
