"""How solid the levels are: two assessors' ratings side by side, once both have finished."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opened import Opened

OTHER = "second-assessor"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened()


def markup(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def rate(opened: Opened, *levels: tuple[str, str, str]) -> None:
    for criterion, mine, theirs in levels:
        opened.put(f"criterion/{criterion}", "level", mine)
        opened.put(f"criterion/{criterion}", "level", theirs, author=OTHER)


def lock(opened: Opened) -> None:
    opened.put("ratings", "locked", "yes")
    opened.put("ratings", "locked", "yes", author=OTHER)


def test_before_both_have_finished_nothing_of_the_other_is_shown(opened: Opened) -> None:
    rate(opened, ("A1", "1", "3"), ("A3", "2", "2"))
    said = markup(opened.page("results", lang="en"))
    assert "Where assessors differed" not in said


def test_once_both_have_finished_their_differences_are_shown_largest_first(opened: Opened) -> None:
    rate(opened, ("A1", "1", "2"), ("A3", "2", "2"), ("A7", "0", "3"))
    lock(opened)
    said = markup(opened.page("results", lang="en"))
    assert "Of 3 criteria that several assessors rated, each alone, 1 were given" in said
    table = said[said.index("Where assessors differed") :]
    assert table.index("A7") < table.index("A1")
    assert "A3" not in table[: table.index("</table>")]


def test_coefficients_come_only_with_enough_criteria_and_stay_folded(opened: Opened) -> None:
    criteria = [c.id for c in opened.rubric.criteria("short")][:24]
    rate(opened, *((c, str(n % 4), str(max(n % 4 - n % 2, 0))) for n, c in enumerate(criteria)))
    lock(opened)
    at = opened.page("results", lang="fr")
    assert [e.label for e in at.expander if "accord" in e.label] == [
        "Comment l’accord a été établi"
    ]
    assert "α" not in markup(at)


def draw_without_agreement() -> None:
    """Draw the part for levels that no assessor's rating is known of; copied into a script."""
    from audit.pages.results_solid import solid  # noqa: PLC0415 - the script's own imports
    from audit.words import translator  # noqa: PLC0415
    from tests.exports.sample_record import sample_record  # noqa: PLC0415

    solid(sample_record().model_copy(update={"agreement": None}), translator("fr"))


def test_what_levels_rest_on_is_said_without_a_word_on_agreement() -> None:
    at = AppTest.from_function(draw_without_agreement, default_timeout=30).run()
    assert not at.exception
    assert [header.value for header in at.header] == ["La solidité des niveaux"]
    (told,) = (element.value for element in at.markdown)
    assert told.startswith("Critères cotés selon la solidité des éléments")
    assert markup(at) == ""
