"""Voices worked out anew: whatever of them does not follow from the rest of a record is named."""

from typing import Any

import pytest

from exports.privacy import edition
from exports.recompute import contradictions, recomputed
from exports.record import AuditRecord
from tests.exports.sample_record import sample_record

SOUND = recomputed(sample_record())


def changed(*path: str | int, to: Any) -> AuditRecord:
    tree = SOUND.model_dump(mode="json")
    branch: Any = tree
    for step in path[:-1]:
        branch = branch[step]
    branch[path[-1]] = to
    return AuditRecord.model_validate(tree)


def named(record: AuditRecord) -> list[tuple[str, str]]:
    return [(one.kind, one.where) for one in contradictions(record)]


@pytest.mark.parametrize("audience", ["team", "facility", "public"])
def test_every_edition_of_sound_voices_is_sound(audience: Any) -> None:
    assert contradictions(edition(SOUND, audience)) == ()


VOICES = ("standards", 0, "voices")


@pytest.mark.parametrize(
    ("path", "to", "where"),
    [
        (("criteria", 0, "solidity", "grade"), "A", "criteria.A1.solidity"),
        (("criteria", 0, "solidity", "contradicted"), False, "criteria.A1.solidity"),
        (("criteria", 0, "solidity", "documents_alone"), True, "criteria.A1.solidity"),
        (("grades", 0, "share"), 0.5, "grades"),
        ((*VOICES, "contradictions"), [], "standards.A.voices.contradictions"),
        ((*VOICES, "profiles", 0, "level"), 3, "standards.A.voices.peer_workers.level"),
        (
            (*VOICES, "profiles", 1, "dont_know_share"),
            0.9,
            "standards.A.voices.service_users.dont_know_share",
        ),
        (("agreement", "joint"), 25, "agreement.joint"),
        (("agreement", "same"), 24, "agreement.same"),
        (("agreement", "near"), 24, "agreement.near"),
        (("agreement", "percent_exact"), 100.0, "agreement.percent_exact"),
    ],
)
def test_what_does_not_follow_is_named(path: tuple[str | int, ...], to: Any, where: str) -> None:
    found = changed(*path, to=to)
    assert ("not_following", where) in named(found)


@pytest.mark.parametrize(
    ("path", "to", "where"),
    [
        (("criteria", 0, "told", 0, "level"), 4, "criteria.A1.told.peer_workers"),
        (("criteria", 0, "shown", 0, "level"), -1, "criteria.A1.shown.documents"),
        ((*VOICES, "profiles", 0, "level"), 9, "standards.A.voices.peer_workers.level"),
        ((*VOICES, "profiles", 0, "counts"), [1], "standards.A.voices.peer_workers.counts"),
        (
            (*VOICES, "contradictions", 0, "documents", "level"),
            7,
            "standards.A.voices.contradictions.A1",
        ),
    ],
)
def test_a_level_off_the_scale_is_named(path: tuple[str | int, ...], to: Any, where: str) -> None:
    assert named(changed(*path, to=to)) == [("no_rank", where)]


def test_a_told_level_changed_afterwards_shows_in_what_rests_on_it() -> None:
    found = named(changed("criteria", 0, "told", 1, "level", to=3))
    assert ("not_following", "standards.A.voices.contradictions") in found


def test_a_record_made_before_voices_were_recorded_is_sound() -> None:
    tree = SOUND.model_dump(mode="json")
    for name in ("informants", "hidden", "grades", "agreement"):
        del tree[name]
    for standard in tree["standards"]:
        del standard["voices"]
    for criterion in tree["criteria"]:
        for name in ("told", "shown", "solidity", "alert"):
            del criterion[name]
    assert contradictions(AuditRecord.model_validate(tree)) == ()
