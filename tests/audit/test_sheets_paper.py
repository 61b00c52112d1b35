"""Typing in from paper: each answer says its key, and consents come before any question."""

from datetime import UTC

import pytest

from audit.sheets.paper import LETTERS, paper_sheet
from audit.sheets.sheet import Filler, Sheet
from audit.words import translator
from rubrics.loader import find
from rubrics.text import Language
from rubrics.vocabulary import WITHOUT_RANK
from tests.audit.typed_trail import Trail

REAL = find("peer-integration", "1.0.0")
CODE = "U01-KX4"
WITHOUT = {
    "en": ("D · I don’t know", "P · I’d rather not say", "S · Skip"),
    "fr": ("D · Je ne sais pas", "P · Je préfère ne pas répondre", "S · Passer"),
}


def sheet(trail: Trail, part: str = "questions", language: Language = "en") -> Sheet:
    fill = Filler(trail.entries, translator(language), "ann", UTC)
    return paper_sheet(fill, REAL, "short", CODE, part)


def agreed() -> Trail:
    trail = Trail()
    trail.put(f"informant/{CODE}", "group", "service_users")
    trail.put(f"informant/{CODE}", "consent_interview", "yes")
    return trail


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["1 · No", "2 · In some ways", "3 · Yes", *WITHOUT["en"]]),
        ("fr", ["1 · Non", "2 · En partie", "3 · Oui", *WITHOUT["fr"]]),
    ],
)
def test_each_answer_says_its_key(language: Language, labels: list[str]) -> None:
    first = sheet(agreed(), language=language).items[0]
    assert first.subject == f"answer/{CODE}/A3/1"
    (field,) = first.fields
    assert [option.label for option in field.options] == labels
    assert [option.value for option in field.options] == ["no", "in_some_ways", "yes", *LETTERS]


def test_every_answer_without_a_rank_has_a_letter() -> None:
    assert set(LETTERS) == set(WITHOUT_RANK)


def test_without_consent_there_is_no_question_and_consent_is_asked_without_keys() -> None:
    trail = Trail()
    trail.put(f"informant/{CODE}", "group", "service_users")
    assert sheet(trail).items == ()
    (consent,) = sheet(trail, "consent").items
    assert {field.kind for field in consent.fields} == {"choice"}
    assert [o.label for o in consent.fields[0].options] == ["Yes", "No", "Not asked"]


def test_every_item_goes_on_by_itself_and_none_is_in_large_letters() -> None:
    found = sheet(agreed())
    assert {item.tags for item in found.items} == {("quick",)}
    assert found.items[-1].subject == f"informant/{CODE}"
