"""What leaves is noted by what names it, and told from what would be made now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.assessments import new_assessment
from audit.leaving import current, note
from audit.releases import Release
from audit.storage import StorageFault, Store, open_store
from exports.canonical import digest
from exports.citation_id import citation_id
from exports.privacy import edition
from exports.record import AuditRecord
from tests.exports.sample_record import sample_record

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AUDIT = new_assessment(
    rubric_id="peer-integration", rubric_version="1.0.0", rubric_digest="d", now=NOW
)
RECORD: AuditRecord = sample_record(id=AUDIT.id)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'audits.db'}") as opened:
        opened.create_assessment(AUDIT)
        yield opened


def test_a_file_is_noted_under_the_citation_id_that_is_printed_in_it(store: Store) -> None:
    given = edition(RECORD, "public")
    assert note(store, given, "pdf", "fr", NOW) is None
    cited = citation_id(digest(given))
    assert store.releases(AUDIT.id) == (
        Release(at=NOW, audience="public", kind="pdf", language="fr", citation=cited),
    )


def test_what_is_passed_around_is_noted_as_the_public_edition_that_it_holds(store: Store) -> None:
    note(store, edition(RECORD, "facility"), "exit-pdf", "fr", NOW)
    (noted,) = store.releases(AUDIT.id)
    assert noted.audience == "public"
    assert noted.citation == citation_id(digest(edition(RECORD, "public")))


def test_a_record_has_left_once_in_whichever_language_it_was_asked_for(store: Store) -> None:
    for language in ("en", "fr"):
        note(store, RECORD, "json", language, NOW)
    assert [(each.kind, each.language) for each in store.releases(AUDIT.id)] == [("json", "")]


def test_why_a_file_could_not_be_noted_is_given_back(store: Store) -> None:
    unknown = RECORD.model_copy(update={"id": "another"})
    fault = StorageFault("storage.full", place="here")

    class Full:
        def note_release(self, *_: object) -> None:
            raise fault

    assert note(Full(), unknown, "pdf", "en", NOW) is fault  # type: ignore[arg-type]
    assert store.releases(AUDIT.id) == ()


def test_a_file_is_current_as_long_as_its_edition_says_the_same(store: Store) -> None:
    for audience in ("team", "facility", "public"):
        note(store, edition(RECORD, audience), "csv", "en", NOW)
    made = store.releases(AUDIT.id)
    assert current(RECORD, made) == made
    # A name on the team reaches no other edition.
    team = RECORD.team.model_copy(update={"members": ()})
    changed = RECORD.model_copy(update={"team": team})
    assert {each.audience for each in current(changed, made)} == {"facility", "public"}
    assert current(changed, [replace(made[0], citation="PRA-1")]) == ()
