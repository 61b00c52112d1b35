"""Ratings: who rated what, whose ratings count, and how far each assessor is."""

import pytest

from audit.ratings import (
    Rating,
    counting,
    next_unanswered,
    progress,
    rating,
    ratings,
    ratings_by_criterion,
    shown_levels,
)
from exports.record import Notes
from tests.audit.typed_trail import TINY, Trail


def counted(trail: Trail, criterion: str) -> list[tuple[str, int | None]]:
    by_criterion = ratings_by_criterion(trail.entries, TINY, "full")
    found = counting(trail.entries, by_criterion)[criterion]
    return [(r.assessor, r.rank) for r in found]


def test_unrated_not_applicable_and_rank_zero_are_three_things() -> None:
    trail = Trail()
    trail.rate("S1", 0)
    trail.skip("S2", reason="There is no gate.")

    zero, skipped, nothing = (rating(trail.entries, c, "ann") for c in ("S1", "S2", "S3"))

    assert (zero.rank, zero.not_applicable, zero.given) == (0, False, True)
    assert (skipped.rank, skipped.not_applicable, skipped.given) == (None, True, True)
    assert skipped.reason == "There is no gate."
    assert (nothing.rank, nothing.not_applicable, nothing.given) == (None, False, False)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_not_applicable_without_a_reason_leaves_the_criterion_unrated(reason: str) -> None:
    trail = Trail()
    trail.skip("S1", reason=reason)
    assert not rating(trail.entries, "S1", "ann").given
    assert progress(trail.entries, TINY, "full", "ann")[0].rated == 0


def test_a_cleared_level_is_no_rating() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    trail.rate("S1", "")
    assert ratings(trail.entries, "S1") == ()


def test_notes_are_kept_without_a_level_but_do_not_count() -> None:
    trail = Trail()
    trail.put("criterion/S1", "note_interviews", "Two people say so.", owner="ben")
    trail.rate("S1", 1)
    assert ratings(trail.entries, "S1") == (
        Rating(assessor="ann", rank=1),
        Rating(assessor="ben", notes=Notes(interviews="Two people say so.")),
    )
    assert counted(trail, "S1") == [("ann", 1)]


def test_a_single_assessor_counts_without_locking() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    assert counted(trail, "S1") == [("ann", 2)]


def test_as_soon_as_a_second_assessor_rates_only_locked_ratings_count() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    trail.rate("T1", 1, "ben")
    assert counted(trail, "S1") == []
    trail.lock("ann")
    assert counted(trail, "S1") == [("ann", 2)]
    assert counted(trail, "T1") == []
    trail.rate("S1", 0, "ben")
    trail.lock("ben")
    assert counted(trail, "S1") == [("ann", 2), ("ben", 0)]


def test_unlocking_takes_ratings_out_again() -> None:
    trail = Trail()
    trail.rate("S1", 2)
    trail.rate("S1", 1, "ben")
    trail.lock("ann", "ben")
    trail.put("ratings", "locked", "no", owner="ben")
    assert counted(trail, "S1") == [("ann", 2)]


def test_progress_counts_one_assessor_and_names_what_is_left() -> None:
    trail = Trail()
    trail.rate("S1", 0)
    trail.skip("S2")
    trail.rate("S3", 2, "ben")
    found = {p.standard: p for p in progress(trail.entries, TINY, "full", "ann")}
    assert [(p.rated, p.total) for p in found.values()] == [(2, 3), (0, 3), (0, 4)]
    assert found["S"].unanswered == ("S3",)
    short = progress(trail.entries, TINY, "short", "ann")
    assert [(p.standard, p.rated, p.total) for p in short] == [
        ("S", 2, 2),
        ("T", 0, 2),
        ("U", 0, 2),
    ]


def test_the_next_unanswered_standard_is_looked_for_onwards_and_then_from_the_start() -> None:
    trail = Trail("short")
    for criterion in ("T1", "T2"):
        trail.rate(criterion, 1)
    found = progress(trail.entries, TINY, "short", "ann")
    assert next_unanswered(found) == "S"
    assert next_unanswered(found, after="S") == "U"
    assert next_unanswered(found, after="U") == "S"
    for criterion in ("S1", "S2", "U1", "U2"):
        trail.rate(criterion, 1)
    assert next_unanswered(progress(trail.entries, TINY, "short", "ann"), after="S") is None


def show(trail: Trail, criterion: str, line: str, rank: int | str, assessor: str = "ann") -> None:
    trail.put(f"criterion/{criterion}", f"shown_{line}", str(rank), owner=assessor)


def shown(trail: Trail, line: str = "documents") -> dict[str, tuple[int, ...]]:
    found = ratings_by_criterion(trail.entries, TINY, "full")
    return shown_levels(trail.entries, found, line)


def test_a_level_that_documents_show_is_kept_beside_the_rating_and_rates_nothing() -> None:
    trail = Trail()
    show(trail, "S1", "documents", 2)
    show(trail, "S1", "observation", 0)
    assert ratings(trail.entries, "S1") == (
        Rating(assessor="ann", shown_documents=2, shown_observation=0),
    )
    assert counted(trail, "S1") == []
    assert (shown(trail), shown(trail, "observation")) == ({"S1": (2,)}, {"S1": (0,)})


def test_a_note_alone_is_a_line_of_evidence_without_a_level() -> None:
    trail = Trail()
    trail.put("criterion/S1", "note_documents", "A sign of March.", owner="ann")
    trail.put("criterion/S2", "note_documents", " \n", owner="ann")
    show(trail, "T1", "documents", 1)
    show(trail, "T1", "documents", "")
    assert shown(trail) == {"S1": ()}
    assert shown(trail, "observation") == {}


def test_once_a_second_assessor_says_anything_only_locked_ones_show_levels() -> None:
    trail = Trail()
    show(trail, "S1", "documents", 2)
    trail.rate("T1", 1, "ben")
    assert shown(trail) == {"S1": ()}
    trail.lock("ben")
    assert shown(trail) == {"S1": ()}
    trail.lock("ann")
    assert shown(trail) == {"S1": (2,)}
    show(trail, "S1", "documents", 0, "ben")
    assert shown(trail) == {"S1": (2, 0)}
    # Who only looked and rated nothing waits for nobody's ratings.
    assert counted(trail, "T1") == [("ben", 1)]
