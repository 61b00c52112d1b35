"""The model of a rubric: what it answers about itself."""

from typing import get_args

import pytest

from rubrics.loader import find
from rubrics.model import Applicability, Criterion
from rubrics.text import Text
from rubrics.vocabulary import FacilityKind
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


@pytest.mark.parametrize(
    ("organisation", "modes", "facility", "expected"),
    [
        ("employed", {"group"}, "prison", True),
        ("employed", {"group"}, "outpatient", False),
        ("employed", {"group"}, None, True),
        (None, set(), "prison", True),
        (None, set(), "outpatient", False),
        ("none", {"group"}, "prison", False),
        ("employed", {"remote"}, "prison", False),
    ],
)
def test_a_criterion_concerns_some_kinds_of_facility(
    organisation: str | None, modes: set[str], facility: str | None, *, expected: bool
) -> None:
    about_locks = criterion(
        organisation=("employed",), modes=("group",), facilities=("inpatient", "prison")
    )
    assert about_locks.expected(organisation, frozenset(modes), facility) is expected


def test_a_criterion_concerns_every_kind_of_facility_unless_it_names_some() -> None:
    for kind in get_args(FacilityKind):
        assert criterion(modes=("group",)).expected("employed", frozenset({"group"}), kind)


def test_a_criterion_without_conditions_concerns_every_facility() -> None:
    assert tiny().criterion("S1").expected("none", frozenset({"remote"}), "prison") is True
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


def test_a_rubric_without_core_criteria_has_the_full_form_only() -> None:
    assert tiny().forms == ("short", "full")
    assert find("facility-rights", "1.0.0").forms == ("full",)


def test_a_screening_and_a_self_check_give_no_levels() -> None:
    kinds = {"peer-integration": True, "facility-rights": False, "peer-group-check": False}
    assert {name: find(name, "1.0.0").gives_levels for name in kinds} == kinds
