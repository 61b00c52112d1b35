"""Every kind of file, in both languages, for each reader, of calm and of hostile audits: all sound.

One line of the table is a kind of file and an audit; it stands for six files. Where the files of
three readers are one, or differ in the name of the reader alone, that is checked instead.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from io import BytesIO
from itertools import product
from typing import get_args
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from exports.documents import DOCUMENTS, Kind, no_seal
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.words import Words
from rubrics.text import LANGUAGES, Language
from tests.exports.demonstration_record import demonstrated
from tests.exports.file_checks import CHECKS, Made
from tests.exports.hostile_audits import HOSTILE
from tests.exports.page_reading import Page

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
# Which files of each audit are made. Of the demonstration each edition in each language. Of the
# others every edition and both languages, but not each with each: an edition leaves out the same in
# both (`test_privacy`), and a record says everything in both. Where everything typed is long and in
# one script, the team's edition holds the most of it, and another is made beside it. An audit
# without results is nearly one file (see the last test).
FILES: Mapping[str, tuple[tuple[Audience, Language], ...]] = {
    "demonstration": tuple(product(AUDIENCES, LANGUAGES)),
    "empty": (("public", "en"), ("public", "fr")),
    "not applicable": (("team", "en"), ("facility", "fr"), ("public", "en")),
    "arabic": (("team", "en"), ("public", "fr")),
    "nepali": (("team", "fr"), ("facility", "en")),
    "french": (("team", "en"), ("facility", "fr")),
    "longest": (("team", "fr"), ("facility", "en"), ("public", "fr")),
}


def test_every_kind_has_its_checker() -> None:
    assert set(CHECKS) == set(DOCUMENTS)
    assert set(FILES) <= {"demonstration", *HOSTILE}
    for audit, of in FILES.items():
        assert {language for _, language in of} == set(LANGUAGES), audit


@pytest.mark.parametrize("audit", FILES)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_file_passes_its_checker(kind: Kind, audit: str) -> None:
    found = {
        (audience, language): faults
        for audience, language in _readers(kind, audit)
        if (faults := list(_faults(kind, audit, audience, language)))
    }
    assert found == {}


def _replaced(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(before, after, 1)


def _in_part(part: str, before: str, after: str) -> Callable[[bytes], bytes]:
    """Return what changes one part of a zip archive."""

    def change(content: bytes) -> bytes:
        made = BytesIO()
        with ZipFile(BytesIO(content)) as archive, ZipFile(made, "w") as other:
            for name in archive.namelist():
                held = archive.read(name)
                if name == part:
                    held = re.sub(before, after, held.decode(), count=1).encode()
                other.writestr(name, held)
        return made.getvalue()

    return change


_OTHER_PAGE = _replaced(b"/StructParents 0", b"/StructParents 9")
DAMAGES: Mapping[Kind, Callable[[bytes], bytes]] = {
    **dict.fromkeys(("pdf", "plan-pdf", "summary-pdf", "exit-pdf", "large-pdf"), _OTHER_PAGE),
    "forms-pdf": _OTHER_PAGE,
    "html": _replaced(b"<main", b"<main onclick='x'"),
    "docx": _in_part("docProps/core.xml", "language>fr", "language>en"),
    "xlsx": _in_part(
        "xl/worksheets/sheet3.xml", 'topLeftCell="([A-Z]+)2"', r'topLeftCell="\g<1>3"'
    ),
    "plan-xlsx": _in_part("xl/worksheets/sheet2.xml", "<f>IF", "<f>NOW()+IF"),
    "csv": lambda content: content + b"D9,one\r\n",
    "data": _in_part("data/criteria.csv", "D1", "D2"),
    "json": _replaced(b'"rank":1', b'"rank":2'),
    "bib": _replaced(b"  langid = {french},\n", b""),
    "ris": _replaced(b"LA  - ", b"XX  - "),
    "csl": _replaced(b'"report"', b'"book"'),
    "ics": _replaced(b"END:VCALENDAR", b"END:VEVENT"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_checker_sees_a_damaged_file(kind: Kind) -> None:
    of: tuple[str, Audience, Language] = "longest", "public", "fr"
    sound = _file(kind, *of)
    damaged = DAMAGES[kind](sound)
    assert damaged != sound
    assert list(CHECKS[kind](Made(damaged, _edition(*of[:2]), "fr", lambda: _page(*of)))) != []


def test_what_was_found_in_the_demonstration_stands_on_one_page() -> None:
    # Of all its editions and languages, this one says the most.
    said = Words(_edition("demonstration", "team"), "fr")
    with PdfDocument(_file("pdf", "demonstration", "team", "fr")) as pdf:
        begin = [pdf[number].get_textpage().get_text_range()[:300] for number in (1, 2)]
    assert said("pdf.found.title") in begin[0]
    assert said("pdf.figures.title") in begin[1]


def test_editions_of_an_empty_audit_differ_in_the_name_of_their_reader_alone() -> None:
    editions = [_edition("empty", audience) for audience in AUDIENCES]
    public = editions[-1]
    assert [one.model_copy(update={"audience": "public"}) for one in editions] == [public] * 3


def _readers(kind: Kind, audit: str) -> list[tuple[Audience, Language]]:
    """Return whose files are made: what is passed around is one for all (`test_documents`).

    Large print is the report once more, in other letters: it is made of the widest edition alone.
    """
    of = FILES[audit]
    if DOCUMENTS[kind].passed_around:
        return [("public", language) for language in sorted({language for _, language in of})]
    return list(of[:2] if kind == "large-pdf" else of)


def _faults(kind: Kind, audit: str, audience: Audience, language: Language) -> Iterator[str]:
    of = audit, audience, language
    return CHECKS[kind](
        Made(_file(kind, *of), _edition(audit, audience), language, lambda: _page(*of))
    )


@cache
def _edition(audit: str, audience: Audience) -> AuditRecord:
    """Return an edition of an audit; what was typed into the demonstration is French."""
    return edition(demonstrated("fr") if audit == "demonstration" else HOSTILE[audit], audience)


@cache
def _page(audit: str, audience: Audience, language: Language) -> Page:
    return Page(_file("html", audit, audience, language))


def _file(kind: Kind, audit: str, audience: Audience, language: Language) -> bytes:
    return DOCUMENTS[kind].build(_edition(audit, audience), language, no_seal)
