"""Whether a file is what it claims to be: its figures, its seal, and every byte or cell it shows.

Nothing but the file and the reader's list of keys is needed.
"""

from exports.known_keys import KnownKeys
from exports.verification.record import verify_record
from exports.verification.verdict import Verdict

_BLANK = b"\xef\xbb\xbf \t\r\n"
_HEAD = 1024  # how far into a file the words may stand that tell its kind


def verify(data: bytes, keys: KnownKeys) -> Verdict:
    """Return what can be said of a file that left the house, whatever its kind."""
    verdict = _by_kind(data, keys)
    if verdict.outcome == "foreign":
        from exports.verification.unsealed import verify_unsealed  # noqa: PLC0415

        return verify_unsealed(data, keys) or verdict
    return verdict


def _by_kind(data: bytes, keys: KnownKeys) -> Verdict:
    # The libraries that draw are slow to import, and a record needs none of them.
    if data.lstrip().startswith(b"{"):  # whatever texts it holds: they may look like other files
        return verify_record(data, keys)
    if b"%PDF-" in data[:_HEAD] and not _is_page(data):
        from exports.verification.pdf import verify_pdf  # noqa: PLC0415

        return verify_pdf(data, keys)
    if data.startswith(b"PK"):
        from exports.verification.workbook import verify_workbook  # noqa: PLC0415

        return verify_workbook(data, keys)
    if _names_html(data):
        from exports.verification.html import verify_html  # noqa: PLC0415

        return verify_html(data, keys)
    return verify_record(data, keys)


def _is_page(data: bytes) -> bool:
    """Tell whether a file begins as a page does, whatever its title says."""
    return data.lstrip(_BLANK).startswith(b"<") and _names_html(data)


def _names_html(data: bytes) -> bool:
    return b"<html" in data[:_HEAD].lower()
