"""What is built into the demonstration is what the tool finds, and it finds nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property
from itertools import chain, permutations, product
from math import comb
from pathlib import Path

import pytest

from audit import demonstration
from audit.assessments import Assessment
from audit.contradictions import contradictions
from audit.demonstration import filling, interviewing, story
from audit.evidence import shares, solidity, told_breaches
from audit.informants import consents, informants, responses, told_ranks, turnout
from audit.judgements import judgements
from audit.listening import gathered, open_alerts
from audit.ratings import counting, locked, ratings_by_criterion
from audit.report import audit_record
from audit.storage import open_store
from audit.team_agreement import of_assessment
from audit.trail import Entries, Row
from audit.triangulation import Triangulation, triangulate
from audit.voices import Gathered
from exports.record_voices import PatternKind
from rubrics.loader import find
from rubrics.model import Rubric
from rubrics.text import Language
from rubrics.vocabulary import Form

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TOP = 3


@dataclass(frozen=True)
class Audit:
    """One audit of the demonstration, and what the tool makes of it."""

    assessment: Assessment
    rows: tuple[Row, ...]
    form: Form
    language: Language
    rubric: Rubric

    @cached_property
    def entries(self) -> Entries:
        return Entries(self.rows)

    @cached_property
    def heard(self) -> Gathered:
        return gathered(self.entries, self.rubric, self.form)

    @cached_property
    def found(self) -> Triangulation:
        return triangulate(self.heard, seed=self.assessment.id)

    @cached_property
    def ranks(self) -> dict[str, int]:
        record = audit_record(self.assessment, self.rows, self.rubric)
        return {c.id: c.rank for c in record.criteria if c.rank is not None}


def filled(place: Path, language: Language) -> tuple[Audit, Audit]:
    """Fill a database with the demonstration; return its first audit, then its second."""
    rubric = find("peer-integration", "1.0.0")
    with open_store(f"sqlite:///{place}") as store:
        demonstration.fill(store, store.person(NOW).id, language)
        second, first = store.assessments()
        return (
            Audit(first, store.rows(first.id), "short", language, rubric),
            Audit(second, store.rows(second.id), "full", language, rubric),
        )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audit, Audit]:
    return filled(tmp_path_factory.mktemp("told") / "audits.db", "en")


@pytest.fixture(scope="module")
def first(both: tuple[Audit, Audit]) -> Audit:
    return both[0]


@pytest.fixture(scope="module")
def second(both: tuple[Audit, Audit]) -> Audit:
    return both[1]


def test_the_team_asked_five_groups(second: Audit) -> None:
    done = {t.group: (t.planned, t.done, t.stopped, t.declined) for t in turnout(second.entries)}
    assert done == {
        "peer_workers": (7, 6, 0, 0),
        "service_users": (10, 8, 1, 1),
        "families": (5, 4, 0, 0),
        "staff": (6, 5, 0, 0),
        "managers": (3, 3, 0, 0),
    }
    stages = {each.code: each.stage for each in informants(second.entries)}
    partial = {code: stage for code, stage in stages.items() if stage != "finished"}
    assert partial == {"U05-CL2": "stopped", "U09-JX5": "declined"}
    assert {v.informant for v in second.heard.voices} == set(stages) - {"U09-JX5"}


def test_each_answer_stands_for_the_rank_that_is_built_in(second: Audit) -> None:
    told = story.interviews("year_two_interviews", second.language)
    ranks = told_ranks(second.entries, second.rubric, second.form)
    counts = responses(second.entries, second.rubric, second.form)
    for group, standards in told.told.items():
        codes = [v.informant for v in second.heard.by_group[group]]
        built = {c: marks for standard in standards.values() for c, marks in standard.items()}
        for criterion, marks in built.items():
            by_code = zip(codes, marks, strict=True)
            digits = {code: int(mark) for code, mark in by_code if mark.isdigit()}
            assert ranks[group].get(criterion, {}) == digits
            silent = {interviewing.WITHOUT_RANK.get(m): n for m, n in Counter(marks).items()}
            for kind in interviewing.WITHOUT_RANK.values():
                assert counts[group][criterion][kind] == silent.get(kind, 0)
        assert set(built) == set(counts[group])


def test_the_patterns_are_those_built_in_and_no_others(first: Audit, second: Audit) -> None:
    found = [
        (p.standard, p.kind, p.profile.group if p.profile else "", p.flagged)
        for p in second.found.patterns
    ]
    assert found == [
        ("A", "peer_optimism", "", True),
        ("L", "split_group", "peer_workers", False),
        ("F", "paper_practice_gap", "", False),
        ("G", "silence", "service_users", False),
        ("H", "shared_strength", "", False),
        ("I", "invisible_practice", "", False),
        ("J", "shared_weakness", "", False),
        ("N", "management_optimism", "", False),
    ]
    assert first.found.patterns == ()


def test_the_figures_of_the_patterns(second: Audit) -> None:
    found = {p.kind: p for p in second.found.patterns}

    def means(kind: PatternKind) -> list[tuple[str, Fraction, str, Fraction]]:
        differences = found[kind].differences
        return [(d.one.who, d.one.mean, d.other.who, d.other.mean) for d in differences]

    # Each informant's mean of two criteria, then their mean: 13.5 over 6, 5 over 8.
    nine_quarters, five_eighths = Fraction(9, 4), Fraction(5, 8)
    peers, users = "peer_workers", "service_users"
    assert means("peer_optimism") == [(peers, nine_quarters, users, five_eighths)]
    half = Fraction(1, 2)
    assert means("paper_practice_gap") == [
        ("documents", 5 * half, peers, Fraction(5, 4)),
        ("documents", 5 * half, users, Fraction(9, 7)),
    ]
    assert means("invisible_practice") == [
        ("documents", half, peers, Fraction(17, 6)),
        ("documents", half, users, Fraction(39, 14)),
    ]
    assert means("management_optimism") == [
        ("managers", 5 * half, peers, Fraction(11, 12)),
        ("managers", 5 * half, users, Fraction(4, 7)),
    ]
    split, silence = found["split_group"].profile, found["silence"].profile
    # Means 3, 2.5, 3, 0.5, 0.5, 0.5: squares around 5/3 add up to 25/3, over 5.
    assert split is not None
    assert (split.n, split.mean, split.variance) == (6, Fraction(5, 3), Fraction(5, 3))
    assert silence is not None
    # Seven people, three questions; nine answers have a rank.
    assert (silence.answered, silence.answers) == (7, 21)
    assert (silence.dont_know, silence.refused, sum(silence.counts)) == (6, 6, 9)
    strength = {side.who: side.mean for side in found["shared_strength"].sides}
    assert strength["staff"] == Fraction(7, 3)
    assert min(strength.values()) >= Fraction(3, 4) * TOP
    weakness = {side.who: side.mean for side in found["shared_weakness"].sides}
    assert weakness["families"] == Fraction(2, 3)
    assert max(weakness.values()) <= Fraction(1, 4) * TOP


def test_one_gap_is_flagged_and_two_are_to_be_discussed(second: Audit) -> None:
    gaps = second.found.gaps
    spoken = {
        (g.difference.standard, g.difference.one.who, g.difference.other.who): g
        for g in gaps
        if g.status
    }
    assert {key: g.status for key, g in spoken.items()} == {
        ("A", "peer_workers", "service_users"): "flagged",
        ("N", "peer_workers", "managers"): "to_discuss",
        ("N", "service_users", "managers"): "to_discuss",
    }
    # 14 standards for peers and users, eight more pairs in L, C, F, G, N, but in G too few users
    # gave a rank: 22 tests. All six peers lie above all eight users: one split of 3003.
    flagged = spoken["A", "peer_workers", "service_users"]
    assert sum(g.tested is not None for g in gaps) == 22
    assert flagged.tested is not None
    assert flagged.tested.p == Fraction(1, comb(14, 6))
    assert flagged.corrected == Fraction(22, 3003)


def test_told_levels(second: Audit) -> None:
    told = {(t.criterion, t.group): (t.level, t.n) for t in second.found.told}
    # 0 0 0 1 1 1 1 1: the interview that stopped is among them.
    assert told["A3", "service_users"] == (1, 8)
    assert told["L2", "peer_workers"] == (1, 6)
    assert told["G5", "service_users"] == (1, 1)
    assert told["J3", "service_users"] == (0, 7)
    # One of six tells of rank 0: the lower median hides it, the alert does not.
    assert told["B7", "peer_workers"] == (3, 6)
    assert told["I5", "service_users"] == (None, 0)


def test_of_three_told_breaches_one_is_still_to_be_judged(first: Audit, second: Audit) -> None:
    red_lines = [c.id for c in second.rubric.criteria(second.form) if c.red_line]
    found = {b.criterion: dict(b.told) for b in told_breaches(second.heard, red_lines)}
    assert found == {
        "B7": {"peer_workers": 1, "service_users": 1},
        "G6": {"peer_workers": 1},
        "K1": {"families": 1},
    }
    alerts = open_alerts(second.entries, second.rubric, second.form)
    assert [alert.criterion for alert in alerts] == ["K1"]
    assert open_alerts(first.entries, first.rubric, first.form) == ()


def test_how_solid_the_levels_are(first: Audit, second: Audit) -> None:
    found = {each.criterion: each for each in solidity(second.heard, second.ranks)}
    grades = {c: found[c].grade for c in ("A3", "C3", "D4", "F1", "A1", "D2", "J4", "H7")}
    assert grades == {
        "A3": "A",  # peers 2, users 1, seen 1
        "C3": "A",
        "D4": "B",  # peers alone
        "F1": "B",  # documents 3 against peers 1
        "A1": "B",  # staff and documents
        "D2": "C",  # managers alone
        "J4": "B",  # families and managers
        "H7": "B",  # users alone
    }
    assert {c for c, each in found.items() if each.contradicted} == {
        *("F1", "I1", "I3", "K4", "N5", "N6"),
    }
    # 26, 20 and 40 of 86.
    assert shares(found.values()) == {
        "A": Fraction(13, 43),
        "B": Fraction(10, 43),
        "C": Fraction(20, 43),
        "D": 0,
    }
    assert not any(each.documents_alone for each in found.values())
    before = solidity(first.heard, first.ranks)
    assert [each.criterion for each in before if each.documents_alone] == ["H2"]


def test_where_paper_and_practice_contradict_each_other(second: Audit) -> None:
    assert {(c.criterion, c.kind) for c in contradictions(second.heard)} == {
        ("F1", "promised"),
        ("I1", "unwritten"),
        ("I3", "unwritten"),
    }


def _given(audit: Audit) -> tuple[tuple[str, ...], list[list[int]]]:
    """Return the team, and the ranks of each of them on every criterion that all three rated."""
    rated = counting(
        audit.entries, ratings_by_criterion(audit.entries, audit.rubric, audit.form)
    ).values()
    ranks = [{r.assessor: r.rank for r in given if r.rank is not None} for given in rated]
    team = tuple(sorted(set(chain.from_iterable(ranks))))
    return team, [[each[who] for who in team] for each in ranks if len(each) == len(team)]


def _ordinal_alpha(items: Sequence[Sequence[int]]) -> float:
    """Return Krippendorff's alpha from the matrix of coincidences, as his book writes it."""
    matrix: dict[tuple[int, int], float] = dict.fromkeys(product(range(4), range(4)), 0.0)
    for item in items:
        for c, k in permutations(item, 2):
            matrix[c, k] += 1 / (len(item) - 1)
    totals = [sum(matrix[c, k] for k in range(4)) for c in range(4)]

    def distance(c: int, k: int) -> float:
        low, high = min(c, k), max(c, k)
        return (sum(totals[low : high + 1]) - (totals[low] + totals[high]) / 2) ** 2

    observed = sum(n * distance(c, k) for (c, k), n in matrix.items())
    expected = sum(totals[c] * totals[k] * distance(c, k) for c, k in matrix)
    return 1 - (sum(totals) - 1) * observed / expected


