"""Why a level is so, in words: checked by hand, then as a law over any assessment."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import explanations
from audit.explanations import of_criterion, of_overall, of_standard, of_theme
from audit.words import translator
from exports.privacy import edition
from exports.record import AuditRecord, CriterionResult, StandardResult
from rubrics.text import Translator
from tests.audit.test_report import record_of
from tests.audit.typed_trail import CRITERIA, Trail
from tests.exports.sample_record import (
    empty_record,
    hostile_record,
    sample_record,
    six_level_record,
)

EN, FR = translator("en"), translator("fr")


def rated(**levels: int) -> AuditRecord:
    trail = Trail()
    for criterion, level in levels.items():
        trail.rate(criterion, level)
    return record_of(trail)


def standard(record: AuditRecord, name: str) -> StandardResult:
    return next(s for s in record.standards if s.id == name)


def criterion(record: AuditRecord, name: str) -> CriterionResult:
    return next(c for c in record.criteria if c.id == name)


def test_a_level_is_the_lower_median_with_each_level_and_how_often() -> None:
    record = rated(U1=2, U2=0, U3=1, U4=2)
    assert of_standard(record, standard(record, "U"), EN) == (
        "“Ajar” is the highest level that more than half of the 4 rated criteria reach "
        "(lower median of: Closed, Ajar, Open\u00a0×\u00a02)."
    )
    assert of_standard(record, standard(record, "U"), FR) == (
        "«\u00a0Entrouvert\u00a0» est le niveau le plus haut que plus de la moitié des 4 critères "
        "cotés atteignent (médiane basse de\u00a0: Fermé, Entrouvert, Ouvert\u00a0×\u00a02)."
    )


def test_a_breach_that_lowers_a_level_is_named() -> None:
    record = rated(S1=0, S2=2, S3=2)
    assert of_standard(record, standard(record, "S"), EN).endswith(
        "A red line is breached (S1), so it cannot be above “Closed”."
    )
    assert of_standard(record, standard(record, "S"), FR).endswith(
        "Une ligne rouge est franchie (S1)\u00a0: "
        "le niveau ne peut pas dépasser «\u00a0Fermé\u00a0»."
    )


def test_a_breach_that_lowers_nothing_is_named_too() -> None:
    record = rated(S1=0, S2=0, S3=2)
    told = of_standard(record, standard(record, "S"), EN)
    assert told.startswith("“Closed” is the highest level")
    assert told.endswith("A red line is breached (S1): no level above “Closed” would be possible.")


def test_several_breaches_are_named_together() -> None:
    record = rated(S1=0, S2=2, S3=2, T1=2, T2=0, T3=2, U1=2, U2=2, U3=2, U4=2)
    assert of_overall(record, EN).endswith(
        "Red lines are breached (S1, T2): no level above “Closed” would be possible."
    )


def test_without_a_level_every_reason_is_given() -> None:
    record = rated(S2=2)
    assert of_standard(record, standard(record, "S"), EN) == (
        "1 of 3 applicable criteria is rated; a level needs at least 60% of them. "
        "A red line is not rated yet (S1): it may hide a breach."
    )
    assert of_standard(record, standard(record, "S"), FR) == (
        "1 critère applicable sur 3 est coté\u00a0; il en faut au moins 60\u00a0% pour un niveau. "
        "Une ligne rouge n’est pas encore cotée (S1)\u00a0: elle peut cacher une atteinte."
    )


def test_a_red_line_alone_can_withhold_a_level() -> None:
    record = rated(S2=2, S3=2)
    assert of_standard(record, standard(record, "S"), EN) == (
        "A red line is not rated yet (S1): it may hide a breach."
    )


def test_where_nothing_applies_there_is_no_level() -> None:
    trail = Trail()
    for name in ("U1", "U2", "U3", "U4"):
        trail.skip(name)
    record = record_of(trail)
    assert of_standard(record, standard(record, "U"), EN) == (
        "No criterion applies here, so there is no level."
    )


def test_one_criterion_makes_the_level_alone() -> None:
    trail = Trail()
    trail.rate("S1", 1)
    trail.skip("S2")
    trail.skip("S3")
    record = record_of(trail)
    assert of_standard(record, standard(record, "S"), EN) == (
        "One criterion is rated, and it makes the level: Ajar."
    )


def test_parts_and_the_whole_follow_from_what_they_hold() -> None:
    record = rated(S1=2, S2=2, S3=2, T1=1, T2=1, T3=1, U1=2, U2=2, U3=2, U4=2)
    assert of_theme(record, record.themes[0], EN) == (
        "“Ajar” is the highest level that more than half of the 2 standards with a level reach "
        "(lower median of: Ajar, Open)."
    )
    assert of_theme(record, record.themes[1], EN) == (
        "One standard has a level, and it makes that of the part: Open."
    )
    assert of_overall(record, EN) == (
        "“Ajar” is the highest level that more than half of the 2 parts with a level reach "
        "(lower median of: Ajar, Open)."
    )


def test_too_few_standards_with_a_level_withhold_that_of_the_part() -> None:
    # 4 of 6 rated is enough for the part, yet neither standard has a level of its own.
    record = rated(S2=2, S3=1, T1=2, T3=2)
    told = of_theme(record, record.themes[0], EN)
    assert told == (
        "2 red lines are not rated yet (S1, T2): they may hide breaches. "
        "0 of 2 applicable standards have a level; at least half of them must."
    )


@pytest.mark.parametrize(
    ("level", "ending"),
    [
        (1, "The team confirmed this level."),
        (2, "The team agreed on “Open” instead, and says why."),
    ],
)
def test_what_the_team_judged_of_a_standard_follows_the_rule(level: int, ending: str) -> None:
    trail = Trail()
    for name in ("U1", "U2", "U3", "U4"):
        trail.rate(name, 1)
    trail.judge("standard/U", level, "We saw it ourselves.")
    record = record_of(trail)
    told = of_standard(record, standard(record, "U"), EN)
    assert told.startswith("“Ajar” is the highest level")
    assert told.endswith(ending)
    assert "We saw it" not in told


def test_a_criterion_says_whether_the_team_has_agreed() -> None:
    trail = Trail()
    for name, level in (("S1", 1), ("S2", 1), ("S3", 1)):
        trail.rate(name, level)
    trail.judge("criterion/S2", 1)
    trail.judge("criterion/S3", 2, "The path was mended.")
    trail.judge("criterion/T1", "na", "No path here.")
    record = record_of(trail)
    told = {c.id: of_criterion(record, c, EN) for c in record.criteria}
    assert told["S1"] == "One person’s rating, not yet discussed by the team."
    assert told["S2"] == "Agreed by the team."
    assert told["S3"] == "Agreed by the team; the ratings proposed “Ajar”."
    assert told["T1"] == "The team agreed that it does not apply here."
    assert told["T2"] == "Not rated yet. It lowers the coverage, not the level."


def test_several_ratings_propose_together() -> None:
    trail = Trail()
    for person in ("ann", "ben"):
        trail.rate("S1", 1, person)
        trail.skip("S2", person)
    trail.lock("ann", "ben")
    record = record_of(trail)
    assert of_criterion(record, criterion(record, "S1"), EN).startswith(
        "Proposed from the ratings: the highest level that more than half of them reach."
    )
    assert of_criterion(record, criterion(record, "S2"), FR).startswith(
        "Proposé d’après les cotations\u00a0: plus de la moitié le disent sans objet ici."
    )


@given(st.lists(st.sampled_from([None, 0, 1, 2]), min_size=len(CRITERIA), max_size=len(CRITERIA)))
def test_the_words_always_lead_to_the_level_of_the_record(levels: list[int | None]) -> None:
    given_levels = {c: r for c, r in zip(CRITERIA, levels, strict=True) if r is not None}
    record = rated(**given_levels)
    told = [(s.figures.level, of_standard(record, s, EN)) for s in record.standards]
    told += [(g.figures.level, of_theme(record, g, EN)) for g in record.themes]
    told.append((record.overall.figures.level, of_overall(record, EN)))
    for level, words in told:
        assert words
        assert _level_told(words) == (
            explanations.level_name(record, level, EN) if level is not None else None
        )


def _level_told(words: str) -> str | None:
    held = re.search(r"cannot be above “(\w+)”", words)
    middle = re.match(r"“(\w+)” is the highest|One \w+ .*?: (\w+)\.", words)
    if held:
        return held[1]
    return (middle[1] or middle[2]) if middle else None


@pytest.mark.parametrize("record", [sample_record(), six_level_record(), empty_record()])
@pytest.mark.parametrize("t", [EN, FR])
def test_every_edition_of_any_scale_is_explained_without_the_teams_words(
    record: AuditRecord, t: Translator
) -> None:
    for audience in ("team", "facility", "public"):
        given_ = edition(record, audience)
        told = [of_overall(given_, t), *(of_theme(given_, g, t) for g in given_.themes)]
        told += [of_standard(given_, s, t) for s in given_.standards]
        told += [of_criterion(given_, c, t) for c in given_.criteria]
        assert all(told)


def test_what_people_typed_is_never_part_of_an_explanation() -> None:
    record = hostile_record()
    told = " ".join(of_criterion(record, c, EN) for c in record.criteria)
    told += " ".join(of_standard(record, s, EN) for s in record.standards)
    assert "HYPERLINK" not in told
