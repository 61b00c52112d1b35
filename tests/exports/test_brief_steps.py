"""First actions in the short documents: as many as in the report, all accounted for."""

from collections.abc import Sequence
from typing import Any

import pytest
from reportlab.platypus import Flowable

from exports.pdf.brief import as_much_as_fits
from exports.pdf.brief_styles import PLAIN
from exports.pdf.exit_sheet import exit_pdf
from exports.pdf.paragraph import paragraph
from exports.pdf.summary import summary_pdf
from exports.privacy import edition
from exports.record import AuditRecord
from exports.report.found import SHOWN, found
from exports.report.parts import Points
from exports.report.words import ReportWords
from rubrics.text import Language
from tests.exports.pdf_checks import flat, words_of
from tests.exports.sample_record import sample_record

NEXT = "2027-06-01"
# Seven chosen: two with a date, one without, one of the team's own, three that have ended.
CHOSEN: list[dict[str, Any]] = [
    {"due": NEXT, "status": "agreed"},
    {"due": NEXT, "status": "in_progress", "breach": False},
    {"due": "", "status": "proposed"},
    {"due": NEXT, "status": "agreed", "proposal": None, "text": "Ours."},
    {"due": NEXT, "status": "done"},
    {"due": "", "status": "verified"},
    {"due": "", "status": "dropped"},
]


def with_actions(chosen: list[dict[str, Any]]) -> AuditRecord:
    """Return the public edition of an audit with these actions chosen, and one that is not."""
    record = sample_record()
    first = record.actions[0]
    actions = [
        first.model_copy(update={"id": f"a{number}", "chosen": True, **changes})
        for number, changes in enumerate(chosen)
    ]
    left = first.model_copy(update={"id": "left", "chosen": False})
    return edition(record.model_copy(update={"actions": (*actions, left)}), "public")


def test_the_report_counts_the_same_actions() -> None:
    *_, points = found(ReportWords(with_actions(CHOSEN), "en")).blocks
    assert isinstance(points, Points)
    assert len(points.items) == SHOWN + 1
    assert points.items[-1].text.startswith("and 4 more")


@pytest.mark.parametrize(
    ("language", "lead", "rest"),
    [
        (
            "en",
            "7 first steps have been chosen:",
            "Also chosen: 1 in the team’s own words; 3 done or dropped",
        ),
        (
            "fr",
            "7 premières actions ont été choisies :",
            "Également choisies : 1 rédigée par l’équipe ; 3 réalisées ou abandonnées",
        ),
    ],
)
def test_the_summary_counts_all_and_says_which_it_does_not_list(
    language: Language, lead: str, rest: str
) -> None:
    text = words_of(summary_pdf(with_actions(CHOSEN), language))
    assert flat(lead) in text
    assert flat(rest) in text
    by = {"en": "By 1 June 2027.", "fr": "Au plus tard le 1 juin 2027."}[language]
    assert text.count(by) == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "7 first steps have been chosen. Not listed here: 1 without a date; "
            "1 in the team’s own words; 3 done or dropped",
        ),
        (
            "fr",
            "7 premières actions ont été choisies. Ne figurent pas ici : 1 sans date ; "
            "1 rédigée par l’équipe ; 3 réalisées ou abandonnées",
        ),
    ],
)
def test_the_exit_sheet_counts_all_and_lists_those_with_a_date(
    language: Language, said: str
) -> None:
    text = words_of(exit_pdf(with_actions(CHOSEN), language))
    assert flat(said) in text
    by = {"en": "By 1 June 2027.", "fr": "Au plus tard le 1 juin 2027."}[language]
    assert text.count(by) == 2


def test_what_does_not_fit_the_exit_sheet_has_a_date() -> None:
    dated = [{"due": NEXT, "status": "agreed"}] * 12
    text = words_of(exit_pdf(with_actions(dated), "en"))
    left = 12 - text.count("By 1 June 2027.")
    assert left > 0
    assert f"12 first steps have been chosen. Not listed here: {left} with a date" in text


def test_where_all_are_listed_nothing_is_added() -> None:
    text = words_of(exit_pdf(with_actions(CHOSEN[:2]), "en"))
    assert text.count("By 1 June 2027.") == 2
    assert "first steps" not in text


def test_where_none_can_be_listed_the_summary_counts_them_all_the_same() -> None:
    own = {"proposal": None, "text": "Ours.", "due": NEXT, "status": "agreed"}
    text = words_of(summary_pdf(with_actions([own]), "en"))
    assert "1 first step has been chosen: • 1 in the team’s own words" in text
    assert "Also chosen" not in text


def test_a_page_too_full_for_one_of_each_gives_up_the_last() -> None:
    asked: list[list[int]] = []

    def page(most: Sequence[int]) -> list[Flowable]:
        asked.append(list(most))
        return [paragraph("x", PLAIN)] * 30 * sum(most)

    assert len(as_much_as_fits(page, [1, 1])) == 30
    assert asked[-1] == [1, 0]
