"""The demonstration: two audits of an invented facility that entered as a person's edits do."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit import demonstration
from audit.action_plan import status_fault
from audit.assessments import Assessment
from audit.cli import main
from audit.fields import refusal
from audit.life_cycle import state
from audit.report import audit_record
from audit.storage import Store, open_store
from audit.trail import Entries, Operation, Row
from exports.record import AuditRecord
from rubrics.loader import digest, find
from rubrics.model import Rubric
from rubrics.text import LANGUAGES, Language

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
INVENTED = {"en": "(invented)", "fr": "(inventé)"}


class Filled:
    """A store with the demonstration in one language, and what became of it."""

    def __init__(self, store: Store, language: Language) -> None:
        self.store, self.language = store, language
        self.person = store.person(NOW).id
        self.latest = demonstration.fill(store, self.person, language)
        self.second, self.first = store.assessments()

    def rows(self, assessment: Assessment) -> tuple[Row, ...]:
        return self.store.rows(assessment.id)

    def record(self, assessment: Assessment) -> AuditRecord:
        return audit_record(assessment, self.rows(assessment), self.rubric)

    @property
    def rubric(self) -> Rubric:
        return find(self.second.rubric_id, self.second.rubric_version)


@pytest.fixture(scope="module", params=LANGUAGES)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    place = tmp_path_factory.mktemp("demonstration") / "audits.db"
    with open_store(f"sqlite:///{place}") as store:
        yield Filled(store, request.param)


def levels(record: AuditRecord) -> str:
    return " ".join(f"{s.id}{s.figures.level}" for s in record.standards)


def test_it_makes_two_audits_of_one_facility_marked_as_invented(filled: Filled) -> None:
    assert filled.latest == filled.second.id
    assert (filled.first.created_at.year, filled.second.created_at.year) == (2025, 2026)
    assert filled.first.facility_id == filled.second.facility_id
    for assessment in (filled.first, filled.second):
        assert assessment.invented
        assert assessment.rubric_digest == digest(filled.rubric)
        record = filled.record(assessment)
        assert record.invented
        assert INVENTED[filled.language] in record.facility.name
        assert [i.value for i in record.facility.identifiers] == ["DEMO-0001"]


def test_the_figures_of_the_first_year(filled: Filled) -> None:
    record = filled.record(filled.first)
    figures = record.overall.figures
    assert figures.counts == (12, 16, 7, 2)
    assert (figures.applicable, figures.rated, figures.coverage) == (37, 37, 1.0)
    # (16 + 2·7 + 3·2) ÷ (3·37) = 36 ÷ 111
    assert (figures.index, figures.bounds) == (32.4, (32.4, 32.4))
    assert (figures.breaches, figures.level) == (("D3", "G6"), 1)
    assert [c.id for c in record.criteria if c.not_applicable] == ["J3"]
    assert levels(record) == "A1 L1 C1 D1 E1 F0 B1 G0 H2 I2 J0 K2 M1 N0"
    assert (record.state, record.as_of) == ("final", "2026-02-16")
    assert Counter(a.status for a in record.actions) == Counter(
        proposed=27, agreed=2, in_progress=2, done=1, verified=2, dropped=1
    )


def test_the_figures_of_the_second_year(filled: Filled) -> None:
    record = filled.record(filled.second)
    figures = record.overall.figures
    assert figures.counts == (6, 26, 35, 19)
    assert (figures.applicable, figures.rated, figures.coverage) == (88, 86, 0.977)
    # 26 + 2·35 + 3·19 = 153, of 3·86; 153 and 159 of 3·88
    assert (figures.index, figures.bounds) == (59.3, (58.0, 60.2))
    # The lower median would be 2: the breach holds it down.
    assert (figures.breaches, figures.level) == (("B7",), 1)
    assert [c.id for c in record.criteria if c.not_applicable] == ["E6", "I5"]
    assert [c.id for c in record.criteria if c.rank is None] == ["A10", "L4", "E6", "I5"]
    assert levels(record) == "A2 L2 C2 D2 E2 F2 B1 G2 H3 I3 J1 K2 M1 N1"
    assert {c.standard for c in record.criteria if c.provisional} == {"K", "N"}
    assert (record.state, record.as_of) == ("agreeing", "2026-10-05")
    assert Counter(a.status for a in record.actions) == Counter(
        proposed=59, agreed=6, in_progress=1, done=2
    )


def test_the_first_is_short_and_the_second_full(filled: Filled) -> None:
    first, second = filled.record(filled.first), filled.record(filled.second)
    assert (filled.rubric.id, filled.rubric.version) == ("peer-integration", "1.0.0")
    assert (first.instrument.form, second.instrument.form) == ("short", "full")
    assert (len(first.criteria), len(second.criteria)) == (38, 90)


def test_the_team_departs_from_what_was_proposed(filled: Filled) -> None:
    def departures(assessment: Assessment) -> dict[str, tuple[int | None, int | None]]:
        found = filled.record(assessment).criteria
        return {c.id: (c.proposed, c.rank) for c in found if c.reason and c.rank != c.proposed}

    assert departures(filled.first) == {"C2": (0, 1), "H1": (1, 2)}
    assert departures(filled.second) == {
        "E6": (1, None),
        "F1": (1, 2),
        "B4": (3, 2),
        "M6": (1, 2),
        "M8": (1, 3),
    }


def test_only_what_the_rubric_lets_be_left_out_is_not_applicable(filled: Filled) -> None:
    conditional = {c.id for s in filled.rubric.standards for c in s.criteria if c.applies}
    for assessment in (filled.first, filled.second):
        record = filled.record(assessment)
        assert {c.id for c in record.criteria if c.not_applicable} <= conditional


def test_every_page_has_something_to_show(filled: Filled) -> None:
    for assessment, findings in ((filled.first, 8), (filled.second, 14)):
        record = filled.record(assessment)
        assert {c.rank for c in record.criteria} >= {0, 1, 2, 3}
        assert sum(bool(s.finding) for s in record.standards) == findings
        assert all(s.finding_read for s in record.standards if s.finding)
        chosen = [a for a in record.actions if a.chosen]
        assert 5 <= len(chosen) <= 7
        assert chosen[0].breach
        assert any(a.shaped_by for a in chosen)
        assert all(c.reason for c in record.criteria if c.not_applicable)
        changed = [c for c in record.criteria if c.reason and c.rank != c.proposed]
        assert changed
        assert record.visit.started < record.visit.ended <= record.as_of
    own = [a for a in filled.record(filled.second).actions if a.criterion is None]
    assert [a.standard for a in own] == ["D"]


def test_every_entry_would_be_taken_from_a_person(filled: Filled) -> None:
    for assessment in (filled.first, filled.second):
        rows, taken, deciding = filled.rows(assessment), list[Row](), list[Row]()
        for row in rows:
            operation = Operation(
                id=row.id,
                subject=row.key.subject,
                field=row.key.field,
                value=row.value,
                bases=row.bases,
                order=0,
            )
            assert refusal(operation, filled.rubric, state(Entries(deciding))) is None, operation
            kind, _, name = row.key.subject.partition("/")
            if kind == "action" and row.key.field == "status":
                assert status_fault(taken, name, row.value, row.author) is None, operation
            taken.append(row)
            # What the state follows from: the first rating, and each step somebody took.
            if row.key.field == "state" or (row.key.owner and not deciding):
                deciding.append(row)
        assert len(rows) > 200
        assert [row.at for row in rows] == sorted(row.at for row in rows)


def test_each_assessor_rates_alone_and_what_is_entered_is_in_one_language(filled: Filled) -> None:
    authors = {row.author for row in filled.rows(filled.second)}
    assert len(authors) == 3
    assert filled.person in authors
    words = " ".join(row.value for row in filled.rows(filled.second))
    assert ("peer worker" in words) == (filled.language == "en")
    assert ("pair-aidant" in words) == (filled.language == "fr")


def test_an_entry_that_a_person_could_not_make_stops_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with open_store(f"sqlite:///{tmp_path / 'audits.db'}") as store:
        person = store.person(NOW).id
        monkeypatch.setattr("audit.demonstration.filling.SECOND", person)
        # The same person may not verify what they said was done.
        with pytest.raises(ValueError, match=r"refused\.action_verified"):
            demonstration.fill(store, person, "en")


def test_it_is_never_mixed_with_audits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["demo", "--language", "fr", "--database", f"sqlite:///{tmp_path / 'a.db'}"]
    assert main(command) == 0
    with open_store(command[-1]) as store:
        before = store.assessments()
    assert len(before) == 2
    capsys.readouterr()
    assert main(command) == 1
    assert "ne s’y mélangent jamais" in capsys.readouterr().err
    with open_store(command[-1]) as store:
        assert store.assessments() == before
