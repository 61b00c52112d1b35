"""The citation id of a record: short enough to print and dictate, safe against slips of the pen.

It is the start of the record's SHA-256 in Crockford's alphabet, which has no I, L, O or U, with a
check character: a sum over the field of 32 elements in which every place weighs differently. Any
single wrong character changes that sum, and so do two neighbours that change places.
"""

PREFIX = "PRA"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PLACES, GROUP = 20, 7
LENGTH = _PLACES + 1  # with the check character
_BITS = 5
_FIELD = 0b100101  # x⁵ + x² + 1, whose root generates the field
MISREAD = {"O": "0", "I": "1", "L": "1"}
# What stands between signs and is none: spaces, and the dashes that programs make of a hyphen.
_BETWEEN = " \t\r\n\u00a0\u2009\u202f-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"
_READ = str.maketrans("".join(MISREAD), "".join(MISREAD.values()), _BETWEEN)


def citation_id(sha256: str) -> str:
    """Return the citation id of a record from its SHA-256 in hexadecimal: its first 100 bits."""
    number = int(sha256, 16) >> (4 * len(sha256) - _BITS * _PLACES)
    body = "".join(ALPHABET[number >> _BITS * at & 31] for at in reversed(range(_PLACES)))
    return grouped(body + check_character(body))


def read_citation_id(typed: str) -> str | None:
    """Return a typed citation id as it was printed, nothing where it has a slip."""
    text = signs_of(typed)
    well_formed = len(text) == LENGTH and set(text) <= set(ALPHABET)
    if not well_formed or check_character(text[:-1]) != text[-1]:
        return None
    return grouped(text)


def signs_of(typed: str) -> str:
    """Return the signs of a typed citation id without its prefix, whichever they are.

    Letters that are in no citation id are read as the digits they look like.
    """
    text = typed.strip().upper()
    signs = text.translate(_READ)
    # Signs alone may begin as the prefix does.
    prefixed = len(signs) > LENGTH or not text.removeprefix(PREFIX)[:1].isalnum()
    return signs.removeprefix(PREFIX) if prefixed else signs


def check_character(body: str) -> str:
    """Return the character that makes one wrong or two swapped characters show."""
    total = 0
    for character in body:
        total = (total ^ ALPHABET.index(character)) << 1
        if total > 31:
            total ^= _FIELD
    return ALPHABET[total]


def grouped(text: str) -> str:
    """Return signs as they are printed: after the prefix, seven by seven."""
    return "-".join([PREFIX, *(text[at : at + GROUP] for at in range(0, len(text), GROUP))])
