"""The figures of a record as accessible HTML: pure, and safe whatever people typed.

Everything that is not already `Html` is escaped. Meaning never rests on colour alone: names stand
beside squares, counts in bars, and each level has its own hatching, the same as on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from exports.record import AuditRecord, CriterionResult, Figures
from rubrics.text import Translator

LOOK = Path(__file__).with_name("figures.css")
# From the lowest level to the highest: rust, sand, pale teal, teal.
_STOPS = ((166, 58, 43), (232, 189, 109), (140, 192, 180), (31, 111, 107))
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
Colour = tuple[int, int, int]


class Html(str):
    """Markup, made here and nowhere else."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """The words of a scale in one language, from the lowest level to the highest."""

    names: tuple[str, ...]
    unrated: str
    none: str


def scale_of(record: AuditRecord, t: Translator) -> Scale:
    """Return the words of the scale a record was rated on."""
    names = tuple(t.text(level.label) for level in record.instrument.levels)
    return Scale(names, t.text(record.instrument.unrated), t("explanations.no_level"))


def tag(name: str, *children: str, **attributes: str) -> Html:
    """Return an element; `class_` stands for class, `aria_label` for aria-label."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{said}>{together(*children)}</{name}>")


def together(*children: str) -> Html:
    """Return pieces one after the other; plain text is escaped."""
    return Html("".join(c if isinstance(c, Html) else escape(c) for c in children))


def typed(text: str, name: str = "p") -> Html:
    """Return what a person typed: with its line breaks, in its own direction, and nothing else."""
    return tag(name, text, class_="pra-typed", dir="auto")


def notice(kind: str, *children: str) -> Html:
    """Return a framed remark, `strong` or `plain`; nothing when there is nothing to say."""
    return (
        tag("div", *children, class_=f"pra-notice pra-{kind}", role="note")
        if children
        else Html("")
    )


def fold(summary: str, *children: str) -> Html:
    """Return something that opens on demand."""
    return tag("details", tag("summary", summary), *children)


def picture(address: str, alternative: str) -> Html:
    """Return a picture with the words that stand for it."""
    return Html(f'<img src="{escape(address)}" alt="{escape(alternative)}">')


def named(criterion: CriterionResult, t: Translator) -> str:
    """Return the code of a criterion with its statement."""
    return t("results.dot", first=criterion.id, second=t.text(criterion.statement))


def provisional(criterion: CriterionResult, t: Translator) -> Html:
    """Return the mark of a level that the team has not agreed on yet, where it has not."""
    if not criterion.provisional:
        return Html("")
    name = "reopened" if criterion.reopened else "provisional"
    return tag("span", t(f"results.{name}"), class_="pra-badge")


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Return a table whose first column names its rows; it scrolls where the screen is narrow."""
    head = tag("tr", *(tag("th", column, scope="col") for column in columns))
    body = (
        tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest))
        for first, *rest in rows
    )
    whole = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", whole, class_="pra-scroll", role="region", aria_label=caption, tabindex="0")


def level(scale: Scale, rank: int | None) -> Html:
    """Return a level as a square and its name, or the words for having none."""
    if rank is None:
        return tag("span", scale.none, class_="pra-level pra-none")
    return tag("span", square(rank, len(scale.names)), scale.names[rank], class_="pra-level")


def square(rank: int | None, levels: int) -> Html:
    """Return the square of a level (of the unrated, an empty one); decoration beside its name."""
    return tag("span", class_="pra-square", style=_look(rank, levels), aria_hidden="true")


def bar(scale: Scale, figures: Figures) -> Html:
    """Return the applicable criteria as one bar cut by level, the highest first."""
    levels = len(scale.names)
    pieces = [(rank, figures.counts[rank], scale.names[rank]) for rank in reversed(range(levels))]
    pieces = [piece for piece in pieces if piece[1]]
    unrated = figures.applicable - figures.rated
    drawn = [_piece(rank, count, levels) for rank, count, _ in pieces]
    if unrated:
        drawn.append(_piece(None, unrated, levels))
    told = [f"{name} {count}" for _, count, name in pieces]
    told += [f"{scale.unrated} {unrated}"] if unrated else []
    if not drawn:
        return Html("")
    return tag("div", *drawn, class_="pra-bar", role="img", aria_label=", ".join(told))


def _piece(rank: int | None, count: int, levels: int) -> Html:
    look = f"flex-grow:{count};{_look(rank, levels)}"
    ground = "" if rank is None else f"background:{_css(tone(rank, levels))}"
    return tag("span", tag("b", str(count), style=ground), style=look)


def _look(rank: int | None, levels: int) -> str:
    if rank is None:
        return "border-style:dashed"
    fill = tone(rank, levels)
    ink = readable_ink(fill)
    return f"background:{_hatching(fill, ink, rank, levels)}{_css(fill)};color:{_css(ink)}"


def _hatching(fill: Colour, ink: Colour, rank: int, levels: int) -> str:
    """Return strokes: none at the highest level, and closer together the lower the level."""
    if rank == levels - 1:
        return ""
    step = 4 + round(8 * rank / max(1, levels - 2))
    stroke = _css(_mixed(fill, ink, 0.45 if ink == _WHITE else 0.28))
    lines = f"{stroke} 0 1px,transparent 1px {step}px"
    return f"repeating-linear-gradient(135deg,{lines}),"


def tone(rank: int, levels: int) -> Colour:
    """Return the colour of a level on a scale of so many."""
    last = len(_STOPS) - 1
    place = last * rank / max(1, levels - 1)
    start = min(int(place), last - 1)
    return _mixed(_STOPS[start], _STOPS[start + 1], place - start)


def readable_ink(fill: Colour) -> Colour:
    """Return black or white, whichever stands out more."""
    return max((_BLACK, _WHITE), key=lambda ink: contrast(ink, fill))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: Colour) -> float:
    shares = (channel / 255 for channel in colour)
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _css(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
