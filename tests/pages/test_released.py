"""What has left: noted when it is handed out, listed on export and wherever somebody withdraws."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from audit.pages.session import store
from audit.releases import Release
from audit.storage import StorageFault, Store
from exports.citation_id import read_citation_id
from exports.documents import Kind
from tests.pages.opened import BEGUN, Opened, everything_said

CODE = "U01-KX4"
OTHER = "U02-BQ7"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    made = Opened("1.0.0")
    made.put("criterion/A1", "level", "2")
    for code in (CODE, OTHER):
        made.put(f"informant/{code}", "group", "service_users")
        for use in ("interview", "anonymous_finding"):
            made.put(f"informant/{code}", f"consent_{use}", "yes")
        made.put(f"answer/{code}/A3/1", "answer", "yes")
    return made


def listed(at: AppTest) -> list[list[str]]:
    """Return the cells of the table of files that a page shows."""
    body = "".join(html.proto.body for html in at.get("html"))
    rows = re.findall("<tr>(.*?)</tr>", body.partition("<tbody>")[2])
    return [[unescape(c) for c in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def unfolded(opened: Opened, page: str, fold: str, **address: str) -> AppTest:
    at = opened.page(page, **address)
    at.session_state[fold] = True
    at.run()
    assert not at.exception
    return at


def left(opened: Opened, minutes: int, citation: str = "PRA-1", kind: str = "pdf") -> None:
    at = BEGUN + timedelta(minutes=minutes)
    file = Release(at=at, audience="facility", kind=kind, language="fr", citation=citation)
    store().note_release(opened.assessment.id, file)


def test_what_is_downloaded_is_noted_and_what_is_only_seen_is_not(
    opened: Opened, making: dict[Kind, Callable[[], bytes]]
) -> None:
    at = opened.page("export", lang="en")
    fold = f"export:look-csv-facility-en-{opened.assessment.id}-{opened.me}"
    at.session_state[fold] = True
    at.run()
    assert store().releases(opened.assessment.id) == ()
    making.clear()
    at.run()
    before = datetime.now(UTC)
    making["csv"]()
    making["csv"]()
    (noted,) = store().releases(opened.assessment.id)
    assert (noted.audience, noted.kind, noted.language) == ("facility", "csv", "en")
    assert before <= noted.at <= datetime.now(UTC)
    assert read_citation_id(noted.citation) == noted.citation


def test_the_export_page_tells_current_files_from_older_ones(
    opened: Opened, making: dict[Kind, Callable[[], bytes]]
) -> None:
    opened.page("export", lang="en")
    making["json"]()
    opened.put("criterion/A1", "level", "3")
    making["bib"]()
    newer, older = listed(unfolded(opened, "export", "export:left", lang="en"))
    assert [newer[1], newer[2], newer[3], newer[5]] == [
        *("The facility", "Citation (BibTeX)", "English", "current"),
    ]
    assert [older[2], older[3], older[5]] == [
        "The whole record (JSON)",
        "English, Français",
        "older",
    ]
    assert newer[4] != older[4]
    french = unfolded(opened, "export", "export:left", lang="fr")
    assert [row[5] for row in listed(french)] == ["actuelle", "plus ancienne"]
    assert listed(french)[0][1] == "La structure"


def test_the_list_is_folded_and_says_when_nothing_has_left(opened: Opened) -> None:
    at = opened.page("export", lang="en")
    assert "What has left this house" in [fold.label for fold in at.expander]
    said = "No file of this audit has been handed out yet."
    assert said not in everything_said(at)
    assert said in everything_said(unfolded(opened, "export", "export:left", lang="en"))


def test_a_file_that_cannot_be_noted_leaves_and_the_next_page_says_so(
    opened: Opened, making: dict[Kind, Callable[[], bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened.page("export", lang="en")
    assert not at.warning

    def full(*_: object) -> None:
        raise StorageFault("storage.full", place="here")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "note_release", full)
        assert making["ris"]().startswith(b"TY")
    making["bib"]()
    at.run()
    assert "A file has left without a line in the list" in at.warning[0].value
    assert [each.kind for each in store().releases(opened.assessment.id)] == ["bib"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "These files were handed out since this interview began"),
        ("fr", "Ces fichiers ont été remis depuis le début de cet entretien"),
    ],
)
def test_before_somebody_withdraws_the_files_since_their_interview_began_are_listed(
    opened: Opened, language: str, told: str
) -> None:
    left(opened, -1, "PRA-before")
    page = opened.page("interviews", lang=language, i=CODE)
    assert told not in everything_said(page)
    assert listed(page) == []
    left(opened, 10, "PRA-first")
    left(opened, 20, "PRA-second", "xlsx")
    page = opened.page("interviews", lang=language, i=CODE)
    assert told in everything_said(page)
    assert [row[4] for row in listed(page)] == ["PRA-second", "PRA-first"]
    assert {len(row) for row in listed(page)} == {5}


def test_after_a_withdrawal_the_files_handed_out_before_it_are_listed(
    opened: Opened, making: dict[Kind, Callable[[], bytes]]
) -> None:
    title, fold = "Files handed out before a withdrawal", "interviews:left"
    opened.page("export", lang="en")
    making["json"]()
    (kept,) = store().releases(opened.assessment.id)
    left(opened, 10, "PRA-old")
    assert title not in [e.label for e in opened.page("interviews", lang="en").expander]

    page = opened.page("interviews", lang="en", i=CODE)
    page.checkbox(key=f"withdraw:{CODE}").check().run()
    page.button(key="interview:withdraw").click().run()
    assert title in [e.label for e in page.expander]
    left(opened, 60 * 24 * 365 * 100, "PRA-afterwards")

    page = unfolded(opened, "interviews", fold, lang="en")
    assert [(row[4], row[5]) for row in listed(page)] == [
        # Of a small group nothing leaves: the edition without them is the edition with them.
        (kept.citation, "current"),
        ("PRA-old", "older"),
    ]
    assert "Somebody withdrew, last on " in everything_said(page)
    assert CODE not in "\n".join(str(node.proto) for node in page.main if node.proto is not None)


def test_whoever_withdraws_where_nothing_has_left_reads_no_list(opened: Opened) -> None:
    store().erase_informant(opened.assessment.id, CODE, BEGUN)
    left(opened, 1)
    assert not opened.page("interviews", lang="en").expander


def test_noting_a_file_changes_nothing_of_the_record(
    opened: Opened, making: dict[Kind, Callable[[], bytes]]
) -> None:
    opened.page("export", lang="en")
    first, rows = making["json"](), store().rows(opened.assessment.id)
    left(opened, 10)
    assert making["json"]() == first
    assert store().rows(opened.assessment.id) == rows
