"""What holds for the scores of any judgements on any rubric."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.model import Rubric
from rubrics.scoring import (
    GroupScore,
    Judgement,
    NotApplicable,
    Scores,
    proposed_level,
    score,
)
from tests.rubrics.builders import rubric_of, tiny

PLAN = {
    "t": {"A": "A1! A2 A3", "B": "B1 B2! B3 B4", "C": "C1"},
    "u": {"D": "D1 D2 D3 D4 D5", "E": "E1! E2!"},
    "v": {"F": "F1 F2"},
}
NOT = NotApplicable("why")


@cache
def rubric(*, top: int = 3, cap: int = 1, without: str = "", red: bool = True) -> Rubric:
    """Return the rubric of the laws, without one criterion or without its red lines."""
    plan = {
        theme: {
            standard: " ".join(
                word if red else word.rstrip("!")
                for word in words.split()
                if word.rstrip("!") != without
            )
            for standard, words in standards.items()
        }
        for theme, standards in PLAN.items()
    }
    return rubric_of(plan, top=top, cap=cap)


IDS = [criterion.id for criterion in rubric().criteria("full")]
ranks = st.integers(0, 3)
judgements = st.dictionaries(st.sampled_from(IDS), ranks | ranks | st.just(NOT))
Judgements = dict[str, Judgement]


def groups(scores: Scores) -> Iterator[tuple[str, GroupScore]]:
    yield "overall", scores.overall
    for family in (scores.themes, scores.standards, scores.rights, scores.qualityrights):
        yield from family.items()


def width(group: GroupScore) -> Fraction:
    return (group.high or Fraction()) - (group.low or Fraction())


@given(judgements)
def test_figures_stay_within_their_bounds(said: Judgements) -> None:
    for _, group in groups(score(rubric(), "full", said)):
        assert 0 <= group.rated <= group.applicable
        assert (group.low is None) == (group.high is None) == (group.applicable == 0)
        if group.low is not None and group.high is not None:
            assert 0 <= group.low <= group.high <= 100
            assert group.index is None or group.low <= group.index <= group.high
        assert group.coverage is None or 0 <= group.coverage <= 1
        assert group.level is None or 0 <= group.level <= 3
        assert (group.proposed is None) == (group.reason is not None)


@given(judgements, st.sampled_from([i for i in IDS if i != "C1"]))
def test_not_applicable_is_as_if_the_criterion_were_not_there(said: Judgements, name: str) -> None:
    with_it = score(rubric(), "full", said | {name: NOT})
    assert with_it == score(rubric(without=name), "full", said)


@given(judgements, st.sampled_from(IDS))
def test_raising_a_level_never_lowers_anything(said: Judgements, name: str) -> None:
    rank = said.get(name, 0)
    if isinstance(rank, NotApplicable) or rank == 3:
        rank = 2
    before = dict(groups(score(rubric(), "full", said | {name: rank})))
    for key, after in groups(score(rubric(), "full", said | {name: rank + 1})):
        assert after.reason == before[key].reason
        assert (after.proposed or 0) >= (before[key].proposed or 0)
        assert (after.low or 0) >= (before[key].low or 0)
        assert (after.index or 0) >= (before[key].index or 0)


@given(judgements, st.randoms(use_true_random=False))
def test_the_order_of_judgements_does_not_matter(said: Judgements, chance: random.Random) -> None:
    shuffled = list(said.items())
    chance.shuffle(shuffled)
    assert score(rubric(), "full", dict(shuffled)) == score(rubric(), "full", said)


@given(judgements)
def test_the_order_of_criteria_does_not_matter(said: Judgements) -> None:
    turned = {
        theme: {name: " ".join(reversed(words.split())) for name, words in standards.items()}
        for theme, standards in PLAN.items()
    }
    there = dict(groups(score(rubric_of(turned), "full", said)))
    for key, here in groups(score(rubric(), "full", said)):
        other = there[key]
        assert sorted(other.breaches) == sorted(here.breaches)
        assert replace(other, breaches=()) == replace(here, breaches=())


@given(judgements, st.sampled_from(IDS), ranks)
def test_unrated_is_not_zero_but_less_known(said: Judgements, name: str, rank: int) -> None:
    others = {key: value for key, value in said.items() if key != name}
    known = score(rubric(), "full", others | {name: rank}).overall
    unknown = score(rubric(), "full", others).overall
    assert unknown.applicable == known.applicable
    assert unknown.rated == known.rated - 1
    assert (unknown.coverage or 0) < (known.coverage or 0)
    assert (unknown.low or 0) <= (known.low or 0)
    assert (unknown.high or 0) >= (known.high or 0)
    assert width(unknown) - width(known) == Fraction(100, known.applicable)


@given(judgements)
def test_a_red_line_can_only_lower(said: Judgements) -> None:
    free = dict(groups(score(rubric(red=False), "full", said)))
    for key, held in groups(score(rubric(), "full", said)):
        if held.level is not None:
            level = free[key].level
            assert level is not None
            assert held.level <= level
            assert held.level <= 1 or not held.breaches
        assert held.counts == free[key].counts
        assert free[key].breaches == ()


@given(judgements, judgements)
def test_a_theme_depends_on_its_own_criteria_only(said: Judgements, other: Judgements) -> None:
    own = {k: v for k, v in said.items() if k[0] in "ABC"}
    foreign = {k: v for k, v in other.items() if k[0] not in "ABC"}
    together = score(rubric(), "full", own | foreign)
    assert together.themes["t"] == score(rubric(), "full", own).themes["t"]


@given(st.dictionaries(st.sampled_from([c.id for c in tiny().criteria("full")]), st.integers(0, 2)))
def test_cross_sections_never_get_a_level(said: dict[str, int]) -> None:
    scores = score(tiny(), "full", said)
    sections = [*scores.rights.values(), *scores.qualityrights.values()]
    assert {(s.proposed, s.level, s.reason) for s in sections} == {(None, None, "cross_section")}


@given(st.lists(st.none() | ranks, min_size=1))
def test_a_proposed_level_is_somebodys_rating(ratings: list[int | None]) -> None:
    level = proposed_level(ratings)
    assert level in ratings
    assert level == proposed_level(ratings[::-1])
    assert (level is None) == (ratings.count(None) > len(ratings) / 2)


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ([2], 2),
        ([None], None),
        ([1, 2], 1),
        ([3, 0], 0),
        ([0, 2, 3], 2),
        ([3, 1, 1, 2], 1),
        ([None, 2], 2),
        ([None, None, 2], None),
        ([None, None, 1, 3], 1),
    ],
)
def test_proposed_level(ratings: list[int | None], level: int | None) -> None:
    assert proposed_level(ratings) == level


def test_no_rating_proposes_nothing() -> None:
    with pytest.raises(ValueError, match="no locked rating"):
        proposed_level([])


@pytest.mark.parametrize("rank", [-1, 4])
def test_a_rank_off_the_scale_is_refused(rank: int) -> None:
    with pytest.raises(ValueError, match="not on the scale"):
        score(rubric(), "full", {"A1": rank})


def test_judgements_outside_the_form_do_not_count() -> None:
    both = score(tiny(), "short", {"S1": 2, "S3": 0})
    assert both == score(tiny(), "short", {"S1": 2})
