"""A PIN of one's own on one laptop: set, asked for, reset by another; nobody else reads on."""

import json
import logging
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from audit.pages.session import store
from audit.permits import accept
from audit.report import audit_record
from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.pages.framed import framed
from tests.pages.opened import BEGUN, Opened, sent

BEN = "20260302000000000001-ben"
DIGITS, OTHER_DIGITS = "48151623", "2342"
MINE, BENS = "Only Ada wrote this", "Only Ben wrote this"
A1 = "criterion/A1"
CONCERN, WISHES = "X01-KX4", "zebra-canary"
WITH_OWN_RATINGS = ("rate", "results")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("pin") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    # What scrypt makes of the digits is tried elsewhere; here it only has to be quick.
    monkeypatch.setattr("audit.pins.COST", 2)
    made = Opened()
    for member, name in ((made.me, "Ada"), (BEN, "Ben")):
        made.put(f"member/{member}", "name", name)
    for author, words in ((made.me, MINE), (BEN, BENS)):
        made.put(A1, "level", "na", author=author)
        made.put(A1, "reason", words, author=author)
    return made


def at_screen(opened: Opened, page: str = "rate", who: str = "", lang: str = "en") -> AppTest:
    return framed(page, a=opened.assessment.id, lang=lang, p=who)


def permits(at: AppTest) -> set[str]:
    """Return in whose name the browser may send edits."""
    found = set()
    for component in at.get("bidi_component"):
        data: dict[str, Any] = json.loads(component.proto.json)
        text = data.get("sender", {}).get("permit")
        permit = accept(text, store().secret(), BEGUN.replace(year=2020)) if text else None
        found |= {permit.person} if permit else set()
    return found


def set_pin(at: AppTest, digits: str, again: str | None = None) -> AppTest:
    at.text_input(key="pin:new").set_value(digits)
    at.text_input(key="pin:again").set_value(digits if again is None else again)
    form(at, "pin:set").click().run()
    assert not at.exception
    return at


def form(at: AppTest, name: str) -> Any:
    return next(b for b in at.button if b.proto.form_id == name)


def enter(at: AppTest, digits: str) -> AppTest:
    at.text_input(key="pin:tried").set_value(digits)
    form(at, "pin:ask").click().run()
    assert not at.exception
    return at


def act(opened: Opened, who: str) -> tuple[str, str]:
    row = opened.entries.current(f"pin/{who}", "act")
    return (row.value, row.author) if row else ("", "")


@pytest.fixture
def closed(opened: Opened) -> Opened:
    """Ada has a PIN, and has left the screen."""
    at = set_pin(at_screen(opened), DIGITS)
    assert MINE in sent(at)
    return opened


def test_whoever_sets_a_pin_goes_on_and_it_stands_in_the_trail(opened: Opened) -> None:
    at = set_pin(at_screen(opened), DIGITS)
    assert store().pin_holders(opened.assessment.id) == {opened.me}
    assert act(opened, opened.me) == ("set", opened.me)
    assert "From now on this PIN opens your ratings here." in [i.value for i in at.info]
    assert MINE in sent(at)
    set_pin(at, OTHER_DIGITS)
    assert act(opened, opened.me) == ("changed", opened.me)
    at.button(key="pin:remove").click().run()
    assert act(opened, opened.me) == ("removed", opened.me)
    assert MINE in sent(at_screen(opened))


@pytest.mark.parametrize(
    ("typed", "again", "told"),
    [
        ("481", "481", "A PIN has 4 to 12 digits"),
        ("abcd", "abcd", "A PIN has 4 to 12 digits"),
        ("4815", "4816", "The two entries differ"),
        ("4815", "", "The two entries differ"),
    ],
)
def test_a_pin_is_entered_twice_and_has_digits_only(
    opened: Opened, typed: str, again: str, told: str
) -> None:
    at = set_pin(at_screen(opened), typed, again)
    assert any(told in info.value for info in at.info)
    assert store().pin_holders(opened.assessment.id) == frozenset()


@pytest.mark.parametrize(
    "name", ["visit", "rate", "judge", "results", "plan", "export", "about", "urgent"]
)
def test_behind_a_pin_nothing_of_the_person_reaches_the_browser(closed: Opened, name: str) -> None:
    at = at_screen(closed, name)
    assert not at.exception
    assert MINE not in sent(at)
    assert permits(at) == set()
    asked = "A PIN opens these ratings"
    if name == "urgent":
        assert at.header[-1].value == asked
    elif name != "about":
        assert [title.value for title in at.title] == [asked]


@pytest.mark.parametrize(
    ("language", "view", "known"), [("en", "now", CONCERN), ("fr", "calls", "")]
)
def test_behind_a_pin_whoever_is_in_danger_reaches_whom_to_call_and_no_concern(
    closed: Opened, language: Language, view: str, known: str
) -> None:
    t = translator(language)
    closed.put("urgent_plan", "call_rights", "Ombud, 116")
    closed.put(f"urgent/{CONCERN}", "reported", "2026-03-02")
    closed.put(f"urgent/{CONCERN}", "wishes", WISHES)
    at = framed("urgent", a=closed.assessment.id, lang=language, view=view, u=known)
    assert not at.exception
    assert [title.value for title in at.title] == [t("urgent.title")]
    names = ("urgent.first.title", "urgent.minutes.title", "pin.title")
    assert [header.value for header in at.header] == [t(name) for name in names]
    assert "Ombud, 116" in [text.value for text in at.main.text]
    assert t("urgent.minutes.life") in sent(at)
    assert all(secret not in sent(at) for secret in (CONCERN, WISHES))
    enter(at, "0000")
    assert [e.value for e in at.error] == [t("pin.wrong")]
    assert "Ombud, 116" in [text.value for text in at.main.text]
    enter(at, DIGITS)
    assert not at.main.text_input
    assert (WISHES in sent(at)) == bool(known)
    assert permits(at) == {closed.me}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_pin_says_so_and_the_right_one_opens(closed: Opened, language: Language) -> None:
    t, at = translator(language), at_screen(closed, lang=language)
    enter(at, "0000")
    assert [e.value for e in at.error] == [t("pin.wrong")]
    enter(at, "12")
    assert [e.value for e in at.error] == [t("pin.not_one", shortest=4, longest=12)]
    assert MINE not in sent(at)
    enter(at, DIGITS)
    assert MINE in sent(at)
    assert permits(at) == {closed.me}


