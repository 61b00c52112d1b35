"""What paper forms carry: which audit they are of, nothing that was rated, told or chosen."""

import json
from typing import Any

import pytest
from pydantic import BaseModel

from audit.leaving import current
from audit.releases import Release
from exports.canonical import canonical, digest
from exports.citation_id import citation_id
from exports.documents import DOCUMENTS, build
from exports.recompute import contradictions
from exports.record import AuditRecord, Team, Visit
from exports.record_voices import Alert, ToldBy
from exports.verification import verify
from exports.without_results import without_results
from rubrics.text import Language, Text
from tests.exports.pdf_checks import attachments, words_of
from tests.exports.sample_record import empty_record, installed, sample_record
from tests.exports.verified_files import KEYS, by_key, said

CANARY = "canary-4242"
# What the sheets print, and what a record needs to be told from another.
CARRIED = {"id", "as_of", "instrument", "facility", "visit", "overall"}


def planted(part: Any) -> Any:
    """Return the part with a canary in every text of it."""
    if isinstance(part, tuple):
        return tuple(planted(item) for item in part)
    if isinstance(part, Text):
        return Text(en=CANARY, fr=CANARY)
    if not isinstance(part, BaseModel):
        return part
    changes = {
        name: CANARY if field.annotation is str else planted(getattr(part, name))
        for name, field in type(part).model_fields.items()
    }
    return part.model_copy(update=changes)


def rated() -> AuditRecord:
    """Return an audit with an alert, and a canary in every text that is no part of its forms."""
    record = installed(sample_record())
    alert = Alert(open=True, told=(ToldBy(group="peer_workers", n=3),))
    first = record.criteria[0].model_copy(update={"alert": alert})
    record = record.model_copy(update={"criteria": (first, *record.criteria[1:])})
    rest = {
        name: planted(getattr(record, name))
        for name in AuditRecord.model_fields
        if name not in CARRIED
    }
    return record.model_copy(
        update=rest
        | {"joint_statement": CANARY, "joint_statement_read": True}
        | {"schema_version": record.schema_version}
    )


RECORD = rated()


@pytest.fixture(scope="module")
def form() -> bytes:
    """Return the sealed forms of the audit, as the team gets them."""
    return build("forms-pdf", RECORD, "team", "fr", by_key)


def test_no_rank_alert_finding_or_action_is_attached_to_a_form(form: bytes) -> None:
    assert canonical(RECORD).count(CANARY.encode()) > 200
    (attached,) = attachments(form).values()
    assert CANARY.encode() not in attached
    assert CANARY not in words_of(form)
    told = json.loads(attached)["record"]
    for name in ("criteria", "standards", "themes", "rights", "qualityrights", "actions"):
        assert told[name] == []
    for name in ("context", "ethics", "informants", "grades"):
        assert told[name] == []
    for name in ("hidden", "agreement", "comparison"):
        assert told[name] is None
    for name in ("rated", "applicable"):
        assert told["overall"]["figures"][name] == 0
    assert set(told["overall"]["figures"]["counts"]) == {0}


def test_a_form_says_which_audit_it_is_of() -> None:
    given = without_results(RECORD)
    for name in ("id", "as_of", "state", "invented", "instrument", "facility"):
        assert getattr(given, name) == getattr(RECORD, name)
    assert given.visit == Visit(started=RECORD.visit.started, ended=RECORD.visit.ended)
    assert RECORD.visit.announced is not None
    assert given.team == Team()
    assert given.audience == "public"
    assert DOCUMENTS["forms-pdf"].held(RECORD, "team") == given


def test_a_form_is_the_same_before_anybody_rated_and_after() -> None:
    before = empty_record().model_copy(
        update={
            name: getattr(RECORD, name) for name in (*CARRIED - {"overall"}, "state", "invented")
        }
    )
    assert canonical(without_results(before)) == canonical(without_results(RECORD))
    assert without_results(without_results(RECORD)) == without_results(RECORD)


def test_what_a_form_carries_holds_together(form: bytes) -> None:
    assert contradictions(without_results(RECORD)) == ()
    assert said(verify(form, KEYS)) == ("genuine", [("sealed_by", "")])


def test_forms_that_were_handed_out_are_current_until_what_they_say_changes() -> None:
    release = Release(
        at=None,  # type: ignore[arg-type]
        audience="public",
        kind="forms-pdf",
        language="fr",
        citation=citation_id(digest(without_results(RECORD))),
    )
    assert current(RECORD, [release]) == (release,)
    moved = RECORD.model_copy(update={"visit": Visit(started="2027-05-02")})
    assert current(moved, [release]) == ()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "neither its pages nor the record attached to it holds any result"),
        ("fr", "ni ses pages ni le dossier en pièce jointe ne contiennent de résultat"),
    ],
)
def test_that_they_hold_no_result_is_said_where_they_are_offered(
    language: Language, words: str
) -> None:
    assert words in DOCUMENTS["forms-pdf"].description(language)
