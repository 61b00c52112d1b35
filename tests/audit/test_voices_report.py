"""What a record says of voices: exact on answers one can count, and true to three laws."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.voices import Gathered
from audit.voices_report import VoicesReport, voices_report
from exports.record_voices import (
    Contradiction,
    Difference,
    GapTest,
    GradeShare,
    LineShown,
    Pattern,
    Profile,
    Shown,
    Side,
    Solidity,
    ToldLevel,
)
from tests.audit.interviews_told import gathered


def report(ranks: dict[str, int] | None = None, **rows: Any) -> VoicesReport:
    return voices_report(gathered(**rows), ranks or {}, "a1")


def test_told_levels_and_what_is_shown_stand_by_criterion() -> None:
    found = report({"A": 2}, peers="1?|2-", managers="3", documents="3.", observation="1")
    assert found.criteria["A"].told == (
        ToldLevel(group="peer_workers", level=1, n=2, dont_know=0, refused=0),
        ToldLevel(group="managers", level=3, n=1, dont_know=0, refused=0),
    )
    assert found.criteria["B"].told == (
        ToldLevel(group="peer_workers", level=None, n=0, dont_know=1, refused=1),
    )
    assert found.criteria["A"].shown == (
        Shown(line="documents", level=3, n=1),
        Shown(line="observation", level=1, n=1),
    )
    assert found.criteria["B"].shown == (Shown(line="documents", n=0),)
    assert found.criteria["A"].solidity == Solidity(grade="B", contradicted=True)
    assert found.criteria["B"].solidity is None


def test_a_profile_has_its_counts_its_shares_and_figures_rounded_once() -> None:
    profiles = report(peers="01?|1-2|3?1").standards["S"].profiles
    assert profiles == (
        Profile(
            group="peer_workers",
            n=3,
            answered=3,
            level=1,
            counts=(1, 3, 1, 1),
            dont_know=2,
            refused=1,
            dont_know_share=0.222,
            refused_share=0.111,
            mean=1.33,
            sd=0.76,
        ),
    )


def test_a_gap_has_its_sides_its_test_and_what_follows() -> None:
    gaps = report(peers="00|00|00|00", managers="33|33|33|32").standards["S"].gaps
    assert [(gap.difference, gap.test, gap.status) for gap in gaps] == [
        (
            Difference(
                criteria=("A", "B"),
                one=Side(who="peer_workers", n=4, mean=0.0),
                other=Side(who="managers", n=4, mean=2.88),
                amount=-2.88,
            ),
            GapTest(p=0.028571, adjusted_p=0.028571, comparisons=1, splits=70, exact=True),
            "flagged",
        )
    ]


def test_a_pattern_of_one_group_has_its_own_numbers() -> None:
    split, silence = report(users="00??|00??|33??|33??").standards["S"].patterns
    assert split == Pattern(kind="split_group", group="service_users", n=4, mean=1.5, sd=1.73)
    assert silence == Pattern(
        kind="silence", group="service_users", n=4, answers=16, dont_know=8, refused=0
    )


def test_documents_and_practice_two_levels_apart_are_a_contradiction() -> None:
    found = report(documents="33", observation="1", peers="12", users="3|1", staff="0")
    assert found.standards["S"].contradictions == (
        Contradiction(
            criterion="A",
            kind="promised",
            documents=LineShown(line="documents", level=3, n=1),
            practice=(
                LineShown(line="peer_workers", level=1, n=1),
                LineShown(line="service_users", level=1, n=2),
                LineShown(line="observation", level=1, n=1),
            ),
        ),
    )


def test_the_score_rests_on_shares_of_rated_criteria() -> None:
    assert report({"A": 3, "B": 0, "D": 1}, peers="321", documents="3").grades == (
        GradeShare(grade="A", criteria=1, share=0.333),
        GradeShare(grade="B", criteria=1, share=0.333),
        GradeShare(grade="C", criteria=0, share=0.0),
        GradeShare(grade="D", criteria=1, share=0.333),
    )


MARKS = st.text("0123?-. ", min_size=4, max_size=4)
ROWS = st.lists(MARKS, min_size=1, max_size=4).map("|".join)
RANKS = {"A": 0, "C": 3}


def of_groups(found: VoicesReport, without: str) -> object:
    """Return every figure of the groups but one, and of the gaps between them."""
    return (
        {c: [t for t in each.told if t.group != without] for c, each in found.criteria.items()},
        [p for s in found.standards.values() for p in s.profiles if p.group != without],
        [
            (gap.difference, gap.test and (gap.test.p, gap.test.splits))
            for s in found.standards.values()
            for gap in s.gaps
            if without not in (gap.difference.one.who, gap.difference.other.who)
        ],
    )


@settings(max_examples=15, deadline=None)
@given(peers=ROWS, users=ROWS, managers=ROWS)
def test_adding_a_group_never_changes_another_s_figures(
    peers: str, users: str, managers: str
) -> None:
    before = report(RANKS, peers=peers, users=users)
    after = report(RANKS, peers=peers, users=users, managers=managers)
    assert of_groups(before, "managers") == of_groups(after, "managers")


@settings(max_examples=15, deadline=None)
@given(peers=ROWS, users=ROWS, seed=st.integers(0, 99))
def test_the_order_of_people_never_matters(peers: str, users: str, seed: int) -> None:
    heard = gathered(peers=peers, users=users, documents="3 1")
    voices = list(heard.voices)
    Random(seed).shuffle(voices)
    shuffled = Gathered(
        top=heard.top,
        standards=heard.standards,
        voices=tuple(voices),
        documents=heard.documents,
    )
    assert voices_report(shuffled, RANKS, "a1") == voices_report(heard, RANKS, "a1")
