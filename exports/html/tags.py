"""HTML that cannot be broken by what it says: every text is escaped, unless it is HTML already."""

from collections.abc import Iterable
from html import escape

_EMPTY = frozenset({"meta", "link", "br", "hr", "col"})


class Html(str):
    """Markup that is escaped already."""

    __slots__ = ()


Child = str | Iterable["Child"]


def tag(name: str, /, *children: Child, **attributes: str) -> Html:
    """Return an element; `class_` and `http_equiv` are written `class` and `http-equiv`."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    if name in _EMPTY:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{inside(*children)}</{name}>")


def inside(*children: Child) -> Html:
    """Return children one after the other, texts escaped."""
    return Html("".join(_written(child) for child in children))


def raw(text: str) -> Html:
    """Return a text of ours as it stands: a style sheet must not be escaped."""
    return Html(text)


def _written(child: Child) -> str:
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return escape(child, quote=False)
    return inside(*child)
