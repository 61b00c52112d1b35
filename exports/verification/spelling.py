"""One spelling for what spreadsheet programs write in ways of their own."""

import re

from openpyxl.styles.colors import Color

_PLAIN_NAME = re.compile(r"'([^\W\d]\w*)'!")
# Signs that stand for themselves in a number format, whether or not a program marks them.
_MARKED = re.compile(r"\\([-+ ():])")


def formula(spelt: str) -> str:
    """Return a formula without quotes around names that need none; texts in it stay as they are."""
    outside = iter([True, False] * (spelt.count('"') + 1))
    return '"'.join(_PLAIN_NAME.sub(r"\1!", p) if next(outside) else p for p in spelt.split('"'))


def number_format(spelt: str) -> str:
    """Return a number format without marks before signs that need none."""
    return _MARKED.sub(r"\1", spelt)


def colour(held: Color | None) -> object:
    """Return a colour as six digits: what programs write of its opacity, spreadsheets ignore."""
    if held is None:
        return None
    return held.rgb[-6:] if held.type == "rgb" else (held.type, held.value)
