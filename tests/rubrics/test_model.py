"""The model of a rubric: what it answers about itself."""

import pytest

from rubrics.model import Applicability, Criterion
from rubrics.text import Text
from tests.rubrics.builders import rubric_of, tiny


def criterion(**applies: tuple[str, ...]) -> Criterion:
    reason = Text(en="No group here.", fr="Pas de groupe ici.")
    applicability = Applicability.model_validate({**applies, "reason": reason})
    return tiny().criterion("S1").model_copy(update={"applies": applicability})


@pytest.mark.parametrize(
    ("organisation", "modes", "expected"),
    [
        ("employed", {"group"}, True),
        ("employed", {"group", "remote"}, True),
        ("employed", {"remote"}, False),
        ("employed", set(), True),
        ("none", {"group"}, False),
        (None, {"remote"}, True),
    ],
)
def test_a_criterion_concerns_some_facilities(
    organisation: str | None, modes: set[str], *, expected: bool
) -> None:
    about_groups = criterion(organisation=("employed", "informal"), modes=("group",))
    assert about_groups.expected(organisation, frozenset(modes)) is expected


def test_a_criterion_without_conditions_concerns_every_facility() -> None:
    assert tiny().criterion("S1").expected("none", frozenset({"remote"})) is True


def test_levels_are_found_by_rank() -> None:
    assert [tiny().scale.level(rank).id for rank in range(3)] == ["closed", "ajar", "open"]


def test_unknown_ids_are_not_guessed() -> None:
    with pytest.raises(KeyError):
        tiny().criterion("Z9")
    with pytest.raises(KeyError):
        tiny().standard("Z")


def test_equal_rubrics_are_one_key_and_different_ones_are_not() -> None:
    plan = {"t": {"A": "A1 A2"}}
    assert {rubric_of(plan): 1}[rubric_of(plan)] == 1
    assert rubric_of({"t": {"A": "A1"}}) not in {rubric_of(plan): 1}
