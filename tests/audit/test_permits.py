"""Permits: a browser can hand one back, but neither make nor change nor keep one for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.permits import LASTS, Permit, accept, issue

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PERMIT = Permit("maïa", "audit-1")


def test_a_permit_comes_back_as_it_was_issued() -> None:
    assert accept(issue(PERMIT, "secret", NOW), "secret", NOW) == PERMIT


def test_a_permit_ends_after_a_few_days() -> None:
    text = issue(PERMIT, "secret", NOW)
    assert accept(text, "secret", NOW + LASTS) == PERMIT
    assert accept(text, "secret", NOW + LASTS + timedelta(seconds=1)) is None


def test_a_permit_of_another_installation_is_none() -> None:
    assert accept(issue(PERMIT, "other", NOW), "secret", NOW) is None


def test_a_permit_for_somebody_else_cannot_be_made_from_ones_own() -> None:
    content, signature = issue(PERMIT, "secret", NOW).split(".")
    other = issue(Permit("somebody else", "audit-1"), "guessed", NOW).split(".")[0]
    assert content != other
    assert accept(f"{other}.{signature}", "secret", NOW) is None


@pytest.mark.parametrize(
    "text", [None, 7, "", ".", "a.b", "é.é", "AAAA.", "AAAA.\ud800", "[].x", {"a": 1}]
)
def test_what_is_no_permit_is_none(text: object) -> None:
    assert accept(text, "secret", NOW) is None
