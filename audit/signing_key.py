"""The key that seals what leaves this installation: made once, kept with the person's data.

Beside it lies its public half, as a list that readers can be given for `peer-audit verify --keys`:
there stands whose key it is, once somebody has said so.
"""

import json
import os
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.storage.faults import StorageFault
from audit.storage.folder import data_folder
from exports.known_keys import BadKeysError, KnownKey, clean_name, keys_json, parse_keys
from exports.seal import Seal, key_id, sealed

KEY_FILE, PUBLIC_FILE = "signing-key.json", "public-keys.json"
_LARGEST = 10_000
_FOR_OTHERS = 0o077


def signing_key() -> Ed25519PrivateKey:
    """Return the key of this installation, making it on first use; or raise `StorageFault`."""
    path = data_folder() / KEY_FILE
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _appear(path, _written(Ed25519PrivateKey.generate()))
        key = _read(path)
        public = path.with_name(PUBLIC_FILE)
        if not public.exists():
            _appear(public, keys_json(_public(key)))
    except OSError as error:
        raise StorageFault("storage.key_not_readable", place=str(path)) from error
    return key


def own_seal(record: bytes) -> Seal:
    """Return the seal of this installation for a record, given as its canonical bytes."""
    return sealed(record, signing_key())


def own_keys() -> dict[str, KnownKey]:
    """Return the public half of the key of this installation, where it has one yet, by its name."""
    path = data_folder() / KEY_FILE
    try:
        if not path.exists():
            return {}
        listed, ((key, public),) = (
            _listed(path.with_name(PUBLIC_FILE)),
            _public(_read(path)).items(),
        )
    except OSError as error:
        raise StorageFault("storage.key_not_readable", place=str(path)) from error
    return {key: listed.get(key, public)}


def name_own_key(name: str) -> None:
    """Write whose key it is into the list for readers, making the key on first use.

    Other keys on that list stay. Raises `StorageFault` where it cannot be written.
    """
    public = _public(signing_key(), clean_name(name))
    path = data_folder() / PUBLIC_FILE
    try:
        with _beside(path, keys_json({**_listed(path), **public})) as written:
            written.replace(path)
    except OSError as error:
        raise StorageFault("storage.key_not_readable", place=str(path)) from error


def _listed(path: Path) -> dict[str, KnownKey]:
    """Return the keys on the list for readers; one that cannot be read names none."""
    try:
        with path.open("rb") as file:
            return parse_keys(file.read(_LARGEST))
    except (OSError, BadKeysError):
        return {}


def _written(key: Ed25519PrivateKey) -> bytes:
    # With the id of its public half, so that damage to either is noticed.
    private = b64encode(key.private_bytes_raw()).decode()
    said = {"algorithm": "Ed25519", "key": next(iter(_public(key))), "private_key": private}
    return f"{json.dumps(said, indent=2)}\n".encode()


def _read(path: Path) -> Ed25519PrivateKey:
    if os.name == "posix" and path.stat().st_mode & _FOR_OTHERS:
        path.chmod(0o600)
    with path.open("rb") as file:
        content = file.read(_LARGEST)
    try:
        said = json.loads(content)
        key = Ed25519PrivateKey.from_private_bytes(b64decode(said["private_key"], validate=True))
        named = str(said["key"])
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise StorageFault("storage.key_damaged", place=str(path)) from error
    if named not in _public(key):
        raise StorageFault("storage.key_damaged", place=str(path))
    return key


def _public(key: Ed25519PrivateKey, name: str = "") -> dict[str, KnownKey]:
    public_key = key.public_key().public_bytes_raw()
    return {key_id(public_key): KnownKey(public_key, name)}


def _appear(path: Path, data: bytes) -> None:
    """Write a file, for its owner only, whole or not at all; one that is there by then stays."""
    with _beside(path, data) as written:
        _link(written, path)


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write a file under a name of its own, for its owner only, to be put in place whole."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _link(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    except OSError:
        # Some file systems have no links.
        temporary.replace(path)
