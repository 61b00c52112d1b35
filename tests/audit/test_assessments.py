"""The list of assessments: finding one again among many."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit.assessments import Overview, matching, new_assessment

BEGUN = new_assessment(
    rubric_id="peer-integration",
    rubric_version="1.0.0",
    rubric_digest="x",
    now=datetime(2026, 3, 2, tzinfo=UTC),
)
HOUSE = Overview(
    assessment=BEGUN,
    facility="Élan des Collines",
    country="ML",
    form="short",
    state="planned",
    started="",
    ended="",
)
WARD = replace(HOUSE, facility="Ward 7", country="MW", started="2025-11-30")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [HOUSE, WARD]),
        ("elan", [HOUSE]),
        ("COLLINES élan", [HOUSE]),
        ("2026-03", [HOUSE]),
        ("mw 2025", [WARD]),
        ("ward ml", []),
        ("integration", [HOUSE, WARD]),
    ],
)
def test_an_audit_is_found_by_every_word_accents_aside(words: str, found: list[Overview]) -> None:
    assert list(matching((HOUSE, WARD), words)) == found
