"""Whoever withdraws leaves no trace: on no page, in no document, in no byte of the database."""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from streamlit.testing.v1 import AppTest

from audit.leaving import note
from audit.pages.session import store
from audit.report import audit_record
from exports.documents import DOCUMENTS, build
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from tests.pages.opened import Opened

CODE = "U01-KX4"
OTHER = "U02-BQ7"
CANARY = "zebra-canary"
# One document of each format: the others of a format are made from the same record.
KINDS = {DOCUMENTS[kind].suffix: kind for kind in reversed(list(DOCUMENTS))}.values()
PAGES: tuple[dict[str, str], ...] = (
    {"name": "results"},
    {"name": "judge"},
    {"name": "rate", "s": "B"},
    {"name": "plan"},
    {"name": "export"},
    {"name": "interviews"},
    {"name": "interviews", "view": "criteria", "c": "B7"},
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "audits.db"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, place: Path) -> Opened:
    """Give an audit in which two service users were asked; only one of them tells of a breach."""
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    made = Opened("1.0.0")
    for code, told in ((CODE, "yes"), (OTHER, "no")):
        made.put(f"informant/{code}", "group", "service_users")
        for use in ("interview", "anonymous_finding", "anonymous_quote", "attributable_quote"):
            made.put(f"informant/{code}", f"consent_{use}", "yes")
        made.put(f"answer/{code}/B7/2", "answer", told)
        made.put(f"answer/{code}/A3/1", "answer", told)
    for field in ("language", "earshot"):
        made.put(f"informant/{CODE}", field, CANARY)
    made.put(f"said/{CODE}/hope", "words", CANARY)
    made.put("criterion/B7", "level", "3")
    return made


def drawn(opened: Opened, *pages: dict[str, str]) -> str:
    """Return all that pages show of the audit."""
    return "\n".join(_of_page(opened.page(lang="en", **address)) for address in pages)


def _of_page(at: AppTest) -> str:
    for fold in ("export:left", "interviews:left"):
        at.session_state[fold] = True
    at.run()
    return "\n".join(str(node.proto) for node in at.main if node.proto is not None)


def texts(content: bytes) -> bytes:
    """Return what a file holds once it is unpacked: its parts, or attachments and drawn words."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            return b"\n".join(map(packed.read, packed.namelist()))
    if not content.startswith(b"%PDF"):
        return content
    with pikepdf.open(BytesIO(content)) as pdf:
        attached = [each.get_file().read_bytes() for each in pdf.attachments.values()]
    words = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    return b"\n".join((*attached, *(text.encode() for text in words)))


def record_of(opened: Opened) -> AuditRecord:
    rows = store().rows(opened.assessment.id)
    return audit_record(opened.assessment, rows, opened.rubric)


def test_whoever_withdraws_leaves_no_trace_in_any_output(opened: Opened, place: Path) -> None:
    before = drawn(opened, {"name": "results"}, {"name": "interviews"})
    assert CODE in before
    assert "Somebody told of a breach" in before
    assert CANARY.encode() in _bytes_of(place)

    for audience in get_args(Audience):
        note(store(), edition(record_of(opened), audience), "pdf", "en", datetime.now(UTC))
    store().erase_informant(opened.assessment.id, CODE, datetime.now(UTC))

    after = drawn(opened, *PAGES)
    assert OTHER in after
    assert "Files handed out before a withdrawal" in after
    assert "1 withdrawn" in after
    assert "Somebody told of a breach" not in after
    assert not re.search(f"{CODE}|{CANARY}", after)
    for kind in KINDS:
        made = texts(build(kind, record_of(opened), "team", "en"))
        assert not re.search(f"{CODE}|{CANARY}".encode(), made), kind
    left = _bytes_of(place)
    assert CANARY.encode() not in left
    assert left.count(CODE.encode()) == left.count(f"informant/{CODE}".encode()) > 0


def _bytes_of(place: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(place.parent.glob(f"{place.name}*")))
