"""Pages for a browser: their record makes the same bytes again, or differing parts are named.

A part begins with a heading that links can lead to.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape

import rfc8785

from exports.documents import DOCUMENTS, Kind
from exports.known_keys import KnownKeys
from exports.maker import PRODUCT, maker
from exports.verification.record import Opened, open_record, vouched
from exports.verification.verdict import (
    MOST_REMARKS,
    Remark,
    Verdict,
    altered,
    and_other_version,
    foreign,
    remark,
)
from rubrics.text import LANGUAGES, Language

_RECORD = re.compile(rb'<script type="application/json" id="record">([^<]*)</script>')
_LANGUAGE = re.compile(rb'<html lang="([a-z]+)"')
_GENERATOR = re.compile(rb'<meta name="generator" content="([^"]*)"')
_OURS = f'content="{PRODUCT} '.encode()
_HEADING = re.compile(
    rb'<h[1-4] (?:dir="auto" )?id="([^"]*)"[^>]*>(.{0,9999}?)</h[1-4]>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")
_LONGEST_PLACE = 80
_MOST_PLACES = 6
_KIND: Kind = "html"


@dataclass(frozen=True, slots=True)
class _Part:
    """What follows a heading, up to the next one; before the first, it has no title."""

    title: str | None
    content: bytes


def verify_html(data: bytes, keys: KnownKeys) -> Verdict:
    """Return what can be said of a page."""
    ours, record = _OURS in data, _record(data)
    if record is None:
        return altered(Remark("record_gone")) if ours else foreign("no_record")
    opened = open_record(record)
    if isinstance(opened, Verdict):
        damaged = ours and opened.outcome == "foreign"
        return altered(Remark("damaged")) if damaged else opened
    made_by = opened.seal.made_by if opened.seal else _said(_GENERATOR, data)
    expected = _rendered(opened, _said(_LANGUAGE, data))
    if made_by != maker():
        compared = _by_another_version(data, expected)
        return and_other_version(vouched(opened, keys), made_by, *compared)
    if expected == data:
        return vouched(opened, keys)
    return altered(*(_differences(data, expected) if expected else [Remark("bad_keywords")]))


def _record(data: bytes) -> bytes | None:
    """Return the record inside a page as it is outside; nothing where there is none.

    Inside, no letter may open an element. What is not JSON is returned as it stands.
    """
    found = _RECORD.search(data)
    if found is None:
        return None
    try:
        return rfc8785.dumps(json.loads(found[1].decode()))
    except (ValueError, RecursionError):
        return found[1]


def _said(pattern: re.Pattern[bytes], data: bytes) -> str:
    found = pattern.search(data)
    return unescape(found[1].decode(errors="replace")) if found else ""


def _rendered(opened: Opened, said: str) -> bytes | None:
    languages: list[Language] = [language for language in LANGUAGES if language == said]
    if not languages:
        return None
    return DOCUMENTS[_KIND].build(opened.record, languages[0], lambda _: opened.seal)


def _differences(found: bytes, expected: bytes) -> Iterator[Remark]:
    places = _differing(_parts(found), _parts(expected))
    for place in places[:MOST_REMARKS]:
        yield Remark("head_differs") if place is None else Remark("part_differs", place)
    if not places:
        yield Remark("bytes_differ")


def _by_another_version(found: bytes, expected: bytes | None) -> Iterator[Remark]:
    """Yield how a page that another version made compares with ours, by its words alone."""
    if expected is None:
        yield Remark("not_compared")
        return
    places = _differing(_texts(found), _texts(expected))
    named = [place for place in places if place is not None]
    if len(named) < len(places):
        yield Remark("head_worded_otherwise")
    if named:
        yield remark("parts_worded_otherwise", parts="; ".join(named[:_MOST_PLACES]))
    if not places:
        yield Remark("same_words")


def _differing(found: Mapping[str, _Part], expected: Mapping[str, _Part]) -> list[str | None]:
    """Return the titles of the parts that differ, or that one of the two lacks."""
    return [
        (expected.get(key) or found[key]).title
        for key in {**expected, **found}
        if found.get(key) != expected.get(key)
    ]


def _texts(page: bytes) -> dict[str, _Part]:
    """Return the words of each part of a page; the record and the head are no part of them."""
    body = _RECORD.sub(b"", page).partition(b"<body>")[2]
    return {key: replace(part, content=_words(part.content)) for key, part in _parts(body).items()}


def _parts(page: bytes) -> dict[str, _Part]:
    """Return the parts of a page by the key of their heading; what precedes the first has none."""
    headings = list(_HEADING.finditer(page))
    starts = [0, *(heading.start() for heading in headings)]
    ends = [*starts[1:], len(page)]
    keys = ["", *(_shown(heading[1]) for heading in headings)]
    titles = [None, *(_shown(heading[2]) for heading in headings)]
    return {
        key: _Part(title, page[start:end])
        for key, title, start, end in zip(keys, titles, starts, ends, strict=True)
    }


def _shown(markup: bytes) -> str:
    return _words(markup).decode()[:_LONGEST_PLACE]


def _words(markup: bytes) -> bytes:
    text = unescape(_TAG.sub("", markup.decode(errors="replace")))
    return _SPACES.sub(" ", text).strip().encode()
