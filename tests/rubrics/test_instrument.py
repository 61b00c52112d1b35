"""The instrument that is shipped: its ninety criteria, and that all of the guide is asked about."""

from rubrics.interview_checks import asked_of
from rubrics.loader import find
from rubrics.vocabulary import LensKind

WHOLE = find("peer-integration", "1.0.0")
SIZES = {
    "A": 10,
    "B": 7,
    "C": 4,
    "D": 7,
    "E": 6,
    "F": 4,
    "G": 7,
    "H": 10,
    "I": 8,
    "J": 4,
    "K": 4,
    "L": 4,
    "M": 8,
    "N": 7,
}
RED_LINES = {"B7", "C3", "D3", "E1", "G1", "G6", "H2", "K1"}
BOXES = {f"box:{number}" for number in range(1, 7)}
SECTIONS = {
    *("guide:foreword", "guide:plan", "guide:peer", "guide:support", "guide:forms"),
    *("guide:one-to-one", "guide:groups", "guide:low-income", "guide:lillian", "guide:soil"),
    *("guide:roots", "guide:trunk", "guide:branches"),
    *("guide:fruits-people", "guide:fruits-peers", "guide:fruits-system"),
}
PRINCIPLES = {
    *("principle:exchange", "principle:respect", "principle:responsibility", "principle:useful"),
    *("principle:agreement", "principle:empowerment", "principle:hope", "principle:understanding"),
    "principle:nothing-without-us",
}
SETTINGS = {"setting:no-records", "setting:shared-phones", "setting:volunteers"}


def asked_under() -> set[str]:
    """Return the lenses under which anything is asked."""
    unscored = WHOLE.interviews.unscored if WHOLE.interviews else ()
    of_criteria = {lens for criterion in WHOLE.criteria("full") for lens in criterion.lenses}
    return of_criteria | {lens for question in unscored for lens in question.lenses}


def lenses(kind: LensKind) -> set[str]:
    return {lens.id for lens in WHOLE.lenses if lens.kind == kind}


def test_it_has_its_ninety_criteria_under_the_ids_they_always_had() -> None:
    found = [criterion.id for criterion in WHOLE.criteria("full")]
    expected = {f"{s}{n}" for s, size in SIZES.items() for n in range(1, size + 1)}
    assert set(found) == expected
    assert len(found) == 90


def test_every_red_line_and_standard_is_in_the_short_form() -> None:
    short = list(WHOLE.criteria("short"))
    assert {c.id for c in WHOLE.criteria("full") if c.red_line} == RED_LINES
    assert {criterion.id for criterion in short} >= RED_LINES
    assert {criterion.id[0] for criterion in short} == set(SIZES)
    assert len(short) == 38


def test_every_section_box_and_principle_of_the_guide_is_asked_about() -> None:
    assert lenses("section") == SECTIONS
    assert lenses("box") == BOXES
    assert lenses("principle") == PRINCIPLES
    assert lenses("setting") == SETTINGS
    assert asked_under() >= SECTIONS | BOXES | PRINCIPLES | SETTINGS


def test_the_fruits_as_people_feel_them_are_asked_without_a_score() -> None:
    assert WHOLE.interviews is not None
    asked = {group for q in WHOLE.interviews.unscored for group in q.groups}
    assert {"peer_workers", "service_users"} <= asked
    assert {"guide:fruits-people", "guide:fruits-peers", "principle:hope"} <= {
        lens for question in WHOLE.interviews.unscored for lens in question.lenses
    }


def test_an_interview_asks_no_more_than_people_can_bear() -> None:
    assert max(asked_of(WHOLE, "short").values()) == 15
    assert max(asked_of(WHOLE, "full").values()) == 35


def test_where_there_are_no_peer_workers_red_lines_about_them_do_not_apply() -> None:
    about_peers = RED_LINES - {"K1"}
    for name in sorted(about_peers):
        assert not WHOLE.criterion(name).expected("none", frozenset()), name


def test_an_independent_group_is_never_measured_as_an_employer() -> None:
    for name in ("B1", "C1", "C2", "D1", "D2", "D4", "D5", "D6", "D7"):
        assert not WHOLE.criterion(name).expected("informal", frozenset({"group"})), name
