"""Blank paper forms: of an instrument alone, the same bytes each time, and no audit's."""

from functools import cache

import pytest

from audit.blank_forms import blank_forms, blank_forms_name, blank_record
from exports.recompute import contradictions
from exports.verification.pdf import verify_pdf
from rubrics.loader import find
from rubrics.text import LANGUAGES, Language
from rubrics.vocabulary import Form
from tests.exports.pdf_checks import (
    broken_parent_tree,
    conformance,
    flat,
    outline,
    reading_order,
    words_of,
)

SMALL, WHOLE = find("facility-rights"), find("peer-integration")


@cache
def made(language: Language) -> bytes:
    return blank_forms(SMALL, "full", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_can_be_read_by_everyone_and_kept(language: Language) -> None:
    assert conformance(made(language)) == []
    assert broken_parent_tree(made(language)) == []
    assert reading_order(made(language)) == []


def test_they_leave_room_for_what_is_not_known_and_say_so() -> None:
    text = words_of(made("en"))
    assert "No audit is planned yet: write the facility" in text
    for name in ("Facility", "Visit", "Record"):
        assert name in text[: text.index("What is inside")]
    assert "not yet answered by the facility" not in text
    assert "Not visited yet" not in text
    assert f"PRA:NONE:FACILITY-RIGHTS:{SMALL.version}:FULL:C:2" in text


def test_they_ask_what_the_instrument_asks() -> None:
    text = words_of(made("fr"))
    for criterion in SMALL.criteria("full"):
        assert flat(criterion.statement.fr) in text


@pytest.mark.parametrize("form", WHOLE.forms)
def test_a_form_asks_its_own_criteria(form: Form) -> None:
    record = blank_record(WHOLE, form)
    assert record.instrument.form == form
    assert [c.id for c in record.criteria] == [c.id for c in WHOLE.criteria(form)]
    assert contradictions(record) == ()


def test_their_record_is_of_nothing() -> None:
    record = blank_record(SMALL, "full")
    assert record.is_blank
    assert (record.id, record.facility.name, record.overall.figures.rated) == ("", "", 0)
    assert (record.actions, record.informants, record.team.members) == ((), (), ())


def test_the_same_forms_are_the_same_file_and_can_be_checked() -> None:
    assert blank_forms(SMALL, "full", "en") == made("en")
    assert [said.kind for said in verify_pdf(made("en"), {}).remarks] == ["no_seal"]
    assert outline(made("en"))[0] == "Paper forms"


def test_their_name_says_what_they_are() -> None:
    name = blank_forms_name(WHOLE, "short", "fr")
    assert name == f"peer-integration-{WHOLE.version}-forms-short-fr.pdf"
