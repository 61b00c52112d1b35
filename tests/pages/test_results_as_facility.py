"""The results page as the facility reads it: every part of it is drawn from that one edition."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from audit.pages.session import store
from audit.questions import asked
from audit.report import audit_record
from exports.privacy import edition
from exports.record import AuditRecord
from rubrics.text import Language
from tests.pages.opened import Opened, filled_once, sent

ANA, BEN = "20260302000000000001-ana", "20260302000000000002-ben"
RED, ALIKE, TOLD = "G6", "K1", "A3"
TOGGLE = "results:as_facility"
# What a facility that is recognised easily must not read: who, how, and what was noted.
TYPED = (
    ("member/" + ANA, "name", "Ana Canary-Rater"),
    ("member/" + BEN, "name", "Ben Canary-Rater"),
    ("visit", "access", "limited"),
    ("visit", "access_note", "The canary at the gate said no."),
    (f"criterion/{TOLD}", "note_interviews", "A canary told in the corridor."),
    (f"criterion/{TOLD}", "note_documents", "A canary filed the minutes."),
)
PEOPLE = {"U": ("service_users", 6), "S": ("staff", 5), "P": ("peer_workers", 1)}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Opened]:
    """Give an audit that two have rated, with twelve people heard; no test changes it."""
    return filled_once(tmp_path_factory.mktemp("facility"), _filled)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, filled: tuple[str, Opened]) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", filled[0])
    return filled[1]


def _filled(opened: Opened) -> Opened:
    for subject, field, text in TYPED:
        opened.put(subject, field, text)
    for author, levels in ((opened.me, "13"), (ANA, "31"), (BEN, "21")):
        for criterion, level in zip((TOLD, ALIKE), levels, strict=True):
            opened.put(f"criterion/{criterion}", "level", level, author=author)
        opened.put(f"criterion/{TOLD}", "shown_documents", "3", author=author)
        opened.put("ratings", "locked", "yes", author=author)
    for letter, (group, n) in PEOPLE.items():
        for number in range(1, n + 1):
            _interview(opened, f"{letter}{number:02}-KX4", group)
    return opened


def _interview(opened: Opened, code: str, group: str) -> None:
    """Have somebody answer; the peer worker alone tells of the breach of a red line."""
    for field in ("group", "consent_interview", "consent_anonymous_finding"):
        opened.put(f"informant/{code}", field, group if field == "group" else "yes")
    first, *rest = asked(opened.rubric, "short", code)
    known = opened.rubric.interviews
    found = known.answers(first.question.answers or "") if known else None
    assert found
    opened.put(first.subject, "answer", found.choices[0].id)
    for question in rest:
        if group != "staff" and question.criterion.id in (TOLD, RED):
            told = "yes" if group == "peer_workers" or question.criterion.id == TOLD else "no"
            opened.put(question.subject, "answer", told)


def record(opened: Opened) -> AuditRecord:
    rows = store().rows(opened.assessment.id, opened.me)
    return audit_record(opened.assessment, rows, opened.rubric)


def strings(value: Any) -> Iterator[str]:
    """Yield every text of a record, whoever wrote it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def kept_within(opened: Opened) -> set[str]:
    """Return the texts of the team's record that its edition for the facility has nowhere."""
    whole = record(opened)
    outside = set(strings(edition(whole, "facility").model_dump(mode="json")))
    inside = set(strings(whole.model_dump(mode="json")))
    # Shorter ones are words of our own that stand in any sentence: a line, a kind, a group.
    return {each for each in inside - outside if len(each) > len("observation")}


def as_facility(at: AppTest) -> AppTest:
    next(each for each in at.toggle if each.key == TOGGLE).set_value(True).run()
    assert not at.exception
    return at


def read(at: AppTest) -> str:
    """Return what is read on a page, without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", sent(at))))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_on_the_page_that_the_edition_lacks(opened: Opened, language: Language) -> None:
    within = kept_within(opened)
    assert {text for *_, text in TYPED if "anary" in text} <= within
    at = opened.page("results", lang=language)
    before = read(at)
    assert [each for each in TYPED if each[2] in before] == [e for e in TYPED if "anary" in e[2]]
    after = read(as_facility(at))
    assert [text for text in within if text in after] == []
    next(each for each in at.toggle if each.key == TOGGLE).set_value(False).run()
    assert [each for each in TYPED if each[2] in read(at)] == [e for e in TYPED if "anary" in e[2]]


def test_the_only_peer_worker_is_in_no_part_of_it(opened: Opened) -> None:
    at = opened.page("results", lang="en")
    assert [RED in each.value for each in at.warning] == [True]
    assert "peer workers “" in read(at)
    assert "(1 person)" in read(at).partition("Where paper and practice part")[2]
    assert re.search("(Peer workers|Staff)</(th|strong)>", sent(at))
    as_facility(at)
    assert len(at.warning) == 0
    assert "service users “" in read(at)
    for told in ("peer workers “", "(1 person)", "No line of evidence", "For the team’s eyes"):
        assert told not in read(at)
    assert not re.search("(Peer workers|Staff)</(th|strong)>", sent(at))
    assert "What these groups told is not shown: peer workers, staff." in read(at)


def test_how_far_assessors_lay_apart_stays_and_who_gave_what_goes(opened: Opened) -> None:
    at = opened.page("results", lang="en")
    assert "Ana Canary-Rater</th>" in sent(at)
    as_facility(at)
    table = sent(at).partition("<caption>Where assessors differed")[2].partition("</table>")[0]
    rows = re.findall(r"<tr><th scope=\"row\">(\w+)</th><td>([^<]+)</td></tr>", table)
    assert rows == [(TOLD, "2 levels apart"), (ALIKE, "2 levels apart")]
    assert "Assessor 1" not in table


def test_where_nobody_was_interviewed_the_choice_is_there_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    opened = Opened("1.0.0")
    opened.put(f"criterion/{TOLD}", "level", "1")
    opened.put(f"criterion/{TOLD}", "note_documents", "A canary filed the minutes.")
    at = opened.page("results", lang="en")
    assert "A canary filed the minutes." in read(at)
    assert "A canary" not in read(as_facility(at))
