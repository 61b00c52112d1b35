"""The answer sheet in a real browser: saved as one types, by mouse and keyboard, in two tabs."""

import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from audit.words import translator
from tests.browser.rate_page import Audit, RatePage, tab

OpenContext = Callable[..., BrowserContext]
LEVEL, NOTE, FINDING = "criterion/A1.level", "criterion/A1.note_observation", "standard/A.finding"


@pytest.fixture
def rate(open_context: OpenContext, audit: Audit) -> RatePage:
    return tab(open_context(timezone_id="Asia/Kathmandu"), audit)


def test_a_level_is_saved_by_one_click_at_the_time_the_store_says(
    rate: RatePage, audit: Audit
) -> None:
    expect(rate.status).to_have_text("Nothing entered yet")
    rate.level("A1", 2).check()
    rate.expect_saved()

    row = audit.entries.current("criterion/A1", "level", audit.me)
    assert row is not None
    assert row.value == "2"
    there = row.at.astimezone(ZoneInfo("Asia/Kathmandu"))
    expect(rate.status).to_have_text(f"Saved {there:%H:%M:%S}")
    expect(rate.told).to_have_text(f"Saved {there:%H:%M:%S}")
    expect(rate.page.locator(".tally")).to_have_text("1 of 3 rated here · 1 of 38 criteria rated")


def test_a_text_is_saved_while_one_is_typing(rate: RatePage, audit: Audit) -> None:
    rate.note("A1").press_sequentially("A quiet room")
    expect(rate.note("A1")).to_be_focused()
    rate.expect_saved()
    row = audit.entries.current("criterion/A1", "note_observation", audit.me)
    assert row is not None
    assert (row.value, row.draft) == ("A quiet room", True)

    rate.leave()
    rate.expect_saved()
    row = audit.entries.current("criterion/A1", "note_observation", audit.me)
    assert row is not None
    assert (row.value, row.draft) == ("A quiet room", False)


def test_what_was_typed_just_before_a_reload_is_there_after_it(
    rate: RatePage, audit: Audit
) -> None:
    rate.note("A1").press_sequentially("typed and gone")
    rate.page.reload()

    rate.expect_saved()
    expect(rate.note("A1")).to_have_value("typed and gone")
    assert audit.values(NOTE) == ["typed and gone"]


def test_what_was_typed_just_before_another_page_is_saved(rate: RatePage, audit: Audit) -> None:
    rate.finding().press_sequentially("Peers are heard.")
    rate.page.get_by_role("link", name="Results").click()
    expect(rate.page.get_by_role("heading", level=1)).to_have_text("Results")
    rate.expect_saved()
    assert audit.value(FINDING) == "Peers are heard."


def test_a_rating_is_saved_without_drawing_the_page(
    open_context: OpenContext, audit: Audit
) -> None:
    page = open_context().new_page()
    drawn = heard_by(page)
    rate = RatePage(page).opened(audit.address())
    drawn.clear()
    with page.expect_response("**/answers") as answer:
        rate.level("A1", 2).check()
    rate.expect_saved()
    assert answer.value.json()["values"]["criterion/A1|level"]["value"] == "2"
    assert not drawn
    expect(rate.page.get_by_text("1 of 38 criteria rated")).to_be_visible()


def test_where_the_page_follows_an_edit_its_words_are_sent_once(
    open_context: OpenContext, audit: Audit
) -> None:
    page = open_context().new_page()
    drawn = heard_by(page)
    page.goto(audit.address().replace("/rate", "/visit"))
    name = page.get_by_label(translator("en")("visit.facility.name"), exact=True)
    name.fill("House")
    name.blur()
    expect(page.locator(".sheet .status")).to_have_attribute("data-state", "saved")
    drawn.clear()
    name.fill("Garden House")
    name.blur()
    # What the first name changes may still be on its way.
    while named_in(sheets := sheets_in(drawn)) != "Garden House":
        page.wait_for_timeout(20)
    assert all(delta.fragment_id for delta in drawn)
    assert not any("drawn" in sheet for sheet in sheets)


def named_in(sheets: list[dict[str, Any]]) -> str:
    return str(sheets[-1]["values"]["facility|name"]["value"]) if sheets else ""


def sheets_in(drawn: list[Delta]) -> list[dict[str, Any]]:
    components = [d.new_element for d in drawn if d.new_element.HasField("bidi_component")]
    sent = [json.loads(element.bidi_component.json) for element in components]
    return [data for data in sent if "values" in data]


