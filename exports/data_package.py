"""The tables of a record as CSV files with what programs need to know of them: a data package.

Data Package 2.0 (datapackage.org): each file with its columns, their types and meanings, its size
and its hash, and which column of which file it refers to. Columns are named alike in every
language; their titles are in the reader's.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from exports.citations import CitedAudit, cite, cited_audit
from exports.maker import maker
from exports.record import AuditRecord
from exports.stable_zip import zipped
from exports.tables import criteria_lines, csv_text
from exports.workbook.changes_tables import changes_lines
from exports.workbook.figures_tables import cross_section, findings_table, summary_table
from exports.workbook.plan_table import plan_table
from exports.workbook.table import Column, Table
from exports.workbook.voices_tables import voices_lines
from exports.workbook.words import Words
from rubrics.text import LANGUAGES, Language

# Each part names the version of the standard it follows: left unsaid, it would be the first.
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    **dict.fromkeys(("number", "move"), "integer"),
    "date": "date",
    **dict.fromkeys(("share", "score", "mean"), "number"),
}
# The columns by which each row of a table is known.
_KEYS = {
    **dict.fromkeys(("criteria", "findings", "rights", "qualityrights", "comparison"), ("id",)),
    "summary": ("part", "id"),
    "voices": ("standard_id", "group_id"),
    "evidence": ("id", "line"),
    "plan": ("action_id",),
}
# What a file is called where the name of the sheet would say less.
_NAMES = {"summary": "standards", "plan": "actions"}


class _Reference(NamedTuple):
    """A column whose values stand in the key of another file, unless they are empty."""

    column: str
    file: str


_STANDARD = _Reference("standard_id", "findings")
_REFERENCES = {
    **dict.fromkeys(("criteria", "voices", "stands_out"), (_STANDARD,)),
    "evidence": (_Reference("id", "criteria"),),
    "comparison": (_Reference("id", "criteria"), _STANDARD),
    "plan": (_Reference("criterion", "criteria"), _STANDARD),
}


@dataclass(frozen=True, slots=True)
class _File:
    """One table as a file."""

    name: str
    table: Table
    content: bytes

    @property
    def path(self) -> str:
        """Return where it stands in the package."""
        return _path(self.name)


def _path(name: str) -> str:
    return f"data/{name}.csv"


def data_package(record: AuditRecord, language: Language) -> bytes:
    """Return the tables of an edition as a zip archive with their description."""
    words = {one: Words(record, one) for one in LANGUAGES}
    cited = {one: cited_audit(record, one) for one in LANGUAGES}
    tables = {one: list(_tables(words[one])) for one in LANGUAGES}
    files = [_file(table) for table in tables[language]]
    said = _described(words[language], cited, files)
    described = json.dumps(said, ensure_ascii=False, indent=2)
    # Whoever opens it meets their own language first.
    spoken = sorted(LANGUAGES, key=lambda one: one != language)
    readme = "\n\n".join(_readme(words[one], cited[one], tables[one]) for one in spoken)
    parts = [
        ("README.txt", readme.replace("\n", "\r\n").encode()),
        ("datapackage.json", f"{described}\n".encode()),
    ]
    return zipped([*parts, *((file.path, file.content) for file in files)])


def _tables(words: Words) -> Iterator[Table]:
    yield criteria_lines(words)
    yield summary_table(words)
    yield findings_table(words)
    yield cross_section(words, "rights", words.record.rights)
    yield cross_section(words, "qualityrights", words.record.qualityrights)
    yield from changes_lines(words)
    yield from voices_lines(words)
    plan = plan_table(words)
    # A workbook has empty rows to write in; data have none.
    yield replace(plan, rows=tuple(row for row in plan.rows if any(v is not None for v in row)))


def _file(table: Table) -> _File:
    head = tuple(column.key for column in table.columns)
    return _File(_name(table), table, csv_text((head, *table.rows)).encode())


def _name(table: Table) -> str:
    return _NAMES.get(table.key, table.key)


def _described(
    words: Words, in_languages: Mapping[Language, CitedAudit], files: list[_File]
) -> dict[str, Any]:
    record, cited = words.record, in_languages[words.language]
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": cited.key,
        "id": cited.number,
        "title": cited.title,
        "titles": {one: each.title for one, each in in_languages.items()},
        "description": " ".join((words.say("data.about"), *cited.notes, *cited.standing)),
        "citation": cite(cited, "apa"),
        "created": f"{record.as_of[:10]}T00:00:00Z",
        "licenses": [{"name": record.instrument.licence, "title": _notice(words)}],
        "contributors": [{"title": cited.author, "roles": ["author"]}],
        "sources": [{"title": work.citation} for work in record.instrument.works],
        "keywords": list(words.say("data.keywords").split(", ")),
        "language": words.language,
        "audience": record.audience,
        "producer": maker(),
        "resources": [_resource(file) for file in files],
    }


def _notice(words: Words) -> str:
    return words.text(words.record.instrument.licence_notice)


def _resource(file: _File) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": file.name,
        "type": "table",
        "path": file.path,
        "title": file.table.title,
        "description": file.table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
        "schema": _schema(file.table),
    }


def _schema(table: Table) -> dict[str, Any]:
    values = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    key = _KEYS.get(table.key, ())
    foreign = [_foreign(one) for one in _REFERENCES.get(table.key, ())]
    fields = zip(table.columns, values, strict=True)
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, found, key) for column, found in fields],
        "missingValues": [""],
        **({"primaryKey": list(key)} if key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _foreign(one: _Reference) -> dict[str, Any]:
    return {"fields": [one.column], "reference": {"resource": one.file, "fields": ["id"]}}


def _field(column: Column, values: tuple[object, ...], key: tuple[str, ...]) -> dict[str, Any]:
    """Return what is known of a column; the parts of a key are there on every row."""
    alone = {"unique": True} if key == (column.key,) else {}
    return {
        "name": column.key,
        "title": column.title,
        "type": _type(column, values),
        "description": column.about,
        **({"constraints": {"required": True, **alone}} if column.key in key else {}),
    }


def _type(column: Column, values: tuple[object, ...]) -> str:
    """Return the type of a column; days that somebody wrote otherwise make it one of texts."""
    days = all(not value or isinstance(value, date) for value in values)
    return "string" if column.kind == "date" and not days else _TYPES.get(column.kind, "string")


def _readme(words: Words, cited: CitedAudit, tables: Iterable[Table]) -> str:
    """Return what a person reads first, in one language."""
    say, record = words.say, words.record
    files = (
        say("data.file", path=_path(_name(table)), title=table.title, about=table.about)
        for table in tables
    )
    parts = (
        cited.title,
        "\n".join(words.banners()),
        say("data.about"),
        "\n".join(files),
        say("data.columns"),
        say("data.formulas"),
        say("data.check", id=cited.number),
        f"{record.instrument.licence}. {_notice(words)}",
        cite(cited, "apa"),
    )
    return "\n\n".join(part for part in parts if part)
