"""Triangulation in words: each sentence in both languages, with exactly the figures it rests on."""

from fractions import Fraction
from typing import Any

import pytest

from audit import gaps as told_gaps
from audit.evidence import told_breaches
from audit.permutation import Significance
from audit.triangulation import patterns, triangulate
from audit.voices import GROUPS
from audit.voices_in_record import gap_in_record, pattern_in_record
from audit.voices_report import voices_report
from exports.record import CriterionResult
from exports.record_voices import Alert, Gap, Pattern, PatternKind, Profile, ToldBy
from exports.voices_words import (
    name_of,
    of_alert,
    of_gap,
    of_pattern,
    of_profile,
    of_shares,
    of_solidity,
    of_test,
    voices_translator,
)
from tests.audit.interviews_told import gathered
from tests.exports.sample_record import sample_record

EN, FR = voices_translator("en"), voices_translator("fr")


def said(text: str) -> str:
    """Write a no-break space as `~`, so that it can be seen."""
    return text.replace("\u00a0", "~")


def pattern(kind: PatternKind, **rows: Any) -> Pattern:
    found = patterns(gathered(**rows), "S")
    return next(pattern_in_record(p) for p in found if p.kind == kind)


def gap(**rows: Any) -> Gap:
    return gap_in_record(told_gaps.gaps(gathered(**rows), "")[0])


def profile(**rows: Any) -> Profile:
    return voices_report(gathered(**rows), {}, "").standards["S"].profiles[0]


def criterion(rank: int, **rows: Any) -> CriterionResult:
    said = voices_report(gathered(**rows), {"A": rank}, "").criteria["A"]
    return sample_record().criteria[0].model_copy(update=said.fields())


def alert(*, still_open: bool = True, **rows: Any) -> Alert:
    (breach,) = told_breaches(gathered(**rows), "A")
    return Alert(open=still_open, told=tuple(ToldBy(group=g, n=n) for g, n in breach.told))


def test_a_profile_says_its_mean_its_people_and_its_silence() -> None:
    found = profile(peers="01|1?|3-")
    assert of_profile(found, 3, EN) == (
        "On average 1.50 on a scale from 0 to 3 (3 people). "
        "Don’t know: 17%; prefer not to say: 17%."
    )
    assert said(of_profile(found, 3, FR)) == (
        "En moyenne 1,50 sur une échelle de 0 à 3 (3 personnes). "
        "Ne sait pas~: 17~%~; préfère ne pas répondre~: 17~%."
    )


def test_a_profile_without_a_rank_says_so() -> None:
    found = profile(staff="?-")
    assert of_profile(found, 3, EN) == (
        "No answer stands for a level (1 person). Don’t know: 50%; prefer not to say: 50%."
    )
    assert said(of_profile(found, 3, FR)).startswith(
        "Aucune réponse ne correspond à un niveau (1 personne)."
    )


BESIDE = (
    "Side by side: peer workers 0.00 (4 people) against managers 3.00 ({n}), "
    "a difference of 3.00 over 2 shared criteria (scale from 0 to 3). "
)


@pytest.mark.parametrize(
    ("managers", "n", "verdict"),
    [
        (
            "33|33|33|33",
            "4 people",
            "Chance alone would hardly explain this gap, however many comparisons were made.",
        ),
        (
            "33",
            "1 person",
            "The gap is wide enough to talk about, with too few people to rule out chance.",
        ),
    ],
)
def test_a_gap_says_both_sides_and_whether_chance_could_explain_it(
    managers: str, n: str, verdict: str
) -> None:
    found = gap(peers="00|00|00|00", managers=managers)
    assert of_gap(found, 3, EN) == BESIDE.format(n=n) + verdict


def test_a_gap_that_chance_could_explain_and_one_that_is_small() -> None:
    possible = gap(peers="00|00|00", managers="11|11|11")
    assert of_gap(possible, 3, EN).endswith("though chance alone could explain it.")
    small = gap(peers="00|00|00", managers="00|00|10")
    assert of_gap(small, 3, EN).endswith(
        "Nothing here says that the two groups see it differently."
    )


def test_a_gap_in_french() -> None:
    found = gap(users="11|12|11", managers="33")
    assert said(of_gap(found, 3, FR)) == (
        "Côte à côte~: personnes usagères 1,17 (3 personnes) contre cadres 3,00 (1 personne), "
        "soit une différence de 1,83 sur 2 critères communs (échelle de 0 à 3). "
        "L’écart est assez large pour en parler, avec trop peu de personnes pour exclure le hasard."
    )


