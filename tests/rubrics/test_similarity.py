"""Anchors that repeat each other are found; what only shares its topic is left alone."""

import pytest

from rubrics.loader import installed, load_rubric
from rubrics.model import Rubric
from rubrics.similarity import Pair, alike
from rubrics.text import LANGUAGES, Language
from tests.rubrics.builders import rubric_of, tiny

# Above this, two anchors read like one form filled in twice. Careful texts stay below a third.
TOO_ALIKE = 0.4

Told = dict[str, tuple[str, dict[int, str]]]


def rubric(told: Told) -> Rubric:
    """Return a rubric with these statements and anchors, the same in both languages."""
    content = rubric_of({"t": {"A": " ".join(told)}}).model_dump()
    for criterion in content["themes"][0]["standards"][0]["criteria"]:
        statement, anchors = told[criterion["id"]]
        criterion["statement"] = {"en": statement, "fr": statement}
        criterion["anchors"] = {rank: {"en": text, "fr": text} for rank, text in anchors.items()}
    return Rubric.model_validate(content)


RADIOS = "Nobody lends radios to anyone here today."
BEDS = "Nobody lends beds to anyone here now."


def test_phrases_are_compared_without_the_topics() -> None:
    # Left: "nobody lends to anyone here today / now", 4 phrases of 3 words each; 3 are in both.
    found = rubric({"A1": ("Radios are free.", {0: RADIOS}), "A2": ("Beds are warm.", {0: BEDS})})
    assert alike(found, "en") == (Pair(3 / 5, 0, "A1", "A2", RADIOS, BEDS),)
    assert alike(found, "fr") == alike(found, "en")


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("No key.", "NO key!", 1.0),
        ("No key.", "No lock.", None),
        ("Radios.", "Beds.", None),
        ("Radios lie there.", "There, beds lie.", None),
        ("One two three four", "One two three five", 1 / 3),
    ],
)
def test_short_anchors_are_one_phrase(one: str, other: str, share: float | None) -> None:
    found = rubric({"A1": ("Radios are.", {0: one}), "A2": ("Beds are.", {0: other})})
    assert [pair.share for pair in alike(found, "en")] == ([] if share is None else [share])


def test_only_the_same_rank_of_different_criteria_is_compared() -> None:
    found = rubric({"A1": ("x", {0: RADIOS, 1: RADIOS}), "A2": ("y", {2: RADIOS})})
    assert alike(found, "en") == ()


def test_the_most_similar_come_first_and_equals_by_rank_and_id() -> None:
    pairs = alike(
        rubric(
            {
                "A1": ("x", {0: "One two three four", 1: "No key."}),
                "A2": ("y", {0: "One two three five", 1: "No key."}),
                "A3": ("z", {0: "One two three four", 1: "No key."}),
            }
        ),
        "en",
    )
    assert [(p.first, p.second, p.rank, p.share) for p in pairs] == [
        ("A1", "A3", 0, 1.0),
        ("A1", "A2", 1, 1.0),
        ("A1", "A3", 1, 1.0),
        ("A2", "A3", 1, 1.0),
        ("A1", "A2", 0, 1 / 3),
        ("A2", "A3", 0, 1 / 3),
    ]


def test_no_more_pairs_are_told_than_asked_for() -> None:
    assert len(alike(tiny(), "fr")) == 20
    assert len(alike(tiny(), "fr", most=3)) == 3
    # Ten criteria with the same three anchors each.
    assert [pair.share for pair in alike(tiny(), "fr", most=1000)] == [1.0] * 45 * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_anchors_of_the_instrument_are_each_its_own(language: Language) -> None:
    latest = [info for info in installed() if info.id == "peer-integration"][-1]
    worst = alike(load_rubric(latest.folder), language, most=1)
    assert [pair for pair in worst if pair.share > TOO_ALIKE] == []
