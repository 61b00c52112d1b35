"""Agreement between assessors: published figures, cases worked by hand, and what is refused."""

import pytest

from audit.agreement import (
    Ranks,
    Ratings,
    bootstrap_interval,
    gwet_ac2,
    krippendorff_alpha,
    leniency,
    percent_exact,
    percent_within_one,
    quadratic_weighted_kappa,
    raters_needed,
    spearman_brown,
)

N = None
# K. Krippendorff (2011), Computing Krippendorff's alpha-reliability: 4 observers, 12 units.
KRIPPENDORFF: Ratings = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3),
    (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)
# The same but for its last unit, as K. L. Gwet (2014) prints it, p. 120.
GWET: Ratings = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, N),
    (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)
# Gwet (2014): 100 women by pregnancy type, 223 patients by diagnosis; two raters each.
ABSTRACTORS = ((13, 0, 0), (0, 20, 7), (0, 4, 56))
DIAGNOSES = ((40, 4, 4, 17), (6, 25, 2, 13), (4, 1, 21, 12), (15, 5, 9, 45))
# BMC Medical Education 15 (2015), s12909-015-0406-2, table 3: one rater, two, three.
RATERS = (
    (0.76, 0.86, 0.91),
    (0.73, 0.84, 0.89),
    (0.75, 0.86, 0.90),
    (0.33, 0.50, 0.60),
    (0.18, 0.31, 0.40),
    (0.16, 0.28, 0.36),
)

LEVELS = 4