@pytest.mark.parametrize(
    ("year", "joint", "exact", "near", "offsets"),
    [
        # On 4 the second differs alone, on 3 the third alone, and on C2 and H1 the first.
        (0, 37, 28, 37, (0.5, 3.5, -4)),
        # On 12 the second differs alone, on 9 the third alone, on F1, M6 and M8 the first.
        (1, 87, 63, 86, (1.5, 13.5, -15)),
    ],
)
def test_how_far_the_three_assessors_agree(
    both: tuple[Audit, Audit],
    year: int,
    joint: int,
    exact: int,
    near: int,
    offsets: Sequence[float],
) -> None:
    audit = both[year]
    team, items = _given(audit)
    assert all(locked(audit.entries, each) for each in team)
    found = of_assessment(audit.entries, audit.rubric, audit.form, seed="seed")
    assert (found.assessors, found.joint) == (team, joint)
    assert len(items) == joint
    assert found.percent_exact == pytest.approx(100 * exact / joint)
    assert found.percent_within_one == pytest.approx(100 * near / joint)
    by = dict(zip(found.assessors, found.leniency, strict=True))
    first = next(each for each in team if not each.startswith("demonstration"))
    for who, total in zip((first, filling.SECOND, filling.THIRD), offsets, strict=True):
        assert by[who] == pytest.approx(total / joint)
    assert found.alpha == pytest.approx(_ordinal_alpha(items))
    assert found.alpha is not None
    assert found.interval is not None
    assert found.interval[0] < found.alpha < found.interval[1]
    assert found.kappa is None
    assert len(found.differences) == joint - exact
    assert [d.criterion for d in found.differences if d.apart > 1] == ["M8"] * year