def heard_by(page: Page) -> list[Delta]:
    """Return what the server draws on a page, growing as it comes."""
    heard: list[Delta] = []

    def read(frame: str | bytes) -> None:
        message = ForwardMsg.FromString(frame if isinstance(frame, bytes) else b"")
        if message.WhichOneof("type") == "delta":
            heard.append(message.delta)

    page.on("websocket", lambda socket: socket.on("framereceived", read))
    return heard


def test_keys_choose_a_level_and_arrows_move(rate: RatePage, audit: Audit) -> None:
    rate.level("A1", 0).focus()
    rate.page.keyboard.press("3")
    expect(rate.level("A1", 3)).to_be_checked()
    expect(rate.level("A1", 3)).to_be_focused()
    rate.page.keyboard.press("ArrowUp")
    expect(rate.level("A1", 2)).to_be_checked()
    rate.expect_saved()
    assert audit.value(LEVEL) == "2"

    rate.page.keyboard.press("n")
    expect(rate.level("A1", "na")).to_be_checked()
    rate.page.keyboard.press("7")
    rate.expect_saved()
    assert audit.value(LEVEL) == "na"


def test_keys_are_letters_while_one_is_typing(rate: RatePage, audit: Audit) -> None:
    rate.note("A1").press_sequentially("n3 on 2")
    rate.expect_saved()
    assert (audit.value(NOTE), audit.value(LEVEL)) == ("n3 on 2", "")


def test_not_applicable_counts_only_with_a_reason(rate: RatePage, audit: Audit) -> None:
    needed = rate.criterion("A1").get_by_text("A reason is needed")
    expect(needed).to_be_hidden()
    rate.level("A1", "na").check()
    expect(needed).to_be_visible()
    expect(rate.page.locator(".tally")).to_contain_text("0 of 3 rated here")

    rate.criterion("A1").get_by_label("Why it does not apply").fill("No inpatients.")
    expect(needed).to_be_hidden()
    expect(rate.page.locator(".tally")).to_have_text("1 of 3 rated here · 1 of 38 criteria rated")

    rate.criterion("A1").get_by_role("button", name="Take this answer away").click()
    rate.expect_saved()
    assert audit.value(LEVEL) == ""
    expect(rate.page.locator(".tally")).to_contain_text("0 of 3 rated here")


def test_filters_and_the_way_to_what_is_not_rated(rate: RatePage, audit: Audit) -> None:
    rate.level("A1", 2).check()
    rate.page.get_by_role("button", name="Not rated", exact=True).click()
    expect(rate.criterion("A1")).to_be_hidden()
    expect(rate.criterion("A3")).to_be_visible()
    rate.level("A3", 2).check()
    expect(rate.criterion("A3")).to_be_visible()
    rate.page.get_by_role("button", name="Red lines").click()
    expect(rate.criterion("A3")).to_be_hidden()

    onward = rate.page.get_by_role("button", name="Next not rated")
    onward.click()
    expect(rate.level("A7", 0)).to_be_focused()
    rate.page.keyboard.press("1")
    rate.expect_saved()
    onward.click()
    expect(rate.page.get_by_role("heading", level=2)).to_contain_text("L · ")
    expect(rate.level("L2", 0)).to_be_focused()
    assert [audit.value(f"criterion/{c}.level") for c in ("A1", "A3", "A7")] == ["2", "2", "1"]


def test_a_suggestion_is_accepted_in_one_click(open_context: OpenContext, audit: Audit) -> None:
    audit.put("visit.organisation", "none")
    rate = tab(open_context(), audit, "D")
    rate.criterion("D1").get_by_role("button", name="Yes").click()

    expect(rate.level("D1", "na")).to_be_focused()
    rate.expect_saved()
    expect(rate.criterion("D1").locator(".suggestion")).to_be_hidden()
    expect(rate.level("D1", "na")).to_be_focused()
    assert audit.value("criterion/D1.level") == "na"
    assert audit.value("criterion/D1.reason").startswith("Concerns peers who work")


def test_another_language_keeps_text_place_and_caret(rate: RatePage, audit: Audit) -> None:
    note = rate.note("A7")
    note.fill("Half a sentence")
    for _ in range(5):
        note.press("ArrowLeft")
    note.scroll_into_view_if_needed()
    before = note.bounding_box()
    rate.page.get_by_text("Français", exact=True).click()

    expect(rate.status).to_contain_text("Enregistré")
    note = rate.criterion("A7").get_by_label("Ce qui a été observé")
    expect(note).to_have_value("Half a sentence")
    after = note.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 300
    note.focus()
    rate.page.keyboard.type("!")
    expect(note).to_have_value("Half a sen!tence")


