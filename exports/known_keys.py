"""The public keys a reader knows: a list that organisations publish, and readers put together.

{"<key id>": {"name": "<organisation>", "public_key": "<base64>"}}
"""

import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from exports.seal import Seal, key_id

KnownKeys = Mapping[str, "KnownKey"]
LONGEST_NAME = 80
_KEY_LENGTH = 32
# Signs that cannot be seen but that words of some scripts are written with.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A public key and whose it is; the name may be empty."""

    public_key: bytes
    name: str = ""


class BadKeysError(ValueError):
    """This is no list of keys; `where` names the key that is not sound, where one was found."""

    def __init__(self, where: str = "") -> None:
        super().__init__(where)
        self.where = where


def keys_json(keys: KnownKeys) -> bytes:
    """Write a list of keys, one to be read and edited by people too."""
    said = {
        name: {"name": key.name, "public_key": b64encode(key.public_key).decode()}
        for name, key in keys.items()
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


def parse_keys(data: bytes) -> dict[str, KnownKey]:
    """Return the keys of a list in a file, or raise `BadKeysError`."""
    try:
        return read_keys(json.loads(data.decode("utf-8")))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadKeysError from error


def read_keys(said: object) -> dict[str, KnownKey]:
    """Return the keys of a list that was parsed as JSON, or raise `BadKeysError`."""
    if not isinstance(said, dict):
        raise BadKeysError
    return {name: _key(name, entry) for name, entry in said.items()}


def together(own: KnownKeys, given: KnownKeys) -> dict[str, KnownKey]:
    """Return both lists as one; nobody's list says whose key is our own, if we have named it."""
    named = {name: key for name, key in own.items() if key.name or name not in given}
    return {**given, **named}


def clean_name(written: str) -> str:
    """Return a name as one short line that can be seen: no list can steer a screen with it."""
    line = " ".join(unicodedata.normalize("NFC", written).split())
    seen = (c for c in line if c in _JOINERS or not unicodedata.category(c).startswith("C"))
    return "".join(seen)[:LONGEST_NAME].strip()


def knows(keys: KnownKeys, seal: Seal) -> bool:
    """Tell whether a seal is by one of the keys: the key itself, not merely its id."""
    known = keys.get(seal.key)
    return known is not None and known.public_key == b64decode(seal.public_key)


def _key(name: str, entry: object) -> KnownKey:
    if not isinstance(entry, dict) or set(entry) - {"name"} != {"public_key"}:
        raise BadKeysError(name)
    whose, written = entry.get("name", ""), entry["public_key"]
    if not isinstance(whose, str) or not isinstance(written, str):
        raise BadKeysError(name)
    try:
        public_key = b64decode(written, validate=True)
    except ValueError as error:
        raise BadKeysError(name) from error
    if len(public_key) != _KEY_LENGTH or key_id(public_key) != name:
        raise BadKeysError(name)
    return KnownKey(public_key, clean_name(whose))
