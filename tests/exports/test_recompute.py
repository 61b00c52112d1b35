"""A record worked out anew: what follows from its judgements, and what is named if not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.privacy import edition
from exports.recompute import contradictions, recomputed
from exports.record import AuditRecord, Figures
from rubrics.scoring import lower_median
from tests.exports.sample_record import sample_record

SOUND = recomputed(sample_record())
CRITERION, STANDARD, THEME = SOUND.criteria[0], SOUND.standards[0], SOUND.themes[0]


def changed(*path: str | int, to: Any) -> AuditRecord:
    """Return the sound record with one thing in it replaced."""
    tree = SOUND.model_dump(mode="json")
    branch: Any = tree
    for step in path[:-1]:
        branch = branch[step]
    branch[path[-1]] = to
    return AuditRecord.model_validate(tree)


def found(record: AuditRecord) -> list[tuple[str, str, str]]:
    return [(one.kind, one.where, one.expected) for one in contradictions(record)]


@pytest.mark.parametrize("audience", ["team", "facility", "public"])
def test_a_sound_record_does_not_contradict_itself(audience: Any) -> None:
    assert contradictions(edition(SOUND, audience)) == ()


def test_figures_are_those_of_the_scoring_rules() -> None:
    record = changed("criteria", to=[c.model_dump() for c in SOUND.criteria[:3]])
    ranks = [c.rank for c in record.criteria if c.rank is not None]
    assert (len(ranks), {c.standard for c in record.criteria}) == (3, {STANDARD.id})
    assert recomputed(record).overall.figures == Figures(
        applicable=3,
        rated=3,
        counts=tuple(ranks.count(rank) for rank in range(4)),
        coverage=1.0,
        index=None,
        bounds=(round(100 * sum(ranks) / 9, 1), round(100 * sum(ranks) / 9, 1)),
        breaches=(),
        proposed=lower_median(ranks),
        level=lower_median(ranks),
        reason=None,
    )


def test_a_cross_section_never_gets_a_level() -> None:
    assert {g.figures.reason for g in (*SOUND.rights, *SOUND.qualityrights)} == {"cross_section"}


@pytest.mark.parametrize("rank", [-1, 4, 77])
@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("criteria", 0, "rank"), f"criteria.{CRITERION.id}.rank"),
        (("criteria", 0, "proposed"), f"criteria.{CRITERION.id}.proposed"),
        (("criteria", 0, "ratings", 0, "rank"), f"criteria.{CRITERION.id}.ratings.0.rank"),
        (("standards", 0, "judged"), f"standards.{STANDARD.id}.judged"),
        (("actions", 0, "from_rank"), f"actions.{SOUND.actions[0].id}.from_rank"),
        (("instrument", "breach_cap"), "instrument.breach_cap"),
    ],
)
def test_a_rank_off_the_scale_is_named(path: tuple[Any, ...], where: str, rank: int) -> None:
    assert found(changed(*path, to=rank)) == [("no_rank", where, "")]


@pytest.mark.parametrize(
    ("path", "to", "kind", "where"),
    [
        (("instrument", "levels"), [], "no_scale", "instrument.levels"),
        (("instrument", "levels", 1, "rank"), 7, "no_scale", "instrument.levels"),
        (("criteria", 0, "anchors"), [], "no_scale", f"criteria.{CRITERION.id}.anchors"),
        (("criteria", 0, "standard"), "Z", "unknown_id", f"criteria.{CRITERION.id}.standard"),
        (("criteria", 0, "theme"), "Z", "not_following", f"criteria.{CRITERION.id}.theme"),
        (("criteria", 0, "rights"), ["Z"], "unknown_id", f"criteria.{CRITERION.id}.rights"),
        (
            ("criteria", 0, "qualityrights"),
            ["Z"],
            "unknown_id",
            f"criteria.{CRITERION.id}.qualityrights",
        ),
        (("standards", 0, "theme"), "Z", "unknown_id", f"standards.{STANDARD.id}.theme"),
        (("criteria", 1, "id"), CRITERION.id, "repeated_id", f"criteria.{CRITERION.id}"),
        (("criteria", 0, "not_applicable"), True, "two_judgements", f"criteria.{CRITERION.id}"),
        (("as_of",), "yesterday", "no_date", "as_of"),
        (("as_of",), "", "no_date", "as_of"),
        (("as_of",), "20270309", "no_date", "as_of"),
        (("visit", "started"), "2027-02-30", "no_date", "visit.started"),
        (("actions", 0, "due"), "soon", "no_date", f"actions.{SOUND.actions[0].id}.due"),
        (("team", "size"), -1, "no_count", "team.size"),
        (("visit", "peer_support", "paid"), 10**30, "no_count", "visit.peer_support.paid"),
    ],
)
def test_what_makes_no_sense_is_named_before_any_figure(
    path: tuple[Any, ...], to: Any, kind: str, where: str
) -> None:
    assert (kind, where) in [(k, w) for k, w, _ in found(changed(*path, to=to))]


@pytest.mark.parametrize(
    ("path", "to", "where"),
    [
        (("overall", "figures", "rated"), 999, "overall.figures.rated"),
        (("overall", "figures", "counts"), [], "overall.figures.counts"),
        (("overall", "figures", "counts"), [-5, 0, 0, 0], "overall.figures.counts"),
        (("overall", "figures", "breaches"), ["nope"], "overall.figures.breaches"),
        (("overall", "criteria"), ["nope"], "overall.criteria"),
        (("themes", 0, "figures", "level"), 3, f"themes.{THEME.id}.figures.level"),
        (("themes", 0, "criteria"), [], f"themes.{THEME.id}.criteria"),
        (("standards", 0, "figures", "index"), 99.9, f"standards.{STANDARD.id}.figures.index"),
        (("standards", 0, "figures", "bounds"), None, f"standards.{STANDARD.id}.figures.bounds"),
        (
            ("rights", 0, "figures", "coverage"),
            0.5,
            f"rights.{SOUND.rights[0].id}.figures.coverage",
        ),
        (("actions", 0, "breach"), False, f"actions.{SOUND.actions[0].id}.breach"),
    ],
)
def test_a_forged_figure_is_named_with_what_follows(
    path: tuple[Any, ...], to: Any, where: str
) -> None:
    assert [(kind, at) for kind, at, _ in found(changed(*path, to=to))] == [
        ("not_following", where)
    ]


def test_what_follows_is_told_as_the_file_would_hold_it() -> None:
    ((_, _, counts),) = found(changed("overall", "figures", "counts", to=[]))
    assert counts == str(list(SOUND.overall.figures.counts))
    ((_, _, index),) = found(changed("standards", 0, "figures", "index", to=50.0))
    assert index == "null"


@given(at=st.integers(0, len(SOUND.criteria) - 1), rank=st.integers(0, 3) | st.none())
def test_another_judgement_never_leaves_the_figures_standing(at: int, rank: int | None) -> None:
    one = SOUND.criteria[at]
    judged = one.model_copy(update={"rank": rank, "not_applicable": False})
    criteria = (*SOUND.criteria[:at], judged, *SOUND.criteria[at + 1 :])
    record = SOUND.model_copy(update={"criteria": criteria})
    same = (rank, False) == (one.rank, one.not_applicable)
    assert bool(contradictions(record)) is not same
    assert recomputed(recomputed(record)) == recomputed(record)
