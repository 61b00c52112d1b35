"""Levels as a page shows them: squares before a name, and bars cut by level with their counts.

Meaning never rests on colour alone: names stand beside squares, counts stand below bars in words,
and each level has its own hatching. Everything is drawn in the page itself.
"""

from collections.abc import Iterator, Sequence

from reportlab.lib.colors import Color, white

from exports.html.tags import Html, inside, raw, tag
from exports.pdf.palette import Tone, tones
from exports.report.parts import Bar, Bars, Step

_SQUARE, _GAP = 10, 4
_ROOM_FOR_A_NUMBER = 0.05  # the share of a bar; a number that has no room stands in words below


def tone_styles(levels: int) -> Html:
    """Return the style of each level, in its colours and with its ink."""
    rules = (
        f".t{rank} {{ fill: {_hex(tone.fill)}; }} "
        f"text.t{rank} {{ fill: {_hex(tone.ink)}; stroke: {_hex(tone.fill)}; }} "
        f"#h{rank} line {{ stroke: {_hex(_paler(tone))}; }}"
        for rank, tone in enumerate(tones(levels))
    )
    return raw("\n".join(rules))


def hatchings(levels: int) -> Html:
    """Return the hatching of each level but the highest: closer together the lower the level."""
    patterns = (_hatching(rank, 4 + 9 * rank // max(1, levels - 2)) for rank in range(levels - 1))
    drawn = tag("defs", patterns)
    return tag("svg", drawn, class_="defs", aria_hidden="true", focusable="false")


def _hatching(rank: int, step: int) -> Html:
    line = tag("line", x1="0", y1="0", x2="0", y2=str(step), stroke_width="1.6")
    return tag(
        "pattern",
        line,
        id=f"h{rank}",
        class_="hatch",
        width=str(step),
        height=str(step),
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def squares(step: Step) -> Html:
    """Draw the squares of a level, for the eye only: its name follows."""
    width = step.top * (_SQUARE + _GAP) - _GAP + 2
    drawn = (_square(place, step.rank) for place in range(step.top))
    return tag(
        "svg",
        drawn,
        class_="step" if step.rank is not None else "step bare",
        viewBox=f"-1 -1 {width} {_SQUARE + 2}",
        aria_hidden="true",
        focusable="false",
    )


def _square(place: int, rank: int | None) -> Html:
    filled = {"class_": f"on t{rank}"} if place < (rank or 0) else {}
    size = str(_SQUARE)
    return tag("rect", x=str(place * (_SQUARE + _GAP)), y="0", width=size, height=size, **filled)


def bars(said: Bars) -> Html:
    """Draw the bars with the name of each group, its counts in words, and the key."""
    levels = len(said.names)
    rows = (
        tag(
            "li",
            tag("span", row.name),
            _bar(row, levels),
            tag("p", row.told, class_="told"),
        )
        for row in said.rows
    )
    return tag(
        "figure",
        tag("figcaption", said.caption),
        tag("ul", inside("\n"), ((row, "\n") for row in rows), class_="bars"),
        _key(said, levels),
    )


def _bar(row: Bar, levels: int) -> Html:
    total = sum(row.counts) + row.unrated
    drawn = (_piece(*piece, total, levels) for piece in _pieces(row))
    edge = tag("rect", x="0", y="0", width="100%", height="100%", class_="edge")
    return tag("svg", drawn, edge, aria_hidden="true", focusable="false")


def _pieces(row: Bar) -> Iterator[tuple[int | None, int, int]]:
    """Yield each piece of a bar: its rank, the criteria before it, and those in it."""
    before = 0
    by_rank: Sequence[tuple[int | None, int]] = list(enumerate(row.counts))[::-1]
    for rank, count in (*by_rank, (None, row.unrated)):
        if count:
            yield rank, before, count
            before += count


def _piece(rank: int | None, before: int, count: int, total: int, levels: int) -> Iterator[Html]:
    x, width = _share(before, total), _share(count, total)
    yield from _filled(rank, levels, x=x, y="0", width=width, height="100%")
    if count >= _ROOM_FOR_A_NUMBER * total:
        look = "none" if rank is None else f"t{rank}"
        middle = _share(2 * before + count, 2 * total)
        yield tag(
            "text", str(count), x=middle, y="50%", dy=".32em", text_anchor="middle", class_=look
        )


def _filled(rank: int | None, levels: int, **box: str) -> Iterator[Html]:
    if rank is None:
        yield tag("rect", **box, class_="none")
        return
    top = " top" if rank == levels - 1 else ""
    yield tag("rect", **box, class_=f"tone t{rank}{top}")
    if not top:
        yield tag("rect", **box, fill=f"url(#h{rank})")


def _key(said: Bars, levels: int) -> Html:
    ranks: list[int | None] = [*reversed(range(levels))]
    if any(row.unrated for row in said.rows):
        ranks.append(None)
    items = (
        tag("li", _swatch(rank, levels), said.unrated if rank is None else said.names[rank])
        for rank in ranks
    )
    return tag("ul", items, class_="key")


def _swatch(rank: int | None, levels: int) -> Html:
    box = {"x": "0", "y": "0", "width": "100%", "height": "100%"}
    edge = tag("rect", **box, class_="edge")
    return tag("svg", _filled(rank, levels, **box), edge, aria_hidden="true", focusable="false")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.3f}%"


def _paler(tone: Tone) -> Color:
    """Return the fill, partway to the ink: enough to be seen, not enough to disturb a number."""
    share = 0.45 if tone.ink == white else 0.28
    pairs = zip(tone.fill.rgb(), tone.ink.rgb(), strict=True)
    return Color(*(fill + (ink - fill) * share for fill, ink in pairs))


def _hex(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"
