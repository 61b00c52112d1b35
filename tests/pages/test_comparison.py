"""What changed: two audits of one facility on a page, chosen, refused, and found in the frame."""

import base64
import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from audit.assessments import Assessment, new_id
from audit.pages.session import store
from audit.pins import new_pin
from audit.report import audit_record
from audit.words import translator
from exports import changes_words
from exports.canonical import canonical
from exports.citation_id import citation_id
from exports.privacy import edition
from exports.record import AuditRecord
from rubrics.loader import digest, find
from rubrics.text import LANGUAGES, Language
from tests.pages.framed import framed
from tests.pages.opened import BEGUN, Opened, everything_said

OTHER = "second-assessor"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened()


def again(opened: Opened, days: int = 365, **changes: object) -> Assessment:
    """Begin another audit of the facility, from now on the one at hand; return the one before."""
    before = opened.assessment
    begun = BEGUN + timedelta(days=days)
    opened.assessment = replace(before, id=new_id(), created_at=begun, **changes)  # type: ignore[arg-type]
    store().create_assessment(opened.assessment)
    opened.put("visit", "started", begun.date().isoformat())
    return before


def rate(opened: Opened, **levels: int) -> None:
    for criterion, level in levels.items():
        opened.put(f"criterion/{criterion}", "level", str(level))


