"""Gaps between groups: shared criteria, boundaries, flags, and what never changes them."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.gaps import EVERY_PAIR, Difference, Gap, Side, difference, gaps
from audit.permutation import Significance
from audit.voices import GROUPS, Gathered, Voice
from rubrics.vocabulary import InformantGroup
from tests.audit.interviews_told import gathered, voice


def gap(found: Gathered) -> Gap:
    (only,) = gaps(found, "seed")
    return only


def test_there_are_ten_pairs_of_groups() -> None:
    assert len(EVERY_PAIR) == len({frozenset(pair) for pair in EVERY_PAIR}) == 10


def test_a_gap_is_the_difference_of_means_of_informants_means() -> None:
    # Peers 1, 3/2, 0 on A, B and C; managers 3 and 2. D was asked of peers alone.
    found = gathered(peers="1113|12?0|00", managers="333|222")
    assert difference(found, "S", "peer_workers", "managers") == Difference(
        "S",
        ("A", "B", "C"),
        Side("peer_workers", 3, Fraction(5, 6)),
        Side("managers", 2, Fraction(5, 2)),
    )
    assert gap(found).difference.amount == Fraction(5, 6) - Fraction(5, 2)


@pytest.mark.parametrize(
    ("peers", "managers"),
    [
        ("33", "0"),
        ("33 3", "0 0"),
        ("33", "  00"),
        ("33", "??"),
    ],
    ids=["one shared", "one shared among three", "none shared", "no rank on one side"],
)
def test_no_gap_below_two_shared_criteria_or_without_ranks(peers: str, managers: str) -> None:
    assert gaps(gathered(peers=peers, managers=managers), "") == ()


def test_two_shared_criteria_are_enough_even_where_one_got_no_rank() -> None:
    found = gap(gathered(peers="3?", managers="01")).difference
    assert found.criteria == ("A", "B")
    assert found.amount == Fraction(5, 2)


def test_someone_without_a_rank_on_the_shared_criteria_is_not_counted() -> None:
    found = gap(gathered(peers="33|  3|?-", managers="00")).difference
    assert found.one == Side("peer_workers", 1, Fraction(3))


def test_documents_compare_over_criteria_on_which_they_show_a_level() -> None:
    found = gathered(peers="0000", documents="32.")
    assert difference(found, "S", "documents", "peer_workers") == Difference(
        "S", ("A", "B"), Side("documents", 2, Fraction(5, 2)), Side("peer_workers", 1, Fraction(0))
    )
    assert difference(gathered(peers="0000", documents="3."), "S", "documents", "peer_workers") is (
        None
    )


def test_several_assessors_levels_of_documents_make_their_lower_median() -> None:
    found = replace(gathered(peers="00"), documents={"A": (3, 1), "B": (3, 2, 2)})
    compared = difference(found, "S", "documents", "peer_workers")
    assert compared is not None
    assert compared.one.mean == Fraction(3, 2)


@pytest.mark.parametrize(
    ("top", "peers", "managers", "status"),
    [
        (3, "11", "22", "to_discuss"),
        (3, "111", "221", None),
        (3, "22", "11", "to_discuss"),
        # A third of 5 is 5/3: exactly reached by 1 + 2 + 2 over three criteria, just missed by 3/2.
        (5, "000", "122", "to_discuss"),
        (5, "00", "12", None),
        (1, "000", "100", "to_discuss"),
        (1, "0000", "1000", None),
    ],
)
def test_a_third_of_the_scale_is_worth_discussing(
    top: int, peers: str, managers: str, status: str | None
) -> None:
    assert gap(gathered(top=top, peers=peers, managers=managers)).status == status


@pytest.mark.parametrize(
    ("peers", "managers", "tested"),
    [
        ("00|00|00", "33|33|33", Significance(Fraction(2, 20), 20, exact=True)),
        ("00|00|00", "33|33", None),
        ("00|00", "33|33|33", None),
        # A third manager who gave no rank does not make three.
        ("00|00|00", "33|33|??", None),
    ],
)
def test_only_three_and_more_on_both_sides_are_tested(
    peers: str, managers: str, tested: Significance | None
) -> None:
    found = gap(gathered(peers=peers, managers=managers))
    assert found.tested == tested
    assert found.corrected == (tested.p if tested else None)
    assert found.comparisons == (1 if tested else 0)
    assert found.status == "to_discuss"


def test_three_against_four_may_be_flagged() -> None:
    # 1 split of 35 is as far apart: 0.029.
    found = gap(gathered(peers="00|00|00", managers="33|33|33|33"))
    assert (found.corrected, found.status) == (Fraction(1, 35), "flagged")


def test_a_small_difference_is_flagged_too_where_chance_would_hardly_make_it() -> None:
    found = gap(gathered(peers="10|10|10|10", managers="11|11|11|11"))
    assert found.difference.amount == Fraction(-1, 2)
    assert (found.corrected, found.status) == (Fraction(2, 70), "flagged")


def test_the_correction_runs_over_all_tests_of_the_audit() -> None:
    far = {"peers": "0000|0000|0000|0000", "managers": "3333|3333|3333|3333"}
    both = gathered(standards={"S": "AB", "T": "CD"}, **far)  # type: ignore[arg-type]
    found = gaps(both, "")
    assert [(g.difference.standard, g.corrected, g.status) for g in found] == [
        ("S", Fraction(4, 70), "to_discuss"),
        ("T", Fraction(4, 70), "to_discuss"),
    ]
    assert {g.comparisons for g in found} == {2}


def test_too_small_a_comparison_does_not_weigh_on_the_others() -> None:
    far = {"peers": "00|00|00|00", "managers": "33|33|33|33"}
    found = gaps(gathered(staff="11|11", **far), "")  # type: ignore[arg-type]
    assert len(found) == 3
    assert [g.status for g in found if g.tested] == ["flagged"]


def test_exactly_one_in_twenty_is_not_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    def outcome(p: Fraction) -> str | None:
        monkeypatch.setattr(
            "audit.gaps.permutation_test", lambda *_: Significance(p, 1000, exact=True)
        )
        return gap(gathered(peers="00|00|00", managers="00|00|00")).status

    assert outcome(Fraction(50, 1000)) is None
    assert outcome(Fraction(49, 1000)) == "flagged"


def test_only_planned_pairs_are_compared_and_corrected_for() -> None:
    found = gathered(peers="00|00|00", managers="33|33|33", staff="11|11|11")
    (only,) = gaps(found, "", [("managers", "peer_workers")])
    assert only.difference.one == Side("managers", 3, Fraction(3))
    assert only.difference.amount == Fraction(3)
    assert only.comparisons == 1


def test_each_test_has_a_seed_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = []

    def noted(_one: object, _other: object, seed: str) -> Significance:
        seeds.append(seed)
        return Significance(Fraction(1), 1, exact=False)

    monkeypatch.setattr("audit.gaps.permutation_test", noted)
    threes = dict.fromkeys(("peers", "managers"), "0000|0000|0000")
    both = gathered(standards={"S": "AB", "T": "CD"}, **threes)  # type: ignore[arg-type]
    gaps(both, "record 1")
    gaps(both, "record 1", [("managers", "peer_workers")])
    assert (
        seeds
        == [
            "record 1/S/managers/peer_workers",
            "record 1/T/managers/peer_workers",
        ]
        * 2
    )


MARKS = st.text("0123?-. ", min_size=1, max_size=4)
PEOPLE = st.lists(st.tuples(st.sampled_from(GROUPS[:3]), MARKS), max_size=12)
People = list[tuple[InformantGroup, str]]


def heard(people: People) -> Gathered:
    told = tuple(voice(str(i), group, row) for i, (group, row) in enumerate(people))
    return Gathered(top=3, standards={"S": ("A", "B"), "T": ("C", "D")}, voices=told)


@given(PEOPLE)
def test_swapping_the_groups_turns_the_gap_round(people: People) -> None:
    found = heard(people)
    swapped = [(other, one) for one, other in EVERY_PAIR]
    for there, back in zip(gaps(found, "s"), gaps(found, "s", swapped), strict=True):
        assert back.difference.amount == -there.difference.amount
        assert (back.difference.one, back.difference.other) == (
            there.difference.other,
            there.difference.one,
        )
        assert (back.tested, back.corrected, back.status) == (
            there.tested,
            there.corrected,
            there.status,
        )


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_no_gap(people: People, chance: Random) -> None:
    found = heard(people)
    mixed = list(found.voices)
    chance.shuffle(mixed)
    assert gaps(replace(found, voices=tuple(mixed)), "s") == gaps(found, "s")


@given(PEOPLE, st.lists(MARKS, max_size=4))
def test_another_group_changes_no_difference_and_no_test(people: People, rows: list[str]) -> None:
    alone = heard(people)
    together = heard([*people, *(("managers", row) for row in rows)])
    known = {(g.difference, g.tested) for g in gaps(alone, "s")}
    assert known == {
        (g.difference, g.tested)
        for g in gaps(together, "s")
        if "managers" not in (g.difference.one.who, g.difference.other.who)
    }


@given(PEOPLE, st.data())
def test_one_more_dont_know_changes_no_gap(people: People, data: st.DataObject) -> None:
    found = heard(people)
    group = data.draw(st.sampled_from(GROUPS[:3]))
    # Only of what the group was asked about: another question may make a criterion shared.
    asked = data.draw(st.sets(st.sampled_from(sorted(found.asked[group]) or ["X"])))
    unsure = Voice(informant="unsure", group=group, ranks={}, dont_know=frozenset(asked))
    assert gaps(replace(found, voices=(*found.voices, unsure)), "s") == gaps(found, "s")
