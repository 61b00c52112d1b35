"""PINs: what opens an assessor's ratings on a laptop that a team shares.

Only a salted hash is kept (scrypt, RFC 7914). It keeps a colleague at the screen from somebody
else's ratings; whoever can read the database file needs no PIN.
"""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

SHORTEST, LONGEST = 4, 12
# Of the strengths that OWASP holds to be equal, the one that takes 32 MiB (Password Storage, 2025).
COST, BLOCK, LANES = 2**15, 8, 3
_MEMORY = 64 * 2**20
SALT_BYTES, _HASH_BYTES = 16, 32
# A slip of the finger costs nothing; after that each try waits twice as long, a minute at most.
FREE_TRIES, FIRST_PAUSE_S, LONGEST_PAUSE_S = 3, 5, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A PIN as it is kept: salt and hash in hexadecimal, and the tries that failed since."""

    salt: str
    hash: str
    failed: int = 0
    tried_at: datetime | None = None

    @property
    def waits_until(self) -> datetime | None:
        """Return when the next try is taken; nothing where it need not wait."""
        if self.tried_at is None or self.failed < FREE_TRIES:
            return None
        pause = min(FIRST_PAUSE_S * 2 ** min(self.failed - FREE_TRIES, 10), LONGEST_PAUSE_S)
        return self.tried_at + timedelta(seconds=pause)

    def waits(self, now: datetime) -> bool:
        """Tell whether a try at this moment is not even looked at."""
        return self.waits_until is not None and now < self.waits_until

    def counted(self, now: datetime) -> "Pin":
        """Return the PIN with one more try, which fails until it is shown not to."""
        return replace(self, failed=self.failed + 1, tried_at=now)

    def opened(self) -> "Pin":
        """Return the PIN with no failed tries."""
        return replace(self, failed=0, tried_at=None)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a try: opened, wrong, or not looked at before a moment (`until`)."""

    opened: bool
    until: datetime | None = None


def digits_of(typed: str) -> str | None:
    """Return a typed PIN in the digits 0 to 9, whatever script it came in; nothing if it is none.

    A PIN has 4 to 12 digits.
    """
    digits = "".join(str(unicodedata.decimal(c, "x")) for c in typed.strip())
    return digits if re.fullmatch(rf"[0-9]{{{SHORTEST},{LONGEST}}}", digits) else None


def new_pin(digits: str, salt: bytes) -> Pin:
    """Return a PIN to keep, hashed with a salt of its own."""
    return Pin(salt=salt.hex(), hash=_hash(digits, salt))


def fits(pin: Pin, digits: str) -> bool:
    """Tell whether these are the digits of a PIN."""
    return hmac.compare_digest(_hash(digits, bytes.fromhex(pin.salt)), pin.hash)


def _hash(digits: str, salt: bytes) -> str:
    return hashlib.scrypt(
        digits.encode(),
        salt=salt,
        n=COST,
        r=BLOCK,
        p=LANES,
        maxmem=_MEMORY,
        dklen=_HASH_BYTES,
    ).hex()
