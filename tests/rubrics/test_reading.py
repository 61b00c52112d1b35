"""How easily questions are read, by worked examples and by words that anyone can clap."""

import pytest

from rubrics.interviews import OpenQuestion, Question
from rubrics.loader import RubricInfo, installed, load_rubric
from rubrics.model import Rubric
from rubrics.reading import (
    FAIRLY_EASY,
    flesch,
    kandel_moles,
    reading_ease,
    sentences,
    syllables,
    words,
)
from rubrics.text import LANGUAGES, Language
from tests.rubrics.builders import tiny

# Those who are asked without being of the trade.
LAY = {"service_users", "families"}
WITH_INTERVIEWS = [info for info in installed() if (info.folder / "interviews.yaml").is_file()]

ENGLISH = """
    the 1 where 1 asked 1 names 1 called 1 don’t 1 whole 1 friend 1 being 2 people 2 table 2
    needed 2 something 2 sometimes 2 useful 2 quiet 2 language 2 didn’t 2 treated 2 beyond 2
    question 2 colleagues 2
    idea 3 hospital 3 services 3 decided 3 violence 3 agreement 3 employee 3 someone’s 2 everyone 3
    one-to-one 3 experience 4 society 4 psychiatric 4 individual 5
"""
FRENCH = """
    le 1 où 1 que 1 vie 1 heure 1 lieu 1 droits 1 parlent 1 peuvent 1 groupes 1 est-ce 1 souvent 2
    personne 2 famille 2 travaille 2 avaient 2 patients 2 moment 2 accueil 2 pays 2 idées 2 client 2
    question 2 moyen 2 avez-vous 3 l’hôpital 3 pair-aidance 3 oublier 3 essayer 3 aujourd’hui 3
    réunion 3 information 4 réaliser 4 coopérer 4
"""


def clapped(table: str) -> dict[str, int]:
    said = table.split()
    return {word: int(count) for word, count in zip(said[::2], said[1::2], strict=True)}


@pytest.mark.parametrize(("word", "count"), clapped(ENGLISH).items())
def test_english_syllables(word: str, count: int) -> None:
    assert syllables(word, "en") == count


@pytest.mark.parametrize(("word", "count"), clapped(FRENCH).items())
def test_french_syllables(word: str, count: int) -> None:
    assert syllables(word, "fr") == count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", ["24", "h", "«oui»", "(Yes)"])
def test_everything_that_is_read_aloud_has_a_syllable(word: str, language: Language) -> None:
    assert syllables(word, language) == 1


def test_words_are_what_spaces_part() -> None:
    said = "Qu’est-ce qu’un pair-aidant\u00a0? 3 fois – jamais\u202f!"
    assert words(said) == ["Qu’est-ce", "qu’un", "pair-aidant", "3", "fois", "jamais"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Do you come?", 1),
        ("Venez-vous\u00a0? Oui\u00a0! Bien… Merci.", 4),
        ("It takes 1.5 hours.", 1),
        ("No full stop", 1),
        ("First. And then", 2),
        (" – ", 0),
    ],
)
def test_sentences_end_with_a_mark_or_with_the_text(text: str, count: int) -> None:
    assert sentences(text) == count


def test_flesch_by_hand() -> None:
    # 9 words, 2 sentences, 10 syllables.
    assert flesch(["The cat sat on the mat.", "It was happy."]) == pytest.approx(
        206.835 - 1.015 * 4.5 - 84.6 * 10 / 9
    )


def test_kandel_moles_by_hand() -> None:
    # 7 words, 2 sentences, 9 syllables.
    assert kandel_moles(["Le chat dort.", "Il est content ici."]) == pytest.approx(
        207 - 1.015 * 3.5 - 73.6 * 9 / 7
    )


def test_each_language_has_its_index() -> None:
    texts = ["On a des amis.", "Tu dors ici."]
    assert reading_ease(texts, "fr") == kandel_moles(texts)
    assert reading_ease(texts, "en") == flesch(texts)
    assert flesch(texts) != kandel_moles(texts)


def test_hard_words_are_harder_than_plain_ones() -> None:
    plain, hard = (
        "Do they ask what you want?",
        "Is multidisciplinary consultation institutionalised?",
    )
    assert flesch([plain]) > 100
    assert flesch([hard]) < 0


def test_nothing_said_has_no_reading_level() -> None:
    with pytest.raises(ValueError, match="no words"):
        flesch(["–"])


def asked(rubric: Rubric, language: Language) -> list[str]:
    """Return what service users and families are asked, scored or not."""
    unscored = rubric.interviews.unscored if rubric.interviews else ()
    found: list[Question | OpenQuestion] = [
        *(q for c in rubric.criteria("full") for q in c.questions if q.group in LAY),
        *(q for q in unscored if LAY & set(q.groups)),
    ]
    return [question.text.in_language(language) for question in found]


def test_every_question_to_service_users_and_families_is_measured() -> None:
    questions = asked(tiny(), "en")
    assert len(questions) == 12
    assert questions[0] == "Have you ever been kept outside the gate?"
    assert questions[-1] == "What do you wish for?"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("info", WITH_INTERVIEWS, ids=lambda info: f"{info.id}-{info.version}")
def test_people_of_twelve_can_read_what_they_are_asked(
    info: RubricInfo, language: Language
) -> None:
    questions = asked(load_rubric(info.folder), language)
    assert not questions or reading_ease(questions, language) >= FAIRLY_EASY
