"""The blocks of a report as elements of a page; what was typed keeps its own direction."""

from collections.abc import Iterator

from exports.charts.marks import Chart
from exports.charts.svg import svg
from exports.html.levels import bars, squares
from exports.html.tags import Html, inside, raw, tag
from exports.report.parts import (
    Bars,
    Block,
    Cell,
    Fact,
    Facts,
    Heading,
    Picture,
    Point,
    Points,
    Step,
    Table,
    Words,
)
from exports.report.typed import pieces

_WIDE = 5  # columns from which a table may be too wide for a phone


def said(name: str, text: str, /, **attributes: str) -> Html:
    """Return an element with a text in it; a text wholly typed gives the element its direction."""
    parts = list(pieces(text))
    if len(parts) == 1 and parts[0][1]:
        return tag(name, parts[0][0], dir="auto", **attributes)
    return tag(name, _inline(text), **attributes)


def _inline(text: str) -> Html:
    return inside(tag("bdi", piece) if typed else piece for piece, typed in pieces(text))


def block(one: Block) -> Html:
    """Return a block as an element."""
    match one:
        case Facts():
            return facts(one)
        case Points(items):
            return tag("ul", inside("\n"), ((_point(item), "\n") for item in items))
        case Table():
            return _table(one)
        case Bars():
            return bars(one)
        case Picture(chart):
            return _picture(chart)
        case _:
            return _of_text(one)


def _of_text(one: Heading | Words | Step) -> Html:
    match one:
        case Heading(text, level, key):
            return said(f"h{level}", text, **({"id": key} if key else {}))
        case Words(text, look):
            return said("p", text, **({} if look == "body" else {"class_": look}))
        case Step():
            return tag("p", squares(one), said("span", one.name), class_="level lead")


def _picture(chart: Chart) -> Html:
    """Draw a chart with its name above and its sentence below; it scrolls on a phone."""
    drawn = raw(svg(chart))
    scrolls = tag("div", drawn, class_="scroll", role="group", tabindex="0", aria_label=chart.title)
    name = tag("p", chart.title, class_="strong")
    return tag("figure", name, scrolls, tag("figcaption", chart.told))


def facts(made: Facts) -> Html:
    """Return facts as names and what they name."""
    rows = ((said("dt", row.name), _value(row), "\n") for row in made.rows)
    return tag("dl", "\n", rows, **({"class_": "framed"} if made.summary else {}))


def _value(fact: Fact) -> Html:
    look = {} if fact.look == "body" else {"class_": fact.look}
    match fact.lines:
        case (str(line),):
            return said("dd", line, **look)
        case lines:
            return tag("dd", (_line(line) for line in lines), **look)


def _line(line: str | Step) -> Html:
    if isinstance(line, Step):
        return tag("p", squares(line), said("span", line.name), class_="level")
    return said("p", line)


def _point(point: Point) -> Html:
    if not point.key:
        return said("li", point.text)
    return tag("li", said("a", point.text, href=f"#{point.key}"))


def _table(table: Table) -> Html:
    head = (_cell("th", name, column, table, scope="col") for column, name in enumerate(table.head))
    rows = ((_row(row, number, table), "\n") for number, row in enumerate(table.rows))
    columns = (tag("col", style=f"width: {share * 100:.1f}%") for share in table.widths)
    drawn = tag(
        "table",
        tag("caption", table.summary),
        tag("colgroup", columns),
        "\n",
        tag("thead", tag("tr", head)),
        "\n",
        tag("tbody", "\n", rows),
        **({"class_": "wide"} if len(table.head) >= _WIDE else {}),
    )
    # What is wider than a phone is moved with the arrow keys, once it has the focus.
    return tag("div", drawn, class_="scroll", role="group", tabindex="0", aria_label=table.summary)


def _row(row: tuple[Cell, ...], number: int, table: Table) -> Html:
    cells = _cells(row, table)
    return tag("tr", cells, **({"class_": "strong"} if number in table.strong else {}))


def _cells(row: tuple[Cell, ...], table: Table) -> Iterator[Html]:
    first, *rest = row
    yield _cell("th", first, 0, table, scope="row")
    for column, cell in enumerate(rest, 1):
        yield _cell("td", cell, column, table)


def _cell(name: str, cell: Cell, column: int, table: Table, **attributes: str) -> Html:
    if isinstance(cell, Step):
        level = tag("div", squares(cell), said("span", cell.name), class_="level")
        return tag(name, level, **attributes)
    if column in table.numbers:
        attributes["class_"] = "number"
    return said(name, cell, **attributes)