@pytest.mark.parametrize("text", ["هل يوجد عامل دعم؟", "क्या कोई सहकर्मी है?", "=HYPERLINK(1)"])
def test_any_writing_is_kept_as_it_is(rate: RatePage, audit: Audit, text: str) -> None:
    rate.note("A1").fill(text)
    rate.expect_saved()
    rate.page.reload()
    expect(rate.note("A1")).to_have_value(text)
    assert audit.value(NOTE) == text
    expected = "rtl" if text.startswith("ه") else "ltr"
    expect(rate.note("A1")).to_have_css("direction", expected)


def test_control_characters_do_not_reach_the_store(rate: RatePage, audit: Audit) -> None:
    rate.note("A1").fill("one\x00\x07\x1b[31mtwo\u2028three")
    rate.leave()
    rate.expect_saved()
    assert audit.value(NOTE) == "one[31mtwo\u2028three"
    expect(rate.note("A1")).to_have_value("one[31mtwo\u2028three")


def test_a_text_too_long_is_said_and_stays_until_it_is_shortened(
    rate: RatePage, audit: Audit
) -> None:
    rate.note("A1").fill("before")
    rate.leave()
    rate.expect_saved()
    rate.note("A1").fill("x" * 50_000)
    message = rate.criterion("A1").get_by_text("Not saved: 50,000 characters, the most is 20,000")
    expect(message).to_be_visible()
    rate.leave()
    expect(rate.status).to_contain_text("Something could not be saved")
    assert audit.values(NOTE) == ["before"]

    rate.page.reload()
    expect(rate.criterion("A1").get_by_text("Not saved: 50,000")).to_be_attached()
    expect(rate.note("A1")).to_have_value("x" * 50_000)
    rate.note("A1").fill("short")
    rate.leave()
    rate.expect_saved()
    expect(message).to_have_count(0)
    assert audit.values(NOTE) == ["before", "short"]
    assert audit.entries.rivals("criterion/A1", "note_observation", audit.me) == ()


def test_one_may_go_back_from_a_refused_text_to_what_is_saved(rate: RatePage, audit: Audit) -> None:
    rate.finding().fill("Good.")
    rate.leave()
    rate.expect_saved()
    rate.finding().fill("y" * 1_001)
    rate.page.get_by_role("button", name="Go back to what is saved").click()
    expect(rate.finding()).to_have_value("Good.")
    rate.expect_saved()
    assert audit.value(FINDING) == "Good."


def test_a_final_audit_takes_nothing_and_leaves_the_text_on_the_screen(
    rate: RatePage, audit: Audit
) -> None:
    audit.put("visit.state", "final")
    rate.finding().fill("Too late, but not lost.")
    expect(rate.page.get_by_text("This assessment is final").first).to_be_visible()
    rate.leave()
    expect(rate.finding()).to_have_value("Too late, but not lost.")
    assert audit.values(FINDING) == []


def _forged(**more: Any) -> dict[str, Any]:
    return {
        "id": f"forged-{len(str(more)):05}-{more.get('field', '')}",
        "subject": "criterion/A1",
        "field": "level",
        "value": "2",
        "bases": [],
        "draft": False,
        "order": 1,
        "device": "forged-device",
    } | more


FORGED = (
    _forged(id="forged-value", value="9"),
    _forged(id="forged-subject", subject="criterion/ZZ9"),
    _forged(id="forged-field", field="colour"),
    _forged(id="forged-state", subject="visit", field="state", value="final"),
    _forged(id="forged-order", order=-1),
    _forged(id="forged-bases", bases="everything"),
    _forged(id="forged-owner", subject="criterion/A3", owner="somebody-else"),
)


def _plant(page: Page, audit: Audit, operations: tuple[dict[str, Any], ...]) -> None:
    """Put operations into the journal of this browser, as somebody with its console may."""
    page.goto(f"{audit.server.url}/healthz")
    for operation in operations:
        name = f"peer-audit:{audit.me}:{audit.id}:{operation['id']}"
        page.evaluate("([n, v]) => localStorage.setItem(n, v)", [name, json.dumps(operation)])


def test_forged_operations_are_refused_and_said(open_context: OpenContext, audit: Audit) -> None:
    audit.put("criterion/A3.level", "0", author="somebody-else")
    page = open_context().new_page()
    _plant(page, audit, FORGED)
    rate = RatePage(page).opened(audit.address())

    expect(rate.status).to_contain_text("Something could not be saved")
    expect(rate.criterion("A1").get_by_role("alert")).to_contain_text("Not saved")
    assert audit.values(LEVEL) == []
    assert audit.entries.value("visit", "state") == ""
    # What claims to be somebody else's becomes one's own, and theirs stays as it was.
    assert audit.entries.value("criterion/A3", "level", "somebody-else") == "0"
    assert audit.value("criterion/A3.level") == "2"

    rate.level("A1", 1).check()
    rate.expect_saved()
    assert audit.values(LEVEL) == ["1"]


