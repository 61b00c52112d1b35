"""Our figures beside those of others: packages that compute agreement, and a published table."""

import json
from fractions import Fraction
from math import isnan
from pathlib import Path

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.agreement import (
    Ratings,
    gwet_ac2,
    krippendorff_alpha,
    quadratic_weighted_kappa,
)
from audit.voices import Gathered, Voice, mean, profile
from tests.audit.drawn_ratings import LEVELS, drawn

# As `independent_figures.py` made them.
FIGURES = Path(__file__).with_name("independent_figures.json")
KEPT = json.loads(FIGURES.read_text(encoding="utf-8"))["cases"]
RANKS = st.none() | st.integers(0, LEVELS - 1)
TABLES = st.integers(2, 4).flatmap(
    lambda raters: st.lists(st.tuples(*[RANKS] * raters), min_size=2, max_size=25)
)


def alpha_by_krippendorff(ratings: Ratings) -> float | None:
    """Return what the package krippendorff says; it asks for two values to be there at all."""
    table = np.array([[np.nan if r is None else r for r in row] for row in ratings], dtype=float)
    domain = list(range(LEVELS))
    try:
        with np.errstate(invalid="ignore", divide="ignore"):
            found = krippendorff.alpha(table, level_of_measurement="ordinal", value_domain=domain)
    except ValueError:
        return None
    return None if isnan(found) else float(found)


@settings(max_examples=60)
@given(TABLES)
def test_alpha_is_that_of_the_package_krippendorff(items: list[tuple[int | None, ...]]) -> None:
    ratings = tuple(zip(*items, strict=True))
    ours = krippendorff_alpha(ratings, LEVELS)
    theirs = alpha_by_krippendorff(ratings)
    assert ours == pytest.approx(theirs) if ours is not None else theirs is None


def test_what_is_kept_is_what_the_packages_were_given() -> None:
    assert [case["ratings"] for case in KEPT] == [drawn(seed) for seed in range(60)]
    assert len({case["ac2"] for case in KEPT}) > 30


@pytest.mark.parametrize("case", KEPT)
def test_ac2_is_that_of_irr_cac(case: dict[str, list[list[int | None]]]) -> None:
    assert gwet_ac2(*case["ratings"], levels=LEVELS) == pytest.approx(case["ac2"], abs=1e-6)


@pytest.mark.parametrize("case", KEPT)
def test_kappa_is_that_of_scikit_learn(case: dict[str, list[list[int | None]]]) -> None:
    assert quadratic_weighted_kappa(*case["ratings"][:2]) == pytest.approx(case["kappa"])


# BMC Psychiatry 21 (2021), doi 10.1186/s12888-021-03300-4, table 4: fidelity of 15 units to family
# psychoeducation, 1 to 5. Units by rating on each item, as the printed figures determine them; item
# 7 was not rated.
FIDELITY = {
    1: (11, 1, 2, 0, 1),
    2: (7, 0, 0, 2, 6),
    4: (7, 0, 0, 3, 5),
    10: (9, 1, 2, 0, 3),
    14: (7, 4, 4, 0, 0),
    **dict.fromkeys((3, 5, 6, 8, 11, 12), (7, 0, 0, 0, 8)),
    **dict.fromkeys((9, 13), (7, 0, 1, 1, 6)),
}
ITEMS, UNITS = 14, 15


def units() -> Gathered:
    """Return the units as voices, each item a standard, and all of them one more."""
    rows = {
        i: [r for r, n in enumerate(counts) for _ in range(n)] for i, counts in FIDELITY.items()
    }
    voices = (
        Voice(
            informant=f"unit {unit}",
            group="staff",
            ranks={str(i): rows[i][unit] if i in rows else None for i in range(1, ITEMS + 1)},
        )
        for unit in range(UNITS)
    )
    standards = {str(i): (str(i),) for i in range(1, ITEMS + 1)}
    every = {"every item": tuple(standards)}
    return Gathered(top=4, standards=standards | every, voices=tuple(voices))


def test_a_published_table_of_fidelity() -> None:
    found = {item: profile(units(), str(item), "staff") for item in range(1, ITEMS + 1)}
    assert found[7] is None
    rated = {item: one for item, one in found.items() if one is not None}
    assert {item: one.counts for item, one in rated.items()} == FIDELITY
    assert {one.n for one in rated.values()} == {UNITS}
    means = [one.mean for one in rated.values() if one.mean is not None]
    # Their scale begins at 1.
    assert f"{float(mean(means) + 1):.2f}" == "2.78"
    whole = profile(units(), "every item", "staff")
    assert whole is not None
    assert (whole.answers, whole.mean) == (UNITS * len(FIDELITY), mean(means))
    # Item 1 by hand: mean 9/15, squared distances 11 · 0.36 + 0.16 + 2 · 1.96 + 11.56.
    assert rated[1].variance == Fraction(196, 10) / (UNITS - 1)
