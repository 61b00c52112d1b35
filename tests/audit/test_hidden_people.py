"""Hidden people: from the trail to the edition, whatever they answer changes nothing outside."""

from collections.abc import Collection, Mapping
from random import Random
from typing import Literal

import pytest

from audit.questions import asked, rank_of
from audit.report import audit_record
from exports.privacy import edition
from exports.record import AuditRecord
from rubrics.vocabulary import InformantGroup
from tests.audit.an_audit import ASSESSMENT, RUBRIC
from tests.audit.typed_trail import Trail

LETTERS: dict[InformantGroup, str] = {
    "peer_workers": "P",
    "service_users": "U",
    "families": "F",
    "staff": "S",
    "managers": "M",
}
Sizes = Mapping[InformantGroup, int]
WITHOUT_RANK: tuple[Literal["dont_know", "refused"], ...] = ("dont_know", "refused")
# What hidden people mostly answer: what stands for this rank, or why there is none.
Mostly = int | Literal["dont_know", "refused"]


def audited(sizes: Sizes, hidden: Collection[str], seed: int, mostly: Mostly) -> AuditRecord:
    """Return the record of an audit; hidden people mostly give one rank, or none."""
    trail, known, others = Trail("full"), Random(1), Random(seed)
    for place, criterion in enumerate(RUBRIC.criteria("full")):
        trail.rate(criterion.id, place % 4)
        trail.put(f"criterion/{criterion.id}", "shown_documents", "3", owner="ann")
        if place % 2:
            trail.put(f"criterion/{criterion.id}", "note_interviews", "Heard.", owner="ann")
    for group, people in sizes.items():
        for place in range(people):
            code = f"{LETTERS[group]}{place + 1:02}-B{place + 2}C"
            if group in hidden:
                interviewed(trail, code, group, others, mostly)
            else:
                interviewed(trail, code, group, known)
    return audit_record(ASSESSMENT, trail.rows, RUBRIC)


def interviewed(
    trail: Trail, code: str, group: InformantGroup, drawn: Random, mostly: Mostly | None = None
) -> None:
    subject = f"informant/{code}"
    trail.put(subject, "group", group)
    trail.put(subject, "consent_interview", "yes")
    trail.put(subject, "consent_anonymous_finding", "yes")
    trail.put(subject, "ended", "finished")
    for question in asked(RUBRIC, "full", code):
        named = RUBRIC.interviews and RUBRIC.interviews.answers(question.question.answers or "")
        choices = [choice.id for choice in named.choices] if named else []
        same = [c for c in choices if rank_of(question.question, RUBRIC, c) == mostly]
        fitting = [mostly] if isinstance(mostly, str) else same
        given = drawn.choice([*choices, *WITHOUT_RANK, *fitting * 9])
        trail.put(question.subject, "answer", given)


@pytest.mark.parametrize(
    "sizes",
    [
        {"peer_workers": 7, "service_users": 6, "managers": 1},
        {"peer_workers": 3, "service_users": 6, "managers": 2},
        {"service_users": 4, "staff": 1},
        {"peer_workers": 4, "service_users": 8, "families": 5, "managers": 5},
    ],
)
def test_nothing_that_hidden_people_answer_leaves(sizes: Sizes) -> None:
    hidden = edition(audited(sizes, (), 1, 0), "facility").hidden
    assert hidden is not None
    ranks: tuple[Mostly, ...] = (0, 3, *WITHOUT_RANK)
    first, *others = (audited(sizes, hidden.groups, 2, mostly) for mostly in ranks)
    for other in others:
        assert first != other
        assert edition(first, "facility") == edition(other, "facility")
        assert edition(first, "public") == edition(other, "public")
