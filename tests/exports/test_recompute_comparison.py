"""A comparison in a record: sound in every edition, and whatever does not follow is named."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from exports.compared import Comparison
from exports.privacy import edition
from exports.recompute import contradictions
from exports.record import Audience, AuditRecord
from tests.exports.changed_record import changed_record, comparison

RECORD, FOUND = changed_record(), comparison()


def with_comparison(**changes: Any) -> AuditRecord:
    return RECORD.model_copy(update={"comparison": FOUND.model_copy(update=changes)})


def wrong(record: AuditRecord) -> set[tuple[str, str]]:
    return {(found.kind, found.where) for found in contradictions(record)}


@pytest.mark.parametrize("audience", get_args(Audience))
def test_every_edition_carries_the_whole_comparison_and_is_sound(audience: Audience) -> None:
    record = edition(RECORD, audience)
    assert record.comparison == FOUND
    assert wrong(record) == set()


def test_it_says_what_moved_and_which_audit_is_a_draft() -> None:
    assert (FOUND.up, FOUND.down, FOUND.unchanged) == (1, 2, 13)
    assert (FOUND.earlier.id, FOUND.earlier.draft, FOUND.later.draft) == ("2026-0001", False, True)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"up": 2}, "up"),
        ({"down": 1}, "down"),
        ({"unchanged": 12}, "unchanged"),
        ({"mean_before": 2.0}, "mean_before"),
        ({"mean_after": 2.0}, "mean_after"),
        ({"change": 0.5}, "change"),
        ({"later": FOUND.later.model_copy(update={"draft": False})}, "later"),
        ({"sem": 0.1, "smallest": 0.3, "verdict": "distinguishable"}, "sem"),
        ({"joint": (24, 24), "sem": 0.1}, "sem"),
    ],
)
def test_counts_and_means_follow_from_the_levels(changes: dict[str, Any], where: str) -> None:
    assert ("not_following", f"comparison.{where}") in wrong(with_comparison(**changes))


def test_a_verdict_fits_the_change() -> None:
    # The mean fell by 1/16.
    sure = {"joint": (24, 24), "sem": 0.1, "smallest": 0.277, "verdict": "not_distinguishable"}
    assert wrong(with_comparison(**sure)) == set()
    found = wrong(with_comparison(**sure | {"verdict": "distinguishable"}))
    assert found == {("not_following", "comparison.verdict")}


@pytest.mark.parametrize("change", [{"after": 2}, {"standard": "B"}])
def test_later_levels_are_those_of_the_record(change: dict[str, Any]) -> None:
    first, *rest = FOUND.criteria
    told = with_comparison(criteria=(first.model_copy(update=change), *rest))
    assert ("not_following", "comparison.criteria") in wrong(told)


@pytest.mark.parametrize("change", [{"after": 3}, {"criteria": 1}, {"up": 3}])
def test_standards_follow_from_their_criteria(change: dict[str, Any]) -> None:
    first, *rest = FOUND.standards
    told = with_comparison(standards=(first.model_copy(update=change), *rest))
    assert wrong(told) == {("not_following", "comparison.standards")}


@pytest.mark.parametrize(
    ("changes", "kind", "where"),
    [
        ({"joint": (-1, 16)}, "no_count", "joint.0"),
        (
            {"earlier": FOUND.earlier.model_copy(update={"as_of": "spring"})},
            "no_date",
            "earlier.as_of",
        ),
        (
            {"criteria": (FOUND.criteria[0].model_copy(update={"before": 4}),)},
            "no_rank",
            "criteria.A1.before",
        ),
        (
            {"criteria": (FOUND.criteria[0].model_copy(update={"id": "Z9"}),)},
            "unknown_id",
            "criteria.Z9",
        ),
        ({"criteria": (FOUND.criteria[0], FOUND.criteria[0])}, "unknown_id", "criteria.A1"),
    ],
)
def test_what_cannot_be_is_named(changes: dict[str, Any], kind: str, where: str) -> None:
    assert wrong(with_comparison(**changes)) == {(kind, f"comparison.{where}")}


def test_a_criterion_without_a_level_is_not_compared() -> None:
    unrated = next(c.id for c in RECORD.criteria if c.rank is None)
    told = with_comparison(criteria=(FOUND.criteria[0].model_copy(update={"id": unrated}),))
    assert wrong(told) == {("no_rank", f"comparison.criteria.{unrated}.after")}


def test_a_comparison_of_nothing_is_none() -> None:
    empty = FOUND.model_dump() | {"criteria": ()}
    with pytest.raises(ValidationError):
        Comparison.model_validate(empty)
