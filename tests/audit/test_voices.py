"""Told levels and group profiles: checked by hand, then as laws over any interviews."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.voices import GROUPS, Gathered, Profile, Reply, Told, Voice, profile, told, told_levels
from audit.voices import voice_of as spoken
from rubrics.vocabulary import InformantGroup
from tests.audit.interviews_told import gathered, voice


def of(found: Gathered, group: InformantGroup = "peer_workers") -> Profile:
    known = profile(found, "S", group)
    assert known is not None
    return known


def level(rows: str) -> tuple[int | None, int]:
    found = told(gathered(peers=rows), "peer_workers", "A")
    return found.level, found.n


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("2", (2, 1)),
        ("0|3", (0, 2)),
        ("3|0|2", (2, 3)),
        ("3|2|1|2|0|3", (2, 6)),
        ("3|?|-|.", (3, 1)),
        ("?|-", (None, 0)),
    ],
)
def test_a_told_level_is_the_lower_median_with_how_many_gave_a_rank(
    rows: str, expected: tuple[int | None, int]
) -> None:
    assert level(rows) == expected


def test_a_told_level_counts_those_who_gave_none() -> None:
    assert told(gathered(peers="3|?|?|-|."), "peer_workers", "A") == Told(
        criterion="A", group="peer_workers", level=3, n=1, dont_know=2, refused=1
    )


def test_told_levels_name_only_groups_that_were_asked() -> None:
    found = gathered(standards={"S": "AB", "T": "C"}, peers="1 2|.", users="?3", staff="  0")
    assert [(each.criterion, each.group, each.level, each.n) for each in told_levels(found)] == [
        ("A", "peer_workers", 1, 1),
        ("A", "service_users", None, 0),
        ("B", "service_users", 3, 1),
        ("C", "peer_workers", 2, 1),
        ("C", "staff", 0, 1),
    ]


def test_several_questions_on_one_criterion_make_the_lower_median_of_their_ranks() -> None:
    replies = [Reply("A", 3), Reply("A", 1), Reply("B", 2), Reply("B", 3), Reply("B", 0)]
    assert spoken("x", "staff", replies) == Voice(
        informant="x", group="staff", ranks={"A": 1, "B": 2}, at_zero=frozenset("B")
    )


def test_a_rank_counts_beside_a_question_left_without_one() -> None:
    replies = [Reply("A", "dont_know"), Reply("A", 2), Reply("B", "refused"), Reply("B", 1)]
    said = spoken("x", "staff", replies)
    assert said == Voice(informant="x", group="staff", ranks={"A": 2, "B": 1})


def test_a_refusal_outweighs_a_dont_know_and_either_outweighs_a_skip() -> None:
    replies = [
        *(Reply("A", "dont_know"), Reply("A", "refused"), Reply("A", None)),
        *(Reply("B", None), Reply("B", "dont_know"), Reply("C", None)),
    ]
    said = spoken("x", "staff", replies)
    assert [said.answer(criterion) for criterion in "ABCD"] == ["refused", "dont_know", None, None]
    assert said.asked == {"A", "B", "C"}


def test_a_profile_rests_on_each_informants_own_mean() -> None:
    # Means 1, 2 and 3/2; the third gave half as many ranks and weighs as much as the others.
    found = of(gathered(peers="02|13|?-3.|0   |-|.."))
    assert found == Profile(
        standard="S",
        group="peer_workers",
        n=4,
        answered=5,
        counts=(2, 1, 1, 2),
        dont_know=1,
        refused=2,
        mean=Fraction(1 + 2 + 3 + 0, 4),
        variance=Fraction(5, 3),
    )
    assert found.answers == 9
    assert (found.dont_know_rate, found.refusal_rate) == (Fraction(1, 9), Fraction(2, 9))


def test_the_spread_is_that_of_people_with_n_minus_one() -> None:
    assert of(gathered(peers="0|3")).sd == pytest.approx(2.1213, abs=1e-4)
    # Criteria differ, people do not.
    assert of(gathered(peers="03|30|12")).sd == 0
    assert of(gathered(peers="03")).sd is None


def test_a_profile_needs_an_answer_and_keeps_to_its_standard() -> None:
    found = gathered(standards={"S": "A", "T": "B"}, peers=".3|.2", users="?", staff="-0")
    assert profile(found, "S", "peer_workers") is None
    assert profile(found, "S", "families") is None
    silent = of(found, "service_users")
    assert (silent.n, silent.answered, silent.mean, silent.variance) == (0, 1, None, None)
    assert of(found, "staff").counts == (0, 0, 0, 0)


@pytest.mark.parametrize(("top", "counts"), [(1, (1, 1)), (5, (1, 1, 0, 0, 0, 0))])
def test_counts_run_over_the_scale_there_is(top: int, counts: tuple[int, ...]) -> None:
    assert of(gathered(top=top, peers="01")).counts == counts


@pytest.mark.parametrize("wrong", [{"peers": "4"}, {"documents": "4"}, {"observation": "9"}])
def test_a_rank_off_the_scale_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not on the scale"):
        gathered(**wrong)  # type: ignore[arg-type]


def test_nobody_is_heard_twice() -> None:
    twice = voice("x", "staff", "1")
    with pytest.raises(ValueError, match="twice"):
        Gathered(top=3, standards={"S": ("A",)}, voices=(twice, replace(twice, group="managers")))


MARKS = st.text("0123?-. ", min_size=1, max_size=4)
PEOPLE = st.lists(st.tuples(st.sampled_from(GROUPS), MARKS), max_size=8)
People = list[tuple[InformantGroup, str]]


def heard(people: People) -> Gathered:
    told = tuple(voice(str(i), group, row) for i, (group, row) in enumerate(people))
    return Gathered(top=3, standards={"S": tuple("ABCD")}, voices=told)


def figures(found: Gathered) -> tuple[list[Told], list[Profile | None]]:
    return list(told_levels(found)), [profile(found, "S", group) for group in GROUPS]


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(people: People, chance: Random) -> None:
    found = heard(people)
    mixed = list(found.voices)
    chance.shuffle(mixed)
    assert figures(replace(found, voices=tuple(mixed))) == figures(found)


@given(PEOPLE, st.sampled_from(GROUPS), st.lists(MARKS, max_size=3))
def test_another_group_changes_nobodys_figures(
    people: People, group: InformantGroup, rows: list[str]
) -> None:
    others = [each for each in people if each[0] != group]
    alone, together = heard(others), heard([*others, *((group, row) for row in rows)])
    for each in set(GROUPS) - {group}:
        assert profile(alone, "S", each) == profile(together, "S", each)
    kept = [each for each in told_levels(together) if each.group != group]
    assert kept == list(told_levels(alone))


@given(PEOPLE, st.sampled_from("ABCD"), st.sampled_from(GROUPS))
def test_one_more_dont_know_never_changes_a_level(
    people: People, criterion: str, group: InformantGroup
) -> None:
    found = heard(people)
    unsure = Voice(informant="unsure", group=group, ranks={}, dont_know=frozenset(criterion))
    more = replace(found, voices=(*found.voices, unsure))
    before = {(t.criterion, t.group): (t.level, t.n) for t in told_levels(found)}
    after = {(t.criterion, t.group): (t.level, t.n) for t in told_levels(more)}
    assert after == {(criterion, group): (None, 0), **before}
    now = told(more, group, criterion)
    assert now.dont_know == told(found, group, criterion).dont_know + 1


@given(PEOPLE)
def test_every_answer_is_counted_once(people: People) -> None:
    found = heard(people)
    for group in GROUPS:
        known = profile(found, "S", group)
        answers = sum(
            voice.answer(c) is not None for voice in found.by_group[group] for c in "ABCD"
        )
        assert (known.answers if known else 0) == answers
        if known:
            assert 0 <= known.dont_know_rate + known.refusal_rate <= 1
