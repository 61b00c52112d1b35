"""What counts as a reason: something that a person can read."""

import unicodedata

# Letters and symbols by their category, and yet they draw nothing.
_DRAW_NOTHING = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def says_something(text: str) -> bool:
    """Tell whether a text has a letter, a digit, a sign or a symbol that can be seen."""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in _DRAW_NOTHING for c in text)
