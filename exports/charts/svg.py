"""Charts as SVG: complete in itself, named and described for whoever cannot see it.

It stands in a page as it is, or in a file of its own. Whatever it says is escaped.
"""

from html import escape
from typing import assert_never

from exports.charts.ink import GROUND, ink_of, shaded, words_on
from exports.charts.marks import SIZE, WIDTH, Box, Chart, Dot, Line, Mark, Words
from exports.charts.outlines import corners

# Names of fonts mean the same in small letters.
_FONTS = "noto sans, segoe ui, helvetica, arial, liberation sans, dejavu sans, sans-serif"
_DASHES = "4 3"
_MARGIN = 10.0


def svg(chart: Chart) -> str:
    """Return a chart as one SVG element, with its title and its sentence inside."""
    title, told = f"{chart.key}-title", f"{chart.key}-told"
    width, height = (_number(size + 2 * _MARGIN) for size in (WIDTH, chart.height))
    corner = _number(-_MARGIN)
    head = _open(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{corner} {corner} {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=title,
        aria_describedby=told,
        font_family=_FONTS,
        font_size=_number(SIZE),
    )
    named = f'<title id="{escape(title)}">{escape(chart.title)}</title>'
    said = f'<desc id="{escape(told)}">{escape(chart.told)}</desc>'
    ground = _empty("rect", x=corner, y=corner, width=width, height=height, fill=GROUND)
    return "\n".join((head, named, said, ground, *map(_mark, chart.marks), "</svg>"))


def _mark(mark: Mark) -> str:
    match mark:
        case Line():
            return _line(mark)
        case Dot():
            return _dot(mark)
        case Box():
            return _box(mark)
        case Words():
            return _words(mark)
    assert_never(mark)


def _line(line: Line) -> str:
    dashes = {"stroke_dasharray": _DASHES} if line.dashed else {}
    return _empty(
        "line",
        x1=_number(line.x1),
        y1=_number(line.y1),
        x2=_number(line.x2),
        y2=_number(line.y2),
        stroke=ink_of(line.part),
        stroke_width=_number(line.thick),
        **dashes,
    )


def _dot(dot: Dot) -> str:
    ink = ink_of(dot.part)
    look = {"fill": ink if dot.filled else GROUND, "stroke": ink, "stroke_width": "1.5"}
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in corners(dot))
    if points:
        return _empty("polygon", points=points, stroke_linejoin="round", **look)
    return _empty("circle", cx=_number(dot.x), cy=_number(dot.y), r=_number(dot.size / 2), **look)


def _box(box: Box) -> str:
    dashes = {"stroke_dasharray": _DASHES} if box.dashed else {}
    return _empty(
        "rect",
        x=_number(box.x),
        y=_number(box.y),
        width=_number(box.width),
        height=_number(box.height),
        rx="3",
        fill=shaded(box.shade),
        stroke=ink_of("rule"),
        **dashes,
    )


def _words(words: Words) -> str:
    anchor = {} if words.anchor == "start" else {"text_anchor": words.anchor}
    weight = {"font_weight": "700"} if words.bold else {}
    fill = words_on(words.on, words.part)
    head = _open("text", x=_number(words.x), y=_number(words.y), fill=fill, **anchor, **weight)
    return f"{head}{escape(words.text)}</text>"


def _open(name: str, **attributes: str) -> str:
    return f"<{name}{_attributes(attributes)}>"


def _empty(name: str, **attributes: str) -> str:
    return f"<{name}{_attributes(attributes)}/>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(said)}"' for name, said in attributes.items()
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
