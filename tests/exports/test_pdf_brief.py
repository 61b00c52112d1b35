"""The short PDFs: the summary on two pages, the exit sheet on one, whatever the audit holds."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from exports.pdf.brief import MOST, as_much_as_fits, first_actions, gaps, strengths
from exports.pdf.brief_styles import PLAIN
from exports.pdf.exit_sheet import exit_pdf
from exports.pdf.paragraph import paragraph
from exports.pdf.summary import summary_pdf
from exports.record import AuditRecord
from exports.words import Words
from rubrics.text import LANGUAGES, Language
from tests.exports.pdf_checks import (
    broken_parent_tree,
    faults,
    flat,
    spoken,
    words_of,
)
from tests.exports.sample_record import (
    JUDGEMENTS,
    NOT_APPLICABLE,
    built,
    empty_record,
    hostile,
    hostile_record,
    sample_record,
)
from tests.exports.sample_texts import LEVELS

Make = Callable[[AuditRecord, Language], bytes]
PAGES: dict[Make, int] = {summary_pdf: 2, exit_pdf: 1}
every_kind = pytest.mark.parametrize("make", PAGES)


def long_record() -> AuditRecord:
    """Return an audit in which every list and every text is as long as can be."""
    record = hostile_record()
    long = record.criteria[0].statement.model_copy(update={"en": hostile(900), "fr": hostile(900)})
    criteria = tuple(
        criterion.model_copy(
            update={"statement": long, "anchors": (long,) * 4, "rank": (3, 0)[row % 2]}
            | {"red_line": row % 2 == 1, "not_applicable": False}
        )
        for row, criterion in enumerate(record.criteria)
    )
    breaches = tuple(c.id for c in criteria if c.rank == 0)
    figures = record.overall.figures.model_copy(update={"breaches": breaches})
    actions = tuple(
        action.model_copy(update={"chosen": True, "status": "agreed", "due": "2027-06-01"})
        for action in record.actions
    )
    title = record.instrument.title.model_copy(update={"fr": hostile(500)})
    return record.model_copy(
        update={
            "criteria": criteria,
            "actions": actions,
            "overall": record.overall.model_copy(update={"figures": figures}),
            "instrument": record.instrument.model_copy(update={"title": title}),
        }
    )


RECORDS: dict[str, Callable[[], AuditRecord]] = {
    "sample": sample_record,
    "empty": empty_record,
    "nothing applies": lambda: built(LEVELS, [NOT_APPLICABLE] * len(JUDGEMENTS)),
    "long": long_record,
}


@cache
def made(make: Make, name: str, language: Language) -> bytes:
    return make(RECORDS[name](), language)


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RECORDS)
def test_every_audit_fits_its_pages_and_everyone_can_read_them(
    make: Make, name: str, language: Language, tmp_path: Path
) -> None:
    pdf = made(make, name, language)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == PAGES[make]
    assert faults(pdf, tmp_path) == []
    assert broken_parent_tree(pdf) == []


def test_the_summary_says_in_turn_what_it_promises() -> None:
    text = words_of(made(summary_pdf, "sample", "en"))
    places = [
        text.index(said)
        for said in (
            "This audit is about: Integration of peer workers.",
            "3 people made this audit. 2 of them have lived through mental health difficulties.",
            "We judged 16 points, one by one. 1 point could not be judged.",
            "5 points are fully in place:",
            "Anchor 0 of D2: what is seen at this level. This is about: Art. 15",
            "10 points should be true here.",
            "Peers have a room that locks from the inside.",
            "The facility has not answered yet.",
            "The director names one person to bring D2 one step further.",
            "Whom to ask",
        )
    ]
    assert places == sorted(places)
    # What the breach is contrary to is no gap among others.
    assert "No peer worker is made to take part" not in text
    for jargon in ("Full", "Partial", "nitiated", "ndex", "%", "red line"):
        assert jargon not in text


def test_the_exit_sheet_begins_with_strengths_and_ends_with_dates() -> None:
    record = sample_record()
    text = words_of(made(exit_pdf, "sample", "fr"))
    said = ("Ce qui va bien", "Ce qu’il faut travailler", "Atteintes aux droits", "Prochaines")
    places = [text.index(title) for title in said]
    assert places == sorted(places)
    assert "Projet, la structure n’a pas encore répondu" in text
    strong = [c.statement.fr for c in record.criteria if c.rank == 3]
    assert all(places[0] < text.index(flat(one)) < places[1] for one in strong)
    # The first action is dated the 1st day; an action without a date is none of the dates.
    assert text.count("Au plus tard le") == sum(bool(a.due) for a in first_actions(at(record)))


def at(record: AuditRecord) -> Words:
    return Words(record, "fr")


def test_the_exit_sheet_of_the_team_holds_no_words_of_anybody() -> None:
    canary = "canari-4242"
    record = sample_record()
    criteria = tuple(
        c.model_copy(
            update={"reason": canary}
            | {"ratings": tuple(r.model_copy(update={"reason": canary}) for r in c.ratings)}
        )
        for c in record.criteria
    )
    notes = {"notes": canary, "completion_evidence": canary, "owner": canary, "shaped_by": canary}
    changes = {
        "criteria": criteria,
        "standards": tuple(
            s.model_copy(update={"finding": canary, "judged_reason": canary})
            for s in record.standards
        ),
        "actions": tuple(a.model_copy(update=notes) for a in record.actions),
    }
    told = record.model_copy(update=changes)
    for make in PAGES:
        assert canary not in words_of(make(told, "fr"))


def test_without_strengths_the_exit_sheet_praises_what_is_well_under_way() -> None:
    ranks = [2 if judged == 3 else judged for judged in JUDGEMENTS]
    text = words_of(exit_pdf(built(LEVELS, ranks), "en"))
    start, end = text.index("What is well under way"), text.index("What to work on")
    assert "Posts are advertised where people concerned will see them." in text[start:end]
    assert "Posts are advertised" not in text[end:]


def test_what_is_left_out_is_counted() -> None:
    text = words_of(made(summary_pdf, "long", "en"))
    assert "and 9 more" in text
    # Each list keeps its first at least, and no text, however long, is left out whole.
    assert flat(spoken(made(summary_pdf, "long", "fr"))).count("=HYPERLINK") >= 5


def test_gaps_are_ordered_and_ended_actions_are_no_next_steps() -> None:
    words = at(sample_record())
    ranks = [criterion.rank or 0 for criterion in gaps(words)]
    assert ranks == sorted(ranks)
    assert {criterion.rank for criterion in strengths(words)} == {3}
    ended = {"done", "verified", "dropped"}
    assert not ended & {action.status for action in first_actions(words)}
    assert first_actions(words)[0].breach


def test_lists_grow_in_turn_until_the_page_is_full() -> None:
    seen: list[list[int]] = []

    def page(most: list[int]) -> list[object]:
        seen.append(list(most))
        return [paragraph("x", PLAIN) for _ in range(8 * sum(most))]

    as_much_as_fits(page, [0, 9, 2])  # type: ignore[arg-type]
    assert seen[0] == [1, 1, 1]
    assert max(most[2] for most in seen) == 2
    assert all(most[0] == 1 for most in seen)
    assert len(as_much_as_fits(lambda most: [paragraph("x", PLAIN)] * most[0], [99])) == MOST