def of_table(table: tuple[tuple[int, ...], ...]) -> tuple[list[int], list[int]]:
    """Write a table of counts out as the ratings of its rows and of its columns."""
    cells = [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    return [row for row, _ in cells], [column for _, column in cells]


# Published figures


def test_krippendorff_s_own_example() -> None:
    alpha = krippendorff_alpha(KRIPPENDORFF, range(1, 6))
    assert alpha == pytest.approx(0.815, abs=0.0005)
    # A unit with a single rank is not pairable: it changes nothing.
    assert krippendorff_alpha(GWET, range(1, 6)) == alpha


@pytest.mark.parametrize(("table", "kappa"), [(ABSTRACTORS, 0.892), (DIAGNOSES, 0.383)])
def test_kappa_as_published(table: tuple[tuple[int, ...], ...], kappa: float) -> None:
    assert quadratic_weighted_kappa(*of_table(table)) == pytest.approx(kappa, abs=0.0005)


@pytest.mark.parametrize(("table", "ac2"), [(ABSTRACTORS, 0.940), (DIAGNOSES, 0.299)])
def test_ac2_as_published(table: tuple[tuple[int, ...], ...], ac2: float) -> None:
    assert gwet_ac2(*of_table(table)) == pytest.approx(ac2, abs=0.0005)


def test_ac2_as_published_for_four_raters_with_gaps() -> None:
    assert gwet_ac2(*GWET) == pytest.approx(0.914, abs=0.0005)


@pytest.mark.parametrize(("one", "two", "three"), RATERS)
def test_spearman_brown_as_published(one: float, two: float, three: float) -> None:
    assert spearman_brown(one, 1) == one
    assert spearman_brown(one, 2) == pytest.approx(two, abs=0.0061)
    assert spearman_brown(one, 3) == pytest.approx(three, abs=0.0061)


@pytest.mark.parametrize(("one", "needed"), [(0.33, 9), (0.60, 3), (0.76, 2)])
def test_how_many_raters_are_needed(one: float, needed: int) -> None:
    assert raters_needed(one, 0.80) == needed


def test_the_paradox_of_kappa() -> None:
    a, b = [3] * 28 + [3, 2], [3] * 28 + [2, 3]
    assert percent_exact(a, b) == pytest.approx(93.33, abs=0.005)
    kappa, alpha = quadratic_weighted_kappa(a, b), krippendorff_alpha((a, b), LEVELS)
    assert kappa == pytest.approx(-0.03, abs=0.005)
    assert alpha == pytest.approx(-0.02, abs=0.005)
    assert gwet_ac2(a, b, levels=LEVELS) == pytest.approx(0.99, abs=0.005)


# Worked by hand


def test_percentages_by_hand() -> None:
    a, b = [0, 1, 2, 3, N, 2], [0, 2, 0, 3, 1, N]
    assert (percent_exact(a, b), percent_within_one(a, b)) == (50, 75)
    # Of three who rated, all must be alike; one who rated alone is nobody's like.
    assert percent_exact([0, 1, N], [0, 1, N], [0, 2, 3]) == 50


def test_kappa_by_hand() -> None:
    # Squared differences: 0 + 1 + 0 + 1 as paired; as if by chance, every rank of the one against
    # every rank of the other, 12 + 4 + 4 + 12 for 0, 1, 2, 3. Kappa is 1 - (2/4) / (32/16).
    assert quadratic_weighted_kappa([0, 1, 2, 3], [0, 2, 2, 2]) == 0.75


def test_a_rater_who_is_always_one_level_higher_loses_kappa_not_order() -> None:
    # Two thirds of a level of variance on each side: kappa is 2 · 2/3 ÷ (2 · 2/3 + 1).
    assert quadratic_weighted_kappa([0, 1, 2], [1, 2, 3]) == pytest.approx(4 / 7)


def test_alpha_by_hand() -> None:
    # Items (0, 0) and (1, 1) and (0, 1): ranks 0 thrice and 1 thrice, so mid-ranks are 3 apart.
    # Observed 2 of 6 ordered pairs differ; expected 18 of 30. Alpha is 1 - (2/6) / (18/30).
    assert krippendorff_alpha(([0, 1, 0], [0, 1, 1]), 2) == pytest.approx(4 / 9)


def test_ordinal_distances_count_the_ranks_in_between() -> None:
    # Items (0, 2), (1, 1), (2, 2): ranks 0, 1, 1, 2, 2, 2, so mid-ranks are 0.5, 2 and 4.5.
    # Observed, 0 and 2 both ways: 2 · 4². Expected: 2 · (2 · 1.5² + 3 · 4² + 6 · 2.5²) = 180.
    alpha = krippendorff_alpha(([0, 1, 2], [2, 1, 2]), 3)
    assert alpha == pytest.approx(1 - 5 * 32 / 180)


def test_ac2_by_hand() -> None:
    # Two levels: weights are 1 and 0. Observed 3/4; shares 5/8 and 3/8, so expected is
    # 2/(2 · 1) · 2 · 15/64 = 15/32. AC2 is (3/4 - 15/32) / (1 - 15/32).
    assert gwet_ac2([0, 0, 1, 1], [0, 0, 1, 0]) == pytest.approx(9 / 17)


def test_ac2_weighs_a_difference_against_the_whole_scale() -> None:
    a, b = [0, 0, 1, 1], [0, 0, 1, 0]
    alone, on_four = gwet_ac2(a, b), gwet_ac2(a, b, levels=LEVELS)
    assert alone is not None
    assert on_four is not None
    assert on_four > alone


def test_leniency_by_hand() -> None:
    assert leniency(([3, 2, 1, 0], [2, 2, 0, N])) == (2 / 3, -2 / 3)
    # First item: 2 against (0 + 1) / 2. Second: only the first two rated it. Third: one alone.
    assert leniency(([2, 1, 3], [0, 1, N], [1, N, N])) == (0.75, -0.75, 0)


# What is not defined


def test_nothing_joint_is_undefined() -> None:
    lists: list[tuple[Ranks, Ranks]] = [([], []), ([0, N], [N, 3]), ([N], [N])]
    for a, b in lists:
        figures = (percent_exact, percent_within_one, quadratic_weighted_kappa, gwet_ac2)
        assert [figure(a, b) for figure in figures] == [None] * 4
        assert krippendorff_alpha((a, b), LEVELS) is None
        assert gwet_ac2(a, b, levels=LEVELS) is None
        assert leniency((a, b)) == (None, None)
        assert bootstrap_interval((a, b), lambda drawn: percent_exact(*drawn), 1, 50) is None


def test_no_variation_leaves_kappa_and_alpha_undefined() -> None:
    a = [2] * 30
    assert quadratic_weighted_kappa(a, a) is None
    assert krippendorff_alpha((a, a), LEVELS) is None
    assert gwet_ac2(a, a) is None
    # On a known scale AC2 has an answer: everything else could have been given, and was not.
    assert gwet_ac2(a, a, levels=LEVELS) == 1


def test_no_raters_at_all() -> None:
    assert (percent_exact(), krippendorff_alpha((), LEVELS), leniency(())) == (None, None, ())


@pytest.mark.parametrize("one", [0, -0.2])
def test_no_number_of_raters_makes_chance_reliable(one: float) -> None:
    assert raters_needed(one, 0.8) is None


def test_raters_at_the_edges() -> None:
    assert raters_needed(1, 1) == 1
    assert raters_needed(0.99, 1) is None
    assert raters_needed(0.9, 0.8) == 1
    # In binary fractions this would come to 16.000000000000004, and so to 17.
    assert raters_needed(0.2, 0.8) == 16
    assert spearman_brown(0, 5) == 0
    assert spearman_brown(-0.5, 3) is None


# What is refused


def test_lists_of_unequal_length_are_refused() -> None:
    for refused in (percent_exact, percent_within_one, quadratic_weighted_kappa, gwet_ac2):
        with pytest.raises(ValueError, match=r"unequal length: \[2, 3\]"):
            refused([0, 1], [0, 1, 2])
    for many in (
        lambda: krippendorff_alpha(([0, 1], [0, 1, 2]), LEVELS),
        lambda: leniency(([0, 1], [0, 1, 2])),
        lambda: bootstrap_interval(([0, 1], [0, 1, 2]), lambda drawn: None, 1, 9),
    ):
        with pytest.raises(ValueError, match="unequal length"):
            many()


def test_ranks_outside_the_scale_are_refused() -> None:
    for refused in (percent_exact, percent_within_one, quadratic_weighted_kappa, gwet_ac2):
        with pytest.raises(ValueError, match=r"outside the scale: \[-1\]"):
            refused([0, -1], [0, 1])
    with pytest.raises(ValueError, match=r"outside the scale: \[4\]"):
        krippendorff_alpha(([0, 4], [0, N]), LEVELS)
    with pytest.raises(ValueError, match=r"outside the scale: \[0\]"):
        krippendorff_alpha(([0, 4], [1, N]), range(1, 6))
    with pytest.raises(ValueError, match=r"outside the scale: \[4\]"):
        gwet_ac2([0, 4], [0, 1], levels=LEVELS)


@pytest.mark.parametrize(("one", "raters"), [(1.1, 2), (-1.1, 2), (0.5, 0)])
def test_impossible_reliabilities_are_refused(one: float, raters: int) -> None:
    with pytest.raises(ValueError, match=r"reliability|rater"):
        spearman_brown(one, raters)


@pytest.mark.parametrize(("one", "wanted"), [(1.1, 0.8), (0.5, 1.1), (0.5, 0)])
def test_impossible_wishes_are_refused(one: float, wanted: float) -> None:
    with pytest.raises(ValueError, match="no reliability to reach"):
        raters_needed(one, wanted)
