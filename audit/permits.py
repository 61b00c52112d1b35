"""Permits: a page tells its browser in whose name, and into which assessment, it may send edits.

A permit is signed, so that a browser can hand it back but not make one for somebody else. It ends
after a few days: a page that is drawn again gets a new one.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Permit:
    """Who may send edits into which assessment."""

    person: str
    assessment: str


def issue(permit: Permit, secret: str, now: datetime) -> str:
    """Return a permit as text, signed, valid for a few days from now."""
    until = int((now + LASTS).timestamp())
    content = json.dumps([permit.person, permit.assessment, until], separators=(",", ":"))
    return f"{_encoded(content.encode())}.{_signature(content.encode(), secret)}"


def accept(text: object, secret: str, now: datetime) -> Permit | None:
    """Return what a permit allows, nothing where it is not ours or has ended."""
    content, _, signature = text.partition(".") if isinstance(text, str) else ("", "", "")
    try:
        signed = base64.urlsafe_b64decode(content.encode("ascii"))
    except ValueError:
        return None
    if not hmac.compare_digest(
        signature.encode("utf-8", "replace"), _signature(signed, secret).encode()
    ):
        return None
    person, assessment, until = json.loads(signed)
    return Permit(person, assessment) if now.timestamp() <= until else None


def _signature(content: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii")
