"""Laws of interviews on a whole audit: groups stay apart, order never matters, people may go."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import demonstration
from audit.assessments import Assessment
from audit.demonstration import story
from audit.evidence import lines_of_evidence, told_breaches
from audit.gaps import Difference, difference, gaps
from audit.informants import responses, told_ranks, turnout
from audit.listening import gathered, open_alerts
from audit.permutation import Significance
from audit.questions import GROUPS, group_of, informant_of
from audit.report import audit_record
from audit.storage import open_store
from audit.team_agreement import of_assessment
from audit.trail import Entries, Row
from audit.triangulation import triangulate
from audit.voices import Gathered, Profile, Told, profile, told_levels
from rubrics.loader import find
from rubrics.vocabulary import InformantGroup

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
RUBRIC = find("peer-integration", "1.0.0")
CODES = tuple(story.interviews("year_two_interviews", "en").people)


@pytest.fixture(scope="module")
def audit(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Assessment, tuple[Row, ...]]:
    """Give the second audit of the demonstration: 26 people of five groups, three assessors."""
    place = tmp_path_factory.mktemp("laws") / "audits.db"
    with open_store(f"sqlite:///{place}") as store:
        demonstration.fill(store, store.person(NOW).id, "en")
        latest = store.assessments()[0]
        return latest, store.rows(latest.id)


@pytest.fixture(scope="module")
def rows(audit: tuple[Assessment, tuple[Row, ...]]) -> tuple[Row, ...]:
    return audit[1]


def heard(rows: Iterable[Row]) -> Gathered:
    return gathered(Entries(rows), RUBRIC, "full")


def without(rows: Iterable[Row], gone: Callable[[str], bool]) -> list[Row]:
    """Return the rows that are left once informants with such codes have withdrawn."""
    return [row for row in rows if not gone(informant_of(row.key.subject) or "")]


def of_groups(
    found: Gathered, groups: Collection[InformantGroup]
) -> tuple[list[Told], list[Profile | None], list[dict[str, int | None]], list[list[object]]]:
    """Return all that is said of some groups, each by itself."""
    red_lines = [c.id for c in RUBRIC.criteria("full") if c.red_line]
    criteria = [c for standard in found.standards.values() for c in standard]
    lines = [lines_of_evidence(found, c) for c in criteria]
    return (
        [each for each in told_levels(found) if each.group in groups],
        [
            profile(found, standard, g)
            for standard in found.standards
            for g in GROUPS
            if g in groups
        ],
        [{str(who): level for who, level in of.items() if who in groups} for of in lines],
        [
            [breach.criterion, *(each for each in breach.told if each[0] in groups)]
            for breach in told_breaches(found, red_lines)
            if any(each[0] in groups for each in breach.told)
        ],
    )


def between(
    found: Gathered, groups: Collection[InformantGroup]
) -> list[tuple[Difference, Significance | None]]:
    """Return how far some groups lie apart from each other and from documents, and each test."""
    kept = [
        g
        for g in gaps(found, "seed")
        if {g.difference.one.who, g.difference.other.who} <= {*groups}
    ]
    papers = [
        (known, None)
        for standard in found.standards
        for group in groups
        if (known := difference(found, standard, "documents", group))
    ]
    return [(gap.difference, gap.tested) for gap in kept] + papers


@pytest.mark.parametrize("added", GROUPS)
def test_adding_a_group_never_changes_another_groups_figures(
    rows: tuple[Row, ...], added: InformantGroup
) -> None:
    others = [group for group in GROUPS if group != added]
    alone = without(rows, lambda code: group_of(code) == added)
    before, after = heard(alone), heard(rows)
    assert len(before.voices) < len(after.voices)
    assert of_groups(after, others) == of_groups(before, others)
    assert between(after, others) == between(before, others)
    for figures in (told_ranks, responses):
        one, both = (figures(Entries(each), RUBRIC, "full") for each in (alone, rows))
        assert {g: both[g] for g in others} == {g: one[g] for g in others}
    counted = {t.group: t for t in turnout(Entries(rows))}
    assert {t.group: t for t in turnout(Entries(alone))} | {added: counted[added]} == counted


@settings(max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_rows_never_matters(
    audit: tuple[Assessment, tuple[Row, ...]], seed: int
) -> None:
    assessment, rows = audit
    mixed = list(rows)
    Random(seed).shuffle(mixed)
    one, other = Entries(rows), Entries(mixed)
    assert triangulate(heard(mixed), "seed") == triangulate(heard(rows), "seed")
    assert turnout(other) == turnout(one)
    assert open_alerts(other, RUBRIC, "full") == open_alerts(one, RUBRIC, "full")
    assert of_assessment(other, RUBRIC, "full", "seed") == of_assessment(
        one, RUBRIC, "full", "seed"
    )
    assert audit_record(assessment, mixed, RUBRIC) == audit_record(assessment, rows, RUBRIC)


@settings(max_examples=10)
@given(gone=st.sets(st.sampled_from(CODES), min_size=1, max_size=4))
def test_who_withdraws_is_as_if_they_had_never_been_asked(
    rows: tuple[Row, ...], gone: set[str]
) -> None:
    everybody = heard(rows)
    left = heard(without(rows, gone.__contains__))
    assert left.voices == tuple(v for v in everybody.voices if v.informant not in gone)
    untouched = [g for g in GROUPS if g not in {group_of(code) for code in gone}]
    assert of_groups(left, untouched) == of_groups(everybody, untouched)
    assert between(left, untouched) == between(everybody, untouched)