def test_the_journal_of_another_person_or_audit_is_left_alone(
    open_context: OpenContext, audit: Audit
) -> None:
    page = open_context().new_page()
    page.goto(f"{audit.server.url}/healthz")
    theirs = (f"peer-audit:somebody:{audit.id}:x", f"peer-audit:{audit.me}:other:x")
    for name in theirs:
        value = json.dumps(_forged(id="theirs-00001"))
        page.evaluate("([n, v]) => localStorage.setItem(n, v)", [name, value])
    rate = RatePage(page).opened(audit.address())
    rate.level("A3", 2).check()
    rate.expect_saved()

    assert audit.values(LEVEL) == []
    for name in theirs:
        assert page.evaluate("(n) => localStorage.getItem(n)", name)


def test_an_untouched_tab_shows_what_another_tab_wrote(
    open_context: OpenContext, audit: Audit
) -> None:
    context = open_context()
    one, other = tab(context, audit), tab(context, audit)
    one.level("A1", 3).check()
    expect(other.level("A1", 3)).to_be_checked()
    other.level("A1", 1).check()
    expect(one.level("A1", 1)).to_be_checked()
    other.expect_saved()
    one.expect_saved()
    assert audit.values(LEVEL) == ["3", "1"]
    assert audit.entries.rivals("criterion/A1", "level", audit.me) == ()


def test_two_tabs_writing_one_text_keep_both_and_ask(
    open_context: OpenContext, audit: Audit
) -> None:
    context = open_context()
    one, other = tab(context, audit), tab(context, audit)
    one.finding().press_sequentially("One says this.")
    one.expect_saved()
    other.finding().fill("The other says that.")
    other.finding().blur()
    other.expect_saved()
    one.finding().press_sequentially(" And more.")
    one.finding().blur()
    one.expect_saved()

    rivals = one.item("standard/A").locator(".rival")
    expect(rivals).to_have_count(2)
    expect(rivals.locator("blockquote")).to_have_text(
        ["The other says that.", "One says this. And more."]
    )
    rivals.first.get_by_role("button", name="Keep this one").click()
    expect(rivals).to_have_count(0)
    one.expect_saved()
    expect(one.finding()).to_have_value("The other says that.")
    expect(other.finding()).to_have_value("The other says that.")
    assert audit.entries.rivals("standard/A", "finding") == ()


def test_a_second_reading_is_void_once_the_finding_changes(
    open_context: OpenContext, audit: Audit
) -> None:
    first = audit.put(FINDING, "Peers are paid.", author="author")
    rate = tab(open_context(), audit)
    tick = rate.item("standard/A").get_by_role("checkbox")
    tick.check()
    rate.expect_saved()
    assert audit.value("standard/A.finding_read") == first

    audit.put(FINDING, "Peers are paid late.", author="author", bases=[first])
    rate.page.reload()
    expect(rate.finding()).to_have_value("Peers are paid late.")
    expect(tick).not_to_be_checked()


@pytest.mark.parametrize("width", [1280, 768])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_bars_anyone(
    open_context: OpenContext, audit: Audit, width: int, language: str
) -> None:
    for level in "12":
        audit.put("criterion/A3.level", level)
    audit.put("visit.organisation", "none")
    page = open_context(bypass_csp=True, viewport={"width": width, "height": 900}).new_page()
    rate = RatePage(page).opened(audit.address(language=language))
    rate.level("A1", "na").check()
    rate.criterion("A1").locator("details.guidance summary").click()
    rate.finding().fill("z" * 1_001)
    expect(rate.page.locator(".refused button")).to_be_visible()
    expect(rate.page.locator(".rival")).to_have_count(2)

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(overflow)


def test_the_keyboard_alone_is_enough(rate: RatePage, audit: Audit) -> None:
    keyboard = rate.page.keyboard
    rate.page.locator(".next").focus()
    keyboard.press("Enter")
    expect(rate.level("A1", 0)).to_be_focused()
    keyboard.press("2")
    keyboard.press("Tab")
    expect(rate.criterion("A1").get_by_role("button", name="Take this answer away")).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.type("Seen in the file.")
    keyboard.press("Tab")
    # What the file shows is chosen with arrows: the digits belong to the rating.
    expect(rate.page.get_by_label("0 ·").nth(1)).to_be_focused()
    keyboard.press("3")
    keyboard.press("Tab")
    keyboard.type("Seen on the ward.")
    keyboard.press("Tab")
    rate.expect_saved()
    assert audit.value("criterion/A1.note_documents") == "Seen in the file."
    assert audit.value(NOTE) == "Seen on the ward."
    assert audit.value(LEVEL) == "2"
