"""The tables of a record as CSV files with what programs need to know of them: a data package.

Data Package 2.0 (datapackage.org): each file with its columns, their types and meanings, its size
and its hash. Columns are named alike in every language; their titles are in the reader's.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from exports.canonical import digest
from exports.citation_id import citation_id
from exports.citations import cite_audit, cited_audit
from exports.maker import maker
from exports.record import AuditRecord
from exports.stable_zip import zipped
from exports.tables import criteria_lines, csv_text
from exports.workbook.figures_tables import cross_section, findings_table, summary_table
from exports.workbook.plan_table import plan_table
from exports.workbook.table import Column, Table
from exports.workbook.voices_tables import voices_lines
from exports.workbook.words import Words
from rubrics.text import LANGUAGES, Language

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "number": "integer",
    "date": "date",
    **dict.fromkeys(("share", "score", "mean"), "number"),
}
# The column by which each row of a table is known.
_KEYS = {"criteria": "id", "findings": "id", "plan": "action_id"}
# What a file is called where the name of the sheet would say less.
_NAMES = {"summary": "standards", "plan": "actions"}


@dataclass(frozen=True, slots=True)
class _File:
    """One table as a file."""

    name: str
    table: Table
    content: bytes

    @property
    def path(self) -> str:
        """Return where it stands in the package."""
        return f"data/{self.name}.csv"


def data_package(record: AuditRecord, language: Language) -> bytes:
    """Return the tables of an edition as a zip archive with their description."""
    files = [_file(table) for table in _tables(Words(record, language))]
    described = json.dumps(_described(record, language, files), ensure_ascii=False, indent=2)
    readme = "\n\n".join(_readme(Words(record, one)) for one in LANGUAGES)
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
    yield from voices_lines(words)
    plan = plan_table(words)
    # A workbook has empty rows to write in; data have none.
    yield replace(plan, rows=tuple(row for row in plan.rows if any(v is not None for v in row)))


def _file(table: Table) -> _File:
    head = tuple(column.key for column in table.columns)
    return _File(_NAMES.get(table.key, table.key), table, csv_text((head, *table.rows)).encode())


def _described(record: AuditRecord, language: Language, files: list[_File]) -> dict[str, Any]:
    cited, words = cited_audit(record, language), Words(record, language)
    return {
        "$schema": _PROFILE,
        "name": cited.key,
        "id": citation_id(digest(record)),
        "title": cited.title,
        "titles": {one: cited_audit(record, one).title for one in LANGUAGES},
        "description": " ".join((words.say("data.about"), *cited.notes, *cited.standing)),
        "citation": cite_audit(record, "apa", language),
        "created": f"{record.as_of[:10]}T00:00:00Z",
        "licenses": [{"name": record.instrument.licence, "title": _notice(words)}],
        "contributors": [{"title": cited.author, "roles": ["author"]}],
        "sources": [{"title": work.citation} for work in record.instrument.works],
        "keywords": list(words.say("data.keywords").split(", ")),
        "language": language,
        "audience": record.audience,
        "producer": maker(),
        "resources": [_resource(file) for file in files],
    }


def _notice(words: Words) -> str:
    return words.text(words.record.instrument.licence_notice)


def _resource(file: _File) -> dict[str, Any]:
    return {
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
    key = _KEYS.get(table.key)
    return {
        "fields": [
            _field(column, found, required=column.key == key)
            for column, found in zip(table.columns, values, strict=True)
        ],
        "missingValues": [""],
        **({"primaryKey": [key]} if key else {}),
    }


def _field(column: Column, values: tuple[object, ...], *, required: bool) -> dict[str, Any]:
    return {
        "name": column.key,
        "title": column.title,
        "type": _type(column, values),
        "description": column.about,
        **({"constraints": {"required": True, "unique": True}} if required else {}),
    }


def _type(column: Column, values: tuple[object, ...]) -> str:
    """Return the type of a column; days that somebody wrote otherwise make it one of texts."""
    days = all(not value or isinstance(value, date) for value in values)
    return "string" if column.kind == "date" and not days else _TYPES.get(column.kind, "string")


def _readme(words: Words) -> str:
    """Return what a person reads first, in one language."""
    say, record = words.say, words.record
    cited = cited_audit(record, words.language)
    files = (
        say("data.file", path=_file(table).path, title=table.title, about=table.about)
        for table in _tables(words)
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
        cite_audit(record, "apa", words.language),
    )
    return "\n\n".join(part for part in parts if part)
