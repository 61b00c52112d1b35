"""An alert goes with its answer: a part of the page that is drawn again takes the page along."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.pages import answer_sheet as sheets
from audit.pages import judge_walk, meeting, rate
from tests.pages.opened import Opened
from tests.pages.test_voices import BEN, RED, interview, warnings

SUBJECT = f"criterion/{RED}"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    """Return an audit where a breach was told and judged, with its reason still to come."""
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    made = Opened("1.0.0")
    for author, level in ((made.me, "1"), (BEN, "3")):
        made.put(SUBJECT, "level", level, author=author)
        made.put("ratings", "locked", "yes", author=author)
    interview(made, "P01-KX4", "peer_workers", {RED: "yes"})
    made.wait()
    # What the ratings propose: it is settled before anybody gives a reason.
    made.put(SUBJECT, "judged", "1")
    return made


@pytest.mark.parametrize(
    ("module", "address"),
    [
        (rate, {"s": "G"}),
        (meeting, {"c": RED}),
        (judge_walk, {"s": "G", "view": "standards"}),
    ],
    ids=["rate", "meeting", "standards"],
)
def test_a_reason_that_comes_while_the_page_stands_ends_its_alert(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, module: Any, address: dict[str, str]
) -> None:
    drawn: Callable[..., Any] = sheets.answer_sheet

    def given(*arguments: Any) -> Any:
        """Draw the sheet; its edit has arrived after the rest of the page was drawn."""
        if not opened.entries.value(SUBJECT, "judged_reason"):
            opened.put(SUBJECT, "judged_reason", "It ended in March and was made good.")
        return drawn(*arguments)

    page = "rate" if module is rate else "judge"
    assert RED in warnings(opened.page(page, lang="en", **address))
    monkeypatch.setattr(module, "answer_sheet", given)
    assert RED not in warnings(opened.page(page, lang="en", **address))


@pytest.mark.parametrize(
    "address", [{"c": RED}, {"s": "G", "view": "standards"}], ids=["meeting", "standards"]
)
def test_what_was_judged_before_it_was_told_is_judged_anew(
    opened: Opened, address: dict[str, str]
) -> None:
    opened.put(SUBJECT, "judged_reason", "All papers were in order.")
    assert RED not in warnings(opened.page("judge", lang="en", **address))
    opened.wait()
    interview(opened, "P02-KX4", "peer_workers", {RED: "yes"})
    for name in ("rate", "results"):
        assert RED in warnings(opened.page(name, lang="en", s="G")), name
    at = opened.page("judge", lang="en", **address)
    assert "The team had judged before this was told" in warnings(at)

    at.button(key=f"judge:keep:{RED}").click().run()
    assert RED in warnings(at)
    opened.wait()
    opened.put(SUBJECT, "judged_reason", "It ended in March and was made good.")
    at = opened.page("judge", lang="en", **address)
    assert RED not in warnings(at)
    assert f"judge:keep:{RED}" not in [button.key for button in at.button]
