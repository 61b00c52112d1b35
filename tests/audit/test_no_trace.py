"""Who withdrew leaves no trace in any output, and the order of rows never shows in a record."""

from io import BytesIO
from random import Random
from typing import get_args
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.hearing import alerts
from audit.questions import asked, informant_of
from audit.report import audit_record
from exports.documents import build
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.record_voices import Alert, ToldBy
from rubrics.vocabulary import InformantGroup
from tests.audit.an_audit import ASSESSMENT, RUBRIC
from tests.audit.typed_trail import Trail

# Eleven people: of two groups there are enough to show, and one peer worker withdraws.
PEOPLE: dict[InformantGroup, int] = {"peer_workers": 6, "service_users": 5}
LETTERS = {"peer_workers": "P", "service_users": "U"}
GONE = "P06-KX4"
CANARY = "Canary-of-the-one-who-left"
RED = "G6"
ASKED = ("A3", "A7", "B5", RED)
TELLS = -1  # whoever stands in this place tells of the breach


def interviewed(trail: Trail, code: str, group: InformantGroup, place: int) -> None:
    subject = f"informant/{code}"
    trail.put(subject, "group", group)
    trail.put(subject, "consent_interview", "yes")
    trail.put(subject, "consent_anonymous_finding", "yes")
    trail.put(subject, "earshot", CANARY if code == GONE else "")
    for question in asked(RUBRIC, "short", code):
        if question.criterion.id in ASKED:
            named = RUBRIC.interviews and RUBRIC.interviews.answers(question.question.answers or "")
            choices = [choice.id for choice in named.choices] if named else []
            said = "yes" if place == TELLS else choices[place % len(choices)]
            trail.put(question.subject, "answer", said)


@pytest.fixture(scope="module")
def trail() -> Trail:
    """An assessment rated by one person, with eleven interviews."""
    made = Trail("short")
    for number, criterion in enumerate(ASKED):
        made.rate(criterion, number % 4)
    for group, people in PEOPLE.items():
        for number in range(people):
            mark = "KX4" if number == people - 1 else f"B{number + 2}C"
            code = f"{LETTERS[group]}{number + 1:02}-{mark}"
            interviewed(made, code, group, 0 if code == GONE else number + len(group) % 2)
    made.put("interviews", "planned_peer_workers", "6")
    return made


def without(trail: Trail) -> list:  # type: ignore[type-arg]
    return [row for row in trail.rows if informant_of(row.key.subject) != GONE]


def files(record: AuditRecord, audience: Audience) -> bytes:
    """Return all that a reader finds in the files of an edition: texts, sheets, the record."""
    whole = build("json", record, audience, "en")
    whole += build("csv", record, audience, "fr")
    with ZipFile(BytesIO(build("xlsx", record, audience, "fr"))) as book:
        whole += b"".join(book.read(name) for name in book.namelist())
    with pypdfium2.PdfDocument(build("pdf", record, audience, "en")) as pdf:
        texts = "".join(page.get_textpage().get_text_range() for page in pdf)
    return whole + texts.encode()


def test_whoever_withdraws_leaves_a_number_for_the_team_and_nothing_else(trail: Trail) -> None:
    before = audit_record(ASSESSMENT, trail.rows, RUBRIC)
    after = audit_record(ASSESSMENT, without(trail), RUBRIC, withdrawn=(GONE,))
    never = audit_record(ASSESSMENT, without(trail), RUBRIC)
    assert before.criteria != after.criteria
    assert [t.heard for t in after.informants] == [5, 5]
    assert [t.withdrawn for t in after.informants] == [1, 0]
    for audience in ("facility", "public"):
        assert edition(after, audience) == edition(never, audience)
    counted = tuple(t.model_copy(update={"withdrawn": 0}) for t in after.informants)
    assert after.model_copy(update={"informants": counted}) == never


def test_no_file_holds_anything_of_whom_withdrew(trail: Trail) -> None:
    record = audit_record(ASSESSMENT, without(trail), RUBRIC, withdrawn=(GONE,))
    said = files(record, "team")
    for trace in (GONE, f"informant/{GONE[:3]}", CANARY):
        assert trace.encode() not in said


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 999))
def test_the_order_of_rows_never_shows(trail: Trail, seed: int) -> None:
    rows = list(trail.rows)
    Random(seed).shuffle(rows)
    assert audit_record(ASSESSMENT, rows, RUBRIC) == audit_record(ASSESSMENT, trail.rows, RUBRIC)


def test_without_consent_to_a_finding_one_is_in_no_figure_and_still_opens_an_alert() -> None:
    trail = Trail("short")
    interviewed(trail, "P01-KX4", "peer_workers", TELLS)
    trail.put("informant/P01-KX4", "consent_anonymous_finding", "no")
    record = audit_record(ASSESSMENT, trail.rows, RUBRIC)
    assert [(t.done, t.under_way, t.heard) for t in record.informants] == [(0, 1, 0)]
    assert not any(c.told for c in record.criteria)
    told = dict(alerts(trail.entries, RUBRIC, "short"))
    assert told == {RED: Alert(open=True, told=(ToldBy(group="peer_workers", n=1, usable=0),))}
    (found,) = (c.alert for c in record.criteria if c.alert)
    assert found == told[RED]
    for audience in get_args(Audience)[1:]:
        assert not any(c.alert for c in edition(record, audience).criteria)


def test_a_reasoned_judgement_closes_an_alert_in_the_record() -> None:
    trail = Trail("short")
    interviewed(trail, "P01-KX4", "peer_workers", TELLS)
    trail.judge(f"criterion/{RED}", 1)
    assert [a.open for a in dict(alerts(trail.entries, RUBRIC, "short")).values()] == [True]
    trail.judge(f"criterion/{RED}", 1, "The case ended in March and was made good.")
    assert [a.open for a in dict(alerts(trail.entries, RUBRIC, "short")).values()] == [False]
