"""Words of interviews and of urgent concerns are in no record, not even in the team's."""

from typing import get_args

from audit.assessments import new_assessment
from audit.questions import unscored
from audit.report import audit_record
from exports.privacy import edition
from exports.record import Audience
from rubrics.loader import digest, find
from tests.audit.typed_trail import BEGINNING, Trail

RUBRIC = find("peer-integration", "1.0.0")
CODE, CANARY = "P01-KX4", "Canary-in-somebody-s-words"
# Everything that is typed about an interview, in words or as a day or a choice.
TYPED = ("language", "interpreter", "support_person", "earshot")


def test_no_word_of_an_interview_or_of_a_concern_is_in_any_record() -> None:
    trail = Trail("short")
    trail.put(f"informant/{CODE}", "group", "peer_workers")
    trail.put(f"informant/{CODE}", "date", "2027-02-16")
    for use in ("interview", "anonymous_finding", "anonymous_quote", "attributable_quote"):
        trail.put(f"informant/{CODE}", f"consent_{use}", "yes")
    for name in TYPED:
        trail.put(f"informant/{CODE}", name, CANARY)
    questions = unscored(RUBRIC, "short", CODE)
    for question in questions:
        trail.put(f"said/{CODE}/{question.id}", "words", CANARY)
    trail.put("urgent/X01-KX4", "what", CANARY)
    trail.put("interviews", "withdraw_with", CANARY)
    trail.put("pin/u1", "act", CANARY)
    whole = audit_record(
        new_assessment(
            rubric_id=RUBRIC.id,
            rubric_version=RUBRIC.version,
            rubric_digest=digest(RUBRIC),
            now=BEGINNING,
        ),
        trail.rows,
        RUBRIC,
    )
    assert questions
    assert [t.under_way for t in whole.informants] == [1]
    for audience in get_args(Audience):
        said = edition(whole, audience).model_dump_json()
        for trace in (CANARY, CODE, "2027-02-16", "X01-KX4"):
            assert trace not in said, (audience, trace)
