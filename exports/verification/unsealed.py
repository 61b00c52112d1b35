"""Files of ours that bear no seal: Word, data packages, tables, calendars, citations.

Nobody can tell whether such a file is genuine, and that is no fault of it. What can be said is what
it looks like, which number it names, and whether an archive still is as it says of itself.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from exports.citation_id import read_citation_id
from exports.known_keys import KnownKeys
from exports.maker import PRODUCT
from exports.verification.record import verify_record
from exports.verification.verdict import Remark, Verdict, altered, remark
from exports.workbook.words import messages
from rubrics.text import LANGUAGES, Translator

_NUMBER = re.compile(r"PRA(?:-[0-9A-Z]{7}){3}")
_CITED = re.compile(
    rb'@misc\{peer-rights-audit-|^ID  - peer-rights-audit-|"id": "peer-rights-audit-', re.MULTILINE
)
_CALENDAR = f"PRODID:-//{PRODUCT}//".encode()
_HEAD = 1024
_FIRST_COLUMNS = ("id", "standard_id", "statement", "level", "rank", "breach")
_PACKAGE, _WORD = "datapackage.json", "word/document.xml"
_ABOUT = ("docProps/app.xml", "docProps/core.xml")
# A file made to fill the memory is not unpacked.
_LARGEST, _MOST_FILES = 64 * 1024**2, 200


def verify_unsealed(data: bytes, keys: KnownKeys) -> Verdict | None:
    """Return what can be said of a file that looks like one of ours; nothing of any other."""
    if data.startswith(b"PK"):
        return _archive(data, keys)
    kind = _kind(data)
    return _unsealed(kind, data.decode(errors="replace")) if kind else None


def _kind(data: bytes) -> str:
    if _CALENDAR in data[:_HEAD]:
        return "unsealed_calendar"
    if _CITED.search(data[:_HEAD]):
        return "unsealed_citation"
    return "unsealed_table" if data.startswith(tuple(_heads())) else ""


def _heads() -> Iterator[bytes]:
    """Yield how the table of criteria begins, alone or in a data package."""
    yield ",".join(_FIRST_COLUMNS).encode()
    for language in LANGUAGES:
        say = Translator(language, messages())
        titles = ",".join(say(f"workbook.column.{name}") for name in _FIRST_COLUMNS)
        yield titles.encode("utf-8-sig")


def _unsealed(kind: str, text: str, *more: Remark) -> Verdict:
    return Verdict("unsealed", (Remark(kind), *more, *_named(text)))


def _named(text: str) -> Iterator[Remark]:
    """Yield the number that a text names, where it is a possible one."""
    found = _NUMBER.search(text)
    if found and read_citation_id(found[0]):
        yield remark("names_number", citation=found[0])


def _archive(data: bytes, keys: KnownKeys) -> Verdict | None:
    files = _unpacked(data)
    if _WORD in files:
        about = b"".join(files.get(name, b"") for name in _ABOUT).decode(errors="replace")
        return _unsealed("unsealed_word", about) if PRODUCT in about else None
    package, record = _package(files), _with_record(files, keys)
    if package is None or package.outcome == "altered":
        return package or record
    return replace(record, remarks=(*record.remarks, *package.remarks)) if record else package


def _unpacked(data: bytes) -> Mapping[str, bytes]:
    """Return the files of an archive by name; none where it is damaged or unreasonably large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_FILES or sum(e.file_size for e in entries) > _LARGEST:
                return {}
            return {entry.filename: archive.read(entry) for entry in entries}
    except Exception:  # noqa: BLE001 - a damaged file fails in more ways than zipfile names
        return {}


def _package(files: Mapping[str, bytes]) -> Verdict | None:
    """Return the verdict for a data package: its files are as its list says, or are named."""
    said = _parsed(files.get(_PACKAGE, b""))
    if not str(said.get("producer", "")).startswith(PRODUCT):
        return None
    hashes = dict(_hashes(said))
    changed = [path for path, expected in hashes.items() if _hash(files.get(path)) != expected]
    if changed:
        return altered(*(Remark("package_differs", path) for path in changed))
    return _unsealed("unsealed_package", str(said.get("id", "")), Remark("package_same"))


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _hashes(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    resources = said.get("resources")
    for each in resources if isinstance(resources, list) else ():
        if isinstance(each, dict):
            yield str(each.get("path")), str(each.get("hash"))


def _hash(content: bytes | None) -> str:
    return "" if content is None else f"sha256:{hashlib.sha256(content).hexdigest()}"


def _with_record(files: Mapping[str, bytes], keys: KnownKeys) -> Verdict | None:
    """Return the verdict for an archive with a record in it: never better than unsealed.

    Whatever else lies beside a genuine record was not checked with it.
    """
    for name, content in files.items():
        if name.endswith(".json"):
            found = verify_record(content, keys)
            if found.outcome != "foreign":
                return _beside(name, found)
    return None


def _beside(name: str, found: Verdict) -> Verdict:
    outcome = "unsealed" if found.outcome == "genuine" else found.outcome
    said = remark(f"archived_{found.outcome}", name)
    return Verdict(outcome, (said, *found.remarks), found.citation)
