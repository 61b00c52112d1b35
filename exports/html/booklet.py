"""The booklet of an instrument as one HTML file that needs nothing else and runs nothing."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from exports.booklet import booklet
from exports.booklet.parts import (
    Block,
    Booklet,
    Cell,
    Facts,
    Mark,
    Part,
    Points,
    Step,
    Table,
    Words,
)
from exports.html.tags import Html, inside, raw, tag
from rubrics.model import Rubric
from rubrics.text import Language

_PARTS = 2  # the heading level of the parts; the title of the booklet is the first
_CRITERIA = 4
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_FULL, _EMPTY = "■", "□"


def booklet_html(rubric: Rubric, digest: str, language: Language) -> bytes:
    """Return the booklet of an instrument in one language, as UTF-8."""
    made = booklet(rubric, digest, language)
    body = tag("body", _skip(made), _opening(made), _main(made))
    page = tag("html", _head(made), "\n", body, lang=language, dir="ltr")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(made: Booklet) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="description", content=made.subject),
        tag("title", f"{made.name} · {made.subtitle}"),
        tag("style", raw(_style())),
    )


@cache
def _style() -> str:
    return (files("exports") / "html" / "booklet.css").read_text("utf-8")


def _skip(made: Booklet) -> Html:
    return tag("a", made.to_contents, href="#contents", class_="skip")


def _opening(made: Booklet) -> Html:
    return tag(
        "header",
        tag("p", f"{made.product} · {made.subtitle}", class_="kicker"),
        tag("h1", made.title),
        tag("p", made.summary, class_="summary"),
    )


def _contents(made: Booklet) -> Html:
    title = tag("h2", made.contents_title, id="contents")
    lines = _lines(made.parts)
    return tag("nav", title, lines, aria_labelledby="contents")


def _lines(parts: Sequence[Part]) -> Html:
    return tag("ul", (tag("li", _line(part)) for part in parts if part.listed))


def _line(part: Part) -> Iterator[Html]:
    yield tag("a", part.title, href=f"#{part.key}")
    if any(inner.listed for inner in part.parts):
        yield _lines(part.parts)
    named = [inner for inner in part.parts if inner.short]
    if named:
        yield tag("div", (_named(inner) for inner in named), class_="criteria")


def _named(part: Part) -> Html:
    return tag("a", part.short, href=f"#{part.key}", aria_label=part.title)


def _main(made: Booklet) -> Html:
    notices = (tag("p", notice, class_="notice") for notice in made.notices)
    title = tag("h2", made.facts_title, id="facts")
    facts = tag("section", notices, title, _facts(made.facts), class_="facts-of")
    return tag("main", facts, _contents(made), (_part(part, _PARTS) for part in made.parts))


def _part(part: Part, level: int) -> Html:
    looks = [f"level-{level}"]
    looks += ["alone"] if part.alone else []
    looks += ["whole"] if level == _CRITERIA and part.together else []
    title = tag(f"h{level}", part.title, id=part.key)
    blocks = inside("\n", (_block(block) for block in part.blocks))
    inner = (_part(one, level + 1) for one in part.parts)
    return tag("section", title, blocks, inner, "\n", class_=" ".join(looks))


def _block(block: Block) -> Html:
    match block:
        case Words(text, look):
            return tag("p", text, class_=look)
        case Mark(text, alarm):
            return tag("p", text, class_="mark alarm" if alarm else "mark")
        case Facts():
            return _facts(block)
        case Points(items):
            return tag("ul", (tag("li", item) for item in items))
        case Table():
            return _table(block)


def _facts(facts: Facts) -> Html:
    rows = ((tag("dt", fact.name), tag("dd", _values(fact.values))) for fact in facts.rows)
    return tag("dl", rows, class_="quiet" if facts.quiet else "facts")


def _values(values: Sequence[str]) -> str | Html:
    if len(values) == 1:
        return values[0]
    return tag("ul", (tag("li", value) for value in values))


def _table(table: Table) -> Html:
    head = tag("tr", (tag("th", name, scope="col") for name in table.head))
    rows = (
        tag("tr", tag("th", _cell(first), scope="row"), (tag("td", _cell(cell)) for cell in rest))
        for first, *rest in table.rows
    )
    columns = (tag("col", style=f"width: {share * 100:.0f}%") for share in table.widths)
    return tag(
        "table",
        tag("caption", table.summary),
        tag("colgroup", columns),
        tag("thead", head),
        tag("tbody", rows),
    )


def _cell(cell: Cell) -> str | Html:
    if not isinstance(cell, Step):
        return cell
    squares = _FULL * cell.rank + _EMPTY * (cell.top - cell.rank)
    return inside(tag("span", squares, class_="step", aria_hidden="true"), cell.name)
