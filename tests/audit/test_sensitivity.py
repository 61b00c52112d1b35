"""Sensitivity: small standards worked out by hand, then laws over any standard."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.sensitivity import RULES_OF_GROUPS, Sensitivity, of_record, of_standard, told_by_group
from audit.voices import GROUPS
from exports.hearing_words import of_sensitivity
from exports.record import Figures
from exports.voices_words import voices_translator
from rubrics.scoring import lower_median
from tests.audit.interviews_told import gathered
from tests.audit.test_report import record_of
from tests.audit.typed_trail import Trail

EN, FR = voices_translator("en"), voices_translator("fr")
CAP, TOP = 1, 3
Told = Mapping[str, Mapping[str, int]]


def sensitivity(row: str, told: Told | None = None, *, breach: bool = False) -> Sensitivity:
    """Return the sensitivity of criteria A, B, C…, judged at the ranks of a row."""
    ranks = {criterion: int(rank) for criterion, rank in zip("ABCDEFGH", row, strict=False)}
    level = lower_median(tuple(ranks.values()))
    level = min(level, CAP) if breach else level
    found = of_standard(figures(level, breaches=("A",) if breach else ()), ranks, told or {}, CAP)  # type: ignore[arg-type]
    assert found is not None
    return found


def figures(
    level: int | None, *, proposed: int | None = None, breaches: tuple[str, ...] = ()
) -> Figures:
    return Figures(
        applicable=4,
        rated=4,
        counts=(1, 1, 1, 1),
        coverage=1.0,
        index=None,
        bounds=None,
        breaches=breaches,
        proposed=level if proposed is None else proposed,
        level=level,
        reason=None if level is not None else "not_enough_evidence",
    )


@pytest.mark.parametrize(
    ("row", "upper", "mean"),
    [
        ("1122", 2, 1),  # 6/4: a half goes down
        ("0113", 1, 1),  # 5/4
        ("0033", 3, 1),  # 6/4
        ("0003", 0, 1),  # 3/4
        ("2", 2, 2),
        ("012", 1, 1),
        ("1333", 3, 2),  # 10/4: a half goes down
    ],
)
def test_rules_of_judgements_worked_out_by_hand(row: str, upper: int, mean: int) -> None:
    assert sensitivity(row).others == {"upper_median": upper, "mean": mean}


def test_the_example_of_the_docstring() -> None:
    found = sensitivity("1122", {"A": {"service_users": 0, "staff": 1, "managers": 3}})
    assert found.level == 1
    assert found.others == {
        "upper_median": 2,
        "mean": 1,
        "groups": 1,
        "without_managers": 1,
        "lowest_group": 1,
    }
    assert (found.holds, found.depends_on) == ("depends", ("upper_median",))


def test_groups_may_lower_a_level_and_managers_raise_it() -> None:
    said = {"peer_workers": 0, "service_users": 0, "managers": 3}
    found = sensitivity("222", dict.fromkeys("AB", said))
    # A and B are told at 0 by two groups of three, C keeps its judgement: 0, 0, 2.
    assert (found.others["groups"], found.others["lowest_group"]) == (0, 0)
    levels = {"staff": 1, "managers": 3, "families": 2}
    one_each = sensitivity("222", dict.fromkeys("AB", levels))
    assert one_each.others["groups"] == 2  # 1, 2, 3
    assert one_each.others["without_managers"] == 1  # 1, 2: the lower one
    assert one_each.depends_on == ("without_managers", "lowest_group")


def test_where_managers_alone_told_leaving_them_out_leaves_the_judgement() -> None:
    found = sensitivity("111", {criterion: {"managers": 3} for criterion in "ABC"})
    assert (found.others["groups"], found.others["without_managers"]) == (3, 1)


def test_without_managers_says_nothing_where_they_told_nothing() -> None:
    assert "without_managers" not in sensitivity("111", {"A": {"staff": 1}}).others


def test_a_breach_holds_every_rule_down() -> None:
    found = sensitivity("0333", {"B": {"staff": 3}}, breach=True)
    assert found.level == CAP
    assert set(found.others.values()) == {CAP}
    assert found.holds == "holds"


def test_nothing_without_a_level_or_where_the_team_set_another() -> None:
    ranks = {"A": 1, "B": 2}
    assert of_standard(figures(None), ranks, {}, CAP) is None
    assert of_standard(figures(2, proposed=1), ranks, {}, CAP) is None
    assert of_standard(figures(1, proposed=1), ranks, {}, CAP) is not None


def test_of_a_record_each_standard_with_a_level() -> None:
    trail = Trail()
    for criterion, level in {"U1": 2, "U2": 0, "U3": 1, "U4": 2}.items():
        trail.rate(criterion, level)
    found = of_record(record_of(trail), gathered(top=2, standards={"U": ""}))
    assert set(found) == {"U"}
    assert found["U"].others == {"upper_median": 2, "mean": 1}


def test_told_levels_are_lower_medians_of_a_group() -> None:
    assert told_by_group(gathered(users="0|3|3|1", managers="3?")) == {
        "A": {"service_users": 1, "managers": 3}
    }


def test_in_words() -> None:
    assert of_sensitivity("holds", (), EN) == (
        "The level holds: the other fair rules that apply here give the same one."
    )
    assert of_sensitivity("depends", ("mean", "lowest_group"), FR) == (
        "Le niveau dépend de la règle. Il serait différent selon\u00a0: la moyenne des critères"
        "\u00a0; le plus bas des niveaux rapportés par les groupes."
    )


RANKS = st.text("0123", min_size=1, max_size=8)
SAID = st.dictionaries(
    st.sampled_from("ABCDEFGH"),
    st.dictionaries(st.sampled_from(GROUPS), st.integers(0, TOP), min_size=1),
)


@settings(max_examples=60)
@given(RANKS, SAID)
def test_laws(row: str, told: Told) -> None:
    found = sensitivity(row, told)
    others = found.others
    assert others["upper_median"] >= found.level
    assert all(0 <= level <= TOP for level in others.values())
    if RULES_OF_GROUPS & set(others):
        assert others["lowest_group"] <= others["groups"]
    assert (found.holds == "holds") == (not found.depends_on)


@settings(max_examples=40)
@given(st.integers(0, TOP), st.integers(1, 8), SAID)
def test_where_everything_is_alike_the_level_holds(rank: int, n: int, told: Told) -> None:
    alike = {criterion: dict.fromkeys(levels, rank) for criterion, levels in told.items()}
    assert sensitivity(str(rank) * n, alike).holds == "holds"


@settings(max_examples=40)
@given(RANKS, SAID)
def test_order_never_matters(row: str, told: Told) -> None:
    turned = {c: dict(reversed(list(levels.items()))) for c, levels in reversed(list(told.items()))}
    assert sensitivity(row, turned) == sensitivity(row, told)