def drawn(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def pictures(at: AppTest) -> list[str]:
    """Return the drawings behind the pictures of a page."""
    found = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', drawn(at))
    return [base64.b64decode(each).decode() for each in found]


def test_the_only_audit_of_a_facility_has_nothing_to_be_compared_with(opened: Opened) -> None:
    at = opened.page("comparison", lang="en")
    assert [info.value for info in at.info] == [translator("en")("comparison.alone")]
    assert not pictures(at)


def test_what_moved_is_said_drawn_and_listed(opened: Opened) -> None:
    rate(opened, A1=1, A3=3, A7=2)
    again(opened)
    rate(opened, A1=3, A3=1, A7=2, C3=2)
    at = opened.page("comparison", lang="en")
    said = drawn(at)
    assert "Of 3 criteria compared, 1 moved up, 1 moved down and 1 stayed." in said
    assert "that takes 24 of these criteria rated by several assessors" in said
    assert "1 criterion asked" not in said
    assert "without a level in one of the two audits" in said
    moved = said[said.index("Criteria that moved, downwards first") :]
    assert moved.index("A3 ·") < moved.index("A1 ·")
    assert "A7 ·" not in moved
    (picture,) = pictures(at)
    assert "<desc" in picture
    assert "1 Mar 2027" not in picture  # 365 days after 2 March 2026
    assert "2 Mar 2027" in picture


@pytest.mark.parametrize("language", LANGUAGES)
def test_whichever_audit_is_open_the_earlier_one_comes_first(
    opened: Opened, language: Language
) -> None:
    rate(opened, A1=1)
    opened.put("visit", "started", "2026-03-01")
    before = again(opened)
    rate(opened, A1=3)
    told = changes_words.translator(language)(
        "changes.moved.counts", n=1, up=1, down=0, unchanged=0
    )
    assert told in drawn(opened.page("comparison", lang=language))
    opened.assessment = before
    assert told in drawn(opened.page("comparison", lang=language))


def test_among_several_the_one_before_is_offered_and_another_can_be_chosen(opened: Opened) -> None:
    rate(opened, A1=0)
    opened.put("visit", "started", "2026-03-01")
    first = again(opened, 200)
    rate(opened, A1=2)
    second = again(opened, 400)
    rate(opened, A1=1)
    at = opened.page("comparison", lang="en")
    choice = at.selectbox(key="comparison:with")
    assert choice.value == second.id
    assert "1 moved down" in drawn(at)
    choice.select(first.id).run()
    assert "1 moved up" in drawn(at)
    assert at.query_params["with"] == first.id


def test_another_instrument_is_refused_in_words(opened: Opened) -> None:
    rate(opened, A1=1)
    other = find("facility-rights")
    again(
        opened,
        rubric_id=other.id,
        rubric_version=other.version,
        rubric_digest=digest(other),
    )
    at = opened.page("comparison", lang="fr")
    assert [w.value for w in at.warning] == [translator("fr")("comparison.refused.other_rubric")]
    assert not pictures(at)


def test_nothing_in_common_is_refused_in_words(opened: Opened) -> None:
    rate(opened, A1=1)
    again(opened)
    rate(opened, A3=1)
    at = opened.page("comparison", lang="en")
    assert [w.value for w in at.warning] == [
        translator("en")("comparison.refused.nothing_in_common")
    ]


def test_the_frame_leads_there_only_where_there_is_another_audit(opened: Opened) -> None:
    name = translator("en")("frame.page.comparison")
    alone = framed("results", a=opened.assessment.id, lang="en")
    assert name not in [link.proto.label for link in alone.sidebar.get("page_link")]
    again(opened)
    both = framed("results", a=opened.assessment.id, lang="en")
    assert name in [link.proto.label for link in both.sidebar.get("page_link")]
    step = translator("en")("frame.step.on", page=name)
    assert [link.proto.label for link in both.main.get("page_link")][-1] == step


def test_the_map_of_differences_stands_on_the_results_page(opened: Opened) -> None:
    for criterion, mine, theirs in (("A1", "1", "3"), ("A3", "2", "2")):
        opened.put(f"criterion/{criterion}", "level", mine)
        opened.put(f"criterion/{criterion}", "level", theirs, author=OTHER)
    opened.put("ratings", "locked", "yes")
    assert not pictures(opened.page("results", lang="en"))
    opened.put("ratings", "locked", "yes", author=OTHER)
    (picture,) = pictures(opened.page("results", lang="en"))
    assert "Of 2 criteria that several assessors rated, 1 were given the same level" in picture


def test_ratings_that_a_pin_keeps_in_the_other_audit_stay_out(opened: Opened) -> None:
    rate(opened, A1=1)
    before = again(opened)
    rate(opened, A1=3)
    store().keep_pin(before.id, opened.me, new_pin("24680", b"salt"))
    at = opened.page("comparison", lang="en")
    assert [w.value for w in at.warning] == [
        translator("en")("comparison.refused.nothing_in_common")
    ]
    # What the team agreed there is no secret.
    now, opened.assessment = opened.assessment, before
    opened.put("criterion/A1", "judged", "1")
    opened.put("criterion/A1", "judged_reason", "Seen in three files of five.")
    opened.assessment = now
    assert "1 moved up" in drawn(opened.page("comparison", lang="en"))


def number_of(record: AuditRecord) -> str:
    return citation_id(sha256(canonical(edition(record, "facility"))).hexdigest())


def test_what_is_exported_says_what_changed_and_so_is_cited(opened: Opened) -> None:
    rate(opened, A1=1)
    before = again(opened)
    rate(opened, A1=3)
    mine = opened.assessment, store().rows(opened.assessment.id, opened.me), opened.rubric
    theirs = audit_record(before, store().rows(before.id, opened.me), opened.rubric)
    alone, record = audit_record(*mine), audit_record(*mine, earlier=[theirs])
    said = everything_said(opened.page("export", lang="en"))
    ids = [number_of(each) for each in (alone, record)]
    assert [each in said for each in ids] == [False, True]


def test_ratings_that_a_pin_keeps_in_the_earlier_audit_are_not_compared(opened: Opened) -> None:
    rate(opened, A1=1)
    before = again(opened)
    rate(opened, A1=3)
    store().keep_pin(before.id, opened.me, new_pin("24680", b"salt"))
    alone = audit_record(
        opened.assessment, store().rows(opened.assessment.id, opened.me), opened.rubric
    )
    assert number_of(alone) in everything_said(opened.page("export", lang="en"))