def test_the_test_behind_a_gap_is_told_apart() -> None:
    found = gap(peers="00|00|00|00", managers="33|33|33|33")
    assert of_test(found, EN) == (
        "Permutation test, all 70 splits: p = 0.029; p = 0.029 after Holm’s correction."
    )
    assert said(of_test(found, FR)) == (
        "Test par permutation, sur les 70 répartitions possibles~: p = 0,029~; "
        "p = 0,029 après correction de Holm."
    )
    assert of_test(gap(peers="00", managers="33"), EN) == (
        "Not tested: both groups need at least 3 people."
    )


def test_draws_and_a_very_small_p_are_named_as_such() -> None:
    drawn = Significance(Fraction(1, 10_001), 10_000, exact=False)
    known = told_gaps.gaps(gathered(peers="00", managers="33"), "")[0].difference
    found = told_gaps.Gap(
        difference=known, tested=drawn, corrected=Fraction(1, 1000), comparisons=10
    )
    assert of_test(gap_in_record(found), EN) == (
        "Permutation test, 10,000 splits drawn at random: p < 0.001; p = 0.001 after Holm’s "
        "correction."
    )


SAYS: list[tuple[PatternKind, dict[str, str], str, str]] = [
    (
        "split_group",
        {"peers": "0|0|3|3"},
        "Among peer workers (4 people), people tell very different things: standard deviation 1.73 "
        "around a mean of 1.50, on a scale from 0 to 3.",
        "Parmi les pair-aidants (4 personnes), les réponses diffèrent fortement d’une personne à "
        "l’autre~: écart type de 1,73 autour d’une moyenne de 1,50, sur une échelle de 0 à 3.",
    ),
    (
        "silence",
        {"users": "??|?1|-1"},
        "Among service users (3 people), 67% of the answers give no level: of 6 answers, "
        "3 “don’t know” and 1 “prefer not to say”.",
        "Parmi les personnes usagères (3 personnes), 67~% des réponses ne donnent pas de niveau~: "
        "sur 6 réponses, 3 «~ne sait pas~» et 1 «~préfère ne pas répondre~».",
    ),
    (
        "management_optimism",
        {"managers": "33", "peers": "11", "users": "01|00"},
        "Managers describe this more favourably than the people concerned: managers 3.00 (1 person)"
        " against peer workers 1.00 (1 person), a difference of 2.00 over 2 shared criteria; "
        "managers 3.00 (1 person) against service users 0.25 (2 people), a difference of 2.75 over "
        "2 shared criteria (scale from 0 to 3). "
        "Chance cannot be ruled out; it is worth talking about.",
        "Les cadres décrivent la situation plus favorablement que les personnes concernées~: "
        "cadres 3,00 (1 personne) contre pair-aidants 1,00 (1 personne), soit une différence de "
        "2,00 sur 2 critères communs~; cadres 3,00 (1 personne) contre personnes usagères 0,25 "
        "(2 personnes), soit une différence de 2,75 sur 2 critères communs (échelle de 0 à 3). "
        "Le hasard ne peut être exclu~; cela mérite d’en parler.",
    ),
    (
        "paper_practice_gap",
        {"documents": "32", "peers": "00"},
        "Documents promise more than the people concerned tell of: documents 2.50 (2 criteria) "
        "against peer workers 0.00 (1 person), a difference of 2.50 over 2 shared criteria "
        "(scale from 0 to 3).",
        "Les documents promettent plus que ce que rapportent les personnes concernées~: documents "
        "2,50 (2 critères) contre pair-aidants 0,00 (1 personne), soit une différence de 2,50 sur "
        "2 critères communs (échelle de 0 à 3).",
    ),
    (
        "shared_strength",
        {"staff": "33", "families": "3|3", "documents": "3"},
        "All that was heard and read points to a strength, on a scale from 0 to 3: families "
        "3.00 (2 people); staff 3.00 (1 person); documents 3.00 (1 criterion).",
        "Tout ce qui a été dit et lu indique un point fort, sur une échelle de 0 à 3~: proches "
        "3,00 (2 personnes)~; professionnels 3,00 (1 personne)~; documents 3,00 (1 critère).",
    ),
]


@pytest.mark.parametrize(("kind", "rows", "english", "french"), SAYS)
def test_a_pattern_is_stated_with_its_numbers(
    kind: PatternKind, rows: dict[str, str], english: str, french: str
) -> None:
    found = pattern(kind, **rows)
    assert of_pattern(found, 3, EN) == english
    assert said(of_pattern(found, 3, FR)) == french


