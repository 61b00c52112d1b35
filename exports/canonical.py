"""The canonical bytes of a record (RFC 8785), and the digest that names them."""

import hashlib
from functools import lru_cache

import rfc8785

from exports.record import AuditRecord

SHORT_DIGEST = 12


@lru_cache(maxsize=1)  # a document asks several times: to seal it, to cite it, to carry it along
def canonical(record: AuditRecord) -> bytes:
    """Return a record as canonical JSON: the same record always gives the same bytes."""
    return rfc8785.dumps(record.model_dump(mode="json"))


def digest(record: AuditRecord) -> str:
    """Return the SHA-256 of a record's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(record)).hexdigest()


def short(hexadecimal: str) -> str:
    """Return the first digits of a digest, in fours: enough to tell two records apart."""
    start = hexadecimal[:SHORT_DIGEST]
    return " ".join(start[at : at + 4] for at in range(0, SHORT_DIGEST, 4))
