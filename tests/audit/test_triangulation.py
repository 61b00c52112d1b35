"""Named patterns: every rule at its boundary, by hand, on scales of several lengths."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.gaps import Side
from audit.triangulation import Pattern, patterns, triangulate
from audit.voices import GROUPS, Gathered
from exports.record_voices import PatternKind
from rubrics.vocabulary import InformantGroup
from tests.audit.interviews_told import gathered, voice


def found(**rows: Any) -> dict[PatternKind, Pattern]:
    return {p.kind: p for p in patterns(gathered(**rows), "S")}


def kinds(**rows: Any) -> set[PatternKind]:
    return set(found(**rows))


@pytest.mark.parametrize(
    ("top", "peers", "split"),
    [
        (3, "0|0|3|3", True),
        (3, "0|3|3", False),
        (3, "1|1|2|2", False),
        # 0.35 of 5 is 7/4. Five means of 1/4, 1/4, 2, 15/4, 15/4 have exactly that deviation.
        (5, "0001|0010|2222|4443|4434", True),
        (5, "0001|0010|2222|4443|4433", False),
        # 0.35 of 1: with four people, one against three is 0.5.
        (1, "0|0|0|1", True),
    ],
)
def test_a_split_group_has_four_people_who_lie_far_apart(top: int, peers: str, split: bool) -> None:
    assert ("split_group" in kinds(top=top, peers=peers)) is split


def test_criteria_that_differ_do_not_split_a_group() -> None:
    assert kinds(peers="0303|0303|3030|0033") == set()


def test_a_split_group_shows_its_figures() -> None:
    only = found(users="0|0|3|3")["split_group"].profile
    assert only is not None
    assert (only.group, only.n, only.mean, only.variance) == (
        "service_users",
        4,
        Fraction(3, 2),
        Fraction(3),
    )


@pytest.mark.parametrize(
    ("peers", "silent"),
    [
        # Two of five answers are exactly 40 %, three of seven are more.
        ("?1|-1|1 ", False),
        ("?1|-1|?11", True),
        ("??|11|?1", True),
        # Two people are too few, however silent; a third who skipped everything told nothing.
        ("??|??", False),
        ("??|??|..", False),
        ("?|-|?", True),
        # A skipped question is no answer: 2 of 4, not 2 of 6.
        ("?.|-1|1.", True),
    ],
)
def test_silence_is_more_than_two_answers_in_five_from_three_people_up(
    peers: str, silent: bool
) -> None:
    assert ("silence" in kinds(standards={"S": "ABCDE"}, peers=peers)) is silent


def test_silence_belongs_to_one_group() -> None:
    only = found(users="?1|?1|-1", peers="11|11|11")["silence"].profile
    assert only is not None
    assert (only.group, only.dont_know, only.refused, only.answers) == ("service_users", 2, 1, 6)


@pytest.mark.parametrize(
    ("top", "rows", "optimism"),
    [
        (3, {"managers": "22", "peers": "11", "users": "11"}, True),
        (3, {"managers": "22", "peers": "11", "users": "12"}, False),
        (3, {"managers": "22", "peers": "12", "users": "00"}, False),
        (3, {"managers": "22", "peers": "11"}, True),
        (3, {"managers": "22", "users": "11"}, True),
        (3, {"managers": "22", "staff": "00"}, False),
        (3, {"managers": "11", "peers": "22", "users": "22"}, False),
        # Too few shared criteria with users: nothing can be said of them, peers remain.
        (3, {"managers": "22", "peers": "11", "users": " 33"}, True),
        # A third of 5 is 5/3, of 1 is 1/3.
        (5, {"managers": "122", "peers": "000"}, True),
        (5, {"managers": "112", "peers": "000"}, False),
        (1, {"managers": "100", "peers": "000"}, True),
    ],
)
def test_management_optimism_lies_a_third_above_the_higher_of_peers_and_users(
    top: int, rows: dict[str, str], optimism: bool
) -> None:
    assert ("management_optimism" in kinds(top=top, **rows)) is optimism


def test_management_optimism_shows_both_differences() -> None:
    shown = found(managers="33", peers="11", users="01")["management_optimism"].differences
    assert [(d.one.who, d.other.who, d.amount) for d in shown] == [
        ("managers", "peer_workers", 2),
        ("managers", "service_users", Fraction(5, 2)),
    ]


@pytest.mark.parametrize(
    ("peers", "users", "optimism"),
    [("22", "11", True), ("12", "11", False), ("11", "22", False), ("2", "1", False)],
)
def test_peer_optimism_lies_a_third_above_users(peers: str, users: str, optimism: bool) -> None:
    assert ("peer_optimism" in kinds(peers=peers, users=users)) is optimism


@pytest.mark.parametrize(
    ("top", "rows", "gap"),
    [
        (3, {"documents": "22", "peers": "11"}, True),
        (3, {"documents": "22", "peers": "11", "users": "22"}, True),
        (3, {"documents": "22", "peers": "22", "users": "11"}, True),
        (3, {"documents": "22", "peers": "12"}, False),
        # 5/3 is below two thirds of 3, and below it nothing is promised.
        (3, {"documents": "122", "peers": "000"}, False),
        (3, {"documents": "2", "peers": "0"}, False),
        (3, {"documents": "33", "managers": "00"}, False),
        # Two thirds of 5 are 10/3.
        (5, {"documents": "433", "peers": "111"}, True),
        (5, {"documents": "333", "peers": "000"}, False),
    ],
)
def test_paper_promises_two_thirds_and_a_third_more_than_the_lower_of_peers_and_users(
    top: int, rows: dict[str, str], gap: bool
) -> None:
    assert ("paper_practice_gap" in kinds(top=top, **rows)) is gap


def test_the_paper_practice_gap_names_only_those_who_tell_less() -> None:
    shown = found(documents="33", peers="33", users="00")["paper_practice_gap"].differences
    assert [(d.one.who, d.other.who) for d in shown] == [("documents", "service_users")]


@pytest.mark.parametrize(
    ("top", "rows", "invisible"),
    [
        (3, {"documents": "11", "peers": "22"}, True),
        (3, {"documents": "11", "peers": "22", "users": "22"}, True),
        (3, {"documents": "11", "peers": "33", "users": "12"}, False),
        (3, {"documents": "12", "peers": "33"}, False),
        (3, {"documents": "00", "peers": "11"}, True),
        (3, {"documents": "00", "peers": "01"}, False),
        (3, {"documents": "00", "staff": "33"}, False),
        # Nobody noted a level: documents that show nothing are not documents at rank 0.
        (3, {"documents": "..", "peers": "33"}, False),
        # A third of 5 is 5/3.
        (5, {"documents": "122", "peers": "433"}, True),
        (5, {"documents": "222", "peers": "555"}, False),
    ],
)
def test_invisible_practice_lies_a_third_above_documents_of_a_third_at_most(
    top: int, rows: dict[str, str], invisible: bool
) -> None:
    assert ("invisible_practice" in kinds(top=top, **rows)) is invisible


@pytest.mark.parametrize(
    ("top", "rows", "shared"),
    [
        # Three quarters of 3 are 9/4, a quarter is 3/4.
        (3, {"peers": "2223", "staff": "3222"}, "shared_strength"),
        (3, {"peers": "2222", "staff": "3333"}, None),
        (3, {"peers": "3333"}, None),
        (3, {"peers": "3333", "staff": "????"}, None),
        (3, {"peers": "3333", "staff": "3333", "documents": "2"}, None),
        (3, {"peers": "3333", "staff": "3333", "documents": "3"}, "shared_strength"),
        (3, {"peers": "3333", "documents": "3333"}, None),
        (3, {"peers": "1110", "staff": "0111"}, "shared_weakness"),
        (3, {"peers": "1111", "staff": "0000"}, None),
        (3, {"peers": "0000", "staff": "0000", "documents": "1"}, None),
        (3, {"peers": "0000", "staff": "0000", "documents": "0.."}, "shared_weakness"),
        (8, {"peers": "6", "users": "6"}, "shared_strength"),
        (8, {"peers": "6", "users": "5"}, None),
        (8, {"peers": "2", "users": "2"}, "shared_weakness"),
        (8, {"peers": "2", "users": "3"}, None),
    ],
)
def test_what_is_shared_holds_for_all_who_were_heard_and_for_documents(
    top: int, rows: dict[str, str], shared: PatternKind | None
) -> None:
    both: set[PatternKind] = {"shared_strength", "shared_weakness"}
    assert kinds(top=top, **rows) & both == ({shared} if shared else set())


def test_what_is_shared_shows_every_side() -> None:
    assert found(peers="33|32", staff="33", documents="3.")["shared_strength"].sides == (
        Side("peer_workers", 2, Fraction(11, 4)),
        Side("staff", 1, Fraction(3)),
        Side("documents", 1, Fraction(3)),
    )


def test_a_pattern_is_flagged_where_every_gap_it_rests_on_is() -> None:
    far = {"managers": "33|33|33|33|33", "peers": "00|00|00|00|00"}
    both = triangulate(gathered(**far, users="00|00|00|00|00"), "")  # type: ignore[arg-type]
    assert [(p.kind, p.flagged) for p in both.patterns] == [("management_optimism", True)]
    few = triangulate(gathered(**far, users="00|00"), "")  # type: ignore[arg-type]
    assert [(p.kind, p.flagged) for p in few.patterns] == [("management_optimism", False)]


def test_a_flag_on_one_standard_flags_no_other() -> None:
    said = gathered(
        standards={"S": "AB", "T": "CD"},
        managers="3333|3333|3333|3333|3333",
        peers="0022|0021|0022|0012",
    )
    optimism = {p.standard: p.flagged for p in triangulate(said, "").patterns}
    assert optimism == {"S": True, "T": True}
    fewer = replace(said, voices=tuple(fewer_on_t(said)))
    assert {p.standard: p.flagged for p in triangulate(fewer, "").patterns} == {
        "S": True,
        "T": False,
    }


def fewer_on_t(said: Gathered) -> list[Any]:
    """Leave the second standard to the first manager alone."""
    kept: dict[str, int | None] = dict.fromkeys("CD")
    return [
        replace(v, ranks={**v.ranks, **kept})
        if v.group == "managers" and v.informant != "managers-0"
        else v
        for v in said.voices
    ]


def test_the_whole_follows_the_standards() -> None:
    said = gathered(standards={"S": "AB", "T": "CD"}, peers="0033", users="0033", staff="  33")
    whole = triangulate(said, "")
    assert [(p.standard, p.group) for p in whole.profiles] == [
        ("S", "peer_workers"),
        ("S", "service_users"),
        ("T", "peer_workers"),
        ("T", "service_users"),
        ("T", "staff"),
    ]
    assert [g.difference.standard for g in whole.gaps] == ["S", "T", "T", "T"]
    assert [(p.kind, p.standard) for p in whole.patterns] == [
        ("shared_weakness", "S"),
        ("shared_strength", "T"),
    ]
    assert len(whole.told) == 4 + 4 + 2


def test_nothing_gathered_says_nothing() -> None:
    whole = triangulate(gathered(), "")
    assert (whole.told, whole.profiles, whole.gaps, whole.patterns) == ((), (), (), ())


MARKS = st.text("0123?-. ", min_size=2, max_size=4)
PEOPLE = st.lists(st.tuples(st.sampled_from(GROUPS), MARKS), max_size=10)
DOCUMENTS = st.dictionaries(st.sampled_from("ABCD"), st.just(()) | st.tuples(st.integers(0, 3)))
People = list[tuple[InformantGroup, str]]


def heard(people: People, documents: dict[str, tuple[int, ...]]) -> Gathered:
    said = tuple(voice(str(i), group, row) for i, (group, row) in enumerate(people))
    return Gathered(top=3, standards={"S": tuple("ABCD")}, voices=said, documents=documents)


@given(PEOPLE, DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(
    people: People, documents: dict[str, tuple[int, ...]], chance: Random
) -> None:
    said = heard(people, documents)
    mixed = list(said.voices)
    chance.shuffle(mixed)
    assert triangulate(replace(said, voices=tuple(mixed)), "s") == triangulate(said, "s")


@given(PEOPLE, DOCUMENTS)
def test_patterns_that_exclude_each_other_never_meet(
    people: People, documents: dict[str, tuple[int, ...]]
) -> None:
    seen = {p.kind for p in patterns(heard(people, documents), "S")}
    for one, other in (
        ("shared_strength", "shared_weakness"),
        ("paper_practice_gap", "invisible_practice"),
    ):
        assert not {one, other} <= seen


@given(PEOPLE, DOCUMENTS)
def test_turning_the_scale_round_turns_strength_into_weakness(
    people: People, documents: dict[str, tuple[int, ...]]
) -> None:
    turned = str.maketrans("0123", "3210")
    back = heard(
        [(group, row.translate(turned)) for group, row in people],
        {c: tuple(3 - level for level in levels) for c, levels in documents.items()},
    )
    here = {p.kind for p in patterns(heard(people, documents), "S")}
    there = {p.kind for p in patterns(back, "S")}
    for one, other in (
        ("shared_strength", "shared_weakness"),
        ("split_group", "split_group"),
        ("silence", "silence"),
    ):
        assert (one in here) == (other in there)
