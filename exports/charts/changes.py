"""The levels of standards in two audits: an open circle before, an arrow's head after."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports.charts.marks import (
    LEADING,
    WIDTH,
    Anchor,
    Chart,
    Dot,
    Line,
    Mark,
    Words,
    around,
    lines_of,
)
from exports.charts.scale import LABELS, Key, Scale, guides, heads, legend
from exports.compared import ComparedAudit, ComparedStandard, Comparison
from rubrics.text import Translator

_LAST, _MOVED = 575.0, 645.0
_ROW = 34.0
_UP = Dot(0, 0, "right", "accent")
_DOWN = Dot(0, 0, "left", "alarm")
_SAME = Dot(0, 0)
_BEFORE = Dot(0, 0, filled=False, size=13)


def changes_chart(
    found: Comparison, levels: Sequence[str], t: Translator, key: str = "changes"
) -> Chart:
    """Return the chart of a comparison, its levels named from the lowest."""
    height, marks = _drawn(found, Scale(tuple(levels), _LAST), t)
    before = t("charts.changes.before", date=when(found.earlier, t))
    after = t("charts.changes.after", date=when(found.later, t))
    counts = (t(f"charts.changes.criteria.{kind}") for kind in ("all", "up", "down"))
    return Chart(
        key=key,
        title=t("charts.changes.title"),
        told=_told(found, t),
        height=height,
        marks=marks,
        caption=t("charts.changes.caption"),
        columns=(t("charts.standard"), before, after, *counts),
        rows=tuple(_row(standard, levels, t) for standard in found.standards),
    )


def when(audit: ComparedAudit, t: Translator) -> str:
    """Return the day an audit's visit began, else of its last change."""
    day = date.fromisoformat(audit.started or audit.as_of)
    return t.date(day, "medium")


def _drawn(found: Comparison, scale: Scale, t: Translator) -> tuple[float, tuple[Mark, ...]]:
    y, named = legend(_keys(found, t))
    begin, above = heads(scale, y)
    y, rows = begin, list[Mark]()
    for standard in found.standards:
        lines = lines_of(_name(standard, t), LABELS)
        height = max(_ROW, LEADING * len(lines) + 12)
        middle = y + height / 2
        rows += [Line(0, y, WIDTH, y, thick=0.5), *around(lines, 0, middle)]
        rows += _arrow(standard, scale, middle, t)
        rows += _moved(standard, middle, t)
        y += height
    over = around(lines_of(t("charts.changes.moved"), WIDTH - _MOVED), _MOVED, begin - 15)
    return y + 4, (*named, *above, *over, *guides(scale, begin, y), *rows)


def _keys(found: Comparison, t: Translator) -> list[Key]:
    after = when(found.later, t)
    return [
        (_BEFORE, t("charts.changes.before", date=when(found.earlier, t))),
        (_UP, t("charts.changes.higher", date=after)),
        (_DOWN, t("charts.changes.lower", date=after)),
        (_SAME, t("charts.changes.same", date=after)),
    ]


def _arrow(
    standard: ComparedStandard, scale: Scale, middle: float, t: Translator
) -> Iterator[Mark]:
    before, after = standard.before, standard.after
    if before is None or after is None:
        yield from _half(standard, scale, middle, t)
        return
    if before == after:
        yield _at(_SAME, scale, after, middle)
        return
    head = _UP if after > before else _DOWN
    yield Line(scale.x(before), middle, scale.x(after), middle, head.part, thick=2.5)
    yield _at(_BEFORE, scale, before, middle)
    yield _at(head, scale, after, middle)


def _half(standard: ComparedStandard, scale: Scale, middle: float, t: Translator) -> Iterator[Mark]:
    """Yield the one level there is, and beside it which is missing."""
    known, dot, missing = standard.before, _BEFORE, "after"
    if known is None:
        known, dot, missing = standard.after, _SAME, "before"
    if known is None:
        between = scale.x(0) + scale.step / 2
        yield Words(between, middle + 5, t("charts.changes.none"), "middle", "quiet")
        return
    yield _at(dot, scale, known, middle)
    highest = known == len(scale.names) - 1
    x = scale.x(known) + (-14 if highest else 14)
    anchor: Anchor = "end" if highest else "start"
    yield Words(x, middle + 5, t(f"charts.changes.none_{missing}"), anchor, "quiet")


def _at(dot: Dot, scale: Scale, rank: int, y: float) -> Dot:
    return Dot(scale.x(rank), y, dot.shape, dot.part, dot.filled, dot.size)


def _moved(standard: ComparedStandard, middle: float, t: Translator) -> Iterator[Mark]:
    """Yield how many criteria of a standard moved up and down."""
    pieces: tuple[tuple[int, Dot], ...] = (
        (standard.up, Dot(_MOVED + 6, middle, "up", "accent", size=10)),
        (standard.down, Dot(_MOVED + 44, middle, "down", "alarm", size=10)),
    )
    for count, dot in pieces:
        if count:
            yield dot
            yield Words(dot.x + 10, middle + 5, t.number(count))


def _told(found: Comparison, t: Translator) -> str:
    known = [s for s in found.standards if s.before is not None and s.after is not None]
    higher = [s.id for s in known if (s.after or 0) > (s.before or 0)]
    lower = [s.id for s in known if (s.after or 0) < (s.before or 0)]
    told = [
        t(
            "charts.changes.told",
            before=when(found.earlier, t),
            after=when(found.later, t),
            n=len(known),
        )
    ]
    for kind, ids in (("higher", higher), ("lower", lower)):
        if ids:
            codes = t("charts.comma").join(ids)
            told.append(t(f"charts.changes.told_{kind}", n=len(ids), codes=codes))
    told.append(t("charts.changes.told_same", n=len(known) - len(higher) - len(lower)))
    return " ".join(told)


def _row(standard: ComparedStandard, levels: Sequence[str], t: Translator) -> tuple[str, ...]:
    ranks = (standard.before, standard.after)
    names = (t("charts.changes.none") if rank is None else levels[rank] for rank in ranks)
    counts = (standard.criteria, standard.up, standard.down)
    return (_name(standard, t), *names, *map(t.number, counts))


def _name(standard: ComparedStandard, t: Translator) -> str:
    return f"{standard.id} · {t.text(standard.title)}"
