"""The urgent page: what to do at once, steps and checks that are kept, and all of it erased."""

from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from audit.pages.session import now, store
from rubrics.text import Language
from tests.pages.framed import framed
from tests.pages.opened import Opened, everything_said, items, sent, value


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened("1.0.0")


def begin(opened: Opened, **address: str) -> tuple[AppTest, str]:
    at = opened.page("urgent", lang="en", **address)
    at.button(key="urgent:begin").click().run()
    assert not at.exception
    return at, at.query_params["u"]


def days_ago(days: int) -> str:
    return (now() - timedelta(days=days)).date().isoformat()


@pytest.mark.parametrize(
    ("language", "title", "nobody"),
    [
        ("en", "If somebody is in danger", "The team wrote down nobody to call."),
        ("fr", "Si quelqu’un est en danger", "L’équipe n’a noté personne à appeler."),
    ],
)
def test_the_page_says_what_to_do_in_both_languages(
    opened: Opened, language: str, title: str, nobody: str
) -> None:
    at = opened.page("urgent", lang=language)
    assert [t.value for t in at.title] == [title]
    assert nobody in everything_said(at)
    (minutes,) = [m.value for m in at.markdown if m.value.startswith("1. ")]
    assert minutes.count("\n1. ") == 5


def test_who_was_written_down_is_called_and_is_no_markup(opened: Opened) -> None:
    at = opened.page("urgent", lang="en", view="calls")
    opened.type(at, "urgent_plan", "call_rights", "**Ombud**, 116")
    at = opened.page("urgent", lang="en")
    assert "wrote down nobody" not in everything_said(at)
    assert [text.value for text in at.text] == ["**Ombud**, 116"]
    assert "Who can act for the person’s rights" in everything_said(at)


def test_a_concern_begins_with_a_code_a_day_and_a_first_step(opened: Opened) -> None:
    opened.put(f"member/{opened.me}", "name", "Ada")
    at, code = begin(opened)
    assert [t.value for t in at.title] == [f"Concern {code}"]
    assert code.startswith("X01-")
    subjects = list(items(at))
    assert [s.partition("/")[0] for s in subjects] == [
        *("urgent", "urgent_step", "urgent_check", "urgent_check"),
    ]
    assert value(at, f"urgent/{code}", "reported") == days_ago(0)
    assert value(at, subjects[1], "by") == "Ada"
    assert value(at, subjects[1], "when").startswith(days_ago(0)[:4])

    at.button(key="urgent:step").click().run()
    steps = [s for s in items(at) if s.startswith("urgent_step")]
    assert len(steps) == 2
    opened.type(at, steps[1], "done", "Called who leads the team.")
    assert value(at, steps[1], "done") == "Called who leads the team."


def test_a_second_concern_has_a_code_of_its_own_also_once_the_first_is_erased(
    opened: Opened,
) -> None:
    _, first = begin(opened)
    store().erase_concern(opened.assessment.id, first, now())
    _, second = begin(opened)
    assert second.startswith("X02-")


def test_also_when_the_audit_is_closed(opened: Opened) -> None:
    opened.put("visit", "state", "final")
    at, code = begin(opened)
    opened.type(at, f"urgent/{code}", "agreed", "partly")
    assert opened.entries.value(f"urgent/{code}", "agreed") == "partly"


def test_a_concern_is_opened_from_the_list_and_left_again(opened: Opened) -> None:
    _, code = begin(opened)
    at = opened.page("urgent", lang="fr")
    (button,) = [b for b in at.button if b.key == f"urgent:open:{code}"]
    assert button.label.startswith(f"{code} · signalé le ")
    button.click().run()
    assert at.query_params["u"] == code
    at.button(key="urgent:all").click().run()
    assert "u" not in at.query_params
    assert [t.value for t in at.title] == ["Si quelqu’un est en danger"]


def test_a_check_that_is_due_is_named_here_and_only_counted_on_the_visit(opened: Opened) -> None:
    at, code = begin(opened)
    opened.type(at, f"urgent/{code}", "reported", days_ago(15))
    opened.type(at, f"urgent/{code}", "wishes", "zebra-canary")

    warned = [w.value for w in opened.page("urgent", lang="en").warning]
    assert f"{code}: ask about reprisals" in warned[-1]
    visit = opened.page("visit", lang="en")
    said = everything_said(visit)
    assert "1 follow-up of the team is due." in said
    assert code not in said
    assert "reprisals" not in said

    opened.type(at, f"urgent_check/{code}/2", "done", "yes")
    assert "follow-up" not in everything_said(opened.page("visit", lang="en"))
    assert not any(code in w.value for w in opened.page("urgent", lang="en").warning)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "A follow-up of the team is due."), ("fr", "Un suivi de l’équipe est à faire.")],
)
def test_home_says_that_something_is_due_and_nothing_of_it(
    opened: Opened, language: Language, said: str
) -> None:
    at, code = begin(opened)
    opened.type(at, f"urgent/{code}", "reported", days_ago(13))
    assert said not in sent(framed(lang=language))
    opened.type(at, f"urgent/{code}", "reported", days_ago(15))
    opened.type(at, f"urgent/{code}", "wishes", "zebra-canary")

    home = sent(framed(lang=language))
    assert home.count(said) == 1
    for secret in (code, "zebra-canary", days_ago(15), "reprisals", "représailles"):
        assert secret not in home
    # Where a manager may look, not even that.
    assert said not in sent(opened.page("results", lang=language))

    opened.type(at, f"urgent_check/{code}/2", "done", "yes")
    assert said not in sent(framed(lang=language))


def test_home_lists_first_where_something_is_due(opened: Opened) -> None:
    later = Opened("1.0.0")
    listed = [f"home:open:{each.assessment.id}" for each in (opened, later)]

    def order() -> list[str | None]:
        return [b.key for b in framed(lang="en").button if b.key in listed]

    before = order()
    last = opened if before[-1] == listed[0] else later
    at, code = begin(last)
    assert order() == before
    last.type(at, f"urgent/{code}", "reported", days_ago(50))
    assert order() == before[::-1]


def test_a_concern_is_erased_after_one_more_tick(opened: Opened) -> None:
    at, code = begin(opened)
    opened.type(at, f"urgent/{code}", "wishes", "zebra-canary")
    assert at.button(key="urgent:erase").disabled
    at.checkbox(key=f"urgent:sure:{code}").check().run()
    at.button(key="urgent:erase").click().run()

    assert not at.exception
    assert "u" not in at.query_params
    assert [toast.value for toast in at.toast] == [f"{code} is erased."]
    assert not any("urgent" in row.key.subject for row in store().rows(opened.assessment.id))
    assert store().erased_concerns(opened.assessment.id) == {code}


@pytest.mark.parametrize("page", ["results", "export", "plan"])
def test_nothing_of_it_stands_on_the_other_pages(opened: Opened, page: str) -> None:
    at, code = begin(opened)
    for field in ("agreed", "wishes"):
        opened.put(f"urgent/{code}", field, "zebra-canary")
    at = opened.page(page, lang="en")
    html = "".join(element.proto.body for element in at.get("html"))
    assert "zebra-canary" not in everything_said(at) + html
    assert code not in everything_said(at) + html


def test_the_link_stands_in_the_side_bar_of_an_audit_alone(opened: Opened) -> None:
    def links(at: AppTest) -> list[str]:
        return [link.proto.label for link in at.sidebar.get("page_link")]

    assert "If somebody is in danger" in links(framed("rate", a=opened.assessment.id, lang="en"))
    assert "If somebody is in danger" not in links(framed("", lang="en"))
