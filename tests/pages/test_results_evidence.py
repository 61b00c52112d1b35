"""Beside a criterion's level: dissent, what was told and seen, its grade, as in documents."""

import re
from pathlib import Path

import pytest

from audit.pages.results_standards import standard
from audit.words import translator
from exports.record import AuditRecord
from rubrics.text import Language
from tests.exports.sample_record import DISSENT, hostile_record, sample_record
from tests.pages.opened import Opened

TEAM = sample_record()
LABELS: dict[Language, tuple[str, ...]] = {
    "en": ("Dissent:", "Told, seen:", "Solidity:"),
    "fr": ("Désaccord\u00a0:", "Rapporté, vu\u00a0:", "Solidité\u00a0:"),
}


def section(record: AuditRecord, place: int, language: Language = "en") -> str:
    """Return the markup of one criterion."""
    criterion = record.criteria[place]
    (own,) = (each for each in record.standards if each.id == criterion.standard)
    drawn = standard(record, own, translator(language)).split('<section class="pra-criterion">')
    (found,) = (each for each in drawn[1:] if each.startswith(f"<h5>{criterion.id} "))
    return found[: found.index("</section>")]


def changed(**fields: object) -> AuditRecord:
    """Return the team's record with other fields in its first criterion."""
    first = TEAM.criteria[0].model_copy(update=fields)
    return TEAM.model_copy(update={"criteria": (first, *TEAM.criteria[1:])})


def test_a_criterion_says_what_was_told_beside_what_was_seen() -> None:
    assert (
        "<p><strong>Told, seen: </strong>peer workers “Initiated” (6 people); service users “Not "
        "initiated” (7 people); families “Initiated” (3 people); staff “Partial” (5 people); "
        "managers “Full” (2 people); documents “Full”; observation “Initiated”</p>"
    ) in section(TEAM, 0)


def test_a_criterion_says_how_solid_its_level_is() -> None:
    assert (
        "<p><strong>Solidity: </strong>Grade B: lines of evidence contradict each other.</p>"
    ) in section(TEAM, 0)
    assert (
        "<p><strong>Solidité\u00a0: </strong>Solidité B\u00a0: des voies d’information se "
        "contredisent.</p>"
    ) in section(TEAM, 0, "fr")


def test_dissent_stands_after_the_reason_as_it_was_typed_and_never_as_markup() -> None:
    drawn = section(changed(reason="It is so."), 0)
    told = DISSENT.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;")
    assert (
        '<div class="pra-said"><strong>Dissent: </strong>'
        f'<span class="pra-typed" dir="auto">{told}</span></div>'
    ) in drawn
    assert drawn.index("Reason: ") < drawn.index("Dissent: ") < drawn.index("Told, seen: ")
    hostile = hostile_record()
    assert "<b>" not in "".join(section(hostile, n) for n in range(len(hostile.criteria)))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_labels_stand_in_their_order_in_both_languages(language: Language) -> None:
    drawn = section(TEAM, 0, language)
    places = [drawn.index(f"<strong>{label}") for label in LABELS[language]]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_there_is_nothing_to_tell_no_label_stands_alone(language: Language) -> None:
    drawn = section(changed(dissent=" ", told=(), shown=(), solidity=None), 0, language)
    assert [label for label in LABELS[language] if label in drawn] == []


def test_an_edition_shows_what_an_edition_may() -> None:
    facility, public = sample_record("facility"), sample_record("public")
    drawn = section(facility, 0)
    assert "staff “Partial” (5 people)" in drawn
    assert not re.search("families|managers", drawn)
    assert "Solidity: " not in drawn
    first = [n for n, each in enumerate(TEAM.criteria) if each.dissent and not each.dissent_read]
    assert first
    assert all("Dissent: " in section(TEAM, n) for n in first)
    assert not any("Dissent: " in section(public, n) for n in first)


def test_what_one_assessor_was_shown_stands_beside_their_rating_as_in_documents() -> None:
    folded = section(TEAM, 0).partition("<details>")[2]
    assert "<p><strong>Documents alone: </strong>Not initiated</p>" in folded
    assert "<p><strong>Observation alone: </strong>Full</p>" in folded


def test_what_another_assessor_was_shown_waits_until_both_have_finished(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    opened, other = Opened(), "second-assessor"
    opened.put("criterion/A3", "level", "1")
    opened.put("criterion/A3", "level", "2", author=other)
    opened.put("criterion/A3", "shown_documents", "3", author=other)

    def told() -> bool:
        page = opened.page("results", lang="en").get("html")
        return any("Told, seen: </strong>documents “Full”" in each.proto.body for each in page)

    assert not told()
    opened.put("ratings", "locked", "yes")
    opened.put("ratings", "locked", "yes", author=other)
    assert told()
