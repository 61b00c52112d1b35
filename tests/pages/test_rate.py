"""Rate: one standard at a time, its progress, the way to what is left, and saving at once."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from audit.storage import StorageFault
from tests.pages.opened import Opened, everything_said, items, sheet, value


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("rate") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{place}")
    return Opened()


def rate_all(opened: Opened, but: str = "") -> None:
    for criterion in opened.rubric.criteria("short"):
        if criterion.id != but:
            opened.put(f"criterion/{criterion.id}", "level", "2")


def draw_step() -> None:
    from audit.pages.rate import go_on  # noqa: PLC0415 - the script needs its own imports

    go_on()


def draw_outbox() -> None:
    from audit.pages.answer_sheet import outbox  # noqa: PLC0415
    from audit.pages.session import desk  # noqa: PLC0415

    outbox(desk())


def step(opened: Opened, standard: str) -> AppTest:
    """Ask for the next criterion without a rating, from a standard that has none left."""
    at = AppTest.from_function(draw_step)
    at.query_params["a"], at.query_params["s"] = opened.assessment.id, standard
    return at.run()


def marks(at: AppTest) -> list[str]:
    (standards,) = at.get("button_group")
    return [option.content for option in standards.proto.options]


@pytest.mark.parametrize(
    ("language", "title", "asked"),
    [("en", "Rate", "Level for A1"), ("fr", "Coter", "Niveau pour A1")],
)
def test_the_page_speaks_both_languages(
    opened: Opened, language: str, title: str, asked: str
) -> None:
    at = opened.page("rate", lang=language)
    assert [t.value for t in at.title] == [title]
    level = items(at)["criterion/A1"]["fields"][0]
    assert level["label"] == asked


@pytest.mark.parametrize("standard", ["", "A", "none-such"])
def test_an_address_without_a_standard_opens_the_first(opened: Opened, standard: str) -> None:
    at = opened.page("rate", **({"s": standard} if standard else {}))
    assert sheet(at)["sheet"] == "standard/A"


def test_a_level_is_saved_and_counted_in_the_same_answer(opened: Opened) -> None:
    at = opened.page("rate", s="A")
    opened.type(at, "criterion/A1", "level", "2")

    assert value(at, "criterion/A1", "level") == "2"
    assert opened.answer["taken"] == ["typed-000001"]
    assert opened.entries.value("criterion/A1", "level", opened.me) == "2"
    total = len(list(opened.rubric.criteria("short")))
    assert sheet(at)["note"] == f"{{done}} of {total} criteria rated"
    assert sheet(at)["done"] == 1


def test_every_other_standard_says_how_far_it_is(opened: Opened) -> None:
    opened.put("criterion/L2", "level", "1")
    assert marks(opened.page("rate", s="A"))[:3] == ["A", "L 1/3", "C 0/2"]


def test_a_standard_that_is_done_is_marked(opened: Opened) -> None:
    rate_all(opened)
    assert all(mark.endswith("✓") for mark in marks(opened.page("rate"))[1:])


def test_a_refusal_is_told_in_the_language_of_the_reader(opened: Opened) -> None:
    at = opened.page("rate", s="A", lang="fr")
    opened.type(at, "criterion/A1", "level", "9")
    (said,) = opened.answer["refused"].values()
    assert said.startswith("Pas enregistré")
    assert opened.entries.value("criterion/A1", "level", opened.me) == ""


def test_what_a_browser_says_of_its_shape_may_be_anything(opened: Opened) -> None:
    at = opened.page("rate", s="A")
    replies: tuple[Any, ...] = (7, "x", [], {}, {"shape": 4})
    for asked in replies:
        at.session_state["answer_sheet"] = {"asked": asked}
        at.run()
        assert not at.exception
        assert "drawn" in sheet(at)


def test_what_a_browser_has_drawn_is_not_sent_again(opened: Opened) -> None:
    at = opened.page("rate", s="A")
    at.session_state["answer_sheet"] = {"asked": {"shape": sheet(at)["shape"], "beat": "1"}}
    at.run()
    assert "drawn" not in sheet(at)
    assert value(at, "criterion/A1", "level") == ""


def test_the_steps_lead_through_the_standards(opened: Opened) -> None:
    at = opened.page("rate", s="A")
    assert [b.key for b in at.button] == ["rate:next"]
    at.button(key="rate:next").click().run()
    assert sheet(at)["sheet"] == "standard/L"
    at.button(key="rate:previous").click().run()
    assert sheet(at)["sheet"] == "standard/A"
    last = opened.rubric.standards[-1].id
    assert [b.key for b in opened.page("rate", s=last).button] == ["rate:previous"]


def test_a_standard_is_chosen_by_its_letter(opened: Opened) -> None:
    at = opened.page("rate", s="A")
    standards: Any = at.get("button_group")[0]
    standards.set_value("D").run()
    assert sheet(at)["sheet"] == "standard/D"
    assert at.query_params["s"] == "D"
    assert "D · " in everything_said(at)


def test_the_next_criterion_without_a_rating_may_be_in_another_standard(opened: Opened) -> None:
    rate_all(opened, but="D2")
    assert step(opened, "A").query_params["s"] == "D"
    assert step(opened, "N").query_params["s"] == "D"


def test_when_nothing_is_left_to_rate_it_is_said(opened: Opened) -> None:
    rate_all(opened)
    at = step(opened, "A")
    assert [toast.value for toast in at.toast] == [
        "All criteria of this form are rated. You can look at the results."
    ]
    assert at.query_params["s"] == "A"


def test_a_page_without_a_sheet_still_saves_what_was_typed_last(opened: Opened) -> None:
    at = AppTest.from_function(draw_outbox)
    at.query_params["a"] = opened.assessment.id
    at.run()
    opened.type(at, "standard/A", "finding", "Typed and gone.")
    assert sheet(at)["drawn"]["items"] == []
    assert opened.entries.value("standard/A", "finding") == "Typed and gone."


def test_while_the_store_cannot_be_read_the_sheet_stays_and_says_why(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened.page("rate", s="A")

    def lay_out(_: object) -> None:
        raise StorageFault("storage.locked", place="audits.db")

    monkeypatch.setattr("audit.pages.answer_sheet.lay_out", lay_out)
    at.run()
    assert not at.exception
    assert sheet(at)["trouble"].startswith("Another program is using the database")
    assert sheet(at)["read_at"] == 0
    assert "criterion/A1" in items(at)
