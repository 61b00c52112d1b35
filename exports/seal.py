"""The seal of a record: its digest, what made it, and an organisation's signature over both.

Ed25519 gives the same signature for the same record and key every time. A seal shows that a record
is whole and whose key vouches for it. Whose key that is, a reader knows from a list of their own
(`exports.known_keys`): the public key inside a seal is never a reason to trust it.
"""

import hashlib
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Literal, Self

import rfc8785
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from exports.citation_id import citation_id
from exports.maker import maker

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# What a signature is for is part of what is signed: it cannot be taken for another kind.
_PURPOSE = b"peer-rights-audit seal 1\0"
_KEY_PURPOSE = b"peer-rights-audit key 1\0"
_KEY_ID = 16
Broken = Literal["seal.sha256", "seal.signature"]


class Seal(BaseModel):
    """A signature over a record's SHA-256 and the name of what made it, with the key it is by.

    Key and signature are written in base64; the ids follow from what they stand for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    algorithm: Literal["Ed25519"] = "Ed25519"
    canonical: Literal["RFC8785"] = "RFC8785"
    sha256: str
    citation: str
    made_by: str
    key: str
    public_key: str
    signature: str

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        raw_key, raw_signature = _bytes(self.public_key), _bytes(self.signature)
        if (len(self.sha256), len(raw_key), len(raw_signature)) != (64, 32, 64):
            raise ValueError("a part of the seal is cut short")
        if (self.citation, self.key) != (citation_id(self.sha256), key_id(raw_key)):
            raise ValueError("an id does not follow from what it stands for")
        return self


def sealed(record: bytes, key: "Ed25519PrivateKey") -> Seal:
    """Return the seal of a record, given as its canonical bytes."""
    sha256 = hashlib.sha256(record).hexdigest()
    public_key, made_by = key.public_key().public_bytes_raw(), maker()
    return Seal(
        sha256=sha256,
        citation=citation_id(sha256),
        made_by=made_by,
        key=key_id(public_key),
        public_key=b64encode(public_key).decode(),
        signature=b64encode(key.sign(_signed(sha256, made_by))).decode(),
    )


def check(record: bytes, seal: Seal) -> Broken | None:
    """Return what of a seal does not fit the canonical bytes of a record; nothing if all does."""
    # Slow to import, and most commands check no signature.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    if hashlib.sha256(record).hexdigest() != seal.sha256:
        return "seal.sha256"
    try:
        public_key = Ed25519PublicKey.from_public_bytes(b64decode(seal.public_key))
        public_key.verify(b64decode(seal.signature), _signed(seal.sha256, seal.made_by))
    except InvalidSignature:
        return "seal.signature"
    return None


def key_id(public_key: bytes) -> str:
    """Return the short name of a public key, in hexadecimal."""
    return hashlib.sha256(_KEY_PURPOSE + public_key).hexdigest()[:_KEY_ID]


def sealed_json(record: bytes, seal: Seal | None) -> bytes:
    """Return a record with its seal as one canonical JSON object; without a seal, as it is."""
    if seal is None:
        return record
    return b'{"record":' + record + b',"seal":' + rfc8785.dumps(seal.model_dump()) + b"}"


def read_seal(said: object) -> Seal | None:
    """Return a seal from parsed JSON, nothing where it is none that holds together."""
    try:
        return Seal.model_validate(said, strict=True)
    except ValidationError:
        return None


def _signed(sha256: str, made_by: str) -> bytes:
    return _PURPOSE + rfc8785.dumps({"made_by": made_by, "sha256": sha256})


def _bytes(base64: str) -> bytes:
    """Return what base64 stands for; each thing may be written in one way only."""
    found = b64decode(base64, validate=True)
    if b64encode(found).decode() != base64:
        raise ValueError("base64 with bits to spare")
    return found
