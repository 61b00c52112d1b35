"""A small reader of data packages, written from the standard (datapackage.org, 2.0) alone.

It knows nothing of what made a package: it is given the archive and says what is wrong with it.
"""

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

PROFILES = "https://datapackage.org/profiles/2.0"
# Where a standard says MUST for a text: what the whole of it has to look like.
NAME, LICENCE = re.compile(r"[a-z0-9._-]+"), re.compile(r"[-a-zA-Z0-9._]+")
HASH, MEDIA = re.compile(r"[^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}"), re.compile(r".+/.+")
CONSTRAINTS = {"required", "unique"}
FORMULA = tuple("=+-@＝＋－＠")

Rows = list[dict[str, str]]


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d+", text):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text):
        raise ValueError(text)
    return Decimal(text)


def _date(text: str) -> date:
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone


CAST: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "integer": _integer,
    "number": _number,
    "date": _date,
}


class Package:
    """A package as whoever receives it has it: its descriptor, its files, their rows."""

    def __init__(self, archive: bytes) -> None:
        with ZipFile(BytesIO(archive)) as opened:
            assert opened.testzip() is None
            self.files = {name: opened.read(name) for name in opened.namelist()}
        self.said: Any = json.loads(self.files["datapackage.json"])
        self.resources: dict[str, Any] = {one["name"]: one for one in self.said["resources"]}

    def head(self, name: str) -> list[str]:
        """Return the first line of a file."""
        return self._lines(name)[0]

    def rows(self, name: str) -> Rows:
        """Return the lines of a file under their heads; each has as many cells as the head."""
        head, *lines = self._lines(name)
        return [dict(zip(head, line, strict=True)) for line in lines]

    def _lines(self, name: str) -> list[list[str]]:
        text = self.files[self.resources[name]["path"]].decode("utf-8")
        return list(csv.reader(StringIO(text, newline=""), strict=True))


def package_faults(archive: bytes) -> list[str]:
    """Return what is wrong with a package, each fault with its place; nothing where all is well."""
    found = Package(archive)
    return [*_of_descriptor(found), *_of_files(found), *_of_tables(found)]


def _of_descriptor(found: Package) -> Iterator[str]:
    said = found.said
    yield from _unless("$schema", said.get("$schema") == f"{PROFILES}/datapackage.json")
    yield from _unless("name", NAME.fullmatch(said["name"]))
    yield from _unless("id", said["id"])
    yield from _unless("created", datetime.fromisoformat(said["created"]).tzinfo)
    for licence in said["licenses"]:
        yield from _unless("licenses", LICENCE.fullmatch(licence["name"]))
    for part in ("sources", "contributors"):
        yield from _unless(part, all(one.get("title") for one in said[part]))
    texts = (said["title"], said["description"], *said["keywords"], *said["titles"].values())
    yield from _unless("texts", all(isinstance(one, str) and one for one in texts))
    yield from _unless("resources", len(found.resources) == len(said["resources"]) > 0)


def _of_files(found: Package) -> Iterator[str]:
    listed = {one["path"] for one in found.said["resources"]}
    others = set(found.files) - {"datapackage.json", "README.txt"}
    yield from _unless("files that no resource names", listed == others)
    for name, one in found.resources.items():
        content = found.files.get(one["path"], b"")
        sound = {
            "$schema": one.get("$schema") == f"{PROFILES}/dataresource.json",
            "name": NAME.fullmatch(name),
            "path": _is_safe(one["path"]),
            "type": one["type"] == "table",
            "bytes": one["bytes"] == len(content),
            "hash": HASH.fullmatch(one["hash"])
            and one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}",
            "format": (one["format"], one["encoding"]) == ("csv", "utf-8"),
            "mediatype": MEDIA.fullmatch(one["mediatype"]),
            "dialect": one["dialect"]
            == {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
            "line ends": content.endswith(b"\r\n"),
            "texts": one["title"] and one["description"],
        }
        yield from (f"{name}: {rule}" for rule, holds in sound.items() if not holds)


def _is_safe(path: str) -> bool:
    """Tell whether a path stays in the package, by the rules of the standard."""
    return not re.match(r"[./~]|file:|\w+://", path) and ".." not in path and "\\" not in path


def _of_tables(found: Package) -> Iterator[str]:
    for name, one in found.resources.items():
        schema, rows = one["schema"], found.rows(name)
        fields = schema["fields"]
        names = [field["name"] for field in fields]
        yield from _unless(f"{name}: $schema", schema["$schema"] == f"{PROFILES}/tableschema.json")
        if found.head(name) != names or len(set(names)) < len(names):
            yield f"{name}: head"
            continue
        missing = set(schema["missingValues"])
        for field in fields:
            values = [row[field["name"]] for row in rows]
            told = _of_field(field, [None if one in missing else one for one in values])
            yield from (f"{name}.{field['name']}: {fault}" for fault in told)
        yield from (f"{name}: {fault}" for fault in _of_keys(found, schema, rows))


def _of_field(field: Any, values: Sequence[str | None]) -> Iterator[str]:
    yield from _unless("title or description", field["title"] and field["description"])
    constraints, given = field.get("constraints", {}), [one for one in values if one is not None]
    yield from _unless("constraints", set(constraints) <= CONSTRAINTS)
    if constraints.get("required") and len(given) < len(values):
        yield "required"
    if constraints.get("unique") and len(set(given)) < len(given):
        yield "unique"
    for one in given:
        try:
            CAST[field["type"]](one)
        except ValueError:
            yield f"{one!r} is no {field['type']}"
        if field["type"] == "string" and one.lstrip().startswith(FORMULA):
            yield f"{one[:20]!r} is a formula"


def _of_keys(found: Package, schema: Any, rows: Rows) -> Iterator[str]:
    key = schema.get("primaryKey", [])
    known = [tuple(row[part] for part in key) for row in rows]
    if key and (len(set(known)) < len(known) or not all(all(one) for one in known)):
        yield "primaryKey"
    for foreign in schema.get("foreignKeys", []):
        there = foreign["reference"]
        targets = {_values(row, there["fields"]) for row in found.rows(there["resource"])}
        own = {_values(row, foreign["fields"]) for row in rows}
        yield from (f"foreignKeys: {one}" for one in own - targets if all(one))


def _values(row: Mapping[str, str], fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[field] for field in fields)


def _unless(rule: str, holds: object) -> Iterator[str]:
    if not holds:
        yield rule
