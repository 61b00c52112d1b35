"""The export page: the reader chooses for whom and in which language; files are made on demand."""

import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from audit.pages import offering
from audit.pages.session import Desk, store
from audit.trail import Entries
from audit.words import translator
from exports import documents
from exports.documents import DOCUMENTS, PURPOSES
from tests.exports.sample_record import sample_record
from tests.pages.opened import Opened, everything_said
from tests.pages.test_home import markup

KINDS = sorted(DOCUMENTS, key=lambda kind: PURPOSES.index(DOCUMENTS[kind].purpose))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    opened = Opened()
    opened.put("facility", "name", "Centre Été <b>")
    opened.put("criterion/A1", "level", "2")
    opened.put("criterion/A1", "note_documents", "Canary in a note.")
    opened.put("standard/A", "finding", "Canary in a finding.")
    return opened


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Note what is made, and make none of it."""
    calls: list[tuple[Any, ...]] = []

    def build(*call: Any) -> bytes:
        calls.append(call)
        return b"made"

    monkeypatch.setattr(offering, "build", build)
    return calls


def names(at: AppTest) -> list[str]:
    """Return the file names on offer."""
    suffixes = {document.suffix for document in DOCUMENTS.values()}
    ends = "|".join(suffixes)
    return re.findall(rf"([\w-]+\.(?:{ends}))(?= ·|</span>)", markup(at))


def buttons(at: AppTest) -> dict[str, Any]:
    return {str(b.key).removeprefix("export:"): b for b in at.get("download_button")}


@pytest.mark.parametrize(
    ("language", "title", "button", "name"),
    [
        ("en", "Export", "Download: Report (PDF)", "-facility-draft-en.pdf"),
        ("fr", "Exporter", "Télécharger\u00a0: Rapport (PDF)", "-structure-projet-fr.pdf"),
    ],
)
def test_the_facility_edition_in_the_readers_language_is_offered_first(
    opened: Opened, language: str, title: str, button: str, name: str
) -> None:
    at = opened.page("export", lang=language)
    assert at.title[0].value == title
    assert at.radio(key="export:audience").value == "facility"
    assert at.radio(key=f"export:language:{language}").value == language
    assert list(buttons(at)) == KINDS
    assert buttons(at)["pdf"].label == button
    assert names(at)[0].endswith(name)
    assert not any(b.proto.disabled for b in buttons(at).values())


def test_a_draft_says_so_until_the_facility_has_answered(opened: Opened) -> None:
    assert "“Draft, not yet answered by the facility”" in everything_said(
        opened.page("export", lang="en")
    )
    for state in ("agreeing", "with_facility", "final"):
        opened.put("visit", "state", state)
    after = opened.page("export", lang="en")
    assert "Draft" not in everything_said(after)
    assert names(after)[0].endswith("-facility-en.pdf")


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "was withdrawn by its authors"), ("fr", "a été retiré par ses auteurs")],
)
def test_a_withdrawn_or_invented_audit_says_so(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setattr(Desk, "record", lambda _: sample_record(state="withdrawn"))
    at = opened.page("export", lang=language)
    assert told in at.warning[0].value
    assert len(at.info) == 1


def test_an_audit_without_ratings_says_what_its_documents_show(opened: Opened) -> None:
    told = "Nothing has been rated yet"
    assert told not in everything_said(opened.page("export", lang="en"))
    opened.put("criterion/A1", "level", "")
    assert told in everything_said(opened.page("export", lang="en"))


def test_each_edition_says_what_it_leaves_out(opened: Opened) -> None:
    options = opened.page("export", lang="en").radio(key="export:audience").options
    assert options[0].startswith("**The facility.** Leaves out internal notes")
    assert options[1].startswith("**The public.** Also leaves out reasons")
    assert options[2].startswith("**The assessment team.** Everything: internal notes")


def test_the_team_edition_warns_and_waits_for_a_tick(opened: Opened) -> None:
    at = opened.page("export", lang="fr")
    assert not at.warning
    at.radio(key="export:audience").set_value("team").run()
    assert "L’édition de l’équipe contient les notes internes." in at.warning[0].value
    assert all(b.proto.disabled for b in buttons(at).values())
    at.checkbox(key="export:team").check().run()
    assert not any(b.proto.disabled for b in buttons(at).values())
    assert "-equipe-" in names(at)[0]
    at.radio(key="export:audience").set_value("facility").run()
    assert not at.warning
    at.radio(key="export:audience").set_value("team").run()
    assert not at.checkbox(key="export:team").value


def test_the_public_edition_counts_findings_nobody_has_read(opened: Opened) -> None:
    at = opened.page("export", lang="en")
    assert "second reader" not in everything_said(at)
    at.radio(key="export:audience").set_value("public").run()
    assert "1 finding has not been seen by a second reader" in everything_said(at)
    assert "-public-" in names(at)[0]
    opened.put("standard/A", "finding", "")
    at.run()
    assert "second reader" not in everything_said(at)


def test_the_language_of_the_documents_can_differ_from_the_readers(opened: Opened) -> None:
    at = opened.page("export", lang="en")
    at.radio(key="export:language:en").set_value("fr").run()
    assert names(at)[0].endswith("-structure-projet-fr.pdf")
    assert at.title[0].value == "Export"


def test_a_reader_who_changes_language_is_offered_documents_in_it(opened: Opened) -> None:
    at = opened.page("export", lang="en")
    at.query_params["lang"] = "fr"
    at.run()
    assert at.radio(key="export:language:fr").value == "fr"
    assert names(at)[0].endswith("-fr.pdf")


def test_nothing_is_made_until_it_is_asked_for(opened: Opened, built: list[Any]) -> None:
    opened.page("export", lang="en")
    assert built == []


def test_an_unknown_audience_opens_no_wider_edition(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "radio", lambda *_, **__: "everyone")
    assert "-facility-" in names(opened.page("export", lang="en"))[0]


def test_a_file_holds_what_is_entered_when_it_is_made(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    making: dict[str, Any] = {}
    original = offering.making

    def noted(at: Any, document: Any, *reader: Any) -> Any:
        making[document.kind] = original(at, document, *reader)
        return making[document.kind]

    monkeypatch.setattr(offering, "making", noted)
    opened.page("export", lang="en")
    opened.put("criterion/A1", "level", "3")
    made = json.loads(making["json"]())
    found = next(c for c in made["record"]["criteria"] if c["id"] == "A1")
    assert made["record"]["audience"] == "facility"
    assert made["seal"]["sha256"]
    assert found["rank"] == 3
    assert "Canary in a note." not in json.dumps(made)
    assert "Canary in a finding." in json.dumps(made)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_document_on_offer_can_be_made(opened: Opened, kind: Any, language: Any) -> None:
    rows = store().rows(opened.assessment.id, opened.me)
    at = Desk(
        opened.assessment, opened.rubric, rows, Entries(rows), opened.me, translator(language), UTC
    )
    made = offering.making(at, documents.DOCUMENTS[kind], "public", language)()
    assert len(made) > 100
    assert b"Canary" not in made


def test_citations_are_offered_but_not_of_a_team_edition_nobody_confirmed(opened: Opened) -> None:
    at = opened.page("export", lang="en")
    assert "How to cite it" in [e.label for e in at.expander]
    assert any("PRA-" in str(element.value) for element in at.text)
    at.radio(key="export:audience").set_value("team").run()
    assert "How to cite it" not in [e.label for e in at.expander]


def test_documents_stand_by_what_they_are_for(opened: Opened) -> None:
    at = opened.page("export", lang="fr")
    assert [header.value for header in at.header] == [
        "À lire et à partager",
        "Pour travailler",
        "Pour citer",
        "Pour la statistique et les archives",
    ]


def fold(opened: Opened, kind: str, language: str = "en") -> str:
    """Return the key of the preview of a document in the facility edition."""
    return f"export:look-{kind}-facility-{language}-{opened.assessment.id}-{opened.me}"


def look(at: AppTest, opened: Opened, kind: str, language: str = "en") -> AppTest:
    """Unfold the preview of a document, as a click on it does."""
    at.session_state[fold(opened, kind, language)] = True
    at.run()
    assert not at.exception
    return at


def test_documents_can_be_seen_first_in_their_own_cards(opened: Opened) -> None:
    at = opened.page("export", lang="en")
    kinds = {
        "plan-xlsx": "The other sheets, each with its first rows",
        "data": "Files in “Data package (CSV files)”",
        "html": "What follows: each section with its first lines",
        "json": "How it begins, set out line by line",
        "plan-pdf": 'alt="Page 1 of “Action plan (PDF)”, in small; its text follows"',
    }
    assert not any(shown in markup(at) for shown in kinds.values())
    for kind in list(kinds)[1:]:
        at.session_state[fold(opened, kind)] = True
    look(at, opened, "plan-xlsx")
    assert [shown for shown in kinds.values() if shown not in markup(at)] == []
    assert 'src="data:image/png;base64,' in markup(at)
    assert "The text of page 1" in markup(at)
    assert "Centre Été &lt;b&gt;" in markup(at)
    assert re.search(r"action-plan-[\w-]+-facility-draft-en\.pdf · \d+.kB<", markup(at))


def test_what_a_document_says_is_no_markup_and_keeps_its_language(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offering, "build", lambda *_: b"<b>one</b>,two\n<i>1</i>,2\n")
    shown = markup(look(opened.page("export", lang="fr"), opened, "csv", "fr"))
    assert "Critères en tableau (CSV)\u00a0: les 1 premières lignes sur 1" in shown
    assert '<span class="pra-typed" dir="auto" lang="fr">&lt;b&gt;one&lt;/b&gt;</span>' in shown
    assert "<b>one" not in shown
    assert "<i>1" not in shown


def test_a_preview_is_made_once_and_let_go_when_it_is_folded(
    opened: Opened, built: list[Any]
) -> None:
    at = look(opened.page("export", lang="en"), opened, "bib")
    at.run()
    assert len(built) == 1
    at.session_state[fold(opened, "bib")] = False
    at.run()
    assert at.session_state["export:seen"] == {}
    look(at, opened, "bib")
    assert len(built) == 2
    # Another edition has previews of its own: none is made before it is asked for.
    at.radio(key="export:audience").set_value("public").run()
    assert len(built) == 2
    assert at.session_state["export:seen"] == {}


def test_nobody_meets_the_preview_of_another_audit(opened: Opened, built: list[Any]) -> None:
    other = Opened()
    at = look(opened.page("export", lang="en"), opened, "bib")
    assert "<pre" in markup(at)
    at.query_params["a"] = other.assessment.id
    at.run()
    assert not at.exception
    assert "<pre" not in markup(at)
    assert at.session_state["export:seen"] == {}


def test_a_preview_older_than_what_is_entered_says_so(opened: Opened, built: list[Any]) -> None:
    older = "Something was entered after this preview was made."
    at = look(opened.page("export", lang="en"), opened, "bib")
    assert not any(older in info.value for info in at.info)
    opened.put("criterion/A1", "level", "3")
    at.run()
    assert any(older in info.value for info in at.info)
    assert len(built) == 1


def test_the_team_edition_cannot_be_seen_before_it_is_confirmed(opened: Opened) -> None:
    at = opened.page("export", lang="en")
    at.radio(key="export:audience").set_value("team").run()
    assert "Preview: Report (PDF)" not in [e.label for e in at.expander]
    at.checkbox(key="export:team").check().run()
    assert "Preview: Report (PDF)" in [e.label for e in at.expander]