def test_dissent_stands_beside_what_was_judged(second: Audit) -> None:
    judged = judgements(second.entries, second.rubric, second.form)
    found = {c: (each.rank, bool(each.reason)) for c, each in judged.items() if each.dissent}
    assert found == {"F1": (2, True), "M8": (3, True)}


def test_what_was_said_is_kept_apart_from_what_may_be_printed(second: Audit) -> None:
    said = story.interviews("year_two_interviews", second.language).said
    allowed = consents(second.entries)
    kept = {
        each.who: second.entries.value(f"said/{each.who}/{each.question}", "words") for each in said
    }
    assert kept == {each.who: each.words for each in said}
    assert all(kept.values())
    refused = {code for code in kept if not allowed[code]["anonymous_quote"]}
    assert refused == {"P02-TW7", "U07-DT6"}
    assert not allowed["U07-DT6"]["anonymous_finding"]


def test_both_languages_tell_the_same_story(second: Audit, tmp_path: Path) -> None:
    _, french = filled(tmp_path / "audits.db", "fr")

    def answers(audit: Audit) -> dict[tuple[str, str], str]:
        shared = (row for row in audit.rows if not row.key.owner)
        return {row.key[:2]: row.value for row in shared if row.key.field in ("answer", "judged")}

    assert answers(french) == answers(second)
    for audit in (second, french):
        words = [row.value for row in audit.rows if row.key.field == "words"]
        assert len(words) == 7
        assert any("help" in said for said in words) == (audit is second)
        assert any("aidé" in said for said in words) == (audit is french)
