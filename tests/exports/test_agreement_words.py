"""Agreement in words: plain ones without a coefficient, and the lines of the method."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.agreement_reading import in_record, reading
from audit.team_agreement import Agreement, agreement
from exports import record_voices
from exports.agreement_words import method_lines, told
from exports.record_voices import Reading
from exports.voices_words import voices_translator
from rubrics.text import Translator
from tests.audit.test_team_agreement import found as agreed
from tests.audit.test_team_agreement import rated

EN, FR = voices_translator("en"), voices_translator("fr")
BOTH = pytest.mark.parametrize("t", [EN, FR], ids=["en", "fr"])


def found(**ranks: str) -> record_voices.Agreement:
    return kept(agreed(**ranks))


def kept(agreement: Agreement) -> record_voices.Agreement:
    made = in_record(agreement, {})
    assert made is not None
    return made


def made(
    *,
    joint: int = 40,
    alpha: float | None = 0.85,
    low: float = 0.8,
    exact: float = 80,
    ac2: float = 0.9,
) -> Agreement:
    return Agreement(
        assessors=("ann", "ben"),
        joint=joint,
        criteria=(),
        percent_exact=exact,
        percent_within_one=100,
        alpha=alpha,
        interval=None if alpha is None else (low, 0.99),
        ac2=ac2,
        leniency=(0.0, 0.0),
        differences=(),
        divided=(),
    )


@pytest.mark.parametrize(
    ("wanted", "figures"),
    [
        ("few", {"joint": 23}),
        ("same", {"alpha": None}),
        ("high", {"low": 0.8}),
        ("fair", {"low": 0.799}),
        ("fair", {"low": 0.667}),
        ("low", {"low": 0.666}),
        ("low", {"alpha": 0.1, "low": -0.2, "exact": 60, "ac2": 0.5}),
        ("uneven", {"alpha": -0.03, "low": -0.1, "exact": 93, "ac2": 0.99}),
        ("low", {"alpha": 0.7, "low": 0.3, "exact": 93, "ac2": 0.99}),
        ("low", {"alpha": -0.03, "low": -0.1, "exact": 89, "ac2": 0.99}),
        ("low", {"alpha": -0.03, "low": -0.1, "exact": 93, "ac2": 0.79}),
    ],
)
def test_the_lower_end_decides_how_agreement_is_read(
    wanted: Reading, figures: dict[str, float]
) -> None:
    assert reading(made(**figures)) == wanted  # type: ignore[arg-type]


def test_the_paradox_is_called_by_its_cause() -> None:
    lopsided = found(ann="3" * 28 + "32", ben="3" * 28 + "23")
    assert lopsided.reading == "uneven"
    lines = told(lopsided, EN)
    assert "28 were given the same level by all (93%)" in lines[0]
    assert "nearly always at the same step of the scale" in lines[2]


def test_few_criteria_give_counts_and_the_list() -> None:
    few = found(ann="0123-", ben="1100.")
    assert told(few, EN) == (
        "Of 4 criteria that several assessors rated, each alone, "
        "1 were given the same level by all (25%).",
        "Levels at most one step apart: 2 of 4 (50%).",
        "Fewer than 24 criteria were rated by several assessors. That is too few to say how "
        "reliable their ratings are; look at the differences one by one.",
        "Two or more levels apart, largest difference first: C03, C02.",
    )
    assert method_lines(few, EN) == (
        "Agreement between assessors rests on ratings locked before discussion: 4 criteria with "
        "ranks from at least two of 2 assessors. “Not applicable” is no rank.",
        "No coefficient is given below 24 jointly rated criteria.",
    )


def test_ratings_changed_after_comparing_are_told_to_be_left_out() -> None:
    few = found(ann="0123-", ben="1100.").model_copy(update={"left_out": 2})
    line = (
        "2 ratings are left out of this: they were changed once their assessors could read those "
        "of others."
    )
    assert line in told(few, EN)
    assert line in method_lines(few, EN)
    alone = found(ann="0123").model_copy(update={"left_out": 1})
    assert told(alone, FR)[1].startswith("1 cotation n’est pas comptée ici :")


def test_a_division_about_what_applies_is_told() -> None:
    assert told(found(ann="1-", ben="11"), EN)[-1] == (
        "On 1 criterion, assessors were divided on whether it applies here: C01."
    )
    assert told(found(ann="-", ben="1"), EN)[1:] == (
        "On 1 criterion, assessors were divided on whether it applies here: C00.",
    )


def test_leniency_is_told_without_names() -> None:
    two = found(ann="0123" * 6, ben="0122" * 5 + "0022")
    assert told(two, EN)[-1] == (
        "On average, one of the two assessors rated higher than the other, by 0.3 levels."
    )
    three = found(ann="1231" * 6, ben="0120" * 6, cas="0120" * 6)
    assert told(three, EN)[-1] == (
        "On average, the most lenient assessor rated 1.0 levels above the others, "
        "the strictest 0.5 levels below."
    )
    even = found(ann="0123" * 6, ben="0123" * 6)
    assert told(even, EN)[-1] == "On the whole, nobody rated more leniently than the others."


def test_the_method_gives_every_coefficient_with_its_weights_and_its_interval() -> None:
    lines = method_lines(found(ann="0123" * 6, ben="0122" * 6), EN)
    assert lines[0].startswith("Agreement between assessors rests on ratings locked before")
    assert re.fullmatch(
        r"Krippendorff’s α \(ordinal\): 0\.90; 95% interval 0\.\d\d to 0\.\d\d "
        r"\(percentiles of 1,000 draws of criteria with replacement\)\.",
        lines[1],
    )
    assert lines[2] == "Cohen’s κ with quadratic weights: 0.88."
    assert lines[3].startswith("Gwet’s AC2 with quadratic weights over the whole scale: 0.9")
    assert lines[4] == (
        "Mean distance of each assessor from the others, in levels: "
        "assessor 1: 0.25 above; assessor 2: 0.25 below."
    )
    assert lines[5] == (
        "By the Spearman–Brown formula, with α for one assessor, a single assessor already "
        "reaches 0.80."
    )


def test_the_method_says_what_is_not_defined_and_what_no_number_can_mend() -> None:
    same = method_lines(found(ann="2" * 30, ben="2" * 30), EN)
    assert same[1:3] == (
        "Krippendorff’s α (ordinal): not defined, since levels do not vary.",
        "Cohen’s κ with quadratic weights: not defined, since levels do not vary.",
    )
    assert "Spearman" not in " ".join(same)
    against = method_lines(found(ann="0033" * 6, ben="3300" * 6), EN)
    assert against[-1].startswith("With no agreement beyond chance, no number of assessors")
    weak = method_lines(found(ann="0123" * 6, ben="1032" * 6), FR)
    assert weak[-1].endswith("il faut la moyenne de 3 personnes pour atteindre 0,80.")


def test_somebody_who_rated_nothing_jointly_is_named_as_such() -> None:
    lines = method_lines(found(ann="0123" * 6 + ".", ben="0122" * 6 + ".", cas="." * 24 + "1"), EN)
    assert lines[-2].endswith("assessor 3: nothing rated jointly.")
    assert "Cohen" not in " ".join(lines)


@BOTH
def test_nobody_or_one_alone_is_compared_with_nobody(t: Translator) -> None:
    assert in_record(agreement({}, 4, 1), {}) is None
    alone = found(ann="0123")
    assert told(alone, t) == method_lines(alone, t) == (t("agreement.alone"),)


@BOTH
@settings(max_examples=15, deadline=None)
@given(given_ranks=st.lists(st.text("0123-.", min_size=26, max_size=26), max_size=3))
def test_plain_words_never_name_a_coefficient_and_no_line_names_a_person(
    t: Translator, given_ranks: list[str]
) -> None:
    people = dict(zip(("ann_id", "ben_id", "cas_id"), given_ranks, strict=False))
    ratings = rated(**people) if people else {}
    result = in_record(agreement(ratings, 4, 1), {})
    plain, method = (told(result, t), method_lines(result, t)) if result else ((), ())
    assert not re.search(r"[ακ]|AC2|Krippendorff|Cohen|Gwet|Spearman", " ".join(plain))
    assert not re.search(r"_id|nan|None|[{}]", " ".join((*plain, *method)))


def test_a_difference_of_one_level_is_no_large_one() -> None:
    lines = told(found(ann="01", ben="02"), EN)
    assert lines[1] == "Levels at most one step apart: 2 of 2 (100%)."
    assert not any("or more levels apart" in line for line in lines)
