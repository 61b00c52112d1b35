"""Small groups: exactly whose words an edition leaves out, and that nothing gives them away."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from exports import record_voices
from exports.privacy import ALLOWED, edition
from exports.record import Audience, AuditRecord
from exports.record_voices import Hidden, Turnout
from exports.small_groups import hidden_groups
from rubrics.vocabulary import InformantGroup
from tests.exports.sample_record import sample_record

GROUPS: tuple[InformantGroup, ...] = get_args(InformantGroup)
NARROW: tuple[Audience, ...] = ("facility", "public")
# What the sample must not tell: fewer than five families and managers were heard.
SMALL = {"families", "managers"}
CANARY = 987_654
OF_VOICES = {
    part
    for part in vars(record_voices).values()
    if isinstance(part, type) and part.__module__ == record_voices.__name__
}


def met(**heard: int) -> list[Turnout]:
    names = {"peers": "peer_workers", "users": "service_users"}
    return [Turnout(group=names.get(g, g), done=n, heard=n) for g, n in heard.items()]


@pytest.mark.parametrize(
    ("heard", "hidden", "small_audit"),
    [
        ({"peers": 5, "users": 5}, None, False),
        ({"peers": 5, "users": 4}, ("peer_workers", "service_users"), True),
        ({"peers": 9}, ("peer_workers",), True),
        ({"peers": 10}, None, False),
        ({"peers": 4, "users": 6}, ("peer_workers", "service_users"), False),
        ({"peers": 4, "users": 7, "staff": 6}, ("peer_workers", "staff"), False),
        ({"peers": 4, "users": 6, "staff": 6}, ("peer_workers", "service_users"), False),
        ({"peers": 4, "users": 6, "managers": 1}, ("peer_workers", "managers"), False),
        ({"peers": 12, "users": 0}, None, False),
    ],
)
def test_who_is_hidden(
    heard: dict[str, int], hidden: tuple[InformantGroup, ...] | None, small_audit: bool
) -> None:
    expected = Hidden(groups=hidden, small_audit=small_audit) if hidden else None
    assert hidden_groups(met(**heard)) == expected


@pytest.mark.parametrize("told_nothing", ["done", "under_way", "withdrawn"])
def test_whoever_took_everything_back_is_hidden_like_who_was_heard(told_nothing: str) -> None:
    heard = Turnout(group="managers", planned=2, done=1, heard=1)
    silent = Turnout(group="managers", planned=2, **{told_nothing: 1})
    expected = Hidden(groups=("service_users", "managers"))
    assert hidden_groups([*met(users=10), heard]) == expected
    assert hidden_groups([*met(users=10), silent]) == expected


@pytest.mark.parametrize("audience", NARROW)
def test_whoever_declined_cannot_be_told_from_whoever_was_never_met(audience: Audience) -> None:
    def left(**counts: int) -> AuditRecord:
        others = [Turnout(group="managers", planned=1, **counts)] if counts else []
        return edition(sample_record(informants=(*met(users=10), *others)), audience)

    assert left() == left(declined=1) == left(declined=0)
    assert [t.group for t in left(declined=1).informants] == ["service_users"]
    assert left(declined=1).hidden is None


@given(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 12)))
def test_nobody_can_be_had_by_taking_the_others_away(heard: dict[InformantGroup, int]) -> None:
    found = hidden_groups([Turnout(group=g, done=n, heard=n) for g, n in heard.items()])
    hidden = [heard[g] for g in found.groups] if found else []
    shown = [n for g, n in heard.items() if n and (not found or g not in found.groups)]
    assert all(n >= 5 for n in shown)
    assert not shown or sum(heard.values()) >= 10
    # One alone among the hidden is only ever there because there is no other to hide it behind.
    assert len(hidden) != 1 or not shown


def shown_groups(record: AuditRecord) -> set[str]:
    return {
        *(t.group for t in record.informants),
        *(t.group for c in record.criteria for t in c.told),
        *(t.group for c in record.criteria if c.alert for t in c.alert.told),
        *(p.group for s in record.standards for p in s.voices.profiles),
        *(side for s in record.standards for g in s.voices.gaps for side in sides(g.difference)),
        *(g for s in record.standards for p in s.voices.patterns for g in of_pattern(p)),
        *(g.line for s in record.standards for c in s.voices.contradictions for g in c.practice),
    } - {"documents", "observation"}


def sides(difference: Any) -> tuple[str, str]:
    return difference.one.who, difference.other.who


def of_pattern(pattern: Any) -> set[str]:
    compared = {who for difference in pattern.differences for who in sides(difference)}
    return compared | {side.who for side in pattern.sides} | ({pattern.group} - {None})


@pytest.mark.parametrize("audience", NARROW)
def test_a_hidden_group_is_named_as_hidden_and_nowhere_else(audience: Audience) -> None:
    whole, narrow = sample_record(), sample_record(audience)
    assert shown_groups(whole) == set(GROUPS)
    assert narrow.hidden == Hidden(groups=("families", "managers"))
    assert shown_groups(narrow) == set(GROUPS) - SMALL
    left = narrow.model_copy(update={"hidden": None}).model_dump_json()
    assert not [group for group in SMALL if f'"{group}"' in left]


@pytest.mark.parametrize("audience", NARROW)
def test_no_figure_of_fewer_than_five_people_leaves(audience: Audience) -> None:
    record = sample_record(audience)
    numbers = [
        *(t.n for c in record.criteria for t in c.told),
        *(p.n for s in record.standards for p in s.voices.profiles),
        *(p.n for s in record.standards for p in s.voices.patterns if p.group),
        *(t.heard for t in record.informants),
        *(
            side.n
            for s in record.standards
            for found in (
                *(g.difference for g in s.voices.gaps),
                *(d for p in s.voices.patterns for d in p.differences),
            )
            for side in (found.one, found.other)
            if side.who != "documents"
        ),
    ]
    assert numbers
    assert min(n for n in numbers if n is not None) >= 5


def test_what_rests_on_hidden_groups_goes_with_them() -> None:
    whole, narrow = sample_record(), sample_record("facility")
    assert {c.solidity.grade for c in whole.criteria if c.solidity} == {"A", "B"}
    assert {c.solidity for c in narrow.criteria} == {None}
    assert [g.criteria for g in whole.grades] != []
    assert narrow.grades == ()
    assert all(gap.test is None for s in narrow.standards for gap in s.voices.gaps)
    kinds = {p.kind for s in whole.standards for p in s.voices.patterns}
    left = {p.kind for s in narrow.standards for p in s.voices.patterns}
    assert kinds - left == {"management_optimism"}
    assert [t.model_dump(exclude_none=True) for t in narrow.informants] == [
        {"group": "peer_workers", "planned": 6, "heard": 6},
        {"group": "service_users", "planned": 8, "heard": 7},
        {"group": "staff", "planned": 5, "heard": 5},
    ]


@pytest.mark.parametrize("audience", NARROW)
def test_no_subtraction_tells_who_refused_a_finding_without_a_name(audience: Audience) -> None:
    def narrow(done: int) -> AuditRecord:
        users = Turnout(group="service_users", planned=12, done=done, heard=10)
        return edition(sample_record(informants=(users,)), audience)

    assert narrow(10) == narrow(11)
    assert narrow(11).informants == (Turnout(group="service_users", planned=12, heard=10),)


def test_where_every_group_is_large_all_of_it_leaves() -> None:
    whole = sample_record()
    many = tuple(t.model_copy(update={"heard": 9, "done": 9}) for t in whole.informants)
    narrow = edition(whole.model_copy(update={"informants": many}), "public")
    assert narrow.hidden is None
    assert narrow.grades == whole.grades
    assert [c.solidity for c in narrow.criteria] == [c.solidity for c in whole.criteria]
    # A single figure of fewer than five people stays back all the same.
    assert all(p.n >= 5 for s in narrow.standards for p in s.voices.profiles)
    assert any(g.test for s in narrow.standards for g in s.voices.gaps)


def test_an_alert_leaves_only_where_a_group_that_shows_agreed_to_a_finding() -> None:
    whole, narrow = sample_record(), sample_record("facility")
    assert [[t.n for t in c.alert.told] for c in whole.criteria if c.alert] == [[2, 1], [2]]
    told = [c.alert for c in narrow.criteria if c.alert]
    assert [[(t.group, t.n, t.usable) for t in a.told] for a in told] == [
        [("service_users", None, None)],
        [("service_users", None, None)],
    ]
    silent = tuple(
        c.model_copy(
            update={
                "alert": c.alert
                and c.alert.model_copy(
                    update={"told": tuple(t.model_copy(update={"usable": 0}) for t in c.alert.told)}
                )
            }
        )
        for c in whole.criteria
    )
    left = edition(whole.model_copy(update={"criteria": silent}), "facility")
    assert not any(c.alert for c in left.criteria)


@pytest.mark.parametrize("audience", NARROW)
def test_assessors_are_numbers_outside_the_team(audience: Audience) -> None:
    whole, narrow = sample_record().agreement, sample_record(audience).agreement
    assert whole is not None
    assert narrow is not None
    assert [a.name for a in whole.assessors] == ["Amina Example", ""]
    assert [(a.number, a.name, a.offset) for a in narrow.assessors] == [
        (1, "", 0.08),
        (2, "", -0.08),
    ]
    assert [d.ranks for d in narrow.differences] == [()] * len(whole.differences)
    assert [(d.criterion, d.apart) for d in narrow.differences] == [
        (d.criterion, d.apart) for d in whole.differences
    ]


def planted(part: Any, audience: Audience, *, small: bool = False) -> Any:
    """Return a part with a number that no figure has, wherever a small group or no reader is.

    What decides who is hidden stays: how many of each group were heard.
    """
    if isinstance(part, tuple):
        return tuple(planted(item, audience, small=small) for item in part)
    if not isinstance(part, BaseModel):
        number = isinstance(part, int | float) and not isinstance(part, bool)
        return CANARY if small and number else part
    of = {getattr(part, name, None) for name in ("group", "who", "line")}
    here = small or bool(of & SMALL)
    allowed = ALLOWED[audience].get(type(part), frozenset())
    fields = {
        name: planted(getattr(part, name), audience, small=here or name not in allowed)
        for name in type(part).model_fields
        if name != "heard" and (name in allowed or type(part) in OF_VOICES)
    }
    return part.model_copy(update=fields)


@pytest.mark.parametrize("audience", NARROW)
def test_no_number_of_a_hidden_group_or_for_the_team_alone_leaves(audience: Audience) -> None:
    marked = planted(sample_record(), audience)
    assert marked.model_dump_json().count(str(CANARY)) > 200
    assert str(CANARY) not in edition(marked, audience).model_dump_json()
    assert edition(marked, audience) == sample_record(audience)
