"""The citation id of a record: short enough to print and dictate, safe against slips of the pen.

It is the start of the record's SHA-256 in Crockford's alphabet, which has no I, L, O or U, with a
check character: a sum over the field of 32 elements in which every place weighs differently. Any
single wrong character changes that sum, and so do two neighbours that change places.
"""

PREFIX = "PRA"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PLACES, _GROUP = 20, 7
_BITS = 5
_FIELD = 0b100101  # x⁵ + x² + 1, whose root generates the field
_MISREAD = str.maketrans("OIL", "011", "- \u00a0")


def citation_id(sha256: str) -> str:
    """Return the citation id of a record from its SHA-256 in hexadecimal: its first 100 bits."""
    number = int(sha256, 16) >> (4 * len(sha256) - _BITS * _PLACES)
    body = "".join(ALPHABET[number >> _BITS * at & 31] for at in reversed(range(_PLACES)))
    return _grouped(body + check_character(body))


def read_citation_id(typed: str) -> str | None:
    """Return a typed citation id as it was printed, nothing where it has a slip."""
    text = typed.upper().translate(_MISREAD)
    if len(text) > _PLACES + 1:
        text = text.removeprefix(PREFIX)
    well_formed = len(text) == _PLACES + 1 and set(text) <= set(ALPHABET)
    if not well_formed or check_character(text[:-1]) != text[-1]:
        return None
    return _grouped(text)


def check_character(body: str) -> str:
    """Return the character that makes one wrong or two swapped characters show."""
    total = 0
    for character in body:
        total = (total ^ ALPHABET.index(character)) << 1
        if total > 31:
            total ^= _FIELD
    return ALPHABET[total]


def _grouped(text: str) -> str:
    return "-".join([PREFIX, *(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))])