def test_after_some_tries_the_next_one_waits(closed: Opened) -> None:
    at = at_screen(closed)
    for _ in range(3):
        enter(at, "0000")
    assert "The next try is taken at" in at.error[0].value
    enter(at, DIGITS)
    assert "The next try is taken at" in at.error[0].value
    # In another window, too: it is the store that counts.
    assert "The next try is taken at" in enter(at_screen(closed), DIGITS).error[0].value
    # And nothing is lost.
    assert closed.entries.value(A1, "reason", closed.me) == MINE


def test_somebody_else_at_the_screen_closes_what_was_opened(closed: Opened) -> None:
    at = enter(at_screen(closed), DIGITS)
    at.radio[0].set_value(BEN).run()
    assert BENS in sent(at)
    assert MINE not in sent(at)
    assert permits(at) == {BEN}
    at.radio[0].set_value(closed.me).run()
    assert MINE not in sent(at)
    assert permits(at) == set()


def test_whoever_leaves_closes_their_ratings_with_one_button(closed: Opened) -> None:
    at = enter(at_screen(closed), DIGITS)
    at.button(key="pin:close").click().run()
    assert MINE not in sent(at)
    assert at.text_input(key="pin:tried").value == ""


def test_a_page_that_was_open_elsewhere_stops_once_a_pin_is_set(opened: Opened) -> None:
    at = opened.page("rate", lang="en")
    assert MINE in sent(at)
    set_pin(at_screen(opened), DIGITS)
    at.run()
    assert MINE not in sent(at)
    assert at.warning[0].value.startswith("Reload the page and enter the PIN")


def test_a_forgotten_pin_is_reset_by_another_and_the_ratings_stay(closed: Opened) -> None:
    at = at_screen(closed, who=BEN)
    assert at.button(key="pin:reset").disabled
    at.checkbox(key="pin:sure").check().run()
    at.button(key="pin:reset").click().run()
    assert not at.exception
    assert store().pin_holders(closed.assessment.id) == frozenset()
    assert act(closed, closed.me) == ("reset", BEN)
    assert MINE not in sent(at)
    at = at_screen(closed)
    assert MINE in sent(at)
    assert at.warning[0].value.startswith("Your PIN was reset (")
    assert "Ben" in [text.value for text in at.text]
    at.button(key="pin:go-on").click().run()
    assert not at.warning
    assert act(closed, closed.me) == ("removed", closed.me)


def test_who_is_behind_a_pin_can_reset_nobody(closed: Opened) -> None:
    store().keep_pin(closed.assessment.id, BEN, store().pin(closed.assessment.id, closed.me))
    at = at_screen(closed)
    assert {b.key for b in at.sidebar.button} == set()


def test_where_people_sign_in_there_is_no_pin(
    closed: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "user", {"is_logged_in": True, "sub": closed.me})
    at = at_screen(closed)
    assert MINE in sent(at)
    assert not at.text_input


def test_where_people_sign_in_nobody_gets_what_another_has_not_finished(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "user", {"is_logged_in": True, "sub": BEN})
    for page in ("rate", "judge", "results", "export"):
        # Nor does an address that names somebody else help.
        shown = sent(at_screen(opened, page, who=opened.me))
        assert MINE not in shown
        assert (BENS in shown) == (page in WITH_OWN_RATINGS)
    readers = [row.value for row in store().rows(opened.assessment.id, BEN)]
    assert BENS in readers
    assert MINE not in readers


def test_on_one_laptop_nobody_gets_what_another_has_not_finished(opened: Opened) -> None:
    for page in ("rate", "judge", "results", "export"):
        shown = sent(at_screen(opened, page, who=BEN))
        assert MINE not in shown
        assert (BENS in shown) == (page in WITH_OWN_RATINGS)


def test_a_pin_is_in_no_record_no_row_and_no_log(
    closed: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    enter(enter(at_screen(closed), "0000"), DIGITS)
    kept = store().pin(closed.assessment.id, closed.me)
    assert kept is not None
    rows = store().rows(closed.assessment.id)
    record = audit_record(closed.assessment, rows, closed.rubric).model_dump_json()
    shown = sent(at_screen(closed, "export", who=BEN))
    assert MINE in record
    found = {
        (place, secret)
        for place, text in (("rows", str(rows)), ("record", record), ("page", shown))
        for secret in (DIGITS, kept.hash, kept.salt)
        if secret in text or secret in caplog.text
    }
    assert found == set()


def test_a_browser_cannot_write_what_became_of_a_pin(opened: Opened) -> None:
    at = opened.page("rate", lang="en")
    opened.type(at, f"pin/{opened.me}", "act", "reset")
    assert opened.answer["refused"]
    assert act(opened, opened.me) == ("", "")