@pytest.mark.parametrize(
    ("kind", "rows", "beginning"),
    [
        ("peer_optimism", {"peers": "33", "users": "11"}, "Peer workers describe this more favour"),
        ("invisible_practice", {"documents": "00", "peers": "11"}, "The people concerned tell of"),
        ("shared_weakness", {"staff": "00", "users": "00"}, "All that was heard and read points"),
    ],
)
def test_the_other_patterns_begin_with_what_they_mean(
    kind: PatternKind, rows: dict[str, str], beginning: str
) -> None:
    assert of_pattern(pattern(kind, **rows), 3, EN).startswith(beginning)


def test_a_flagged_pattern_says_that_chance_would_hardly_explain_it() -> None:
    found = triangulate(gathered(managers="33|33|33|33", peers="00|00|00|00"), "").patterns[0]
    assert of_pattern(pattern_in_record(found), 3, EN).endswith(
        "Chance alone would hardly explain it."
    )


def test_patterns_have_names() -> None:
    assert name_of("paper_practice_gap", EN) == "Gap between paper and practice"
    assert name_of("management_optimism", FR) == "Optimisme des cadres"


@pytest.mark.parametrize(
    ("rank", "rows", "english"),
    [
        (
            2,
            {"documents": "3", "users": "2"},
            "Grade A: several lines of evidence, people concerned among them, and none contradicts "
            "another.",
        ),
        (
            2,
            {"documents": "3", "users": "1", "observation": "."},
            "Grade B: lines of evidence contradict each other.",
        ),
        (
            2,
            {"peers": "2"},
            "Grade B: peer workers or service users alone, with no other line of evidence.",
        ),
        (
            2,
            {"staff": "2", "observation": "."},
            "Grade B: several lines of evidence, without peer workers or service users.",
        ),
        (
            3,
            {"documents": "3", "users": "?"},
            "Grade C: one line of evidence, neither peer workers nor service users. "
            "The top level rests on documents alone.",
        ),
        (1, {}, "Grade D: no line of evidence, only an assertion."),
    ],
)
def test_solidity_says_the_grade_and_why(rank: int, rows: dict[str, str], english: str) -> None:
    assert of_solidity(criterion(rank, **rows), EN) == english


def test_a_grade_whose_reason_an_edition_left_out_gives_all_of_them() -> None:
    bare = criterion(2, peers="2").model_copy(update={"told": ()})
    assert said(of_solidity(bare, FR)) == (
        "Solidité B~: des personnes concernées seules, ou plusieurs voies d’information sans elles "
        "ou en contradiction."
    )
    assert of_solidity(bare.model_copy(update={"solidity": None}), EN) == ""


def test_what_the_score_rests_on() -> None:
    ranks = {"A": 3, "B": 0, "D": 1}
    found = voices_report(gathered(peers="321", documents="3"), ranks, "").grades
    assert of_shares(found, EN) == (
        "Rated criteria by evidence grade, from A (several lines of evidence that agree, peer "
        "workers or service users among them) to D (none): A 33%; B 33%; C 0%; D 33%."
    )
    assert said(of_shares(found, FR)) == (
        "Critères cotés selon la solidité des éléments, de A (plusieurs voies d’information "
        "concordantes, dont les pair-aidants ou les personnes usagères) à D (aucune)~: "
        "A 33~%~; B 33~%~; C 0~%~; D 33~%."
    )
    assert of_shares((), EN) == (
        "No criterion is rated yet, so there is nothing to rest on evidence."
    )


def test_an_alert_says_who_told_of_it_by_group() -> None:
    found = alert(peers="0", users="0|0|1")
    assert of_alert(found, EN) == (
        "Somebody told of a breach of this red line: peer workers (1 person); service users "
        "(2 people). Only a judgement made since, with its reason, closes this alert."
    )
    assert said(of_alert(found, FR)) == (
        "Une atteinte à cette ligne rouge a été rapportée~: pair-aidants (1 personne)~; personnes "
        "usagères (2 personnes). Seul un niveau retenu depuis, et motivé, clôt cette alerte."
    )


def test_a_closed_alert_says_so_and_an_edition_leaves_out_how_many() -> None:
    assert of_alert(alert(still_open=False, peers="0"), EN) == (
        "Somebody told of a breach of this red line: peer workers (1 person). "
        "A judgement with its reason has closed this alert."
    )
    by_group = Alert(open=True, told=(ToldBy(group="service_users"),))
    assert of_alert(by_group, EN).startswith(
        "Somebody told of a breach of this red line: service users. Only"
    )


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_has_a_name_in_a_sentence(group: str) -> None:
    rows = {"peer_workers": "peers", "service_users": "users"}
    found = alert(still_open=True, **{rows.get(group, group): "0"})
    for t in (EN, FR):
        assert t(f"voices.who.{group}") in of_alert(found, t)
